//! The result as a Markdown table and as an SVG plot. Integers only, so that both are the same
//! everywhere.

use std::fmt::Write;

use crate::{
    clients::Outcome,
    world::{LIMIT, OUTAGE, SECOND},
};

type Named = (&'static str, Outcome);

pub(crate) fn table(outcomes: &[Named]) -> String {
    let mut table = String::from(
        "| strategy | requests | most in a second | without a result | of these throttled \
         | errors for the caller | POSTs done twice | all served, after the outage |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n",
    );
    for (name, outcome) in outcomes {
        let row = format!(
            "| {name} | {} | {} | {} | {} | {} | {} | {} s |\n",
            grouped(outcome.total()),
            grouped(outcome.peak()),
            grouped(outcome.failed),
            grouped(outcome.throttled),
            grouped(outcome.given_up),
            grouped(u32::try_from(outcome.done_twice).unwrap_or(u32::MAX)),
            outcome.recovery(),
        );
        table.push_str(&row);
    }
    table
}

/// `12 345`, with a space that does not break.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            grouped.push('\u{a0}');
        }
        grouped.push(digit);
    }
    grouped
}

// The drawing's measures, in pixels.
const WIDTH: usize = 860;
const HEIGHT: usize = 460;
const LEFT: usize = 64;
const TOP: usize = 84;
const PLOT_WIDTH: usize = 776;
const PLOT_HEIGHT: usize = 316;

/// One for each strategy; they stay apart for the colour-blind.
const COLOURS: [&str; 5] = ["#d55e00", "#e69f00", "#56b4e9", "#0072b2", "#009e73"];

/// Requests in each second, one line a strategy.
pub(crate) fn plot(outcomes: &[Named]) -> String {
    let seconds = outcomes.iter().map(|(_, o)| o.requests.len()).max().unwrap_or(1);
    let seconds = seconds.next_multiple_of(10);
    let most = outcomes.iter().map(|(_, o)| o.peak()).max().unwrap_or(1);
    let most = usize::try_from(most).unwrap_or(1).next_multiple_of(1_000);
    let axes = Axes { seconds, most };

    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" \
         role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n\
         <title>Requests a second of 10 000 clients through an outage of a minute</title>\n\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#fff\"/>\n"
    );
    axes.draw(&mut svg);
    for ((_, outcome), colour) in outcomes.iter().zip(COLOURS) {
        let points: Vec<_> = (0..).zip(&outcome.requests).map(|(x, y)| axes.point(x, *y)).collect();
        line(
            &mut svg,
            format_args!(
                "<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"{}\"/>",
                points.join(" ")
            ),
        );
    }
    for (nth, ((name, _), colour)) in outcomes.iter().zip(COLOURS).enumerate() {
        // Two beside each other, above the plot.
        let (x, y) = (LEFT + nth % 2 * 388, 24 + nth / 2 * 20);
        line(
            &mut svg,
            format_args!(
                "<path d=\"M{x} {} h24\" stroke=\"{colour}\" stroke-width=\"3\"/>\
                 <text x=\"{}\" y=\"{y}\">{}</text>",
                y - 4,
                x + 32,
                name.replace('`', "")
            ),
        );
    }
    svg.push_str("</svg>\n");
    svg
}

struct Axes {
    seconds: usize,
    most: usize,
}

impl Axes {
    /// In tenths of a pixel.
    fn x(&self, second: usize) -> usize {
        LEFT * 10 + second * PLOT_WIDTH * 10 / self.seconds
    }

    fn y(&self, requests: usize) -> usize {
        (TOP + PLOT_HEIGHT) * 10 - requests * PLOT_HEIGHT * 10 / self.most
    }

    fn point(&self, second: usize, requests: u32) -> String {
        let requests = usize::try_from(requests).unwrap_or(self.most);
        format!("{},{}", tenths(self.x(second)), tenths(self.y(requests)))
    }

    fn draw(&self, svg: &mut String) {
        let (bottom, right) = (TOP + PLOT_HEIGHT, LEFT + PLOT_WIDTH);
        let second = |time| usize::try_from(time / SECOND).unwrap_or_default();
        let (from, to) = (self.x(second(OUTAGE.start)), self.x(second(OUTAGE.end)));
        line(
            svg,
            format_args!(
                "<rect x=\"{}\" y=\"{TOP}\" width=\"{}\" height=\"{PLOT_HEIGHT}\" fill=\"#eee\"/>\
                 <text x=\"{}\" y=\"{}\" fill=\"#555\">outage</text>",
                tenths(from),
                tenths(to - from),
                tenths(from + 80),
                TOP + 18,
            ),
        );
        for requests in (0..=self.most).step_by(1_000) {
            let y = tenths(self.y(requests));
            let limit = requests == usize::try_from(LIMIT).unwrap_or_default();
            let stroke = if limit { "#000\" stroke-dasharray=\"6 4" } else { "#ccc" };
            line(
                svg,
                format_args!(
                    "<path d=\"M{LEFT} {y} H{right}\" stroke=\"{stroke}\"/>\
                     <text x=\"{}\" y=\"{y}\" dy=\"4\" text-anchor=\"end\">{requests}</text>",
                    LEFT - 8
                ),
            );
            if limit {
                line(
                    svg,
                    format_args!(
                        "<text x=\"{right}\" y=\"{y}\" dy=\"-5\" text-anchor=\"end\">\
                         let through by the throttle</text>"
                    ),
                );
            }
        }
        for second in (0..=self.seconds).step_by(10) {
            let x = tenths(self.x(second));
            line(
                svg,
                format_args!(
                    "<text x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{second}</text>",
                    bottom + 18
                ),
            );
        }
        line(
            svg,
            format_args!(
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\">seconds</text>\
                 <text x=\"16\" y=\"{}\" text-anchor=\"middle\" \
                 transform=\"rotate(-90 16 {})\">requests a second</text>",
                LEFT + PLOT_WIDTH / 2,
                bottom + 40,
                TOP + PLOT_HEIGHT / 2,
                TOP + PLOT_HEIGHT / 2,
            ),
        );
    }
}

fn tenths(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn line(svg: &mut String, text: std::fmt::Arguments<'_>) {
    writeln!(svg, "{text}").expect("a string takes everything");
}
