//! Showing findings, and the exit code they make.

use std::path::Path;

use serde_json::{Map, Value, json};

use super::args::{Format, IssueArgs};
use super::term::{complain, say, takes_colour};
use super::{CLEAN, FAILED, FOUND};
use crate::diagnostic::{
    Code, Diagnostic, Severity, has_blocking, has_errors, render, to_command, to_json, to_sarif,
};
use crate::lint::rule;
use crate::press::Press;

/// What a command has to say at its end.
pub(super) struct Report<'a> {
    pub(super) command: &'static str,
    pub(super) format: Format,
    pub(super) diagnostics: &'a [Diagnostic],
    /// One line for people.
    pub(super) summary: String,
    /// More for programs.
    pub(super) data: Map<String, Value>,
}

impl Report<'_> {
    /// Prints it. Findings go to stderr for people; JSON goes to stdout, as one
    /// document.
    pub(super) fn print(mut self) {
        match self.format {
            Format::Human => {
                let colour = takes_colour(&std::io::stderr());
                for diagnostic in self.diagnostics {
                    complain(&render(diagnostic, colour));
                }
                if !self.summary.is_empty() {
                    say(&self.summary);
                }
            }
            Format::Json => {
                self.data.insert("command".to_owned(), self.command.into());
                let diagnostics: Vec<_> = self.diagnostics.iter().map(to_json).collect();
                self.data.insert("diagnostics".to_owned(), json!(diagnostics));
                say(&format!("{:#}", Value::Object(self.data)));
            }
            Format::Github => {
                for diagnostic in self.diagnostics {
                    say(&to_command(diagnostic));
                }
            }
            Format::Sarif => {
                let describe = |code: &str| rule(code).map(|rule| (rule.name.to_owned(), rule.body()));
                say(&format!("{:#}", to_sarif(self.diagnostics, describe)));
            }
        }
    }
}

/// How many of each: `2 处错误，1 处警告`.
pub(super) fn counts(diagnostics: &[Diagnostic]) -> String {
    let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).map(|d| 1 + d.more).sum();
    match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => "没有问题".to_owned(),
        (errors, 0) => format!("{errors} 处错误"),
        (0, warnings) => format!("{warnings} 处警告"),
        (errors, warnings) => format!("{errors} 处错误，{warnings} 处警告"),
    }
}

/// The exit code for some findings: what can't be written makes a run fail.
pub(super) fn exit_code(diagnostics: &[Diagnostic]) -> u8 {
    match diagnostics {
        [] => CLEAN,
        found if found.iter().any(|d| d.code == Code::Unwritable) => FAILED,
        _ => FOUND,
    }
}

/// The exit code of a command that made something: warnings do not spoil it.
pub(super) fn made_code(diagnostics: &[Diagnostic]) -> u8 {
    if has_errors(diagnostics) || has_blocking(diagnostics) { exit_code(diagnostics) } else { CLEAN }
}

/// Opens an issue's folder for a command, or reports why it can't and gives the
/// exit code.
pub(super) fn open(command: &'static str, args: &IssueArgs) -> Result<Press, u8> {
    Press::open(&args.issue, args.fonts.as_deref())
        .map_err(|diagnostic| fail(command, args.format, *diagnostic))
}

/// Reports that a command could not even start.
pub(super) fn fail(command: &'static str, format: Format, diagnostic: Diagnostic) -> u8 {
    let diagnostics = [diagnostic];
    Report { command, format, diagnostics: &diagnostics, summary: String::new(), data: Map::new() }.print();
    FAILED
}

/// A path for a message.
pub(super) fn shown(path: &Path) -> String {
    path.display().to_string()
}
