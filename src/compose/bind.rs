//! Where a line may not break: before and after marks that do not stand at a
//! line's edge (GB/T 15834—2011, 5.1), inside words and numbers, between a
//! number and its unit, in dates, 发文字号 and names.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::units::unit;
use super::{Item, Kind};

/// Names of persons that an issue mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Names {
    /// The names by their first character.
    by_first: BTreeMap<char, BTreeSet<Vec<char>>>,
}

impl<S: AsRef<str>> FromIterator<S> for Names {
    fn from_iter<I: IntoIterator<Item = S>>(names: I) -> Self {
        let mut by_first: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
        for name in names {
            let name: Vec<char> = name.as_ref().chars().filter(|c| !c.is_whitespace()).collect();
            // One character alone is no name, and a very long one no person's.
            if let [first, _, ..] = name[..]
                && name.len() <= LONGEST_NAME
            {
                by_first.entry(first).or_default().insert(name);
            }
        }
        Self { by_first }
    }
}

const LONGEST_NAME: usize = 16;

/// These never begin a line.
const NO_START: &str = "、，。．：；！？）》〉」』】〕〗］｝”’…—·・～％‰℃°%!,.:;?)]}>";

/// These never end one.
const NO_END: &str = "（《〈「『【〔〖［｛“‘([{<￥＄$¥";

/// For every item, whether a line may break before it.
pub(super) fn chances(items: &[Item], names: &Names) -> Vec<bool> {
    let text: Vec<char> = items.iter().map(|item| item.c).collect();
    let mut out = vec![false; items.len()];
    for at in 1..items.len() {
        out[at] = between(items[at - 1], items[at]);
    }
    for range in numbers(&text).into_iter().chain(document_numbers(&text)).chain(persons(&text, names)) {
        for chance in out.iter_mut().take(range.end).skip(range.start + 1) {
            *chance = false;
        }
    }
    out
}

/// Whether a line may break between two neighbours.
fn between(a: Item, b: Item) -> bool {
    let word = |kind| matches!(kind, Kind::Latin | Kind::Sign);
    match (a.kind, b.kind) {
        (Kind::Break | Kind::Chance, _) => true,
        (_, Kind::Break | Kind::Chance | Kind::Object | Kind::Space) => false,
        (Kind::Space, _) => a.c == ' ' && !stays(b),
        // Between two letters only where the word itself has a joint.
        (x, y) if word(x) && word(y) => a.c == '/' && y == Kind::Latin && !b.c.is_ascii_digit(),
        _ => !stays(b) && (!is_in(NO_END, a.c) || a.kind == Kind::Close),
    }
}

/// Whether an item must not begin a line.
fn stays(b: Item) -> bool {
    is_in(NO_START, b.c) && b.kind != Kind::Open || joins_on(b.c)
}

