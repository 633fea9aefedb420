//! Generated code in edition 2018.

// Shared by the editions, so that it stands outside the package: for tests alone, or the package
// would not build by itself.
#[cfg(test)]
#[path = "../every_form.rs"]
pub mod every_form;
