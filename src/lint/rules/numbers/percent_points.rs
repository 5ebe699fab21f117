//! 数字-024

use crate::lint::figures::{Figure, clause_before, figures, millionths};
use crate::lint::passage::Passage;
use crate::lint::pattern::Captures;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 两个百分数相差多少，用“个百分点”，不用“%”。
    ///
    /// 比率由73.2%变为75.0%，是提高1.8个百分点；“提高1.8%”是说原来的比率乘以1.018。
    ///
    /// “增速快于全市多少”“比平均高多少”也一样。
    ///
    /// 错：`存贷比为73.2%，比上年末提高1.8%`　`增长8.2%，增速快于全市1.1%`　`覆盖率由90%提高到95%，提高5%`
    /// 对：`存贷比为73.2%，比上年末提高1.8个百分点`
    ///
    /// 改法：改成“个百分点”；真是指相对变化的，豁免。
    "数字-024", "比率的升降用百分点", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    cut_short(passage, sink);
    if passage.figures().len() > 1 && passage.text.contains(['差', '高', '低', '快', '慢']) {
        let told = apart(passage, sink);
        faster(passage, &told, sink);
    }
    if passage.figures().iter().filter(|figure| figure.unit == "%").count() == 0
        || !passage.text.contains(['率', '比', '重', '额', '到', '至', '幅', '速'])
    {
        return;
    }
    // A level that is a percentage, then its change.
    let level = pattern!(
        r"(?:率|比重|占比|比例|份额|存贷比|负债比)(?:为|达到|达|是|约为|约|稳定在|保持在|控制在|上升到|提高到|上升至|提高至|提升到|提升至|下降到|降到|降至|下降至|完成)?[0-9.]+%[，、（](?:同比|环比|(?:比|较)[^，。；0-9]{1,10}?|比[0-9]{4}年)?(?:提高|上升|下降|降低|提升|增加|减少|回落|上涨)(?:了)?[0-9.]+(%)"
    );
    for found in level.captures_iter(passage) {
        report(passage, &found, sink);
    }
    if passage.has_any(['幅', '速']) {
        let pace = pattern!(
            r"(?:涨幅|增速|增幅|降幅)(?:同比|环比|(?:比|较)[^，。；0-9]{1,12}?)(?:回落|扩大|收窄|提高|上升|下降|加快|放缓|提升|提升了|回升)[0-9.]+(%)"
        );
        for found in pace.captures_iter(passage) {
            report(passage, &found, sink);
        }
    }
    if passage.text.contains('率') {
        let rate = pattern!(
            r"(?:城镇化|覆盖|参保|入学|入园|普及|失业|达标|满意|巩固|优良天数比)率(?:同比|比上年|较上年|比去年|较去年)?(?:提高|上升|下降|降低|提升|回落)(?:了)?[0-9.]+(%)"
        );
        for found in rate.captures_iter(passage) {
            report(passage, &found, sink);
        }
    }
    // 由90%提高到95%，提高5%: the change is what both differ by.
    let both = pattern!(
        r"([0-9.]+)%[^，。；0-9]{0,4}(?:提高|上升|下降|降低|提升|增加|减少|增|升|降)(?:到|至)([0-9.]+)%，[^，。；0-9]{0,6}(?:提高|上升|下降|降低|提升|增加|减少|增长)(?:了)?([0-9.]+)(%)"
    );
    for found in both.captures_iter(passage) {
        let value = |at: usize| found.get(at).and_then(|part| Some(millionths(part.as_str())?.0));
        if let (Some(from), Some(to), Some(change), Some(mark)) = (value(1), value(2), value(3), found.get(4))
            && (from - to).abs() == change
        {
            sink.report(passage, mark.range(), "两个百分数之差用“个百分点”").edit(mark.range(), "个百分点");
        }
    }
}

