//! Regular expressions that cost little to make.
//!
//! A pattern is read when a rule first asks it, and followed step by step
//! ([`Matcher`]) in the passages that have the characters it needs ([`Need`]).
//! Once it has searched much, an automaton of `regex-automata` pays and takes
//! over; it finds the same.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::meta::Regex;
use regex_automata::{Input, Span};
use regex_syntax::hir::Hir;

use super::matcher::{Marks, Matcher, Outcome};
use super::need::{Letters, Need};
use super::passage::Passage;

/// So many bytes are searched before an automaton pays.
const MUCH: usize = 400_000;

/// A pattern; it matches what the `regex` crate's does.
#[derive(Debug)]
pub(super) struct Pattern {
    hir: Hir,
    need: Need,
    matcher: Option<Matcher>,
    automaton: OnceLock<Regex>,
    searched: AtomicUsize,
}

/// What is searched: a text, and the passage that it is, or is a part of.
#[derive(Clone, Copy)]
pub(super) struct Haystack<'h> {
    pub(super) text: &'h str,
    whole: Option<&'h Passage>,
    letters: Option<&'h Letters>,
}

impl<'h> Haystack<'h> {
    /// A part of a passage.
    pub(super) fn part(text: &'h str, passage: &'h Passage) -> Self {
        Self { text, whole: None, letters: Some(passage.letters()) }
    }
}

impl<'h> From<&'h str> for Haystack<'h> {
    fn from(text: &'h str) -> Self {
        Self { text, whole: None, letters: None }
    }
}

impl<'h> From<&'h String> for Haystack<'h> {
    fn from(text: &'h String) -> Self {
        Self::from(text.as_str())
    }
}

impl<'h> From<&'h Passage> for Haystack<'h> {
    fn from(passage: &'h Passage) -> Self {
        Self { text: &passage.text, whole: Some(passage), letters: Some(passage.letters()) }
    }
}

impl Pattern {
    /// Reads a pattern. It is one of ours, so it is right: the rules' tests use
    /// every one.
    pub(super) fn new(pattern: &str) -> Self {
        #[allow(clippy::expect_used, reason = "not from input")]
        let hir = regex_syntax::parse(pattern).expect("a pattern of ours");
        let (need, matcher) = (Need::of(&hir), Matcher::new(&hir));
        Self { hir, need, matcher, automaton: OnceLock::new(), searched: AtomicUsize::new(0) }
    }

    /// Whether a text may have a match at all.
    fn is_met(&self, haystack: Haystack<'_>) -> bool {
        haystack.letters.is_none_or(|letters| self.need.is_met(letters))
    }

    /// The first match at or after `from`.
    fn search(&self, haystack: Haystack<'_>, from: usize) -> Option<Marks> {
        let text = haystack.text;
        let length = text.len().saturating_sub(from);
        let searched = self.searched.fetch_add(length, Ordering::Relaxed);
        if let Some(matcher) = self.matcher.as_ref().filter(|_| searched < MUCH) {
            let outcome = match haystack.whole {
                Some(passage) => matcher.search_passage(passage, from),
                None => matcher.search(text, from),
            };
            match outcome {
                Outcome::Found(marks) => return Some(marks),
                Outcome::Nothing => return None,
                Outcome::GivenUp => {}
            }
        }
        let automaton = self.automaton.get_or_init(|| {
            // The searches for literals take as long to make as the rest.
            let lean = Regex::config().auto_prefilter(false).onepass(false).backtrack(false).dfa(false);
            #[allow(clippy::expect_used, reason = "not from input")]
            Regex::builder().configure(lean).build_from_hir(&self.hir).expect("a pattern of ours")
        });
        let mut slots = automaton.create_captures();
        automaton.captures(Input::new(text).range(from..), &mut slots);
        let spans = (0..slots.group_len()).map(|group| slots.get_group(group));
        let marks = spans.flat_map(|span| [span.map(|span| span.start), span.map(|span| span.end)]);
        slots.is_match().then(|| marks.collect())
    }

    /// Every match, none over another.
    fn search_iter<'h>(&self, haystack: Haystack<'h>) -> impl Iterator<Item = Captures<'h>> {
        let text = haystack.text;
        let mut from = if self.is_met(haystack) { 0 } else { text.len() + 1 };
        std::iter::from_fn(move || {
            if from > text.len() {
                return None;
            }
            let found = Captures { text, marks: self.search(haystack, from)? };
            let whole = found.get(0)?;
            // A match of no length would be found again.
            let next =
                || text.get(whole.end()..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
            from = if whole.is_empty() { whole.end() + next() } else { whole.end() };
            Some(found)
        })
    }

    /// Whether it matches anywhere.
    pub(super) fn is_match<'h>(&self, haystack: impl Into<Haystack<'h>>) -> bool {
        self.captures(haystack).is_some()
    }

    /// The first match.
    pub(super) fn find<'h>(&self, haystack: impl Into<Haystack<'h>>) -> Option<Match<'h>> {
        self.captures(haystack)?.get(0)
    }

    /// Every match, none over another.
    pub(super) fn find_iter<'h>(&self, haystack: impl Into<Haystack<'h>>) -> impl Iterator<Item = Match<'h>> {
        self.search_iter(haystack.into()).filter_map(|found| found.get(0))
    }

    /// The first match with its groups.
    pub(super) fn captures<'h>(&self, haystack: impl Into<Haystack<'h>>) -> Option<Captures<'h>> {
        self.captures_at(haystack, 0)
    }

    /// The first match at or after `start`, with its groups. What stands before
    /// `start` still counts for `^`.
    pub(super) fn captures_at<'h>(
        &self,
        haystack: impl Into<Haystack<'h>>,
        start: usize,
    ) -> Option<Captures<'h>> {
        let haystack = haystack.into();
        let text = haystack.text;
        if start > text.len() || !self.is_met(haystack) {
            return None;
        }
        Some(Captures { text, marks: self.search(haystack, start)? })
    }

    /// Every match with its groups, none over another.
    pub(super) fn captures_iter<'h>(
        &self,
        haystack: impl Into<Haystack<'h>>,
    ) -> impl Iterator<Item = Captures<'h>> {
        self.search_iter(haystack.into())
    }
}

/// Where a pattern matched.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match<'h> {
    text: &'h str,
    span: Span,
}

impl<'h> Match<'h> {
    /// Where it starts, in bytes.
    pub(super) fn start(&self) -> usize {
        self.span.start
    }

    /// Where it ends, in bytes.
    pub(super) fn end(&self) -> usize {
        self.span.end
    }

    /// Whether it is of no length.
    pub(super) fn is_empty(&self) -> bool {
        self.span.is_empty()
    }

    /// Both.
    pub(super) fn range(&self) -> Range<usize> {
        self.span.range()
    }

    /// What matched.
    pub(super) fn as_str(&self) -> &'h str {
        self.text.get(self.span.range()).unwrap_or_default()
    }
}

/// A match and its groups.
#[derive(Debug)]
pub(super) struct Captures<'h> {
    text: &'h str,
    marks: Marks,
}

impl<'h> Captures<'h> {
    /// A group; the whole match is the first, 0.
    pub(super) fn get(&self, group: usize) -> Option<Match<'h>> {
        match self.marks.get(group * 2..group * 2 + 2)? {
            &[Some(start), Some(end)] => Some(Match { text: self.text, span: Span { start, end } }),
            _ => None,
        }
    }

    /// All groups, those that took no part as `None`.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<Match<'h>>> {
        (0..self.marks.len() / 2).map(|group| self.get(group))
    }
}
