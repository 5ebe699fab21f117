//! 结构-005

use std::ops::Range;

use crate::lint::desk::Manuscript;
use crate::lint::outline::{numeral, opening};
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// “以下七个方面”与后面列出的条数不符。
    ///
    /// 预告几个，就要列几个；既查后面分段的条目，也查同一段里的“一是……二是……”。
    ///
    /// 错：`抓好三项工作：一是……；二是……。`
    /// 对：`抓好两项工作：一是……；二是……。`
    ///
    /// 改法：改预告的数，或补上、删去条目。
    "结构-005", "预告的条数与实际不符", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let counted = pattern!("([一二两三四五六七八九十]{1,3}|[0-9]{1,2})(?:个|项|大|条|点|方面|种|类|步)");
    for (i, passage) in manuscript.passages.iter().enumerate() {
        if !passage.is_prose()
            && passage.role != Role::Salutation
            && !matches!(passage.role, Role::Heading(_))
        {
            continue;
        }
        for found in counted.captures_iter(&passage.text) {
            let (Some(words), Some(number)) = (found.get(0), found.get(1)) else { continue };
            let Some(whole) = announcement(passage, words.range()) else { continue };
            let Some(number_of) = number.as_str().parse().ok().or_else(|| numeral(number.as_str())) else {
                continue;
            };
            let rest = passage.after(whole.end);
            let listed = if rest.trim().is_empty() {
                siblings(manuscript, i).map(|(count, _)| count).or_else(|| spelled(manuscript, i))
            } else {
                // The sentence must go on with the first of them.
                inline(rest)
            };
            let Some(listed) = listed.filter(|&listed| listed != number_of && listed > 1 && number_of > 1)
            else {
                continue;
            };
            let message = format!("说有{}个，列出的是{listed}个", number.as_str());
            sink.report(passage, whole, message).help("改预告的数，或补上、删去条目");
        }
    }
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
    "实现",
    "从",
];

/// The clause that a number of things stands in, if it announces them: a word
/// that leads to them before, the clause's end behind, no other number between.
fn announcement(passage: &Passage, number: Range<usize>) -> Option<Range<usize>> {
    let before = passage.before(number.start);
    let clause = before.rfind(['。', '；', '，', '：']).map_or(0, |at| at + '。'.len_utf8());
    let clause = before.get(clause..)?;
    let lead = LEADS.iter().filter_map(|lead| clause.find(lead)).min()?;
    let led = clause.get(lead..)?;
    let after = passage.after(number.end);
    let end = after.find(|c: char| "。：:，；一二三四五六七八九十".contains(c));
    let end = match end {
        Some(at) => {
            let mark = after.get(at..)?.chars().next()?;
            if !matches!(mark, '。' | '：' | ':' | '，') {
                return None;
            }
            at + mark.len_utf8()
        }
        None => after.len(),
    };
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
    let within = inline(&first.text)?;
    if within > 1 {
        return Some(within);
    }
    let opens = pattern!("^(?:第?([一二三四五六七八九十]{1,3})(?:是|，|、要))");
    let numbers = manuscript.passages.iter().skip(at + 1).map_while(|passage| {
        let number = opens.captures(&passage.text)?.get(1)?.as_str().to_owned();
        numeral(&number)
    });
    u32::try_from(numbers.count()).ok()
}

/// How many 一是, 第一, （一） there are in the rest of a paragraph.
fn inline(rest: &str) -> Option<u32> {
    let forms = [
        pattern!("(?:^|[。；，：;,、])([一二三四五六七八九十]{1,3})是"),
        pattern!("(?:^|[。；，：;,])第([一二三四五六七八九十]{1,3})[，、,是]"),
        pattern!("(?:^|[。；，：;,、])[（(]([一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]"),
    ];
    for form in forms {
        let mut numbers = form.captures_iter(rest).filter_map(|found| {
            let found = found.get(1)?;
            Some((found.start(), found.as_str().parse().ok().or_else(|| numeral(found.as_str()))?))
        });
        let Some((start, 1)) = numbers.next() else { continue };
        if rest.get(..start).is_some_and(|before| before.chars().count() > 4) {
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
