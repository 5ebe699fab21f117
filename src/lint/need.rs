//! Which characters a text must have for a pattern to match.
//!
//! Most rules have nothing to say of most passages. A passage keeps its
//! characters as bits; what a pattern cannot do without is read off its
//! syntax, so that a handful of bits tells whether there is anything to search,
//! and a pattern that no passage needs is never made.

use regex_syntax::hir::{Class, Hir, HirKind};

/// Bits that characters are kept in. Some share one, never a digit or a Latin
/// letter with a common Chinese one.
const BITS: usize = 1 << 12;

/// The characters of a text, a bit each.
#[derive(Debug)]
pub(super) struct Letters(Box<[u64; BITS / 64]>);

impl Letters {
    /// The characters that there are.
    pub(super) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut letters = Self(Box::new([0; BITS / 64]));
        for c in chars {
            let (word, bit) = place(c);
            if let Some(word) = letters.0.get_mut(word) {
                *word |= bit;
            }
        }
        letters
    }

    /// Whether a character may be there; certainly not if it is not.
    pub(super) fn may_have(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.any(word, bit)
    }

    fn any(&self, word: usize, bits: u64) -> bool {
        self.0.get(word).is_some_and(|word| word & bits != 0)
    }
}

/// Which word, and which bit of it.
fn place(c: char) -> (usize, u64) {
    let at = c as usize % BITS;
    (at / 64, 1 << (at % 64))
}

/// What must be there.
#[derive(Debug)]
pub(super) enum Need {
    /// Nothing in particular.
    Nothing,
    /// One of some characters: words, and bits of them.
    Any(Vec<(usize, u64)>),
    /// Each of these.
    All(Vec<Need>),
    /// At least one of these.
    One(Vec<Need>),
}

/// A class of more characters than this is nearly always met.
const WIDE: u32 = 40;

impl Need {
    /// What an expression needs.
    pub(super) fn of(hir: &Hir) -> Self {
        match hir.kind() {
            HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => Self::Nothing,
            HirKind::Literal(literal) => match std::str::from_utf8(&literal.0) {
                Ok(text) => Self::all(text.chars().map(|c| Self::any(std::iter::once(c)))),
                Err(_) => Self::Nothing,
            },
            HirKind::Class(Class::Unicode(class)) => {
                let ranges = class.ranges().iter();
                let size: u32 =
                    ranges.map(|range| u32::from(range.end()) - u32::from(range.start()) + 1).sum();
                if size > WIDE {
                    return Self::Nothing;
                }
                Self::any(class.ranges().iter().flat_map(|range| range.start()..=range.end()))
            }
            HirKind::Repetition(repetition) if repetition.min == 0 => Self::Nothing,
            HirKind::Repetition(repetition) => Self::of(&repetition.sub),
            HirKind::Capture(capture) => Self::of(&capture.sub),
            HirKind::Concat(parts) => Self::all(parts.iter().map(Self::of)),
            HirKind::Alternation(parts) => {
                let parts: Vec<_> = parts.iter().map(Self::of).collect();
                let idle = parts.iter().any(|part| matches!(part, Self::Nothing));
                if idle { Self::Nothing } else { Self::One(parts) }
            }
        }
    }

    fn any(chars: impl Iterator<Item = char>) -> Self {
        let mut words: Vec<(usize, u64)> = Vec::new();
        for (word, bit) in chars.map(place) {
            match words.iter_mut().find(|known| known.0 == word) {
                Some(known) => known.1 |= bit,
                None => words.push((word, bit)),
            }
        }
        Self::Any(words)
    }

    fn all(parts: impl Iterator<Item = Self>) -> Self {
        let mut parts: Vec<_> = parts.filter(|part| !matches!(part, Self::Nothing)).collect();
        match parts.len() {
            0 => Self::Nothing,
            1 => parts.remove(0),
            _ => {
                // What is quickly asked comes first.
                parts.sort_by_key(|part| !matches!(part, Self::Any(_)));
                Self::All(parts)
            }
        }
    }

    /// Whether a text of these characters has it.
    pub(super) fn is_met(&self, letters: &Letters) -> bool {
        match self {
            Self::Nothing => true,
            Self::Any(words) => words.iter().any(|&(word, bits)| letters.any(word, bits)),
            Self::All(parts) => parts.iter().all(|part| part.is_met(letters)),
            Self::One(parts) => parts.iter().any(|part| part.is_met(letters)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(pattern: &str, text: &str) -> bool {
        let hir = regex_syntax::parse(pattern).unwrap();
        Need::of(&hir).is_met(&Letters::of(text.chars()))
    }

    #[test]
    fn what_a_match_cannot_do_without() {
        assert!(met("自([0-9]{4}年)起施行", "自2024年起施行"));
        assert!(!met("自([0-9]{4}年)起施行", "自二〇二四年起施行"));
        assert!(!met("自([0-9]{4}年)起施行", "2024年起施行"));
        assert!(met("(?:^|[，。])本?[甲乙]", "乙"));
        assert!(!met("(?:^|[，。])本?[甲乙]", "，本丙"));
        assert!(met("甲乙|丙[0-9]?", "丙") && !met("甲乙|丙[0-9]", "丙甲"));
        assert!(met("甲*|乙", "丙") && met("[一-鿿]", "a"));
    }

    proptest::proptest! {
        #[test]
        fn a_text_that_matches_meets_the_need(text in "[甲乙丙0-2，。]{0,12}") {
            for pattern in ["甲[0-9]+(?:乙|丙)", "(?:^|。)(?:甲乙|[0-1]丙)", "[^甲]{2}乙*(?:$|，)", "甲{0,2}丙"] {
                let found = super::super::pattern::Pattern::new(pattern).is_match(text.as_str());
                proptest::prop_assert!(!found || met(pattern, &text));
            }
        }
    }
}
