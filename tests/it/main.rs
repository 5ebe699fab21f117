//! The integration tests, linked once.
//!
//! Snapshots and page images are recorded anew by `just bless`.
#![allow(clippy::disallowed_methods, reason = "tests make and break files as they like")]

mod bad_input;
mod compose;
mod content;
mod content_properties;
mod diagnostics;
mod editions;
mod generated;
mod geometry;
mod guide;
mod issues;
mod pages;
mod places;
mod proof;
mod rules;
mod support;
mod tables;
mod titles;
mod typography;
mod watching;
