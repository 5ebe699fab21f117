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
//! The tables are written by `words/generate.py` and packed by `build.rs`.

use std::ops::Range;

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

/// A list: for each character a number and its code, the low byte first.
type List = &'static [[u8; 3]];

/// What is known of a character. The counts are twice the logarithms.
struct Character {
    /// How often it begins a word, ends one, and stands anywhere.
    begins: u8,
    ends: u8,
    all: u8,
    /// The characters that make a word, or a pair that is right, with it, it being
    /// the second or the first; and how common the word is: the logarithm of how
    /// many there are among a million pairs, and 1; 0 for no word that is looked
    /// for. The commonest first.
    before: List,
    after: List,
    /// What may be meant by it; 1 for what only looks like it.
    meant: List,
}

/// Three counts, a byte of nothing, and where each of the three lists begins.
static RECORDS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/characters.bin"));
static LISTS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lists.bin"));

fn of(c: char) -> Character {
    let records = RECORDS.as_chunks::<4>().0;
    let lists = LISTS.as_chunks::<3>().0;
    let at = place(c).map_or(usize::MAX, |place| 4 * place);
    let start = |list: usize| {
        let start = records.get(at.saturating_add(list)).map_or(0, |&start| u32::from_le_bytes(start));
        usize::try_from(start).unwrap_or(0)
    };
    // The next character's first list begins where the last one of this ends.
    let (one, two, three, end) = (start(1), start(2), start(3), start(5));
    let list = |range| lists.get(range).unwrap_or_default();
    let [begins, ends, all, _] = records.get(at).copied().unwrap_or_default();
    Character { begins, ends, all, before: list(one..two), after: list(two..three), meant: list(three..end) }
}

fn has(list: List, c: char) -> bool {
    let code = u16::try_from(u32::from(c)).unwrap_or(0).to_le_bytes();
    list.iter().any(|&[_, low, high]| [low, high] == code)
}

fn character(low: u8, high: u8) -> char {
    char::from_u32(u16::from_le_bytes([low, high]).into()).unwrap_or(' ')
}

/// The characters of the block that all common ones stand in.
const BLOCK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fff}';

/// Where a character stands in its block.
pub(super) fn place(c: char) -> Option<usize> {
    BLOCK.contains(&c).then(|| c as usize - *BLOCK.start() as usize)
}

/// How common a character is: twice the logarithm of how often the texts that
/// were counted have it.
pub(super) fn weight(c: char) -> u8 {
    of(c).all
}

/// The characters that may be meant by one that only looks like them.
pub(super) fn look_alikes(c: char) -> impl Iterator<Item = char> {
    let looks = of(c).meant.iter().filter(|&&[looks, _, _]| looks == 1);
    looks.map(|&[_, low, high]| character(low, high))
}

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
    score(a, b) > 0
}

/// How common a word two characters are: the logarithm of how many there are among
/// a million pairs, and 1; 0 for none.
pub(super) fn score(a: char, b: char) -> u8 {
    of(a).after.iter().find(|&&[_, low, high]| character(low, high) == b).map_or(0, |&[score, _, _]| score)
}

/// The characters that make a common word after one, the commonest first, each
/// with how common: see [`score`].
pub(super) fn words_from(a: char) -> impl Iterator<Item = (u8, char)> {
    of(a)
        .after
        .iter()
        .map(|&[score, low, high]| (score, character(low, high)))
        .take_while(|&(score, _)| score > 0)
}

/// Whether two characters stand together in texts that are right.
pub(super) fn is_known(a: char, b: char) -> bool {
    has(of(a).after, b)
}

/// Whether one character may be written for another.
pub(super) fn is_alike(wrong: char, right: char) -> bool {
    wrong != right && has(of(wrong).meant, right)
}

/// The word that is meant by a pair that is none.
fn meant(a: char, b: char) -> Option<(char, char)> {
    let (first, second) = (of(a), of(b));
    if is_known(a, b) {
        return None;
    }
    let chance = product(first.ends, second.begins) / DIVIDED + LEAST_CHANCE;
    let novel = product(first.all, second.all) / CHARACTERS + LEAST_NOVEL;
    // How many there must be of a word, among a million pairs, to be likelier;
    // and that what was kept does not stand elsewhere all the time.
    let least = 1e6 * (RATIO * chance / LENGTH).max(NOVEL * novel / CHARACTERS);
    let kept = |character: &Character| 1e6 * SHARE * product(character.all, 0) / CHARACTERS;
    let find = |words: List, written: &Character, least: f64| {
        let common = words.iter().take_while(|[score, _, _]| commonness(*score) >= least);
        let words = common.map(|&[score, low, high]| (score, character(low, high)));
        words.into_iter().find(|&(_, c)| has(written.meant, c))
    };
    let changed_first = find(second.before, &first, least.max(kept(&second)));
    let changed_second = find(first.after, &second, least.max(kept(&first)));
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
