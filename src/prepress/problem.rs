//! What can't be made press-ready.

use std::fmt;

use crate::diagnostic::{Code, Diagnostic, Severity};

/// One thing that keeps a file from the press, in words for editors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, in one sentence.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// The page that it stands on, counted from 1; `None` for the whole file.
    pub page: Option<usize>,
}

impl Problem {
    /// Something that concerns the whole file.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { message: message.into(), help: help.into(), page: None }
    }

    /// The same on a page, counted from 1.
    #[must_use]
    pub fn on_page(self, page: usize) -> Self {
        Self { page: Some(page), ..self }
    }

    /// As a finding of a rule, an error or a warning.
    pub fn finding(&self, code: Code, severity: Severity) -> Diagnostic {
        Diagnostic { severity, ..Diagnostic::error(code, self.to_string()).help(&self.help) }
    }

    /// As a finding without a file.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::error(Code::NotPrintable, self.to_string()).help(&self.help)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(page) = self.page {
            write!(f, "第 {page} 面：")?;
        }
        f.write_str(&self.message)
    }
}
