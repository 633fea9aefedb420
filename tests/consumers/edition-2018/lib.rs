//! Generated code in edition 2018.

#[path = "../every_form.rs"]
pub mod every_form;
