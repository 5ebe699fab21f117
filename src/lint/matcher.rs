//! Patterns followed step by step.
//!
//! An automaton finds matches fastest once it is there, but a check reads an
//! issue once and has more than a hundred patterns: to make automata for them
//! took longer than all else that it does. So what `regex-syntax` has read is
//! followed as it is, from those characters on that a match can begin with, the
//! first choice first, and back to the next where one leads nowhere. That finds
//! the same as the `regex` crate does, except that it may take very many steps
//! on a text made for it: after [`STEPS`] it gives up, and the crate is asked.

use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::need::Letters;
use super::passage::Passage;
use crate::content::chars::is_han;

/// From one place no more steps are taken than this.
const STEPS: usize = 4_000;

/// A program has no more parts than this.
const PARTS: usize = 4_000;

/// What is to be done at a place of the text.
#[derive(Debug)]
enum Part {
    /// This character must stand here.
    Char(char),
    /// One of these must, given as ranges in order.
    Class(Box<[(char, char)]>),
    /// The first way is tried, then the second.
    Fork(usize, usize),
    /// The ways that begin with the next character are tried in this order.
    Ways(Box<[(char, usize)]>),
    /// Goes on elsewhere.
    Go(usize),
    /// A group begins or ends here.
    Mark(usize),
    /// The text must begin, or end, here.
    Start,
    End,
    /// A match.
    Done,
}

/// A pattern as steps.
#[derive(Debug)]
pub(super) struct Matcher {
    parts: Vec<Part>,
    /// The places that tell where groups begin and end.
    marks: usize,
    /// Where a match may begin but at the head of the text.
    begin: Begin,
}

/// What tells that a match may begin at a place.
#[derive(Debug)]
enum Begin {
    /// The character there, or the one behind it where the first is nearly any.
    At {
        here: Letters,
        next: Letters,
        /// Whether none of these is Chinese.
        signs: bool,
    },
    /// Nothing.
    Anywhere,
}

/// Where groups begin and end.
pub(super) type Marks = Vec<Option<usize>>;

/// What came of a search.
pub(super) enum Outcome {
    /// The first match.
    Found(Marks),
    /// There is none.
    Nothing,
    /// It would take too long.
    GivenUp,
}

impl Matcher {
    /// The steps of an expression; `None` for what they can't express.
    pub(super) fn new(hir: &Hir) -> Option<Self> {
        let mut matcher = Self { parts: Vec::new(), marks: 2, begin: begin(hir) };
        matcher.add(hir)?;
        matcher.parts.push(Part::Done);
        Some(matcher)
    }

    fn push(&mut self, part: Part) -> Option<usize> {
        let at = self.parts.len();
        self.parts.push(part);
        (at < PARTS).then_some(at)
    }

