//! Pairs of characters that are no word and were meant to be one.
//!
//! A slip of the pen makes a word into what is none: 遵守 into 尊守, 监管 into
//! 监菅. No list names them all, so they are reckoned: two characters that stand
//! together in no official text, and become a common word when one of them is
//! changed for another of the same sound or the same shape, are a slip, unless
//! they may have met by chance, the one at the end of a word, the other at the
//! head of the next, or may be a word that is new. How likely that is follows
//! from how often words end and begin with them, and from how often they stand
//! anywhere.
//!
//! The tables are written by `words/generate.py`.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::LazyLock;

use super::passage::Passage;
use super::segments::divide;
use crate::content::chars::is_han;

/// Single characters that stand between words; another one beside a pair may
/// be part of a name that no dictionary has.
pub(super) const BETWEEN: &str = "的了和与及在是把被将对为从向到等各要以不也并让使给由于其此该每再又更都就会能可应须已未之所或但而且若如当则很最";

/// What follows a place's name.
const PLACES: &str = "村镇乡路街桥山河湖岭沟庄寨湾港站";

/// What a name may begin with.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹喻苏潘葛范彭郎鲁韦马苗方任袁柳鲍史唐费薛雷贺汤罗郝毕安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛米戴宋庞熊纪舒项祝董梁杜阮蓝季贾江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍万柯管卢莫房丁邓洪包左石崔龚程陆翁段侯全班宁甘祖武符刘景龙叶白赖乔谭申冉桑尚温庄柴阎习艾向古易廖文欧沃聂曾沙关游岳";

/// How many times likelier than a meeting by chance a slip must be.
const RATIO: f64 = 100.0;

/// How many times likelier than a word that is new.
const NOVEL: f64 = 50.0;

/// How large a part of all that the kept character stands in the word must be.
const SHARE: f64 = 0.008;

/// No pair is less likely than this in the texts that were counted.
const LEAST_CHANCE: f64 = 0.05;
const LEAST_NOVEL: f64 = 0.3;

/// How many words the edges were counted in, of how many characters; and how
/// many characters all texts have.
const DIVIDED: f64 = 4_114_512.0;
const LENGTH: f64 = 7_338_341.0;
const CHARACTERS: f64 = 14_670_365.0;

/// How many characters on each side are divided into words with a pair.
const REACH: usize = 6;

type Map<K, V> = HashMap<K, V, BuildHasherDefault<Quick>>;

/// A quick hash of characters: the tables are ours, so nobody can fill them
/// with what collides.
#[derive(Default)]
struct Quick(u64);

impl Hasher for Quick {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u32(u32::from(*byte)));
    }

    fn write_u32(&mut self, n: u32) {
        self.0 = (self.0.rotate_left(5) ^ u64::from(n)).wrapping_mul(0x517c_c1b7_2722_0a95);
    }

    fn finish(&self) -> u64 {
        self.0.rotate_left(20)
    }
}

/// Twice the logarithms of how often a character begins a word, ends one, and
/// stands anywhere.
#[derive(Clone, Copy, Default)]
struct Counts {
    begins: u8,
    ends: u8,
    all: u8,
}

/// What two such logarithms stand for when they are multiplied.
fn product(a: u8, b: u8) -> f64 {
    (f64::from(a + b) / 2.0).exp2()
}

struct Tables {
    /// How common a word of two characters is: the logarithm of how many there
    /// are among a million, and 1; 0 for what is right and not looked for.
    known: Map<(char, char), u8>,
    /// What may be meant by a character.
    meant: Map<char, Vec<char>>,
    /// How many words begin and end with a character, and how often it stands in
    /// the texts.
    counts: Map<char, Counts>,
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let digit = |c: char| c.to_digit(36).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
    let mut known: Map<(char, char), u8> =
        Map::with_capacity_and_hasher(32_000, BuildHasherDefault::default());
    for line in include_str!("words/pairs.txt").lines() {
        let mut chars = line.chars();
        let Some(first) = chars.next() else { continue };
        while let (Some(second), Some(score)) = (chars.next(), chars.next()) {
            known.insert((first, second), digit(score));
        }
    }
    let mut meant: Map<char, Vec<char>> = Map::default();
    for line in include_str!("words/sounds.txt").lines() {
        let group = line.split_once(' ').map_or("", |(_, group)| group);
        for c in group.chars() {
            meant.entry(c).or_default().extend(group.chars().filter(|other| *other != c));
        }
    }
    for line in include_str!("words/shapes.txt").lines() {
        let mut chars = line.chars();
        let Some(right) = chars.next() else { continue };
        chars.for_each(|wrong| meant.entry(wrong).or_default().push(right));
    }
    let mut counts: Map<char, Counts> = Map::default();
    for line in include_str!("words/edges.txt").lines() {
        let mut fields = line.split(' ');
        let mut number = || fields.next().and_then(|field| field.parse().ok()).unwrap_or(0);
        let count = Counts { begins: number(), ends: number(), all: number() };
        counts.extend(fields.flat_map(str::chars).map(|c| (c, count)));
    }
    Tables { known, meant, counts }
});

