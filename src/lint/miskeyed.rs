//! Characters that were left out or changed about: 工作情汇报, 刚性长增.
//!
//! Two characters that stand together in no official text are doubted. If they are
//! a common word the other way round, they were changed about; if the first one is
//! no word, is the head of a common one, and all threes are common with the rest
//! of that word put in, it was left out. Texts known to be right have hardly any
//! such place.

use std::ops::Range;

use super::context::{code, pair, three};
use super::pairs::{is_known, is_word, score, words_from};
use super::passage::Passage;
use crate::content::chars::is_han;

/// Characters that are words by themselves, or stand for longer ones in short forms
/// (护企, 惠民), so that nothing need be missing.
const WORDS: &str = "的了和与及在是把被将对为从向到等各要以不也并让使给由于其此该每再又更都就会能可应须已未之所或但而且若如当则很最按个经需请属项非中名本年月日时分种次件家条户人有无抓促推创建兴强优文金产营企扩重养服依欧康收护惠控治";

/// What stands in numbers.
const NUMERALS: &str = "一二三四五六七八九十百千万亿两零〇";

/// How common a word must be that is meant.
const COMMON: u8 = 3;

/// What a place is told for.
pub(super) enum Miskeyed {
    /// Two characters are to change places.
    Swapped,
    /// The second character of a word is missing.
    Missing,
}

/// A place where characters were left out or changed about.
pub(super) struct Place {
    /// The two characters that do not go together.
    pub(super) range: Range<usize>,
    pub(super) kind: Miskeyed,
    /// What is meant in their place.
    pub(super) right: String,
}

/// The places of a passage.
pub(super) fn miskeyed(passage: &Passage) -> Vec<Place> {
    let at = |i: usize| passage.chars.get(i).map(|&(_, c)| c).filter(|&c| is_han(c));
    let mut out = Vec::new();
    for (i, window) in passage.chars.windows(2).enumerate() {
        let &[(start, a), (second, b)] = window else { continue };
        if !are_strangers(a, b) || NUMERALS.contains(a) || NUMERALS.contains(b) {
            continue;
        }
        let before = i.checked_sub(1).and_then(at);
        let around = Around { before, a, b, after: at(i + 2) };
        let (kind, right) = match (around.swapped(), around.missing()) {
            (true, _) => (Miskeyed::Swapped, [b, a].iter().collect()),
            (false, Some(c)) => (Miskeyed::Missing, [a, c, b].iter().collect()),
            (false, None) => continue,
        };
        out.push(Place { range: start..second + b.len_utf8(), kind, right });
    }
    out
}

/// Whether two characters stand together in no text.
fn are_strangers(a: char, b: char) -> bool {
    is_han(a) && is_han(b) && pair(code(a), code(b)).is_none() && !is_known(a, b)
}

/// Two characters that do not go together, and those beside them.
struct Around {
    before: Option<char>,
    a: char,
    b: char,
    after: Option<char>,
}

impl Around {
    /// Whether they were changed about.
    fn swapped(&self) -> bool {
        let &Self { before, a, b, after } = self;
        score(b, a) >= COMMON
            && !before.is_some_and(|before| is_word(before, a) || are_strangers(before, b))
            && !after.is_some_and(|after| is_word(b, after) || are_strangers(a, after))
            && (before.is_some_and(|before| common([before, b, a]))
                || after.is_some_and(|after| common([b, a, after])))
    }

    /// The character that is missing between them.
    fn missing(&self) -> Option<char> {
        let &Self { before, a, b, after } = self;
        let (before, after) = (before?, after?);
        if WORDS.contains(a) || is_word(before, a) || score(b, after) < 2 {
            return None;
        }
        let common_with =
            |&(_, c): &(u8, char)| common([before, a, c]) && common([a, c, b]) && common([c, b, after]);
        words_from(a).take_while(|&(score, _)| score >= COMMON).find(common_with).map(|(_, c)| c)
    }
}

fn common([a, b, c]: [char; 3]) -> bool {
    three(code(a), code(b), code(c)).is_some()
}
