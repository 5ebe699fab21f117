//! A cursor over the head of a paragraph, for the recognisers.

use super::chars::{is_digit, is_numeral, is_space};

/// A position in a text; every `eat` moves past what it names, or stays.
#[derive(Clone, Copy)]
pub(super) struct Scan<'a> {
    text: &'a str,
    /// Byte offset of the next character.
    pub(super) at: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0 }
    }

    /// What has not been read yet.
    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub(super) fn done(&self) -> bool {
        self.rest().is_empty()
    }

    /// Up to `max` characters of a kind; how many there were.
    pub(super) fn run(&mut self, max: usize, kind: impl Fn(char) -> bool) -> usize {
        let mut n = 0;
        while n < max
            && let Some(c) = self.peek().filter(|&c| kind(c))
        {
            self.at += c.len_utf8();
            n += 1;
        }
        n
    }

    pub(super) fn spaces(&mut self) -> bool {
        self.run(usize::MAX, is_space) > 0
    }

    pub(super) fn one(&mut self, kind: impl Fn(char) -> bool) -> bool {
        self.run(1, kind) == 1
    }

    pub(super) fn word(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// The first of several words that stands here.
    pub(super) fn any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.word(word))
    }

    /// A number of at most `digits` digits, or one in Chinese.
    pub(super) fn number(&mut self, digits: usize) -> bool {
        let before = self.at;
        if self.run(digits, is_digit) > 0 {
            if self.peek().is_some_and(is_digit) {
                self.at = before;
                return false;
            }
            return true;
        }
        self.run(5, is_numeral) > 0
    }
}
