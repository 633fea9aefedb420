//! Tests across the crates of the workspace; nothing else.
