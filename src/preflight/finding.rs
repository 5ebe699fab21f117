//! What is wrong with a finished PDF, on which page and where on it.

use std::collections::BTreeMap;

use crate::diagnostic::{self, Code, Diagnostic};

use super::limits;
use super::rule;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The file must not be printed.
    Error,
    /// Somebody should look before it is printed.
    Warning,
    /// Worth knowing.
    Note,
}

impl Severity {
    /// The word for readers.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
            Self::Note => "提示",
        }
    }

    /// The word for programs.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// A rectangle on a page in mm, from the trim's left and top edges.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place {
    /// From the trim's left edge, rightwards.
    pub left: f64,
    /// From the trim's top edge, downwards.
    pub top: f64,
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

impl Place {
    /// In words: `左 20、上 31.5 毫米（10 × 4）`.
    pub fn shown(&self) -> String {
        let round = |value: f64| (value * 10.0).round() / 10.0;
        let Self { left, top, width, height } = *self;
        format!("距左 {}、距上 {} 毫米（{} × {}）", round(left), round(top), round(width), round(height))
    }
}

/// What one rule found on one page, or in the file as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Finding {
    /// The rule.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The page, from 1; `None` for the file as a whole.
    pub page: Option<usize>,
    /// Where on the page: the first places, as many as are listed.
    pub places: Vec<Place>,
    /// How often it was found on the page; the message tells of the first.
    pub count: usize,
    /// What to do.
    pub help: &'static str,
    /// Where the rule comes from: a standard and its clause, or our own.
    pub source: &'static str,
}

impl Finding {
    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// The whole of it in one sentence: page, what is wrong, how often, where.
    pub fn shown(&self) -> String {
        let page = self.page.map(|page| format!("第 {page} 面：")).unwrap_or_default();
        let count = if self.count > 1 { format!("（这一面同类共 {} 处）", self.count) } else { String::new() };
        let place = self.places.first().map(|place| format!("，{}", place.shown())).unwrap_or_default();
        format!("{page}{}{place}{count}", self.message)
    }

    /// As a finding about a file of that name; notes are warnings.
    pub fn diagnostic(&self, file: &str) -> Diagnostic {
        let found = match self.severity {
            Severity::Error => Diagnostic::error(self.code, self.shown()),
            Severity::Warning | Severity::Note => Diagnostic::warning(self.code, self.shown()),
        };
        found.at(diagnostic::Place::path(file)).help(self.help).help(format!("依据：{}", self.source))
    }
}

/// Findings being gathered: those of one rule on one page are one.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    gathered: BTreeMap<(Option<usize>, Code, Severity), Finding>,
    of_rule: BTreeMap<Code, usize>,
    /// How many were not kept.
    cut: usize,
}

impl Findings {
    /// Adds one.
    pub(crate) fn add(
        &mut self,
        code: Code,
        severity: Severity,
        page: Option<usize>,
        place: Option<Place>,
        message: impl FnOnce() -> String,
    ) {
        let key = (page, code, severity);
        if let Some(finding) = self.gathered.get_mut(&key) {
            finding.count += 1;
            if let Some(place) = place.filter(|_| finding.places.len() < limits::PLACES)
                && !finding.places.contains(&place)
            {
                finding.places.push(place);
            }
            return;
        }
        let of_rule = self.of_rule.entry(code).or_insert(0);
        if *of_rule >= limits::OF_ONE_RULE || self.gathered.len() >= limits::FINDINGS {
            self.cut += 1;
            return;
        }
        *of_rule += 1;
        let (source, help) = rule::of(code);
        let finding = Finding {
            code,
            severity,
            message: message(),
            page,
            places: place.into_iter().collect(),
            count: 1,
            help,
            source,
        };
        self.gathered.insert(key, finding);
    }

    /// An error of the file as a whole.
    pub(crate) fn error(&mut self, code: Code, message: impl Into<String>) {
        self.add(code, Severity::Error, None, None, || message.into());
    }

    /// A warning about the file as a whole.
    pub(crate) fn warning(&mut self, code: Code, message: impl Into<String>) {
        self.add(code, Severity::Warning, None, None, || message.into());
    }

    /// What was found, the file's first, then page by page, and how much was not
    /// kept.
    pub(crate) fn finish(self) -> (Vec<Finding>, usize) {
        let mut findings: Vec<_> = self.gathered.into_values().collect();
        findings.sort_by_key(|finding| (finding.page, finding.severity, finding.code));
        (findings, self.cut)
    }
}
