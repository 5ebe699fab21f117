//! Regular expressions that cost little to make.
//!
//! A check reads an issue once and has more than a hundred patterns: making them
//! takes longer than searching with them. So a pattern is made only when a
//! passage has the characters that it needs ([`Need`]), and first without what
//! only pays in long texts: the searches for literals that the `regex` crate
//! begins with, and the automata that run fast once they have seen enough. When
//! a pattern has searched much, it is made again with those. The engine is the
//! crate's own.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use regex_automata::meta::Regex;
use regex_automata::util::captures::Captures as Slots;
use regex_automata::{Input, Span};
use regex_syntax::hir::Hir;

use super::need::{Letters, Need};
use super::passage::Passage;

/// So many bytes are searched before a fast automaton pays.
const MUCH: usize = 40_000;

/// A pattern; it matches what the `regex` crate's does.
#[derive(Debug)]
pub(super) struct Pattern {
    hir: Hir,
    need: Need,
    quickly_made: OnceLock<Regex>,
    quickly_run: OnceLock<Regex>,
    searched: AtomicUsize,
}

/// What is searched: a text, and the characters it has if they are known.
#[derive(Clone, Copy)]
pub(super) struct Haystack<'h> {
    pub(super) text: &'h str,
    letters: Option<&'h Letters>,
}

impl<'h> Haystack<'h> {
    /// A part of a text that has these characters.
    pub(super) fn of(text: &'h str, letters: &'h Letters) -> Self {
        Self { text, letters: Some(letters) }
    }
}

impl<'h> From<&'h str> for Haystack<'h> {
    fn from(text: &'h str) -> Self {
        Self { text, letters: None }
    }
}

impl<'h> From<&'h String> for Haystack<'h> {
    fn from(text: &'h String) -> Self {
        Self { text, letters: None }
    }
}

impl<'h> From<&'h Passage> for Haystack<'h> {
    fn from(passage: &'h Passage) -> Self {
        passage.part(&passage.text)
    }
}

impl Pattern {
    /// Reads a pattern. It is one of ours, so it is right: the rules' tests use
    /// every one.
    pub(super) fn new(pattern: &str) -> Self {
        #[allow(clippy::expect_used, reason = "not from input")]
        let hir = regex_syntax::parse(pattern).expect("a pattern of ours");
        let need = Need::of(&hir);
        let (quickly_made, quickly_run) = (OnceLock::new(), OnceLock::new());
        Self { hir, need, quickly_made, quickly_run, searched: AtomicUsize::new(0) }
    }

    /// What to search a text with; `None` if it has no match.
    fn regex(&self, haystack: Haystack<'_>) -> Option<&Regex> {
        if haystack.letters.is_some_and(|letters| !self.need.is_met(letters)) {
            return None;
        }
        let searched = self.searched.fetch_add(haystack.text.len(), Ordering::Relaxed);
        let fast = searched > MUCH;
        let kind = if fast { &self.quickly_run } else { &self.quickly_made };
        Some(kind.get_or_init(|| {
            let lean = Regex::config().auto_prefilter(false).onepass(false).dfa(false).hybrid(fast);
            #[allow(clippy::expect_used, reason = "not from input")]
            Regex::builder().configure(lean).build_from_hir(&self.hir).expect("a pattern of ours")
        }))
    }

    /// Whether it matches anywhere.
    pub(super) fn is_match<'h>(&self, haystack: impl Into<Haystack<'h>>) -> bool {
        let haystack = haystack.into();
        self.regex(haystack).is_some_and(|regex| regex.is_match(haystack.text))
    }

    /// The first match.
    pub(super) fn find<'h>(&self, haystack: impl Into<Haystack<'h>>) -> Option<Match<'h>> {
        let haystack = haystack.into();
        let found = self.regex(haystack)?.find(haystack.text)?;
        Some(Match { text: haystack.text, span: found.span() })
    }

    /// Every match, none over another.
    pub(super) fn find_iter<'h>(&self, haystack: impl Into<Haystack<'h>>) -> impl Iterator<Item = Match<'h>> {
        let haystack = haystack.into();
        let text = haystack.text;
        let found = self.regex(haystack).into_iter().flat_map(move |regex| regex.find_iter(text));
        found.map(move |found| Match { text, span: found.span() })
    }

    /// The first match with its groups.
    pub(super) fn captures<'h>(&self, haystack: impl Into<Haystack<'h>>) -> Option<Captures<'h>> {
        self.captures_at(haystack, 0)
    }

    /// The first match at or after `start`, with its groups. What stands before
    /// `start` still counts for `^` and `\b`.
    pub(super) fn captures_at<'h>(
        &self,
        haystack: impl Into<Haystack<'h>>,
        start: usize,
    ) -> Option<Captures<'h>> {
        let haystack = haystack.into();
        let text = haystack.text;
        if start > text.len() {
            return None;
        }
        let regex = self.regex(haystack)?;
        let mut slots = regex.create_captures();
        regex.captures(Input::new(text).range(start..), &mut slots);
        slots.is_match().then_some(Captures { text, slots })
    }

    /// Every match with its groups, none over another.
    pub(super) fn captures_iter<'h>(
        &self,
        haystack: impl Into<Haystack<'h>>,
    ) -> impl Iterator<Item = Captures<'h>> {
        let haystack = haystack.into();
        let text = haystack.text;
        let found = self.regex(haystack).into_iter().flat_map(move |regex| regex.captures_iter(text));
        found.map(move |slots| Captures { text, slots })
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
    slots: Slots,
}

impl<'h> Captures<'h> {
    /// A group; the whole match is the first, 0.
    pub(super) fn get(&self, group: usize) -> Option<Match<'h>> {
        self.slots.get_group(group).map(|span| Match { text: self.text, span })
    }

    /// All groups, those that took no part as `None`.
    pub(super) fn iter(&self) -> impl Iterator<Item = Option<Match<'h>>> {
        self.slots.iter().map(|span| span.map(|span| Match { text: self.text, span }))
    }
}
