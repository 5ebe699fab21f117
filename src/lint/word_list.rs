//! Lists of words that texts are asked for again and again.

use super::need::Letters;

/// Words, asked for by their first or last character before they are compared.
pub(super) struct WordList {
    words: Vec<&'static str>,
    heads: Letters,
    tails: Letters,
}

impl WordList {
    /// The words of a list with `|` between them.
    pub(super) fn new(list: &'static str) -> Self {
        let words: Vec<&str> = list.split('|').collect();
        let heads = Letters::of(words.iter().filter_map(|word| word.chars().next()));
        let tails = Letters::of(words.iter().filter_map(|word| word.chars().next_back()));
        Self { words, heads, tails }
    }

    /// Whether a text begins with one of them.
    pub(super) fn begins(&self, text: &str) -> bool {
        text.chars().next().is_some_and(|c| self.heads.may_have(c))
            && self.words.iter().any(|word| text.starts_with(word))
    }

    /// Whether a text ends with one of them.
    pub(super) fn ends(&self, text: &str) -> bool {
        text.chars().next_back().is_some_and(|c| self.tails.may_have(c))
            && self.words.iter().any(|word| text.ends_with(word))
    }
}
