//! The only place that prints. A reader who has gone away (`| head`) is no
//! error.

use std::io::{BufRead, IsTerminal, Write, stderr, stdin, stdout};

/// A line for stdout.
pub(super) fn say(text: &str) {
    let mut out = stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// A line for stderr.
pub(super) fn complain(text: &str) {
    let _ = writeln!(stderr().lock(), "{text}");
}

/// Whether what is written there may be coloured: on a terminal, unless the
/// environment says no (no-color.org).
pub(super) fn takes_colour(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

/// Asks on stderr and reads a line; `None` where nobody answers.
pub(super) fn ask(question: &str) -> Option<String> {
    let mut out = stderr().lock();
    let _ = write!(out, "{question}").and_then(|()| out.flush());
    let mut line = String::new();
    match stdin().lock().read_line(&mut line) {
        Ok(1..) => Some(line.trim().to_owned()),
        _ => None,
    }
}
