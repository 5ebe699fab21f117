//! The integration tests, linked once.
//!
//! Snapshots and page images are recorded anew by `just bless`.

mod bad_input;
mod content;
mod content_properties;
mod diagnostics;
mod generated;
mod issues;
mod pages;
mod support;
