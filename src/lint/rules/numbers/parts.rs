//! 数字-005

use crate::lint::figures::{Figure, figures, shown_large};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 总数与分项对不上。
    ///
    /// “共……，其中……”里，分项之和不能大于总数；分项列全了的，应当等于总数。“……，合计……”的也一样。四舍五入的尾差不算。
    ///
    /// 错：`共办理161件，其中建议90件、提案81件`
    /// 对：`共办理161件，其中建议90件、提案71件`
    ///
    /// 改法：对照原始数据，改总数或分项；分项没有列全的，加“等”字，或豁免。
    "数字-005", "总数与分项不符", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !["其中", "共", "包括", "计", "分为"].iter().any(|word| passage.text.contains(word)) {
        return;
    }
    let mut start = 0;
    while start < passage.text.len() {
        let rest = passage.after(start);
        let sentence = rest.get(..end_of_sentence(rest)).unwrap_or(rest);
        let found = figures(sentence);
        if found.len() > 2 {
            forward(passage, start, sentence, &found, sink);
            backward(passage, start, sentence, &found, sink);
        }
        start += sentence.len().max(1);
    }
}

/// Where a sentence ends; the next one belongs to it if it opens with 其中.
fn end_of_sentence(text: &str) -> usize {
    let mut at = 0;
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(['。', '；', '！', ';'])) {
        let end = at + found;
        let end = end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
        at = end;
        if !text.get(end..).is_some_and(|rest| rest.starts_with("其中")) {
            return end;
        }
    }
    text.len()
}

/// A total, then its parts: 共90件，其中……
fn forward(passage: &Passage, start: usize, sentence: &str, figures: &[Figure], sink: &mut Sink) {
    let leads = pattern!("其中[：，:,]?|，包括|，分别是|，分别为|：|，分为");
    for lead in leads.find_iter(sentence) {
        let strict = lead.as_str() != "：" && !lead.as_str().starts_with("其中");
        let first =
            figures.iter().find(|figure| figure.range.start >= lead.end() && !is_change(sentence, figure));
        let Some(first) = first else { continue };
        // A rate of growth may stand between the total and its parts.
        let totals = figures
            .iter()
            .rev()
            .filter(|figure| figure.range.end <= lead.start() && !is_change(sentence, figure));
        let Some(total) = totals.take(3).find(|figure| figure.unit == first.unit) else { continue };
        let between = sentence.get(total.range.end..lead.start()).unwrap_or_default();
        if between.matches(['。', '；']).count() > 1
            || between.chars().count() > 24
            || total.unit == "%"
            || total.unit == "倍"
            || is_change(sentence, total)
        {
            continue;
        }
        // A colon opens the parts only of what is said to be a total.
        let before = sentence.get(..total.range.start).unwrap_or_default();
        let summed = ["共", "共计", "合计", "总计", "总", "累计"].iter().any(|word| {
            before.chars().rev().take(8).collect::<String>().chars().rev().collect::<String>().contains(word)
        });
        if lead.as_str() == "：" && !summed {
            continue;
        }
        let rest = sentence.get(lead.end()..).unwrap_or_default();
        let end = lead.end() + rest.find("其中").unwrap_or(rest.len());
        let parts: Vec<&Figure> = figures
            .iter()
            .filter(|figure| {
                figure.range.start >= lead.end() && figure.range.end <= end && figure.unit == total.unit
            })
            .filter(|figure| !is_change(sentence, figure))
            .collect();
        judge(passage, start, sentence, total, &parts, strict, sink);
    }
}

/// The parts, then their total: ……90件、……71件，合计161件.
fn backward(passage: &Passage, start: usize, sentence: &str, figures: &[Figure], sink: &mut Sink) {
    let totals = pattern!("，(?:合计|共计|总计|两项合计|总共|一共|共)(?:为|达|有)?([0-9])");
    for found in totals.captures_iter(sentence) {
        let (Some(whole), Some(digit)) = (found.get(0), found.get(1)) else { continue };
        let Some(total) = figures.iter().find(|figure| figure.range.start == digit.start()) else { continue };
        let before = sentence.get(..whole.start()).unwrap_or_default();
        let from = before.rfind(['，', '：']).map_or(0, |at| at + '，'.len_utf8());
        let parts: Vec<&Figure> = figures
            .iter()
            .filter(|figure| {
                figure.range.start >= from && figure.range.end <= whole.start() && figure.unit == total.unit
            })
            .collect();
        if parts.len() > 1 {
            judge(passage, start, sentence, total, &parts, true, sink);
        }
    }
}

fn judge(
    passage: &Passage,
    start: usize,
    sentence: &str,
    total: &Figure,
    parts: &[&Figure],
    strict: bool,
    sink: &mut Sink,
) {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
    if parts.len() < 2 {
        // One part can still be larger than the whole.
        if first.millionths <= total.millionths || strict {
            return;
        }
    }
    // A part larger than the whole belongs to another whole, unless the whole is
    // said to be one.
    let before: String =
        sentence.get(..total.range.start).unwrap_or_default().chars().rev().take(6).collect();
    if parts.iter().any(|part| part.millionths > total.millionths) && !before.contains(['共', '总', '计'])
    {
        return;
    }
    let sum: i128 = parts.iter().map(|part| part.millionths).sum();
    let slack: i128 = total.rounding + parts.iter().map(|part| part.rounding).sum::<i128>();
    // Whole counts are not rounded.
    let whole = total.rounding <= 500_000
        && parts.iter().all(|part| part.rounding <= 500_000)
        && total.millionths % 1_000_000 == 0;
    let slack = if whole && total.rounding == 500_000 { 0 } else { slack };
    let open = sentence.get(last.range.end..).is_some_and(|rest| rest.starts_with('等'))
        || sentence.get(first.range.start..last.range.end).is_some_and(|list| list.contains('等'));
    let over = sum > total.millionths + slack;
    let near = match parts.len() {
        0 | 1 => false,
        2 => sum * 100 >= total.millionths * 95,
        _ => sum * 100 >= total.millionths * 85,
    };
    let under = sum + slack < total.millionths && !open && (strict || near);
    if over || under {
        let message = format!(
            "分项加起来是{}，总数写的是{}",
            shown_large(sum, total.unit),
            sentence.get(total.range.clone()).unwrap_or_default()
        );
        let range = start + total.range.start..start + last.range.end.max(total.range.end);
        let from = range.start.min(start + first.range.start);
        sink.report(passage, from..range.end, message)
            .help("对照原始数据改总数或分项；分项没有列全的，加“等”字；互有交叉的，豁免");
    }
}

/// A figure that says how much something changed or is compared with.
fn is_change(sentence: &str, figure: &Figure) -> bool {
    let before = sentence.get(..figure.range.start).unwrap_or_default();
    [
        "增长",
        "增加",
        "减少",
        "下降",
        "同比",
        "多",
        "少",
        "超",
        "比上年",
        "人均",
        "每",
        "平均",
        "高于",
        "低于",
        "较",
    ]
    .iter()
    .any(|word| before.ends_with(word))
}
