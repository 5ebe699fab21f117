//! 数字-023

use crate::lint::figures::{Figure, clause_before};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// “分别”前面列的几项，与后面列的几个数不一样多。
    ///
    /// 前后一一对应才能用“分别”。
    ///
    /// 错：`高级工、技师、高级技师，分别奖励1000元、2000元`　`两个项目分别投资3亿元、5亿元、2亿元`
    /// 对：`高级工、技师、高级技师，分别奖励1000元、2000元、3000元`
    ///
    /// 改法：补上漏的一项或一个数，或改写。
    "数字-023", "分别前后项数不等", Human, Warning, Passage(check)
}

/// What joins the values of a list.
const JOINTS: [&str; 5] = ["、", "和", "与", "及", "以及"];

fn check(passage: &Passage, sink: &mut Sink) {
    let figures = passage.figures();
    if figures.len() < 2 {
        return;
    }
    // The list before: where it ends and how many values it has.
    let mut list: Option<(usize, usize)> = None;
    for (at, word) in passage.text.match_indices("分别") {
        let end = at + word.len();
        let Some((values, last)) = values(passage, end, figures) else { continue };
        // 分别达164万元、20万元，分别增长11%、20%: as many again.
        let again = list.filter(|(before, _)| {
            let gap = passage.text.get(*before..at).unwrap_or_default();
            gap.len() < 24 && gap.chars().filter(|c| *c == '，').count() == 1
        });
        list = Some((last, values));
        let again = again.map(|(before, count)| (count..=count, before));
        let Some((subjects, start)) = again.or_else(|| subjects(passage, at)) else { continue };
        if values < *subjects.start() || values > *subjects.end() {
            let message = format!("“分别”前面列了{}项，后面是{values}个数", subjects.start());
            sink.report(passage, start..last, message).help("补上漏的一项或一个数，或改写");
        }
    }
}

/// How many values stand behind 分别, and where they end.
fn values(passage: &Passage, end: usize, figures: &[Figure]) -> Option<(usize, usize)> {
    let first = figures.partition_point(|figure| figure.range.start < end);
    let list = figures.get(first..)?;
    let begin = list.first()?;
    let lead = passage.get(end..begin.range.start);
    if lead.chars().count() > 12 || lead.contains(['，', '。', '；', '、', '：', '（', '“']) {
        return None;
    }
    let joined = list.windows(2).take_while(|pair| match pair {
        [a, b] => a.unit == b.unit && JOINTS.contains(&passage.get(a.range.end..b.range.start)),
        _ => false,
    });
    let count = joined.count() + 1;
    let last = list.get(count - 1)?;
    // 增长5%、6%和下降3%: the list goes on.
    let after = passage.after(last.range.end);
    let open = after.starts_with(['、', '和', '与', '及', '以', '—', '～', '至', '/', '（', '(']);
    (count > 1 && !open).then_some((count, last.range.end))
}

/// How many things are named before 分别, at least and at most, and where.
fn subjects(passage: &Passage, at: usize) -> Option<(std::ops::RangeInclusive<usize>, usize)> {
    let text = &passage.text;
    let mut list = clause_before(text, at);
    let mut start = at - list.len();
    if let Some(count) = counted(list) {
        return Some((count..=count, start));
    }
    // 对甲、乙的，分别给予…
    if list.chars().count() < 4 && passage.prev(start) == Some('，') {
        start -= '，'.len_utf8();
        list = clause_before(text, start);
        start -= list.len();
    }
    if matches!(passage.prev(start), Some('）' | ')'))
        || list.contains(['“', '《', '”', '》', '·'])
        || list.contains(|c: char| c.is_ascii_digit())
    {
        return None;
    }
    let grade = list.replace("等级", "").replace("等次", "");
    let stops = list.matches('、').count();
    if grade.contains('等') || list.len() >= 118 || stops == 0 {
        return None;
    }
    let least = stops + 1;
    let most = least + list.matches(['和', '与', '及']).count();
    // 甲、乙和丙 may be three or two.
    Some((least..=most, start))
}

/// The number in 三年分别, 两个项目分别.
fn counted(clause: &str) -> Option<usize> {
    let named = pattern!("([两二三四五六2-6])(?:类|个|项|家|年|种|地|县|镇|级|档|期)[^0-9、]{0,8}$");
    let found = named.captures(clause)?;
    let word = found.get(1)?;
    // 第三类, 前三项 and 二十三个 are others.
    let before = clause.get(..word.start())?;
    if before.ends_with(|c: char| c.is_ascii_digit() || "第前十百每这后〇零一二三四五六七八九两".contains(c))
    {
        return None;
    }
    let count = "零一二三四五六".chars().position(|c| word.as_str().starts_with(c));
    count.or_else(|| word.as_str().parse().ok()).or(Some(2))
}