    fn add(&mut self, hir: &Hir) -> Option<()> {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => {
                for c in std::str::from_utf8(&literal.0).ok()?.chars() {
                    self.push(Part::Char(c))?;
                }
            }
            HirKind::Class(Class::Unicode(class)) => {
                let ranges = class.ranges().iter().map(|range| (range.start(), range.end()));
                self.push(Part::Class(ranges.collect()))?;
            }
            HirKind::Look(Look::Start) => {
                self.push(Part::Start)?;
            }
            HirKind::Look(Look::End) => {
                self.push(Part::End)?;
            }
            HirKind::Class(Class::Bytes(_)) | HirKind::Look(_) => return None,
            HirKind::Capture(capture) => {
                let mark = usize::try_from(capture.index).ok()? * 2;
                self.marks = self.marks.max(mark + 2);
                self.push(Part::Mark(mark))?;
                self.add(&capture.sub)?;
                self.push(Part::Mark(mark + 1))?;
            }
            HirKind::Concat(parts) => parts.iter().try_for_each(|part| self.add(part))?,
            HirKind::Alternation(parts) => self.either(parts)?,
            HirKind::Repetition(repetition) => {
                for _ in 0..repetition.min {
                    self.add(&repetition.sub)?;
                }
                match repetition.max {
                    Some(max) => {
                        // As many ways out as there may be more.
                        let mut forks = Vec::new();
                        for _ in repetition.min..max {
                            forks.push(self.push(Part::Fork(0, 0))?);
                            self.add(&repetition.sub)?;
                        }
                        let end = self.parts.len();
                        for fork in forks {
                            self.fork(fork, fork + 1, end, repetition.greedy);
                        }
                    }
                    None => {
                        let fork = self.push(Part::Fork(0, 0))?;
                        self.add(&repetition.sub)?;
                        self.push(Part::Go(fork))?;
                        self.fork(fork, fork + 1, self.parts.len(), repetition.greedy);
                    }
                }
            }
        }
        Some(())
    }

    fn either(&mut self, ways: &[Hir]) -> Option<()> {
        let heads: Option<Vec<char>> = ways.iter().map(head).collect();
        // All ways begin with a letter of their own: what stands next decides.
        let switch = match heads {
            Some(_) => Some(self.push(Part::Go(0))?),
            None => None,
        };
        let mut begins = Vec::new();
        let mut ends = Vec::new();
        for (at, way) in ways.iter().enumerate() {
            let last = at + 1 == ways.len();
            let fork = if last || switch.is_some() { None } else { Some(self.push(Part::Fork(0, 0))?) };
            begins.push(self.parts.len());
            self.add(way)?;
            if !last {
                ends.push(self.push(Part::Go(0))?);
            }
            if let Some(fork) = fork {
                self.fork(fork, fork + 1, self.parts.len(), true);
            }
        }
        let end = self.parts.len();
        for at in ends {
            self.set(at, Part::Go(end));
        }
        if let (Some(switch), Some(heads)) = (switch, heads) {
            self.set(switch, Part::Ways(heads.into_iter().zip(begins).collect()));
        }
        Some(())
    }

    fn set(&mut self, at: usize, new: Part) {
        if let Some(part) = self.parts.get_mut(at) {
            *part = new;
        }
    }

    fn fork(&mut self, at: usize, inner: usize, outer: usize, greedy: bool) {
        self.set(at, if greedy { Part::Fork(inner, outer) } else { Part::Fork(outer, inner) });
    }

    /// The first match at or after `from`.
    pub(super) fn search(&self, text: &str, from: usize) -> Outcome {
        let Some(rest) = text.get(from..) else { return Outcome::Nothing };
        let mut chars = rest.char_indices().peekable();
        let places = std::iter::from_fn(|| {
            let (offset, c) = chars.next()?;
            Some((from + offset, c, chars.peek().map(|&(_, c)| c)))
        });
        let places = places.filter(|&(at, c, after)| match &self.begin {
            Begin::At { here, next, .. } => {
                at == 0 || here.may_have(c) || after.is_some_and(|c| next.may_have(c))
            }
            Begin::Anywhere => true,
        });
        self.first_of(text, places.map(|(at, ..)| at))
    }

    /// The same in a passage, whose characters are known.
    pub(super) fn search_passage(&self, passage: &Passage, from: usize) -> Outcome {
        let (chars, signs) = (&passage.chars, passage.signs());
        let start = chars.partition_point(|&(at, _)| at < from.max(1));
        let head = (from == 0).then_some(0).into_iter();
        let at = |i: usize| chars.get(i).map(|&(at, _)| at);
        let char = |i: usize| chars.get(i).map(|&(_, c)| c);
        match &self.begin {
            Begin::Anywhere => self.first_of(&passage.text, head.chain((start..chars.len()).filter_map(at))),
            Begin::At { here, next, signs: true } => {
                let near = signs.get(signs.partition_point(|&i| i < start)..).unwrap_or_default();
                let places = near.iter().flat_map(|&i| {
                    let c = char(i);
                    let before = c.is_some_and(|c| next.may_have(c)) && i > start;
                    let place = c.is_some_and(|c| here.may_have(c)).then_some(i);
                    before.then(|| i - 1).into_iter().chain(place)
                });
                self.first_of(&passage.text, head.chain(places.filter_map(at)))
            }
            Begin::At { here, next, signs: false } => {
                let places = (start..chars.len()).filter(|&i| {
                    char(i).is_some_and(|c| here.may_have(c)) || char(i + 1).is_some_and(|c| next.may_have(c))
                });
                self.first_of(&passage.text, head.chain(places.filter_map(at)))
            }
        }
    }

    /// The match at the first of some places that has one; at the text's end there
    /// may be one of no length.
    fn first_of(&self, text: &str, places: impl Iterator<Item = usize>) -> Outcome {
        let mut walk = Walk { marks: vec![None; self.marks], back: Vec::new() };
        for at in
            places.chain((text.is_empty() || matches!(self.begin, Begin::Anywhere)).then_some(text.len()))
        {
            match walk.run(&self.parts, text, at) {
                Some(true) => return Outcome::Found(walk.marks),
                Some(false) => {}
                None => return Outcome::GivenUp,
            }
        }
        Outcome::Nothing
    }
}

/// A way through a pattern.
struct Walk {
    marks: Marks,
    /// Where to go on when this way leads nowhere, the last first.
    back: Vec<Back>,
}

enum Back {
    /// A part, and a place of the text.
    To(usize, usize),
    /// A mark was there before.
    Mark(usize, Option<usize>),
}

