//! 结构-005

use std::ops::Range;

use super::listed_count;
use crate::content::chars::is_han;
use crate::lint::desk::Manuscript;
use crate::lint::outline::{numeral, opening};
use crate::lint::passage::{Passage, Role};
use crate::lint::pattern::Haystack;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// “以下七个方面”与后面列出的条数不符。
    ///
    /// 预告几个，就要列几个：查后面分段的条目，同一段里的“一是……二是……”“①②③”，也查数字前面列出的各项，和名单的人数。
    ///
    /// 错：`抓好三项工作：一是……；二是……。`　`签约、开工、投产四大环节`
    /// 对：`抓好两项工作：一是……；二是……。`
    ///
    /// 改法：改预告的数，或补上、删去条目。
    "结构-005", "预告的条数与实际不符", Human, Warning, Article(check)
}

/// An announcement is a clause of no more characters than this on each side of
/// its number, and what it announces in one paragraph no longer than that.
const CLAUSE: usize = 80;
const LIST: usize = 4000;

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    listed_count::check(manuscript, sink);
    let counted =
        pattern!("([一二两三四五六七八九十]{1,3}|[0-9]{1,2})(?:个|项|大|条|点|方面|种|类|步|件|对|道)");
    for (i, passage) in manuscript.passages.iter().enumerate() {
        if !passage.is_prose()
            && passage.role != Role::Salutation
            && !matches!(passage.role, Role::Heading(_))
        {
            continue;
        }
        for found in counted.captures_iter(passage) {
            let (Some(words), Some(number)) = (found.get(0), found.get(1)) else { continue };
            // 第三条 is an article, 20个工作日 a time.
            let ordinal =
                passage.before(words.start()).ends_with(['第', '一', '百', '千', '零', '.', '．', '之']);
            let time = ["工作日", "月", "日", "星期", "小时", "百分点"]
                .iter()
                .any(|word| passage.after(words.end()).starts_with(word));
            if ordinal || time {
                continue;
            }
            let Some(number_of) = number.as_str().parse().ok().or_else(|| numeral(number.as_str())) else {
                continue;
            };
            let Some((whole, listed)) = listed(manuscript, i, words.range(), number_of) else { continue };
            if listed == number_of || listed < 2 || number_of < 2 {
                continue;
            }
            let message = format!("说有{}个，列出的是{listed}个", number.as_str());
            sink.report(passage, whole, message).help("改预告的数，或补上、删去条目");
        }
    }
}

/// The clause that announces a number of things, and how many of them are
/// listed.
fn listed(
    manuscript: &Manuscript<'_>,
    at: usize,
    words: Range<usize>,
    number: u32,
) -> Option<(Range<usize>, u32)> {
    let passage = manuscript.passages.get(at)?;
    if let Some(listed) = echoed(passage, words.clone()).or_else(|| before(passage, words.clone(), number)) {
        return Some((words, listed));
    }
    let whole = announcement(passage, words.clone())?;
    let rest = passage.head(whole.end, LIST);
    let listed = if rest.trim().is_empty() {
        siblings(manuscript, at)
            .map(|(count, _)| count)
            .or_else(|| spelled(manuscript, at))
            .or_else(|| headed(manuscript, at, passage.get(words.end..whole.end)))
    } else {
        // The sentence must go on with the first of them; a break of the
        // paragraph may cut the list in two.
        let ends = passage.text.trim_end().ends_with(['。', '！', '？', '”', '）']);
        let next = manuscript.passages.get(at + 1).filter(|next| !ends && next.is_prose());
        match next.filter(|next| opening(&next.text).is_none()) {
            Some(next) => inline(Haystack::from(&format!("{rest}{}", next.text))),
            None => inline(passage.part(rest)).or_else(|| {
                let led = passage.get(whole.clone()).ends_with(['：', ':']);
                named(led.then_some(rest)?, number)
            }),
        }
    };
    Some((whole, listed?))
}

/// `“三个会”：会操作、会处置、会疏散`: how many open or end with what is counted.
fn echoed(passage: &Passage, words: Range<usize>) -> Option<u32> {
    const LONGEST: usize = 200;
    if !passage.before(words.start).ends_with('“') {
        return None;
    }
    let after = passage.head(words.end, 2 * CLAUSE + 60);
    let (word, rest) = after.split_once('”')?;
    let length = word.chars().count();
    if !(1..=3).contains(&length) {
        return None;
    }
    let rest = rest.strip_prefix(['：', '，', '，']).or_else(|| rest.strip_prefix("，即"))?;
    let end = rest.find(['。', '；', '：', '\n']).unwrap_or(rest.len());
    let list = rest.get(..end).filter(|list| list.chars().count() <= LONGEST)?;
    let items: Vec<&str> = list.split(['、', '，']).collect();
    let opens = items.iter().take_while(|item| item.starts_with(word)).count();
    let ends = items.iter().take_while(|item| item.ends_with(word)).count();
    let count = if opens > 1 { opens } else { ends };
    // What follows the list may be another clause, never another of its kind.
    (count > 1).then(|| u32::try_from(count).ok()).flatten()
}

