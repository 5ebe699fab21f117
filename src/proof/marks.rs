//! Findings and changes as marks on pages, numbered as they are read.

use std::collections::BTreeMap;

use super::Subject;
use super::changed::changed;
use super::findings::found;
use super::lines::Lines;
use super::names::Names;
use super::places::{Places, Segment, Spot};
use super::record::Record;

/// What a mark is about, which gives it its colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tone {
    /// An error.
    Error,
    /// A warning.
    Warning,
    /// Something that the office lets stand.
    Waived,
    /// A change since the last round.
    Change,
    /// A paragraph that was moved.
    Moved,
}

impl Tone {
    /// Its name in the data.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Waived => "waived",
            Self::Change => "change",
            Self::Moved => "moved",
        }
    }
}

/// Something to be marked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mark {
    /// What it is about.
    pub(super) tone: Tone,
    /// Where; `None` where it is on no page.
    pub(super) spot: Option<Spot>,
    /// Other places that belong to it.
    pub(super) related: Vec<Spot>,
    /// `12`, or `改3` for changes; of marks that share a note the same.
    pub(super) number: String,
    /// What is said about it in the margin; `None` for those that share the note
    /// of an earlier one.
    pub(super) note: Option<Note>,
    /// Whether it shares a note with those of its page that are told the same:
    /// nobody decides about each of them by itself.
    pub(super) bulk: bool,
    /// Whether a bar in the margin points it out.
    pub(super) bar: bool,
    /// Whether its words are underlined.
    pub(super) underline: bool,
    /// The finding, by its place among all.
    pub(super) finding: Option<usize>,
}

impl Mark {
    /// Where its number stands.
    pub(super) fn first(&self) -> Option<&Segment> {
        self.spot.as_ref().and_then(Spot::first)
    }
}

/// What is said in the margin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Note {
    /// The rule's code, or what was changed.
    pub(super) label: String,
    /// What is wrong, or what it was.
    pub(super) message: String,
    /// What to do.
    pub(super) help: Vec<String>,
    /// What is said besides: other places, what the rule rests on.
    pub(super) aside: Vec<String>,
    /// How many marks share it.
    pub(super) places: usize,
}

impl Note {
    /// A note for one place.
    pub(super) fn new(label: impl Into<String>, message: String) -> Self {
        Self { label: label.into(), message, places: 1, ..Self::default() }
    }

    /// What is said, and of how many places.
    pub(super) fn text(&self) -> String {
        match self.places {
            0 | 1 => self.message.clone(),
            places => format!("{}（本页 {places} 处）", self.message),
        }
    }
}

/// How many changes there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Places where something was put in.
    pub added: usize,
    /// Places where something was taken out.
    pub removed: usize,
    /// Places where something was put for something else.
    pub replaced: usize,
    /// Paragraphs that were moved.
    pub moved: usize,
    /// Paragraphs that were joined or split.
    pub rejoined: usize,
}

/// Every mark, numbered as the pages are read; what is on no page comes last.
pub(super) fn marks(
    subject: &Subject<'_>,
    places: &Places<'_>,
    names: &Names<'_>,
    earlier: Option<&Record>,
) -> (Vec<Mark>, Counts) {
    let findings = subject.findings.iter().enumerate();
    let mut marks: Vec<Mark> =
        findings.map(|(at, finding)| found(subject, places, names, at, finding)).collect();
    let mut counts = Counts::default();
    if let Some(earlier) = earlier {
        changed(subject, places, earlier, &mut marks, &mut counts);
    }
    sort(&mut marks, names.lines);
    number(&mut marks);
    (marks, counts)
}

/// As the page is read, column by column, so that the numbers in the margin
/// follow each other; what concerns one spot stays in its order.
fn sort(marks: &mut [Mark], lines: &Lines) {
    let place = |mark: &Mark| {
        let at = mark.first()?;
        Some((at.page, lines.reading(at), at.area[3].round(), at.area[0]))
    };
    marks.sort_by(|a, b| {
        let (Some(x), Some(y)) = (place(a), place(b)) else {
            return place(a).is_none().cmp(&place(b).is_none());
        };
        (x.0, x.1).cmp(&(y.0, y.1)).then(x.2.total_cmp(&y.2)).then(x.3.total_cmp(&y.3))
    });
}

/// Gives every mark its number. Those in bulk share the note of the first one
/// on their page that is told the same.
fn number(marks: &mut [Mark]) {
    let (mut findings, mut changes) = (0, 0);
    let mut told: BTreeMap<(Option<usize>, String, String, Vec<String>), usize> = BTreeMap::new();
    for at in 0..marks.len() {
        let mark = &mut marks[at];
        let Some(note) = &mark.note else { continue };
        if mark.bulk {
            let page = mark.first().map(|at| at.page);
            let key = (page, note.label.clone(), note.message.clone(), note.help.clone());
            let first = *told.entry(key).or_insert(at);
            if first != at {
                mark.note = None;
                let number = marks[first].number.clone();
                if let Some(note) = &mut marks[first].note {
                    note.places += 1;
                }
                marks[at].number = number;
                continue;
            }
        }
        mark.number = if mark.finding.is_some() {
            findings += 1;
            format!("{findings}")
        } else {
            changes += 1;
            format!("改{changes}")
        };
    }
}