impl Walk {
    /// Whether there is a match from a place on; `None` if it takes too long.
    fn run(&mut self, parts: &[Part], text: &str, start: usize) -> Option<bool> {
        self.back.clear();
        self.marks.fill(None);
        let (mut part, mut at) = (0, start);
        for _ in 0..STEPS {
            let next = || text.get(at..).and_then(|rest| rest.chars().next());
            let goes_on = match parts.get(part)? {
                Part::Char(c) => next().filter(|next| next == c).map(|c| (part + 1, at + c.len_utf8())),
                Part::Class(ranges) => {
                    next().filter(|next| holds(ranges, *next)).map(|c| (part + 1, at + c.len_utf8()))
                }
                Part::Fork(first, second) => {
                    self.back.push(Back::To(*second, at));
                    Some((*first, at))
                }
                Part::Ways(ways) => {
                    let next = next();
                    let mut open = ways.iter().rev().filter(|(c, _)| Some(*c) == next).map(|&(_, way)| way);
                    let mut way = open.next();
                    for earlier in open {
                        self.back.extend(way.map(|way| Back::To(way, at)));
                        way = Some(earlier);
                    }
                    way.map(|way| (way, at))
                }
                Part::Go(to) => Some((*to, at)),
                Part::Mark(mark) => {
                    let here = self.marks.get_mut(*mark)?;
                    self.back.push(Back::Mark(*mark, here.replace(at)));
                    Some((part + 1, at))
                }
                Part::Start => (at == 0).then_some((part + 1, at)),
                Part::End => (at == text.len()).then_some((part + 1, at)),
                Part::Done => {
                    if let [first, second, ..] = &mut self.marks[..] {
                        (*first, *second) = (Some(start), Some(at));
                    }
                    return Some(true);
                }
            };
            match goes_on.or_else(|| self.turn_back()) {
                Some(next) => (part, at) = next,
                None => return Some(false),
            }
        }
        None
    }

    fn turn_back(&mut self) -> Option<(usize, usize)> {
        loop {
            match self.back.pop()? {
                Back::To(part, at) => return Some((part, at)),
                Back::Mark(mark, before) => *self.marks.get_mut(mark)? = before,
            }
        }
    }
}

fn holds(ranges: &[(char, char)], c: char) -> bool {
    if ranges.len() < 8 {
        return ranges.iter().any(|&(first, last)| first <= c && c <= last);
    }
    let after = ranges.partition_point(|&(first, _)| first <= c);
    after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|&(_, last)| c <= last)
}

/// The one character that an expression begins with.
fn head(hir: &Hir) -> Option<char> {
    match hir.kind() {
        HirKind::Literal(literal) => std::str::from_utf8(&literal.0).ok()?.chars().next(),
        HirKind::Concat(parts) => head(parts.first()?),
        _ => None,
    }
}

/// What tells where an expression's matches may begin.
fn begin(hir: &Hir) -> Begin {
    let (mut here, mut next) = (Vec::new(), Vec::new());
    let ways = match hir.kind() {
        HirKind::Alternation(ways) => ways.as_slice(),
        _ => std::slice::from_ref(hir),
    };
    for way in ways {
        let mut first = Vec::new();
        if opening(way, &mut first) == Opening::Chars {
            here.extend(first);
        } else if !opens_second(way, &mut next) {
            return Begin::Anywhere;
        }
    }
    let signs = !here.iter().chain(&next).copied().any(is_han);
    Begin::At { here: Letters::of(here), next: Letters::of(next), signs }
}

/// Whether it is the second character of a match that tells; notes which it can
/// be.
fn opens_second(hir: &Hir, next: &mut Vec<char>) -> bool {
    let HirKind::Concat(parts) = hir.kind() else { return false };
    parts.split_first().is_some_and(|(one, rest)| is_one(one) && sequence(rest, next) == Opening::Chars)
}

/// Whether an expression stands for one character, or the head of the text.
fn is_one(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Class(_) | HirKind::Look(Look::Start) => true,
        HirKind::Literal(literal) => {
            std::str::from_utf8(&literal.0).is_ok_and(|text| text.chars().count() == 1)
        }
        HirKind::Alternation(ways) => ways.iter().all(is_one),
        HirKind::Capture(capture) => is_one(&capture.sub),
        _ => false,
    }
}

/// How an expression begins.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Opening {
    /// With one of the characters that have been noted.
    Chars,
    /// With one of them, or with what follows the expression.
    Through,
    /// With nearly any character.
    Any,
}

/// More characters than this are nearly any.
const MANY: u32 = 300;