/// `签约、开工、投产四大环节`: how many are named right before the number. `和` may
/// stand within the last: where that would make the number right it does not.
fn before(passage: &Passage, words: Range<usize>, number: u32) -> Option<u32> {
    /// The longest name in such a list, in characters.
    const LONGEST: usize = 12;
    let great = passage.get(words.clone()).ends_with('大');
    let after = passage.after(words.end);
    let noun = [
        "方面", "环节", "领域", "板块", "通道", "国际", "层面", "层级", "类型", "阶段", "维度", "要素",
        "片区", "体系",
    ]
    .iter()
    .any(|noun| after.chars().take(6).collect::<String>().contains(noun));
    if !great && !noun {
        return None;
    }
    let text = passage.tail(words.start, 2 * CLAUSE);
    let open =
        |c: char| !(is_han(c) || c.is_ascii_alphanumeric() || matches!(c, '、' | '（' | '）' | '(' | ')'));
    let start = text
        .rfind(open)
        .map_or(0, |at| at + text.get(at..).and_then(|t| t.chars().next()).map_or(0, char::len_utf8));
    let list = text.get(start..)?;
    let items: Vec<&str> = list.split('、').collect();
    let (first, last) = (items.first()?, items.last()?);
    let short = items.iter().skip(1).all(|item| (1..=LONGEST).contains(&item.chars().count()));
    let joined = ["以及", "和", "与", "及"].iter().find_map(|word| last.split_once(word));
    let vague = list.contains('等')
        || list.contains('第')
        || list.contains(|c: char| c.is_ascii_digit() || "一二两三四五六七八九十".contains(c));
    let verb = |item: &str| ["新", "改", "扩", "续", "完", "实施"].iter().any(|verb| item.starts_with(verb));
    if items.len() < 3 - usize::from(joined.is_some()) || !short || vague || first.is_empty() || verb(last) {
        return None;
    }
    nearest(items.len(), joined.is_some(), number)
}

/// `三个来源：上级补助占20%，县级财政占50%，社会资本占30%。` and `三类：甲类、乙类、
/// 丙类。`: how many a sentence names that does nothing else.
fn named(rest: &str, number: u32) -> Option<u32> {
    /// The longest name of an item, in characters.
    const LONGEST: usize = 16;
    let end = rest.find(['。', '；', '！', '：', '（'])?;
    let sentence = rest.get(..end).filter(|_| rest.get(end..).is_some_and(|rest| rest.starts_with('。')))?;
    if sentence.contains(['等', '“', '《']) {
        return None;
    }
    if sentence.contains('，') {
        // Each says how much it is, in the same words.
        let items: Vec<&str> = sentence.split('，').collect();
        let share = |item: &&str| {
            let figure = item.trim_end_matches(|c: char| "%％万亿元个户人亩吨".contains(c));
            let name = figure.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.');
            let unit = item.get(figure.len()..).unwrap_or_default().to_owned();
            let verb = name.chars().next_back().filter(|c| matches!(c, '占' | '为' | '是' | '约'));
            let told =
                name.len() < figure.len() && name.chars().count() <= LONGEST && !name.contains(['、', '中']);
            told.then_some((verb?, unit))
        };
        let first = items.first().and_then(share)?;
        let alike = items.iter().all(|item| share(item).is_some_and(|share| share == first));
        return alike.then(|| u32::try_from(items.len()).ok()).flatten();
    }
    let items: Vec<&str> = sentence.split('、').collect();
    let last = items.last()?;
    let short = items.iter().all(|item| (2..=8).contains(&item.chars().count()) && item.chars().all(is_han));
    let joined = ["以及", "和", "与", "及"].iter().any(|word| sentence.contains(word));
    if !short
        || items.len() < 2
        || joined && !["以及", "和", "与", "及"].iter().any(|word| last.contains(word))
    {
        return None;
    }
    // 用电、用水、用气价格 may be one thing.
    nearest(items.len(), joined, number)
}

/// How many a list names, its last item being one or, `joined` by 和, two, whatever is
/// nearer to a number; `None` if neither is near.
fn nearest(items: usize, joined: bool, number: u32) -> Option<u32> {
    let plain = u32::try_from(items).ok()?;
    let counts = [plain, plain + u32::from(joined)];
    let nearest = counts.into_iter().min_by_key(|count| count.abs_diff(number))?;
    (nearest.abs_diff(number) <= 1).then_some(nearest)
}

/// `处理好五对关系。` and below paragraphs with heads that end with the noun:
/// `快与准的关系。……`
fn headed(manuscript: &Manuscript<'_>, at: usize, clause: &str) -> Option<u32> {
    let noun = clause.trim_end_matches(['。', '：', ':', '，', '”']);
    if !(2..=4).contains(&noun.chars().count()) {
        return None;
    }
    let mut count = 0;
    let mut ended = true;
    for passage in manuscript.passages.iter().skip(at + 1).take(60) {
        // The head of each is its first sentence, in bold type or not.
        let head = passage.text.find(['。', '：']).map_or("", |end| passage.before(end)).trim_matches('*');
        if head.chars().count() <= 16 && head.ends_with(noun) {
            count += 1;
        } else if ended {
            break;
        }
        // What a break cuts off a paragraph belongs to it.
        ended = passage.text.trim_end().ends_with(['。', '！', '？', '”', '）']);
    }
    Some(count)
}

