//! What became of the findings of a round in the next one. Not their number
//! tells it but their place: carried from text to text, a finding of the same
//! rule stands there still, or does not.

use std::collections::BTreeMap;

use super::changes::{Carrier, Point};
use super::record::{Record, RecordedFinding};

/// What became of a finding that is no longer reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// Its words were changed.
    Mended,
    /// Its paragraph was taken out.
    Removed,
    /// Its words are as they were: something else was changed.
    Unreported,
}

impl Fate {
    /// In words.
    pub(super) const fn label(self) -> &'static str {
        match self {
            Self::Mended => "已改",
            Self::Removed => "随文删去",
            Self::Unreported => "原处未动，不再报出",
        }
    }
}

/// Two rounds' findings, held side by side.
#[derive(Debug, Default)]
pub(super) struct Compared<'a> {
    /// Whether the round before had each finding of this one.
    pub(super) known: Vec<bool>,
    /// Those that only the round before has.
    pub(super) gone: Vec<(&'a RecordedFinding, Fate)>,
}

/// Holds the findings of two rounds side by side.
pub(super) fn compare<'a>(record: &Record, earlier: Option<&'a Record>) -> Compared<'a> {
    let mut known = vec![false; record.findings.len()];
    let Some(earlier) = earlier else { return Compared { known, gone: Vec::new() } };
    let (old, new) = (earlier.rows(), record.rows());
    let mut carrier = Carrier::new(&old, &new);
    // This round's findings by rule and place, and those about no words of a text.
    let mut placed: BTreeMap<&str, BTreeMap<Point, Vec<usize>>> = BTreeMap::new();
    let mut others: BTreeMap<(&str, Option<&str>, &str), Vec<usize>> = BTreeMap::new();
    for (at, found) in record.findings.iter().enumerate().rev() {
        match found.within {
            Some((text, paragraph, byte, _)) => {
                let places = placed.entry(&found.code).or_default();
                places.entry((text, paragraph, byte)).or_default().push(at);
            }
            None => others.entry(elsewhere(found)).or_default().push(at),
        }
    }
    let mut gone = Vec::new();
    for found in &earlier.findings {
        let (still, fate) = match found.within {
            None => (others.get_mut(&elsewhere(found)).and_then(Vec::pop), Fate::Mended),
            Some((text, paragraph, byte, length)) => match carrier.carry((text, paragraph, byte), length) {
                None => (None, Fate::Removed),
                Some(carried) => {
                    let places = placed.get_mut(&*found.code);
                    let near = places.into_iter().flat_map(|places| {
                        places.range_mut(carried.from..=carried.to.max(carried.from)).map(|(_, list)| list)
                    });
                    let still = near.into_iter().find_map(Vec::pop);
                    (still, if carried.changed { Fate::Mended } else { Fate::Unreported })
                }
            },
        };
        match still.and_then(|at| known.get_mut(at)) {
            Some(known) => *known = true,
            None => gone.push((found, fate)),
        }
    }
    Compared { known, gone }
}

/// What is about no words of a text is told by what it says.
fn elsewhere(found: &RecordedFinding) -> (&str, Option<&str>, &str) {
    (&found.code, found.file.as_deref(), &found.message)
}
