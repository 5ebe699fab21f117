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

use std::ops::Range;
use std::sync::LazyLock;

use super::passage::Passage;
use super::segments::divide;
use crate::content::chars::is_han;

/// Single characters that stand between words; another one beside a pair may
/// be part of a name that no dictionary has.
pub(super) const BETWEEN: &str = "的了和与及在是把被将对为从向到等各要以不也并让使给由于其此该每再又更都就会能可应须已未之所或但而且若如当则很最";

/// What follows a place's name.
const PLACES: &str = "村镇乡路街桥山河湖岭沟庄寨湾港站江溪岛";
const LONGER_PLACES: &[&str] = &["公园", "广场", "大道", "水库", "社区", "小区", "景区", "流域", "湿地"];

/// What a name may begin with.
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严金魏陶姜谢邹喻苏潘葛范彭郎鲁韦马苗方任袁柳鲍史唐费薛雷贺汤罗郝毕安常于傅齐康伍余顾孟黄穆萧尹姚邵汪毛米戴宋庞熊纪舒项祝董梁杜阮蓝季贾江童颜郭梅林钟徐邱骆高夏蔡田胡凌霍万柯管卢莫房丁邓洪包左石崔龚程陆翁段侯全班宁甘祖武符刘景龙叶白赖乔谭申冉桑尚温庄柴阎习艾向古易廖文欧沃聂曾沙关游岳";

/// How many times likelier than a meeting by chance a slip must be.
const RATIO: f64 = 300.0;

/// How many times likelier than a word that is new.
const NOVEL: f64 = 300.0;

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

/// What is known of a character. The counts are twice the logarithms.
#[derive(Default)]
struct Character {
    /// How often it begins a word, ends one, and stands anywhere.
    begins: u8,
    ends: u8,
    all: u8,
    /// The characters that make a word, or a pair that is right, with it, it being
    /// the first or the second; and how common the word is: the logarithm of how
    /// many there are among a million pairs, and 1; 0 for no word that is looked
    /// for. The commonest first.
    before: Vec<(u8, char)>,
    after: Vec<(u8, char)>,
    /// What may be meant by it.
    meant: Vec<char>,
}

/// The characters of the block that all common ones stand in.
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

struct Tables {
    /// Where each character of the block stands among `characters`; 0 for one
    /// that nothing is known of.
    places: Vec<u16>,
    characters: Vec<Character>,
}

impl Tables {
    fn of(&self, c: char) -> &Character {
        let place = place(c).and_then(|at| self.places.get(at)).copied().unwrap_or(0);
        self.characters.get(usize::from(place)).unwrap_or(&NOTHING)
    }

    fn at(&mut self, c: char) -> Option<&mut Character> {
        let place = self.places.get_mut(place(c)?)?;
        if *place == 0 {
            *place = u16::try_from(self.characters.len()).ok()?;
            self.characters.push(Character::default());
        }
        self.characters.get_mut(usize::from(*place))
    }
}

static NOTHING: Character =
    Character { begins: 0, ends: 0, all: 0, before: Vec::new(), after: Vec::new(), meant: Vec::new() };

fn place(c: char) -> Option<usize> {
    BLOCK.contains(&c).then(|| c as usize - *BLOCK.start() as usize)
}

static TABLES: LazyLock<Tables> = LazyLock::new(|| {
    let size = *BLOCK.end() as usize - *BLOCK.start() as usize + 1;
    let mut tables = Tables { places: vec![0; size], characters: vec![Character::default()] };
    for line in include_str!("words/edges.txt").lines() {
        let mut fields = line.split(' ');
        let mut number = || fields.next().and_then(|field| field.parse().ok()).unwrap_or(0);
        let (begins, ends, all) = (number(), number(), number());
        for c in fields.flat_map(str::chars) {
            if let Some(character) = tables.at(c) {
                (character.begins, character.ends, character.all) = (begins, ends, all);
            }
        }
    }
    for line in include_str!("words/pairs.txt").lines() {
        let mut chars = line.chars();
        let Some(first) = chars.next() else { continue };
        while let (Some(second), Some(score)) = (chars.next(), chars.next()) {
            let score = score.to_digit(36).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
            if let Some(character) = tables.at(first) {
                character.after.push((score, second));
            }
            if let Some(character) = tables.at(second) {
                character.before.push((score, first));
            }
        }
    }
    for line in include_str!("words/sounds.txt").lines() {
        let group = line.split_once(' ').map_or("", |(_, group)| group);
        for c in group.chars() {
            if let Some(character) = tables.at(c) {
                character.meant.extend(group.chars());
            }
        }
    }
    for line in include_str!("words/shapes.txt").lines() {
        let mut chars = line.chars();
        let Some(right) = chars.next() else { continue };
        for wrong in chars {
            if let Some(character) = tables.at(wrong) {
                character.meant.push(right);
            }
        }
    }
    for character in &mut tables.characters {
        character.before.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
        character.after.sort_by_key(|&(score, _)| std::cmp::Reverse(score));
    }
    tables
});

/// What two of the counts stand for when they are multiplied.
fn product(a: u8, b: u8) -> f64 {
    let twice = u32::from(a) + u32::from(b);
    let whole = 1_u64.checked_shl(twice / 2).unwrap_or(u64::MAX) as f64;
    if twice % 2 == 1 { whole * std::f64::consts::SQRT_2 } else { whole }
}

/// How many there are of a word, among a million pairs.
fn commonness(score: u8) -> f64 {
    if score == 0 { 0.0 } else { 0.705 * product(score, score) }
}

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
    TABLES.of(a).after.iter().any(|&(score, second)| second == b && score > 0)
}

/// Whether one character may be written for another.
pub(super) fn is_alike(wrong: char, right: char) -> bool {
    wrong != right && TABLES.of(wrong).meant.contains(&right)
}

/// The word that is meant by a pair that is none.
fn meant(a: char, b: char) -> Option<(char, char)> {
    let (first, second) = (TABLES.of(a), TABLES.of(b));
    if first.after.iter().any(|&(_, other)| other == b) {
        return None;
    }
    let chance = product(first.ends, second.begins) / DIVIDED + LEAST_CHANCE;
    let novel = product(first.all, second.all) / CHARACTERS + LEAST_NOVEL;
    // How many there must be of a word, among a million pairs, to be likelier;
    // and that what was kept does not stand elsewhere all the time.
    let least = 1e6 * (RATIO * chance / LENGTH).max(NOVEL * novel / CHARACTERS);
    let kept = |character: &Character| 1e6 * SHARE * product(character.all, 0) / CHARACTERS;
    let find = |words: &[(u8, char)], written: &Character, least: f64| {
        let common = words.iter().take_while(|(score, _)| commonness(*score) >= least);
        common.copied().find(|(_, c)| written.meant.contains(c))
    };
    let changed_first = find(&second.before, first, least.max(kept(second)));
    let changed_second = find(&first.after, second, least.max(kept(first)));
    match (changed_first, changed_second) {
        (Some((one, c)), Some((other, _))) if one >= other => Some((c, b)),
        (_, Some((_, c))) => Some((a, c)),
        (Some((_, c)), None) => Some((c, b)),
        (None, None) => None,
    }
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
        || passage.chars.get(i + 2).is_some_and(|&(offset, _)| {
            LONGER_PLACES.iter().any(|place| passage.after(offset).starts_with(place))
        })
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