/// 开工率为61.7%，比全县平均高3.2%; 增长8.2%，增速快于全市1.1%.
/// What has been told of already ends at `told`.
fn faster(passage: &Passage, told: &[usize], sink: &mut Sink) {
    let rate = pattern!(
        r"(?:率|比重|占比|比例|份额|增速|增幅|进度)(?:为|达到|达|是|约为)?[0-9.]+%，(?:增速|增幅|降幅|进度)?(?:(?:比|较)[^，。；0-9]{0,13}[^，。；0-9提降](?:高|低|快|慢)(?:出)?(?:了)?|(?:高于|低于|快于|慢于)[^，。；0-9]{1,14}?)[0-9.]+(%)"
    );
    // How much more or less it grew, only if the pace is named.
    let pace = pattern!(
        r"(?:增长|下降)[0-9.]+%，(?:(?:增速|增幅|降幅)(?:(?:比|较)[^，。；0-9]{1,13}[^，。；0-9提降](?:高|低|快|慢)(?:出)?(?:了)?|(?:高于|低于|快于|慢于)[^，。；0-9]{1,14}?)|(?:快于|慢于)[^，。；0-9]{1,14}?)[0-9.]+(%)"
    );
    for found in rate.captures_iter(passage).chain(pace.captures_iter(passage)) {
        if found.get(0).is_some_and(|whole| !told.contains(&whole.range().end)) {
            report(passage, &found, sink);
        }
    }
}

/// 最高的为97.7%，最低的为96.4%，相差1.3%: the difference of two percentages.
/// Returns where those that were told of end.
fn apart(passage: &Passage, sink: &mut Sink) -> Vec<usize> {
    /// So many percentages before may be what is compared.
    const NEAR: usize = 6;
    let mut told = Vec::new();
    let figures = passage.figures();
    let said = pattern!(
        "(?:相差|差距为|差距达|差值为|高出|低于[^，。；0-9]{1,12}|高于[^，。；0-9]{1,12}|[快慢]于[^，。；0-9]{1,12}|(?:^|[^提降])[高低])(?:了|达到|达|近)?$"
    );
    for (at, figure) in figures.iter().enumerate() {
        let before = passage.tail(figure.range.start, 20);
        if figure.unit != "%" || figure.approximate || !said.is_match(passage.part(before)) {
            continue;
        }
        let near = figures.get(at.saturating_sub(NEAR)..at).unwrap_or_default().iter();
        let level = |other: &&Figure| {
            let told = clause_before(&passage.text, other.range.start);
            let changed = ["增长", "提高", "下降", "增加", "减少", "上升", "降低"];
            other.unit == "%"
                && !passage.get(other.range.end..figure.range.start).contains('。')
                && !changed.iter().any(|word| told.ends_with(word))
        };
        // 增长5.6%；……增长6.2%，增速快于……: growth rates differ in points too.
        let rates = before.contains(['快', '慢']);
        let rate = |other: &&Figure| {
            other.unit == "%" && passage.get(other.range.end..figure.range.start).matches('。').count() == 0
        };
        let near: Vec<&Figure> =
            near.filter(|other| if rates { rate(other) } else { level(other) }).collect();
        let differ = near.iter().enumerate().any(|(i, a)| {
            near.iter().skip(i + 1).any(|b| (a.millionths - b.millionths).abs() == figure.millionths)
        });
        let sign = passage.prev(figure.range.end).map_or(0, char::len_utf8);
        if differ {
            let message = format!("“{}”是两个百分数之差，用“个百分点”", passage.get(figure.range.clone()));
            let mark = figure.range.end - sign..figure.range.end;
            sink.report(passage, figure.range.clone(), message).edit(mark, "个百分点");
            told.push(figure.range.end);
        }
    }
    told
}

fn report(passage: &Passage, found: &Captures<'_>, sink: &mut Sink) {
    let (Some(whole), Some(mark)) = (found.get(0), found.get(1)) else { return };
    let after = passage.after(mark.end());
    if after.starts_with(['—', '～', '~', '-', '至', '到']) {
        return;
    }
    let change = figures(whole.as_str()).pop().map_or(0, |figure| figure.range.start);
    let range = whole.start() + change..mark.end();
    let message = format!("“{}”：比率的升降用“个百分点”", passage.get(range.clone()));
    sink.report(passage, range, message).edit(mark.range(), "个百分点");
}

/// 提高0.5个百分: the last character is missing.
fn cut_short(passage: &Passage, sink: &mut Sink) {
    for (at, word) in passage.text.match_indices("个百分") {
        let end = at + word.len();
        if passage.prev(at).is_some_and(|c| c.is_ascii_digit())
            && !passage.after(end).starts_with(['点', '之', '比', '制'])
        {
            sink.report(passage, at..end, "“个百分”漏了“点”").edit(at..end, "个百分点");
        }
    }
}