/// Marks over and behind letters, variants, joiners: part of what is before.
fn joins_on(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

fn is_in(set: &str, c: char) -> bool {
    set.contains(c)
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// Numbers with what belongs to them: `第3期`, `63%～68%`, `3.2亿元`,
/// `2024年3月29日`, `二〇二四年三月`.
fn numbers(text: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let chinese = year_in_characters(text, at);
        if !is_digit(text[at]) && chinese == 0 {
            at += 1;
            continue;
        }
        let mut start = at;
        if at > 0 && matches!(text[at - 1], '第' | '±' | '+' | '＋' | '−' | '－') {
            start -= 1;
        }
        let end = if chinese > 0 { at + chinese } else { number(text, at) };
        out.push(start..end);
        at = end;
    }
    out
}

/// Where a number that begins with a digit ends, units included.
fn number(text: &[char], start: usize) -> usize {
    let mut at = start;
    loop {
        // Digits, and what joins digits.
        while at < text.len() && (is_digit(text[at]) || joins(text, at)) {
            at += 1;
        }
        let digits = at;
        let mut next = at;
        // A space that was typed before the unit.
        if text.get(next) == Some(&' ') {
            next += 1;
        }
        let length = unit(text.get(next..).unwrap_or_default());
        if length == 0 {
            return digits.max(opening(text, start, digits));
        }
        let unit_end = next + length;
        let dated = length == 1 && matches!(text[next], '年' | '月' | '时' | '点' | '分');
        let follows = match text.get(unit_end) {
            Some(&c) if is_digit(c) => Some(unit_end),
            Some(' ') if text.get(unit_end + 1).copied().is_some_and(is_digit) => Some(unit_end + 1),
            _ => None,
        };
        match follows {
            Some(following) if dated => at = following,
            _ => return unit_end,
        }
    }
}

/// What may stand inside a number, between two digits, or behind one.
fn joins(text: &[char], at: usize) -> bool {
    let behind = at > 0 && (is_digit(text[at - 1]) || matches!(text[at - 1], '%' | '％' | '‰'));
    let before = text.get(at + 1).copied().is_some_and(is_digit);
    match text[at] {
        '%' | '％' | '‰' | '℃' | '°' => behind,
        '.' | ',' | ':' | '∶' | '/' | '-' | '–' | '—' | '－' | '~' | '～' | '·' | '×' | '：' | '+' => {
            behind && before
        }
        _ => false,
    }
}

/// A number that opens its paragraph, `1.` or `1．`, keeps its mark and its
/// first character.
fn opening(text: &[char], start: usize, end: usize) -> usize {
    let marked = start == 0 && matches!(text.get(end), Some('.' | '．' | '、'));
    if marked { (end + 2).min(text.len()) } else { end }
}

/// How long a date in Chinese figures is: `二〇二四年三月二十九日`.
fn year_in_characters(text: &[char], at: usize) -> usize {
    let figure = |c: &char| "〇零○一二三四五六七八九".contains(*c);
    if text.len() < at + 5 || text[at + 4] != '年' || !text[at..at + 4].iter().all(figure) {
        return 0;
    }
    let mut end = at + 5;
    for close in ['月', '日'] {
        let length = text[end..].iter().take(4).take_while(|c| figure(c) || **c == '十').count();
        if length == 0 || text.get(end + length) != Some(&close) {
            break;
        }
        end += length + 1;
    }
    end - at
}

/// 发文字号: `〔2024〕1号` with the character before it.
fn document_numbers(text: &[char]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, &c) in text.iter().enumerate() {
        let close = match c {
            '〔' => '〕',
            '[' => ']',
            '（' => '）',
            '［' => '］',
            '【' => '】',
            _ => continue,
        };
        let year = text.get(at + 1..at + 5).is_some_and(|year| year.iter().copied().all(is_digit));
        if !year || text.get(at + 5) != Some(&close) {
            continue;
        }
        let mut end = at + 6;
        if text.get(end) == Some(&'第') {
            end += 1;
        }
        while text.get(end).copied().is_some_and(is_digit) {
            end += 1;
        }
        if text.get(end) == Some(&'号') {
            out.push(agency(text, at)..end + 1);
        }
    }
    out
}

/// Where the agency's mark before the bracket of a 发文字号 begins: behind a mark
/// that opens, if one is near; else its last character is all that is sure.
fn agency(text: &[char], bracket: usize) -> usize {
    let near = text[..bracket]
        .iter()
        .rev()
        .take(LONGEST_AGENCY)
        .position(|c| is_in(NO_END, *c) || is_in(NO_START, *c));
    match near {
        Some(length) => bracket - length,
        None if bracket <= LONGEST_AGENCY => 0,
        None => bracket - 1,
    }
}

/// Agencies' marks are no longer than this: 怀鹤政办发.
const LONGEST_AGENCY: usize = 7;

/// Names of persons: those the issue lists, and what stands as a name beside a
/// post or before 同志.
fn persons(text: &[char], names: &Names) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, c) in text.iter().enumerate() {
        let known = names.by_first.get(c).into_iter().flatten();
        out.extend(known.filter_map(|name| spelled(text, at, name)).max().map(|end| at..end));
        if SURNAMES.contains(*c) {
            out.extend(by_post(text, at).map(|end| at..end));
        }
        if *c == '·' && at > 0 {
            out.push(at - 1..(at + 2).min(text.len()));
        }
    }
    out
}

/// Where a name ends that is spelled out here, perhaps with spaces in it.
fn spelled(text: &[char], at: usize, name: &[char]) -> Option<usize> {
    let mut rest = name.iter().peekable();
    for (offset, &c) in text[at..].iter().enumerate() {
        match rest.peek() {
            None => return Some(at + offset),
            Some(&&expected) if expected == c => {
                rest.next();
            }
            Some(_) if offset > 0 && matches!(c, ' ' | '\u{3000}' | '\u{a0}') => {}
            Some(_) => return None,
        }
    }
    rest.peek().is_none().then_some(text.len())
}

