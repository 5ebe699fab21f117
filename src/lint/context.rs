//! Words that are right by themselves and wrong where they stand.
//!
//! 接收 is a word, and so is 监督; but what official texts have is 接受监督, and
//! never 接收监督. Which two and three characters often stand together was
//! counted in a large number of them. A character that is in no common three is
//! doubted: threes that sound the same are looked for, and characters that look
//! the same. How much likelier the text becomes by one of them is reckoned from
//! the counts, each character following from the two before it; what must come
//! together for a finding was set so that texts known to be right have hardly
//! any.
//!
//! The tables are written by `words/generate.py` and packed by `build.rs`.

use std::ops::Range;

use super::pairs::{is_known, is_word, look_alikes, place, weight};
use super::passage::Passage;
use super::segments::is_across;

/// Common pairs and threes, by a number made of their characters: a bit, 26 bits
/// of the number mixed, 5 for how common they are; and the readings of each
/// character; and the threes by how they sound.
static SLOTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/slots.bin"));
static READINGS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/readings.bin"));
static STARTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/starts.bin"));
static THREES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/threes.bin"));

/// The same numbers as in `build.rs`.
const SLOT_BITS: u32 = 19;
const BUCKET_BITS: u32 = 17;
const LOT: u64 = 0x9e37_79b9_7f4a_7c15;

/// Twice the logarithms of how often the rarest pair and the rarest three in the
/// table stand in the texts, and of how many characters those have. What is told
/// of single characters comes of half as many.
const LEAST_PAIR: i32 = 7;
const LEAST_THREE: i32 = 9;
const ALL: i32 = 49;
const HALVED: i32 = 2;

/// What counts for a slip: how much likelier the text becomes, how common the
/// commonest three is, each three; and against it: each neighbour that bears
/// witness.
const LIKELIER: i32 = 7;
const COMMONEST: i32 = 3;
const EACH: i32 = 17;
const NEIGHBOUR: i32 = -27;
/// That a character looks alike; and that it does without any three.
const LOOKS: i32 = 26;
const WITHOUT: i32 = 43;
/// How much it must come to: for what is no word, for what becomes none that is
/// common, for what is a word.
const ENOUGH: i32 = 185;
const ENOUGH_FOR_RARE: i32 = 240;
const ENOUGH_FOR_WORD: i32 = 260;

/// How far from a character others depend on it.
const REACH: usize = 2;

/// A character as the tables have it; 0 for what is none.
pub(super) type Code = u16;

pub(super) fn code(c: char) -> Code {
    place(c).and_then(|at| Code::try_from(at + 1).ok()).unwrap_or(0)
}

fn character(code: Code) -> char {
    char::from_u32(u32::from(code) + 0x4dff).unwrap_or(' ')
}

/// How common what has a number is: its class.
fn class(key: u64) -> Option<i32> {
    let slots = SLOTS.as_chunks::<4>().0;
    let mixed = key.wrapping_mul(LOT);
    let mut at = (mixed >> (64 - SLOT_BITS)) as usize;
    let wanted = 1 << 26 | (mixed >> 19 & 0x3ff_ffff) as u32;
    loop {
        let slot = slots.get(at).map_or(0, |&slot| u32::from_le_bytes(slot));
        if slot == 0 {
            return None;
        }
        if slot >> 5 == wanted {
            return i32::try_from(slot & 31).ok();
        }
        at = (at + 1) % slots.len();
    }
}

/// How often a pair and a three stand in the texts: twice the logarithm.
pub(super) fn pair(a: Code, b: Code) -> Option<i32> {
    if a == 0 || b == 0 {
        return None;
    }
    Some(class(u64::from(a) << 15 | u64::from(b))? + LEAST_PAIR)
}

pub(super) fn three(a: Code, b: Code, c: Code) -> Option<i32> {
    if a == 0 || b == 0 || c == 0 {
        return None;
    }
    Some(class(u64::from(a) << 30 | u64::from(b) << 15 | u64::from(c))? + LEAST_THREE)
}

/// How likely a character is after two others: twice the logarithm.
fn likely(a: Code, b: Code, c: Code) -> i32 {
    let alone = |c: Code| i32::from(weight(character(c))) + HALVED;
    if c == 0 {
        return 0;
    }
    if let Some(three) = three(a, b, c) {
        return (three - pair(a, b).unwrap_or(three)).min(0);
    }
    if b == 0 {
        return alone(c) - ALL;
    }
    match pair(b, c) {
        Some(pair) => pair - alone(b).max(pair) - 3,
        None => ((3 - alone(b).max(LEAST_PAIR)).min(0) + alone(c) - ALL) / 2 - 12,
    }
}

/// How likely some characters are, each but the first two after those before it:
/// twice the logarithm.
fn likelihood(codes: &[Code]) -> i32 {
    codes.windows(3).map(|window| if let &[a, b, c] = window { likely(a, b, c) } else { 0 }).sum()
}

