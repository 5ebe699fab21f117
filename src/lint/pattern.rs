//! Regular expressions that cost little to make.
//!
//! A check reads an issue once and has some eighty patterns: making them takes
//! longer than searching with them. The `regex` crate looks for literals that
//! every match must have and builds a search for these first, which is half of
//! the making (measured: 23 ms against 11 ms for all patterns). Rules look for
//! such a character themselves before they ask a pattern, so that this is left
//! out here; the engine is the crate's own.

use std::ops::Range;

use regex_automata::meta::Regex;
use regex_automata::util::captures::Captures as Slots;
use regex_automata::{Input, Span};

/// A pattern; it matches what the `regex` crate's does.
#[derive(Debug)]
pub(super) struct Pattern(Regex);

impl Pattern {
    /// Makes a pattern. It is one of ours, so it is right: the rules' tests use
    /// every one.
    pub(super) fn new(pattern: &str) -> Self {
        let lean = Regex::config().auto_prefilter(false).onepass(false).backtrack(false).dfa(false);
        #[allow(clippy::expect_used, reason = "not from input")]
        Self(Regex::builder().configure(lean).build(pattern).expect("a pattern of ours"))
    }

    /// Whether it matches anywhere.
    pub(super) fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// The first match.
    pub(super) fn find<'h>(&self, text: &'h str) -> Option<Match<'h>> {
        self.0.find(text).map(|found| Match { text, span: found.span() })
    }

    /// Every match, none over another.
    pub(super) fn find_iter<'h>(&self, text: &'h str) -> impl Iterator<Item = Match<'h>> {
        self.0.find_iter(text).map(move |found| Match { text, span: found.span() })
    }

    /// The first match with its groups.
    pub(super) fn captures<'h>(&self, text: &'h str) -> Option<Captures<'h>> {
        self.captures_at(text, 0)
    }

    /// The first match at or after `start`, with its groups. What stands before
    /// `start` still counts for `^` and `\b`.
    pub(super) fn captures_at<'h>(&self, text: &'h str, start: usize) -> Option<Captures<'h>> {
        if start > text.len() {
            return None;
        }
        let mut slots = self.0.create_captures();
        self.0.captures(Input::new(text).range(start..), &mut slots);
        slots.is_match().then_some(Captures { text, slots })
    }

    /// Every match with its groups, none over another.
    pub(super) fn captures_iter<'h>(&self, text: &'h str) -> impl Iterator<Item = Captures<'h>> {
        self.0.captures_iter(text).map(move |slots| Captures { text, slots })
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
