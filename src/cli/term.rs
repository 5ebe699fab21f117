//! The only place that prints. A reader who has gone away (`| head`) is no
//! error.

use std::io::{Write, stderr, stdout};

/// A line for stdout.
pub(super) fn say(text: &str) {
    let mut out = stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// A line for stderr.
pub(super) fn complain(text: &str) {
    let _ = writeln!(stderr().lock(), "{text}");
}
