//! Generated code in edition 2024, and in an enum that a macro of edition 2015 makes.

// Shared by the editions, so that it stands outside the package: for tests alone, or the package
// would not build by itself.
#[cfg(test)]
#[path = "../every_form.rs"]
pub mod every_form;

#[cfg(test)]
consumer_edition_2015::error_of_2015!(OfAnotherEdition);

#[cfg(test)]
mod tests {
    use apig_errors::{ApigError, Code};

    use super::OfAnotherEdition;

    #[test]
    fn a_macro_of_another_edition_makes_the_same_enum() {
        let error = OfAnotherEdition::from(ApigError::new(429, Code::APIG_0308));
        assert!(matches!(error, OfAnotherEdition::Throttled { .. }));
    }
}