/// A surname with one or two characters between words that only stand beside
/// names. A wrong guess forbids one break, no more.
fn by_post(text: &[char], at: usize) -> Option<usize> {
    let posted = POSTS.iter().any(|post| text[..at].ends_with(&post.chars().collect::<Vec<_>>()));
    [3, 2].into_iter().map(|length| at + length).find(|&end| {
        let Some(rest) = text.get(end..) else { return false };
        let whole = text[at..end].iter().all(|&c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        let begins = |word: &str| {
            let mut rest = rest.iter();
            word.chars().all(|c| rest.next() == Some(&c))
        };
        whole
            && (begins("同志")
                || POSTS.iter().any(|post| begins(post)) && !posted
                || posted
                    && (rest.is_empty()
                        || VERBS.iter().any(|verb| begins(verb))
                        || "，、。；）".contains(rest[0])))
    })
}

const POSTS: &[&str] = &[
    "书记",
    "区长",
    "县长",
    "市长",
    "省长",
    "镇长",
    "乡长",
    "主任",
    "局长",
    "部长",
    "处长",
    "科长",
    "院长",
    "校长",
    "主席",
    "秘书长",
    "组长",
    "会长",
    "站长",
    "所长",
    "检察长",
    "同志",
    "代表",
    "委员",
    "总编辑",
    "编辑",
    "记者",
];

const VERBS: &[&str] = &[
    "主持", "出席", "参加", "调研", "一行", "带队", "率队", "陪同", "会见", "讲话", "致辞", "作", "到", "在",
    "赴", "先后", "对", "带领", "深入", "要求", "指出", "强调", "代表", "宣布", "分别", "介绍", "汇报",
    "检查", "督导", "看望", "慰问", "召集", "听取", "签署", "同志", "等", "和", "与", "率", "就", "前往",
    "接待", "传达", "通报",
];

/// The 150 most frequent surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁\
    任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严欧莫孔向常汤康易乔赖\
    文庞樊殷施洪翟安颜倪柳邢骆岳梅舒瞿";

#[cfg(test)]
mod tests {
    use super::super::Tongue;
    use super::*;

    /// The text with `|` where a line may break.
    fn broken(text: &str) -> String {
        let item = |c| Item {
            c,
            kind: Kind::of(c, Tongue::Chinese),
            width: 1.0,
            last: 1.0,
            lead: 0.0,
            trail: 0.0,
            squeezable: false,
        };
        let items: Vec<Item> = text.chars().map(item).collect();
        let names: Names = ["舒军", "罗某某"].into_iter().collect();
        let chances = chances(&items, &names);
        let mut out = String::new();
        for (item, chance) in items.iter().zip(chances) {
            if chance {
                out.push('|');
            }
            out.push(item.c);
        }
        out
    }

    #[test]
    fn marks_keep_to_their_side() {
        assert_eq!(broken("甲，“乙”丙"), "甲，|“乙”|丙");
        assert_eq!(broken("甲——乙……丙"), "甲——|乙……|丙");
        assert_eq!(broken("的foo bar的"), "的|foo |bar|的");
    }

    #[test]
    fn numbers_keep_their_units() {
        assert_eq!(broken("共3.2亿元的"), "共|3.2亿元|的");
        assert_eq!(broken("的63%～68%的"), "的|63%～68%|的");
        assert_eq!(broken("的2024年3月29日的"), "的|2024年3月29日|的");
        assert_eq!(broken("的1月2日—5日的"), "的|1月2日—|5日|的");
        assert_eq!(broken("在第3期的"), "在|第3期|的");
        assert_eq!(broken("增1.5个百分点的"), "增|1.5个百分点|的");
        assert_eq!(broken("1.甲乙"), "1.甲|乙");
        assert_eq!(broken("的“12·15”的"), "的|“12·15”|的");
        assert_eq!(broken("于二〇二四年三月二十九日的"), "于|二〇二四年三月二十九日|的");
        assert_eq!(broken("3 月 20 日的"), "3 月 20 日|的");
    }

    #[test]
    fn document_numbers_and_names_are_whole() {
        assert_eq!(broken("（鹤政发〔2024〕12号）的"), "（鹤政发〔2024〕12号）|的");
        assert_eq!(
            broken("按照去年印发的鹤政发〔2024〕12号的"),
            "按|照|去|年|印|发|的|鹤|政|发〔2024〕12号|的"
        );
        assert_eq!(broken("的舒军的"), "的|舒军|的");
        assert_eq!(broken("的舒 军的"), "的|舒 军|的");
        assert_eq!(broken("的区长郑某某主持的"), "的|区|长|郑某某|主|持|的");
        assert_eq!(broken("的郑某同志的"), "的|郑某|同|志|的");
    }
}
