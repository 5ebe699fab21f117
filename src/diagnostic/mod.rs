//! What went wrong, where, and what to do: one type for every stage.
//!
//! A [`Diagnostic`] carries the text that it points into, so that it can be
//! shown long after the stage that found it is done.

mod code;
mod fix;
mod github;
mod human;
mod json;
mod sarif;

use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub use self::code::Code;
pub use self::fix::{Edit, Fix};
pub use self::github::to_command;
pub use self::human::render;
pub use self::json::to_json;
pub use self::sarif::to_sarif;

/// A file's name and text, as far as diagnostics need them.
#[derive(Debug)]
pub struct SourceText {
    /// The path to show, as the user knows it, `/` between its parts.
    pub path: String,
    /// The text. Empty for files that are not text.
    pub text: String,
    /// Where its lines start, in bytes; counted on first use.
    lines: OnceLock<Vec<usize>>,
    /// How many characters stand before every [`BLOCK`] of bytes; counted on
    /// first use. A paragraph is one line, so that lines may be long.
    blocks: OnceLock<Vec<usize>>,
}

/// Bytes between two places up to which characters have been counted.
const BLOCK: usize = 1024;

impl SourceText {
    /// A shared source.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self {
            path: path.into(),
            text: text.into(),
            lines: OnceLock::new(),
            blocks: OnceLock::new(),
        })
    }

    /// One-based line and column (in characters) of a byte offset.
    pub fn line_column(&self, offset: usize) -> (usize, usize) {
        let offset = floor_boundary(&self.text, offset);
        let (line, start) = self.line_start(offset);
        (line, self.characters_before(offset) - self.characters_before(start) + 1)
    }

    /// How many characters start before a byte offset.
    fn characters_before(&self, offset: usize) -> usize {
        let count = |bytes: &[u8]| bytes.iter().filter(|byte| (**byte & 0xc0) != 0x80).count();
        let blocks = self.blocks.get_or_init(|| {
            let counts = self.text.as_bytes().chunks(BLOCK).scan(0, |before, block| {
                *before += count(block);
                Some(*before)
            });
            std::iter::once(0).chain(counts).collect()
        });
        let block = offset / BLOCK;
        blocks[block] + count(&self.text.as_bytes()[block * BLOCK..offset])
    }

    /// The text of the line that a byte offset is in, without its line end.
    pub fn line(&self, offset: usize) -> &str {
        let (_, start) = self.line_start(offset);
        self.text[start..].lines().next().unwrap_or_default()
    }

    /// The one-based line that an offset is in, and where it starts.
    fn line_start(&self, offset: usize) -> (usize, usize) {
        let lines = self.lines.get_or_init(|| {
            let ends = self.text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
            std::iter::once(0).chain(ends.map(|(at, _)| at + 1)).collect()
        });
        let line = lines.partition_point(|&start| start <= offset);
        (line, lines[line - 1])
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &Self) -> bool {
        self.path == other.path && self.text == other.text
    }
}

impl Eq for SourceText {}

impl Hash for SourceText {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (&self.path, &self.text).hash(state);
    }
}

/// A byte range in a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file.
    pub source: Arc<SourceText>,
    /// The range in its text, or `None` for the file as a whole.
    pub range: Option<Range<usize>>,
}

impl Place {
    /// A range in a file. A range that does not fit the text is moved to the
    /// nearest one that does.
    pub fn new(source: &Arc<SourceText>, range: Range<usize>) -> Self {
        let text = &source.text;
        let start = floor_boundary(text, range.start);
        let end = floor_boundary(text, range.end).max(start);
        Self { source: Arc::clone(source), range: Some(start..end) }
    }

    /// A whole file.
    pub fn file(source: &Arc<SourceText>) -> Self {
        Self { source: Arc::clone(source), range: None }
    }

    /// A whole file of which only the name matters.
    pub fn path(path: impl Into<String>) -> Self {
        Self { source: SourceText::new(path, ""), range: None }
    }
}

/// The last character boundary at or before `offset`.
fn floor_boundary(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

impl fmt::Display for Place {
    /// `file:line:column`, or `file` alone.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.source.path)?;
        if let Some(range) = &self.range {
            let (line, column) = self.source.line_column(range.start);
            write!(f, ":{line}:{column}")?;
        }
        Ok(())
    }
}

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The bulletin can't be made, or must not be printed so.
    Error,
    /// The bulletin can be made; somebody should look.
    Warning,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Which rule found it.
    pub code: Code,
    /// What is wrong, in one sentence.
    pub message: String,
    /// Where; `None` where there is no file to point at.
    pub place: Option<Place>,
    /// A word right at the caret; may be empty.
    pub label: String,
    /// Other places that belong to it, each with a word.
    pub related: Vec<(Place, String)>,
    /// What to do about it.
    pub help: Vec<String>,
    /// What the rule rests on: standard and clause.
    pub basis: Option<&'static str>,
    /// How the text would be changed.
    pub fix: Option<Fix>,
    /// Why the office lets it stand, if it does.
    pub waived: Option<String>,
    /// How many more there are of the same rule in the same file, not listed.
    pub more: usize,
    /// In which lines they are, and how many in each.
    pub more_lines: Vec<(usize, usize)>,
}

