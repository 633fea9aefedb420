mod catalog;
mod verdicts;