/// A pair that is no word.
pub(super) struct Slip {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// What was written.
    pub(super) wrong: String,
    /// What is meant.
    pub(super) right: String,
}

/// The slips of a passage.
pub(super) fn slips(passage: &Passage) -> Vec<Slip> {
    let chars = &passage.chars;
    let mut out = Vec::new();
    for (i, pair) in chars.windows(2).enumerate() {
        let &[(start, a), (second, b)] = pair else { continue };
        if !is_han(a) || !is_han(b) {
            continue;
        }
        let Some((c, d)) = meant(a, b) else { continue };
        if stands_free(passage, i) && !is_name(passage, i, (a, c)) {
            let range = start..second + b.len_utf8();
            out.push(Slip { range, wrong: [a, b].iter().collect(), right: [c, d].iter().collect() });
        }
    }
    out
}

/// Whether two characters are a common word.
pub(super) fn is_word(a: char, b: char) -> bool {
    TABLES.known.get(&(a, b)).is_some_and(|score| *score > 0)
}

/// Whether one character may be written for another.
pub(super) fn is_alike(wrong: char, right: char) -> bool {
    TABLES.meant.get(&wrong).is_some_and(|meant| meant.contains(&right))
}

/// The word that is meant by a pair that is none.
fn meant(a: char, b: char) -> Option<(char, char)> {
    let Tables { known, meant, counts } = &*TABLES;
    if known.contains_key(&(a, b)) {
        return None;
    }
    let count = |c| counts.get(&c).copied().unwrap_or_default();
    let (first, second) = (count(a), count(b));
    let chance = product(first.ends, second.begins) / DIVIDED + LEAST_CHANCE;
    let novel = product(first.all, second.all) / CHARACTERS + LEAST_NOVEL;
    // How common, among a million pairs, a word must be to be likelier.
    let least = 1e6 * (RATIO * chance / LENGTH).max(NOVEL * novel / CHARACTERS);
    let least = (least / 0.705).log2();
    let instead = |c: char| meant.get(&c).into_iter().flatten().copied();
    // A word, and what of it was kept.
    let words = instead(a).map(|c| ((c, b), second)).chain(instead(b).map(|c| ((a, c), first)));
    let scored =
        words.filter_map(|(word, kept)| Some((*known.get(&word)?, word, kept))).filter(|(score, _, kept)| {
            let times = f64::from(*score).exp2() * 0.705 * CHARACTERS / 1e6;
            *score > 0 && times >= SHARE * product(kept.all, 0)
        });
    // The first of those that are equally common: by sound before by shape.
    let best = scored.reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (f64::from(best.0) >= least).then_some(best.1)
}

/// Whether the words beside a pair end where it begins and begin where it ends,
/// so that it does not come of two words that meet.
fn stands_free(passage: &Passage, i: usize) -> bool {
    let (words, at) = divide(passage, i, 2, REACH);
    words.iter().all(|word| {
        let crosses = word.start < at + 2 && word.end > at && (word.start < at || word.end > at + 2);
        let beside = word.len() == 1 && (word.end == at || word.start == at + 2);
        let c = (i + word.start).checked_sub(at).and_then(|i| passage.chars.get(i)).map_or(' ', |&(_, c)| c);
        !crosses && (!beside || BETWEEN.contains(c))
    })
}

/// Whether the pair may be a name: of a person in a list, of a place, of
/// something in quotation marks. `changed` is its first character and what
/// stands for it in the word.
fn is_name(passage: &Passage, i: usize, changed: (char, char)) -> bool {
    let at = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
    let (before, after) = (at(i.checked_sub(1)), at(Some(i + 2)));
    let (first, meant) = changed;
    is_person(passage, i)
        || after.is_some_and(|c| PLACES.contains(c))
        || before.is_some_and(|c| "“‘《〈".contains(c)) && after.is_none_or(|c| !is_han(c))
        // 中牙关系: a country's short name.
        || first == '中' && meant == '中'
}

/// Whether the two characters from the `i`th on may be a person in a list, or
/// what follows the surname.
pub(super) fn is_person(passage: &Passage, i: usize) -> bool {
    let at = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
    let listed = |c: Option<char>| c.is_none_or(|c| "、，；。：: 　（）".contains(c));
    let surname = |c: Option<char>| c.is_some_and(|c| SURNAMES.contains(c));
    let after = at(Some(i + 2));
    let (one, two) = (at(i.checked_sub(1)), at(i.checked_sub(2)));
    // The last of a list goes on: 周范伟参加.
    let ends = listed(after) || two == Some('、') || one == Some('、');
    ends && (listed(one) && listed(after) && surname(at(Some(i))) || surname(one) && listed(two))
}