impl Diagnostic {
    /// An error.
    pub fn error(code: Code, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message: message.into(),
            place: None,
            label: String::new(),
            related: Vec::new(),
            help: Vec::new(),
            basis: None,
            fix: None,
            waived: None,
            more: 0,
            more_lines: Vec::new(),
        }
    }

    /// A warning.
    pub fn warning(code: Code, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(code, message) }
    }

    /// Points the finding at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Puts a word at the caret.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn related(mut self, place: Place, label: impl Into<String>) -> Self {
        self.related.push((place, label.into()));
        self
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Whether this is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    /// Whether it can be mended without anybody's looking at it.
    pub fn is_safe(&self) -> bool {
        self.fix.as_ref().is_some_and(|fix| fix.safe)
    }

    /// What to do about it, the fix in words first.
    pub fn advice(&self) -> Vec<String> {
        let fix = self.fix.as_ref().map(Fix::words);
        fix.into_iter().chain(self.help.iter().cloned()).collect()
    }
}

/// The name that was probably meant, among those that there are.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// One wrong letter in two is too much.
    const LEAST: f64 = 0.55;
    let mut best: Option<(f64, &str)> = None;
    for name in known {
        let score = strsim::normalized_damerau_levenshtein(typed, name);
        if score >= LEAST && best.is_none_or(|(top, _)| score > top) {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}

/// Whether any of the findings is an error that no edition can be made with.
/// Those of the proof reader stand against the print edition alone.
pub fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|found| found.is_error() && !matches!(found.code, Code::Proof(_)))
}

/// Whether the proof reader found an error, which bars the print edition.
pub fn has_blocking(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|found| found.is_error() && matches!(found.code, Code::Proof(_)))
}

/// Puts findings in the order an editor works through them and cuts those of one
/// rule in one file short.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    sort_up_to(diagnostics, MOST);
}

/// The same, with so many listed of one rule in one file.
pub fn sort_up_to(diagnostics: &mut Vec<Diagnostic>, most: usize) {
    order(diagnostics);
    limit(diagnostics, |_| most);
}

/// The same for somebody who reads them one by one: of what `--fix` mends by
/// itself a few are enough, the lines of the others are told.
pub fn sort_for_reading(diagnostics: &mut Vec<Diagnostic>) {
    /// So many of one kind show what it is about.
    const EXAMPLES: usize = 3;
    order(diagnostics);
    limit(diagnostics, |found| if found.is_safe() { EXAMPLES } else { MOST });
}

/// Puts findings in the order an editor works through them: file by file, top
/// to bottom, what has no place first; drops exact repetitions.
pub fn order(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by_cached_key(place_in_order);
    diagnostics.dedup();
}

/// What [`order`] goes by.
pub fn place_in_order(diagnostic: &Diagnostic) -> impl Ord + use<> {
    let place = diagnostic.place.as_ref();
    let path = place.map(|place| place.source.path.clone());
    (path, place.and_then(|place| place.range.as_ref().map(|r| (r.start, r.end))), diagnostic.code)
}

/// More findings of one rule in one file than this are counted, not listed:
/// nobody reads on, and a hostile file must not fill the screen.
const MOST: usize = 50;

/// Keeps so many findings of one rule in one file as `most` says, and notes at
/// the last of them how many more there are, and in which lines.
fn limit(diagnostics: &mut Vec<Diagnostic>, most: impl Fn(&Diagnostic) -> usize) {
    type Rest = BTreeMap<usize, usize>;
    let mut seen: BTreeMap<(Code, Option<String>), (usize, Rest)> = BTreeMap::new();
    let key = |d: &Diagnostic| (d.code, d.place.as_ref().map(|place| place.source.path.clone()));
    diagnostics.retain(|found| {
        let (count, rest) = seen.entry(key(found)).or_default();
        *count += 1;
        let keep = *count <= most(found);
        if !keep {
            let place = found.place.as_ref();
            let at = place.and_then(|place| Some(place.source.line_column(place.range.as_ref()?.start).0));
            *rest.entry(at.unwrap_or(0)).or_default() += 1;
        }
        keep
    });
    for (cut, (_, rest)) in seen.into_iter().filter(|(_, (_, rest))| !rest.is_empty()) {
        if let Some(last) = diagnostics.iter_mut().rev().find(|found| key(found) == cut) {
            last.more += rest.values().sum::<usize>();
            last.more_lines.extend(rest.into_iter().filter(|(line, _)| *line > 0));
        }
    }
}
