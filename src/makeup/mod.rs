//! Making up columns: where lines fall, and which paragraphs to set a line
//! shorter or longer so that none leaves a single line at a column's head or
//! foot and no page carries but one line over.
//!
//! Columns stay full where they can: a paragraph that can bear it is set one line
//! tighter or looser (see [`crate::compose::Measure::looseness`]). Where none can,
//! a page of one column ends a line early ([`KEEP`]); of two columns neither
//! does, since side by side that shows more than a lone line.
//! Nothing here knows of Typst: it takes the lines of the pages as they came out
//! and says what to try. What is tried is looked at again on the new pages.

mod flow;
mod level;
mod overflow;

use std::collections::{BTreeMap, BTreeSet};

pub use flow::{Flow, Passage, Row};
pub use level::{ColumnEnd, Levels, Unevenness};
pub use overflow::{Overflow, Saving};

/// A paragraph: the article's place in the issue, and the byte at which its
/// block begins.
pub type Paragraph = (usize, usize);

/// By how many lines each paragraph is to be longer than is best for it.
pub type Looseness = BTreeMap<Paragraph, i8>;

/// Instead of a number of lines: the paragraph's first two and last two lines
/// stay together, and the page ends early for it.
pub const KEEP: i8 = i8::MAX;

/// What has been tried so far.
#[derive(Debug, Default)]
pub struct Makeup {
    /// What stands.
    wanted: Looseness,
    /// What turned out not to be possible, or not to help.
    refused: BTreeSet<(Paragraph, i8)>,
    /// The lines of every paragraph before anything was tried.
    natural: BTreeMap<Paragraph, usize>,
}

impl Makeup {
    /// What the pages should be set with now.
    pub fn looseness(&self) -> &Looseness {
        &self.wanted
    }

    /// Looks at pages that were set with [`Makeup::looseness`], and says
    /// whether there is something else to try.
    pub fn look(&mut self, flows: &[Flow]) -> bool {
        for flow in flows {
            for (passage, lines) in flow.lengths() {
                self.natural.entry((flow.article, passage)).or_insert(lines);
            }
        }
        self.drop_refused(flows);
        let before = self.wanted.clone();
        for flow in flows {
            let refused = |passage, by| self.refused.contains(&((flow.article, passage), by));
            let old: BTreeMap<usize, i8> = self
                .wanted
                .range((flow.article, 0)..(flow.article + 1, 0))
                .map(|(key, by)| (key.1, *by))
                .collect();
            for (passage, by) in flow.remedies(&old, refused) {
                self.wanted.insert((flow.article, passage), by);
            }
        }
        if before != self.wanted {
            return true;
        }
        let kept = flows
            .iter()
            .filter(|flow| !flow.double)
            .flat_map(|flow| flow.lone_passages().into_iter().map(|passage| ((flow.article, passage), KEEP)));
        self.wanted.extend(kept.collect::<Vec<_>>());
        before != self.wanted
    }

    /// Gives up what a paragraph did not bear.
    fn drop_refused(&mut self, flows: &[Flow]) {
        for flow in flows {
            for (passage, lines) in flow.lengths() {
                let key = (flow.article, passage);
                let (Some(&by), Some(&natural)) = (self.wanted.get(&key), self.natural.get(&key)) else {
                    continue;
                };
                if by != KEEP && natural.checked_add_signed(by.into()) != Some(lines) {
                    self.wanted.remove(&key);
                    self.refused.insert((key, by));
                }
            }
        }
    }
}