/// A word that is hardly the one that was meant.
pub(super) struct Doubt {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What was written.
    pub(super) wrong: String,
    /// What is meant.
    pub(super) right: String,
    /// The character of it that is doubted.
    pub(super) doubted: char,
}

/// What may stand at a place of a run instead of what does.
struct Candidate {
    at: usize,
    code: Code,
    score: i32,
}

/// How much likelier a run of Chinese becomes when one of two equal characters, the
/// `i`th and the one behind it, is left out: twice the logarithm.
pub(super) fn without_one(passage: &Passage, i: usize) -> i32 {
    let at = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map_or(0, |&(_, c)| code(c));
    let after = |far: usize| if far > 1 && at(Some(i + 2)) == 0 { 0 } else { at(Some(i + 1 + far)) };
    let before = |far: usize| if far > 1 && at(i.checked_sub(1)) == 0 { 0 } else { at(i.checked_sub(far)) };
    let own = at(Some(i));
    let twice = [before(2), before(1), own, own, after(1), after(2)];
    let once = [before(2), before(1), own, after(1), after(2)];
    likelihood(&once) - likelihood(&twice)
}

/// The doubtful words of a passage.
pub(super) fn doubts(passage: &Passage) -> Vec<Doubt> {
    let mut out = Vec::new();
    let mut start = 0;
    for end in 0..=passage.chars.len() {
        if passage.chars.get(end).is_some_and(|&(_, c)| place(c).is_some()) {
            continue;
        }
        if end - start >= 3 && !is_coined(passage, start..end) {
            out.extend(in_run(passage, start..end));
        }
        start = end + 1;
    }
    out
}

/// Whether some characters alone stand in quotation marks: a few that do are often
/// a coined phrase.
fn is_coined(passage: &Passage, run: Range<usize>) -> bool {
    const FEW: usize = 8;
    let at = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
    let (before, after) = (at(run.start.checked_sub(1)), at(Some(run.end)));
    run.len() <= FEW && before.is_some_and(|c| "“‘".contains(c)) && after.is_some_and(|c| "”’".contains(c))
}

/// Those of a run of Chinese: some of the passage's characters.
fn in_run(passage: &Passage, run: Range<usize>) -> Vec<Doubt> {
    let chars = passage.chars.get(run.clone()).unwrap_or_default();
    // Nothing on both sides, so that all characters have neighbours.
    let mut codes: Vec<Code> = vec![0; REACH];
    codes.extend(chars.iter().map(|&(_, c)| code(c)));
    codes.extend([0; REACH]);
    let mut common = vec![false; codes.len()];
    for (at, window) in codes.windows(3).enumerate() {
        if let &[a, b, c] = window
            && three(a, b, c).is_some()
        {
            for common in common.iter_mut().skip(at).take(3) {
                *common = true;
            }
        }
    }
    let around = |at: usize| codes.get(at).copied().unwrap_or(0);
    // 不遮不掩, 三干六支: phrases made for the moment, and figures.
    let paired = |at: usize| {
        let before = around(at.wrapping_sub(1));
        before != 0 && (before == around(at + 1) || before == around(at.wrapping_sub(3)))
    };
    let numeral = |at: usize| "一二三四五六七八九十百千万两".contains(character(around(at)));
    let doubted = |at: usize| {
        common.get(at).is_some_and(|common| !common)
            && !paired(at)
            && !(numeral(at.wrapping_sub(1)) || numeral(at) || numeral(at + 1))
    };
    let mut found: Vec<Candidate> = Vec::new();
    let mut keep = |candidate: Candidate| {
        if candidate.score >= ENOUGH {
            found.push(candidate);
        }
    };
    for (at, window) in codes.windows(3).enumerate() {
        if let &[a, b, c] = window
            && a != 0
            && b != 0
            && c != 0
            && (doubted(at) || doubted(at + 1) || doubted(at + 2))
        {
            sound_alikes([a, b, c], |other| {
                let mut changed = (0..3).filter(|&i| other.get(i) != window.get(i));
                if let (Some(i), None) = (changed.next(), changed.next())
                    && doubted(at + i)
                {
                    keep(weigh(&codes, at + i, other.get(i).copied().unwrap_or(0), false));
                }
            });
        }
    }
    for at in (REACH..codes.len().saturating_sub(REACH)).filter(|&at| doubted(at)) {
        for c in look_alikes(character(around(at))).map(code) {
            // Something must speak for it.
            if pair(around(at - 1), c).is_some() || pair(c, around(at + 1)).is_some() {
                keep(weigh(&codes, at, c, true));
            }
        }
    }
    // The surest first; what stands beside it is left out.
    found.sort_by_key(|candidate| (std::cmp::Reverse(candidate.score), candidate.at));
    let mut taken: Vec<usize> = Vec::new();
    let mut out = Vec::new();
    for candidate in found {
        if !taken.iter().any(|&other| other.abs_diff(candidate.at) < 2) {
            taken.push(candidate.at);
            out.extend(doubt(passage, &codes, &candidate, run.start));
        }
    }
    out
}