/// Notes the characters that an expression can begin with elsewhere than at the
/// head of the text.
fn opening(hir: &Hir, first: &mut Vec<char>) -> Opening {
    match hir.kind() {
        // Begins nowhere else.
        HirKind::Look(Look::Start) => Opening::Chars,
        HirKind::Empty | HirKind::Look(_) => Opening::Through,
        HirKind::Literal(literal) => {
            match std::str::from_utf8(&literal.0).ok().and_then(|text| text.chars().next()) {
                Some(c) => {
                    first.push(c);
                    Opening::Chars
                }
                None => Opening::Any,
            }
        }
        HirKind::Class(Class::Unicode(class)) => {
            let size: u32 =
                class.ranges().iter().map(|r| u32::from(r.end()) - u32::from(r.start()) + 1).sum();
            if size > MANY {
                return Opening::Any;
            }
            first.extend(class.ranges().iter().flat_map(|range| range.start()..=range.end()));
            Opening::Chars
        }
        HirKind::Class(Class::Bytes(_)) => Opening::Any,
        HirKind::Capture(capture) => opening(&capture.sub, first),
        HirKind::Repetition(repetition) => match opening(&repetition.sub, first) {
            Opening::Chars if repetition.min == 0 => Opening::Through,
            other => other,
        },
        HirKind::Concat(parts) => sequence(parts, first),
        HirKind::Alternation(parts) => {
            let mut whole = Opening::Chars;
            for part in parts {
                match opening(part, first) {
                    Opening::Any => return Opening::Any,
                    Opening::Through => whole = Opening::Through,
                    Opening::Chars => {}
                }
            }
            whole
        }
    }
}

fn sequence(parts: &[Hir], first: &mut Vec<char>) -> Opening {
    for part in parts {
        let opens = opening(part, first);
        if opens != Opening::Through {
            return opens;
        }
    }
    Opening::Through
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;
    use regex_automata::Input;
    use regex_automata::meta::Regex;

    use super::*;
    use crate::content::{ArticleKind, Inline};
    use crate::lint::passage::of_note;

    /// Forms that the rules' patterns have.
    const PATTERNS: [&str; 17] = [
        "(甲|乙丙|乙)([0-9]+)",
        "(?:^|[^0-9.])([0-9]{1,2})([.-])([0-9])(乙?)",
        "(?:^|[；，])([一-鿿]{2,3}?)(?:同志)?(?:任|兼任)[一-鿿]",
        "^([^，0-9]{0,3}?)(甲|乙)(?:了|为)?([0-9.]+(?:%|倍))",
        "[，,]{2,}|。。|、、",
        "甲*乙|(?:丙[0-9]?)+$",
        "([0-9]{4})? ?年",
        "(甲乙|甲)(乙丙|丙)?",
        "(?:甲|乙|丙)+?丁",
        "[0-9]+(?:,[0-9]{3})*(?:[^0-9]|$)",
        "(甲)?(乙)?$",
        "(?:甲乙?)*丙",
        "[^，]*，",
        "x*",
        "^甲?$",
        "(?:甲|乙丙)[0-9](，)|(?:^|[^0-9])[0-2](；)乙",
        "(?:年|[^0-9年])(1[0-2])",
    ];

    static MADE: LazyLock<Vec<(Regex, Matcher)>> = LazyLock::new(|| {
        let make = |pattern| {
            (Regex::new(pattern).unwrap(), Matcher::new(&regex_syntax::parse(pattern).unwrap()).unwrap())
        };
        PATTERNS.into_iter().map(make).collect()
    });

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn finds_what_the_library_finds(text in "[甲乙丙任同志年了0-2，；。、,.%x -]{0,14}", from in 0_usize..4) {
            let inlines = [Inline::Text { text: text.clone(), span: 0..text.len() }];
            let passage = of_note(&inlines, 0, ArticleKind::Notice, &text);
            let from = text.char_indices().nth(from).map_or(text.len(), |(at, _)| at);
            for ((regex, matcher), pattern) in MADE.iter().zip(PATTERNS) {
                let mut slots = regex.create_captures();
                regex.captures(Input::new(&text).range(from..), &mut slots);
                let spans = (0..slots.group_len()).map(|group| slots.get_group(group));
                let marks: Marks =
                    spans.flat_map(|span| [span.map(|s| s.start), span.map(|s| s.end)]).collect();
                for outcome in [matcher.search(&text, from), matcher.search_passage(&passage, from)] {
                    let found = match outcome {
                        Outcome::Found(marks) => marks,
                        Outcome::Nothing => vec![None; marks.len()],
                        Outcome::GivenUp => continue,
                    };
                    prop_assert_eq!(&found, &marks, "{} in {}", pattern, text);
                }
            }
        }
    }

    #[test]
    fn gives_up_where_it_would_take_long() {
        let matcher = Matcher::new(&regex_syntax::parse("(?:甲*)*乙").unwrap()).unwrap();
        assert!(matches!(matcher.search(&"甲".repeat(40), 0), Outcome::GivenUp));
    }
}
