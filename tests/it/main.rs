//! The integration tests, linked once.
//!
//! Snapshots and page images are recorded anew by `just bless`.
#![allow(clippy::disallowed_methods, reason = "tests make and break files as they like")]

mod bad_input;
mod columns;
mod compose;
mod content;
mod content_properties;
mod diagnostics;
mod editions;
mod generated;
mod geometry;
mod guide;
mod impose;
mod issues;
mod pages;
mod places;
mod preflight;
mod prepress;
mod printing;
mod proof;
mod proof_reading;
mod rules;
mod support;
mod tables;
mod titles;
mod typography;
mod watching;
