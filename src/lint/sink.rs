//! Where rules put what they find.

use std::ops::Range;
use std::sync::Arc;

use super::desk::Manuscript;
use super::passage::Passage;
use super::rule::{Class, Rule};
use crate::content::Span;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Place, SourceText};

/// More findings of one rule than this are not kept: nobody works through them,
/// and a hostile file must not fill the memory.
const MOST: usize = 20_000;

/// What one rule has found so far.
pub(super) struct Sink {
    rule: &'static Rule,
    source: Option<Arc<SourceText>>,
    pub(super) found: Vec<Diagnostic>,
}

impl Sink {
    pub(super) fn new(rule: &'static Rule) -> Self {
        Self { rule, source: None, found: Vec::new() }
    }

    /// The text that findings point into from now on.
    pub(super) fn turn_to(&mut self, manuscript: &Manuscript<'_>) {
        self.source = Some(Arc::clone(manuscript.source));
    }

    fn diagnostic(&self, message: String) -> Diagnostic {
        let found = Diagnostic::warning(Code::Proof(self.rule.code), message);
        Diagnostic { severity: self.rule.severity, ..found }
    }

    /// Reports a part of a passage.
    pub(super) fn report<'s>(
        &'s mut self,
        passage: &'s Passage,
        range: Range<usize>,
        message: impl Into<String>,
    ) -> Report<'s> {
        let diagnostic = self.diagnostic(message.into());
        let place = self.source.as_ref().map(|source| Place::new(source, passage.span(range)));
        Report {
            diagnostic: Some(Diagnostic { place, ..diagnostic }),
            edits: Some(Vec::new()),
            passage: Some(passage),
            doubted: false,
            sink: self,
        }
    }

    /// Reports a stretch of the file.
    pub(super) fn report_span(&mut self, span: Span, message: impl Into<String>) -> Report<'_> {
        let diagnostic = self.diagnostic(message.into());
        let place = self.source.as_ref().map(|source| Place::new(source, span));
        Report {
            diagnostic: Some(Diagnostic { place, ..diagnostic }),
            edits: Some(Vec::new()),
            passage: None,
            doubted: false,
            sink: self,
        }
    }

    /// Reports a place of any file.
    pub(super) fn report_at(&mut self, place: Place, message: impl Into<String>) -> Report<'_> {
        let diagnostic = self.diagnostic(message.into()).at(place);
        Report {
            diagnostic: Some(diagnostic),
            edits: Some(Vec::new()),
            passage: None,
            doubted: false,
            sink: self,
        }
    }
}

/// A finding being written down; it is kept when this is dropped.
pub(super) struct Report<'s> {
    diagnostic: Option<Diagnostic>,
    /// `None` once an edit proved impossible.
    edits: Option<Vec<Edit>>,
    passage: Option<&'s Passage>,
    /// Whether a person must look at the edits, whatever the rule's class.
    doubted: bool,
    sink: &'s mut Sink,
}

impl Report<'_> {
    /// Says what to do.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.take().map(|found| found.help(help));
        self
    }

    /// Has a person look at the edits, though the rule's others are safe.
    pub(super) fn doubted(mut self) -> Self {
        self.doubted = true;
        self
    }

    /// Names a second place.
    pub(super) fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.take().map(|found| found.related(place, label));
        self
    }

    /// What should stand at a part of the passage.
    pub(super) fn edit(mut self, range: Range<usize>, text: impl Into<String>) -> Self {
        let exact = self.passage.and_then(|passage| passage.exact(range));
        self.edits = match (self.edits.take(), exact) {
            (Some(mut edits), Some(range)) => {
                edits.push(Edit { range, text: text.into() });
                Some(edits)
            }
            _ => None,
        };
        self
    }

    /// What should stand at a stretch of the file.
    pub(super) fn edit_span(mut self, range: Span, text: impl Into<String>) -> Self {
        if let Some(edits) = &mut self.edits {
            edits.push(Edit { range, text: text.into() });
        }
        self
    }
}

impl Drop for Report<'_> {
    fn drop(&mut self) {
        let Some(mut diagnostic) = self.diagnostic.take() else { return };
        let mut edits = self.edits.take().unwrap_or_default();
        edits.sort_by(|a, b| a.key().cmp(&b.key()));
        let class = self.sink.rule.class;
        if !edits.is_empty() && class != Class::Human {
            diagnostic.fix = Some(Fix { edits, safe: class == Class::Safe && !self.doubted });
        }
        if self.sink.found.len() < MOST {
            self.sink.found.push(diagnostic);
        }
    }
}
