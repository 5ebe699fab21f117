//! Names of persons: those an issue lists, and what stands as a name beside a
//! post, in a list of names or around `·`. A wrong guess forbids a break or two,
//! no more.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

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

/// A person's name is no longer than this.
const LONGEST_NAME: usize = 16;

/// Stretches of a text that are names.
pub(super) fn bound(text: &[char], names: &Names) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for (at, c) in text.iter().enumerate() {
        let known = names.by_first.get(c).into_iter().flatten();
        out.extend(known.filter_map(|name| spelled(text, at, name)).max().map(|end| at..end));
        if let Some(surname) = surname(text, at) {
            let guessed = beside_post(text, at, surname).or_else(|| listed(text, at, surname));
            // After a surname of two characters that is nothing else, one more at least.
            let double = UNMISTAKABLE.iter().any(|name| begins(&text[at..], name));
            let sure = (double && text.get(at + 2).copied().is_some_and(is_han)).then_some(at + 3);
            out.extend(guessed.max(sure).map(|end| at..end));
        }
        if *c == '·' {
            out.extend(parted(text, at));
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

/// How many characters of a text at a place are a surname.
fn surname(text: &[char], at: usize) -> Option<usize> {
    let rest = &text[at..];
    if DOUBLE.iter().chain(UNMISTAKABLE).any(|name| begins(rest, name)) {
        return Some(2);
    }
    text.get(at).filter(|c| SURNAMES.contains(**c)).map(|_| 1)
}

/// Where a surname with one or two characters ends between words that only stand
/// beside names.
fn beside_post(text: &[char], at: usize, surname: usize) -> Option<usize> {
    let posted = POSTS.iter().any(|post| ends(&text[..at], post));
    given(text, at, surname).find(|&end| {
        let rest = &text[end..];
        begins(rest, "同志")
            || POSTS.iter().any(|post| begins(rest, post)) && !posted
            || posted
                && (VERBS.iter().any(|verb| begins(rest, verb))
                    || rest.first().is_none_or(|c| "，、。；）".contains(*c)))
    })
}

/// Where a name may end that begins with such a surname: two more characters, or one.
fn given(text: &[char], at: usize, surname: usize) -> impl Iterator<Item = usize> {
    let han = text[at..].iter().take(surname + 2).take_while(|c| is_han(**c)).count();
    (surname + 1..=surname + 2).rev().filter(move |length| *length <= han).map(move |length| at + length)
}

/// Where a name ends that stands in a list of names: 张某、李某某、王某等.
fn listed(text: &[char], at: usize, own: usize) -> Option<usize> {
    let closed = |end: usize| match text.get(end) {
        None => true,
        Some('等' | '和' | '及') => true,
        Some(c) => !is_han(*c),
    };
    let end = given(text, at, own).find(|&end| closed(end))?;
    let mark = |at: Option<usize>| at.and_then(|at| text.get(at)) == Some(&'、');
    // A neighbour in the list that looks the same.
    let after =
        mark(Some(end)) && surname(text, end + 1).is_some_and(|own| given(text, end + 1, own).any(closed));
    let before = mark(at.checked_sub(1))
        && (2..=4).any(|length| {
            let Some(from) = at.checked_sub(length + 1) else { return false };
            let opened = from.checked_sub(1).is_none_or(|before| !is_han(text[before]));
            opened && surname(text, from).is_some_and(|own| given(text, from, own).any(|end| end + 1 == at))
        });
    let opened = at == 0 || !is_han(text[at - 1]) || POSTS.iter().any(|post| ends(&text[..at], post));
    (before || opened && after).then_some(end)
}

/// A name in parts, 阿卜杜拉·买买提: the Han before and behind the dot, as far as
/// they are such as foreign names are written with.
fn parted(text: &[char], dot: usize) -> Option<Range<usize>> {
    let reach = |chars: &mut dyn Iterator<Item = &char>| {
        let han: Vec<char> = chars.take(LONGEST_PART).copied().take_while(|c| is_han(*c)).collect();
        han.iter().take_while(|c| FOREIGN.contains(**c)).count().max(han.len().min(1))
    };
    let before = reach(&mut text[..dot].iter().rev());
    let after = reach(&mut text[dot + 1..].iter());
    (before > 0 || after > 0).then(|| dot - before..dot + 1 + after)
}

/// A part of a foreign name is no longer than this.
const LONGEST_PART: usize = 8;

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn begins(text: &[char], word: &str) -> bool {
    let mut rest = text.iter();
    word.chars().all(|c| rest.next() == Some(&c))
}

fn ends(text: &[char], word: &str) -> bool {
    let mut rest = text.iter().rev();
    word.chars().rev().all(|c| rest.next() == Some(&c))
}

/// Words for posts, and the like, that stand before or behind a name.
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

/// Words that follow a name with its post.
const VERBS: &[&str] = &[
    "主持", "出席", "参加", "调研", "一行", "带队", "率队", "陪同", "会见", "讲话", "致辞", "作", "到", "在",
    "赴", "先后", "对", "带领", "深入", "要求", "指出", "强调", "代表", "宣布", "分别", "介绍", "汇报",
    "检查", "督导", "看望", "慰问", "召集", "听取", "签署", "同志", "等", "和", "与", "率", "就", "前往",
    "接待", "传达", "通报",
];

/// Frequent surnames.
const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁\
    任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严欧莫孔向常汤康易乔赖\
    文庞樊殷施洪翟安颜倪柳邢骆岳梅舒瞿";

/// Surnames of two characters that are words as well.
const DOUBLE: &[&str] =
    &["司马", "东方", "公孙", "南宫", "西门", "端木", "百里", "钟离", "长孙", "太史", "司空", "单于"];

/// Surnames of two characters that are nothing else.
const UNMISTAKABLE: &[&str] = &[
    "欧阳", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "慕容", "令狐", "司徒", "独孤", "宇文", "轩辕", "呼延",
    "申屠", "淳于", "澹台", "濮阳", "闾丘", "赫连",
];

/// What foreign names, and those of peoples in China with names in parts, are
/// written with.
const FOREIGN: &str = "阿埃艾爱安昂奥巴白拜班邦保鲍贝本比彼毕别宾波伯博勃布茨查达大戴丹道德登邓狄迪蒂丁东杜多顿恩尔法凡菲费\
    芬佛夫弗福甫富盖甘冈高戈哥格葛贡古瓜圭哈海汉豪赫亨洪侯胡华怀惠霍基吉加佳贾简姜杰金津喀卡凯坎康考柯科\
    可克肯孔库夸昆拉莱赖兰朗劳勒雷蕾里利莉历立丽力连廉良列烈林琳留卢鲁露伦罗洛吕马玛迈麦曼芒茅梅门蒙米密\
    莫默木姆穆拿纳娜乃奈南内妮尼涅宁纽努诺欧帕派潘庞佩彭皮平普奇齐契恰钱乔切琴丘让热仁日荣茹瑞若撒萨塞桑\
    瑟森沙莎山尚舍申圣施什史士斯丝松苏绥孙索塔泰坦汤唐陶特提铁廷图土吐托瓦万旺威韦维魏温文翁沃乌吾伍武西\
    希锡夏香肖谢辛欣休许旭雅亚扬耶叶伊依易英尤犹于余约扎泽曾詹张珍芝治朱茱卓宗祖佐买合江卜孜肉巧开汗再";