/// Passes on the common threes that sound like three characters.
fn sound_alikes(window: [Code; 3], mut pass: impl FnMut([Code; 3])) {
    let readings = READINGS.as_chunks::<6>().0;
    let of = |code: Code| {
        let [a, b, c, d, e, f] = readings.get(usize::from(code) - 1).copied().unwrap_or_default();
        [u16::from_le_bytes([a, b]), u16::from_le_bytes([c, d]), u16::from_le_bytes([e, f])]
    };
    let sounds = window.map(of);
    let [firsts, seconds, thirds] = sounds;
    let heard = |sounds: [u16; 3]| sounds.into_iter().take_while(|&sound| sound != 0);
    let starts = STARTS.as_chunks::<4>().0;
    let start = |bucket: usize| starts.get(bucket).map_or(0, |&start| u32::from_le_bytes(start) as usize);
    for first in heard(firsts) {
        for second in heard(seconds) {
            for third in heard(thirds) {
                let key = u64::from(first) << 20 | u64::from(second) << 10 | u64::from(third);
                let bucket = (key.wrapping_mul(LOT) >> (64 - BUCKET_BITS)) as usize;
                let threes = THREES.as_chunks::<6>().0.get(start(bucket)..start(bucket + 1));
                for &[a, b, c, d, e, f] in threes.unwrap_or_default() {
                    let three = [[a, b], [c, d], [e, f]].map(|c| u16::from_le_bytes(c).wrapping_sub(0x4dff));
                    // Others may share the bucket.
                    let alike = |(&other, sound): (&Code, u16)| of(other.max(1)).contains(&sound);
                    if three.iter().zip([first, second, third]).all(alike) {
                        pass(three);
                    }
                }
            }
        }
    }
}

/// How much speaks for another character.
fn weigh(codes: &[Code], at: usize, code: Code, looks: bool) -> Candidate {
    let around = |i: usize| codes.get((at + i).wrapping_sub(REACH)).copied().unwrap_or(0);
    let old: [Code; 2 * REACH + 1] = std::array::from_fn(around);
    let mut new = old;
    if let Some(middle) = new.get_mut(REACH) {
        *middle = code;
    }
    let known =
        new.windows(3).filter_map(|window| if let &[a, b, c] = window { three(a, b, c) } else { None });
    let (most, count) = known.fold((0, 0), |(most, count), three| (three.max(most), count + 1));
    let witnesses =
        old.iter().enumerate().filter(|&(i, &code)| i != REACH && code != 0).map(|_| 1).sum::<i32>();
    let score = LIKELIER * (likelihood(&new) - likelihood(&old))
        + COMMONEST * most
        + EACH * count
        + NEIGHBOUR * witnesses
        + if looks { LOOKS } else { 0 }
        + if count == 0 { WITHOUT } else { 0 };
    Candidate { at, code, score }
}

/// What is told of a candidate: the word that it makes, unless it comes of two
/// words that meet.
fn doubt(passage: &Passage, codes: &[Code], candidate: &Candidate, start: usize) -> Option<Doubt> {
    let around = |at: usize| codes.get(at).copied().unwrap_or(0);
    let Candidate { at, code, score } = *candidate;
    let (before, after) = (around(at - 1), around(at + 1));
    let words = |first, second| first != 0 && second != 0 && is_word(character(first), character(second));
    let common = |first, second| pair(first, second).unwrap_or(0);
    let with_before = match (words(before, code), words(code, after)) {
        (true, false) => true,
        (false, true) => false,
        _ => before != 0 && common(before, code) >= common(code, after),
    };
    let (from, right) = if with_before { (at - 1, [before, code]) } else { (at, [code, after]) };
    let [first, second] = right.map(character);
    let wrong = [around(from), around(from + 1)].map(character);
    let enough = if is_known(wrong[0], wrong[1]) {
        ENOUGH_FOR_WORD
    } else if is_word(first, second) {
        ENOUGH
    } else {
        ENOUGH_FOR_RARE
    };
    let (&(begin, _), &(end, last)) =
        (passage.chars.get(start + from - REACH)?, passage.chars.get(start + from + 1 - REACH)?);
    let range = begin..end + last.len_utf8();
    if score < enough || is_across(passage, range.clone()) {
        return None;
    }
    let wrong = passage.get(range.clone()).to_owned();
    Some(Doubt { range, wrong, right: [first, second].iter().collect(), doubted: character(around(at)) })
}
