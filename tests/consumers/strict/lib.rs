//! Every lint of the compiler and of Clippy denied: generated code has nothing to report.

// What new compilers add comes with the groups; those that are allowed unless named stand by name.
#![deny(
    warnings,
    deprecated_safe,
    future_incompatible,
    keyword_idents,
    let_underscore,
    nonstandard_style,
    refining_impl_trait,
    rust_2018_compatibility,
    rust_2018_idioms,
    rust_2021_compatibility,
    rust_2024_compatibility,
    unknown_or_malformed_diagnostic_attributes,
    unused,
    ambiguous_negative_literals,
    closure_returning_async_block,
    deprecated_in_future,
    deref_into_dyn_supertrait,
    ffi_unwind_calls,
    impl_trait_redundant_captures,
    macro_use_extern_crate,
    meta_variable_misuse,
    missing_copy_implementations,
    missing_debug_implementations,
    missing_docs,
    non_ascii_idents,
    redundant_imports,
    redundant_lifetimes,
    single_use_lifetimes,
    trivial_casts,
    trivial_numeric_casts,
    unit_bindings,
    unnameable_types,
    unreachable_pub,
    unsafe_code,
    unstable_features,
    unused_crate_dependencies,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences,
    clippy::all,
    clippy::pedantic,
    clippy::nursery,
    clippy::restriction,
    clippy::cargo
)]
// What is left out is about the code here, not about what is generated.
#![allow(
    clippy::blanket_clippy_restriction_lints,
    reason = "the group is what is wanted: generated code is to trip none of its lints"
)]
#![allow(clippy::arbitrary_source_item_ordering, reason = "variants stand by their roles")]
#![allow(clippy::cargo_common_metadata, reason = "of the workspace's packages")]
// By name, so that no `allow` for it can stand in generated code.
#![forbid(clippy::needless_lifetimes, clippy::elidable_lifetime_names)]

pub mod errors;
