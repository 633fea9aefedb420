mod catalog;
mod pages;
mod verdicts;