/// What leads to a number of things to come.
const LEADS: &[&str] = &[
    "以下",
    "如下",
    "下列",
    "抓好",
    "做好",
    "突出",
    "重点",
    "抓了",
    "主要",
    "分为",
    "分成",
    "开展",
    "落实",
    "坚持",
    "实施",
    "采取",
    "围绕",
    "抓住",
    "把握",
    "完成",
    "推进",
    "提出",
    "强调",
    "存在",
    "注重",
    "处理好",
    "聚焦",
    "做到",
    "办好",
    "办理",
    "推出",
    "出台",
    "建立",
    "健全",
    "打造",
    "打好",
    "打赢",
    "按照",
    "加强",
    "贯彻",
    "实现",
    "从",
    "有",
];

/// The clause that a number of things stands in, if it announces them: a word
/// that leads to them before, the clause's end behind, no other number between.
fn announcement(passage: &Passage, number: Range<usize>) -> Option<Range<usize>> {
    let before = passage.tail(number.start, CLAUSE);
    let clause = before.rfind(['。', '；', '，', '：']).map_or(0, |at| at + '。'.len_utf8());
    let clause = before.get(clause..)?;
    let after = passage.head(number.end, CLAUSE);
    let end = after.find(|c: char| "。：:，；一二三四五六七八九十".contains(c));
    let end = match end {
        Some(at) => {
            let mark = after.get(at..)?.chars().next()?;
            if !matches!(mark, '。' | '：' | ':' | '，') {
                return None;
            }
            at + mark.len_utf8()
        }
        None if after.len() < passage.after(number.end).len() => return None,
        None => after.len(),
    };
    let lead = LEADS.iter().filter_map(|lead| clause.find(lead)).min()?;
    let led = clause.get(lead..)?;
    (!led.contains(|c: char| c.is_ascii_digit())).then_some(number.start - led.len()..number.end + end)
}

/// How many numbered passages of one level follow, the first of them right
/// behind.
fn siblings(manuscript: &Manuscript<'_>, at: usize) -> Option<(u32, u8)> {
    let mut rest = manuscript.passages.iter().skip(at + 1);
    let first = rest.next()?;
    let (level, number, _) = opening(&first.text)?;
    if number != 1 {
        return None;
    }
    let mut count = 1;
    for passage in rest {
        if matches!(passage.role, Role::Title { .. } | Role::SignDate | Role::Signer) {
            break;
        }
        let Some((other, number, _)) = opening(&passage.text) else { continue };
        if other < level || other == level && number == 1 {
            break;
        }
        count += u32::from(other == level);
    }
    Some((count, level))
}

/// How many 一是……二是…… there are in the passages that follow, or in the first
/// of them.
fn spelled(manuscript: &Manuscript<'_>, at: usize) -> Option<u32> {
    let first = manuscript.passages.get(at + 1).filter(|passage| passage.is_prose())?;
    let within = inline(Haystack::from(first))?;
    if within > 1 {
        return Some(within);
    }
    let opens = pattern!("^(?:第?([一二三四五六七八九十]{1,3})(?:是|，|、要))");
    let numbers = manuscript.passages.iter().skip(at + 1).map_while(|passage| {
        let number = opens.captures(passage)?.get(1)?.as_str().to_owned();
        numeral(&number)
    });
    u32::try_from(numbers.count()).ok()
}

/// How many 一是, 第一, （一） there are in the rest of a paragraph.
fn inline(rest: Haystack<'_>) -> Option<u32> {
    let forms = [
        pattern!("(?:^|[。；，：;,、])([一二三四五六七八九十]{1,3})是"),
        pattern!("(?:^|[。；，：;,])第([一二三四五六七八九十]{1,3})[，、,是]"),
        pattern!("(?:^|[。；，：;,、])[（(]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]"),
        pattern!("(?:^|[。；，：;,、])([①-⑳])"),
    ];
    for form in forms {
        let mut numbers = form.captures_iter(rest).filter_map(|found| {
            let found = found.get(1)?;
            let circled = found.as_str().chars().next().filter(|c| ('①'..='⑳').contains(c));
            let number = circled.map(|c| u32::from(c) - u32::from('①') + 1);
            let number = number.or_else(|| found.as_str().parse().ok()).or_else(|| numeral(found.as_str()));
            Some((found.start(), number?))
        });
        let Some((start, 1)) = numbers.next() else { continue };
        if rest.text.get(..start).is_some_and(|before| before.chars().count() > 4) {
            continue;
        }
        let mut count = 1;
        for (_, number) in numbers {
            if number == 1 {
                break;
            }
            count += 1;
        }
        return Some(count);
    }
    None
}
