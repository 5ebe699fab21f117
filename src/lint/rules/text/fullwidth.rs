//! 文字-008

use std::ops::Range;

use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 全角的数字、字母、百分号。
    ///
    /// 阿拉伯数字、拉丁字母用半角：全角的宽、松，会从中间断行，检索也分成两样。
    /// 依据：GB/T 15835—2011，5.1.7；GB/T 9704—2012，7.3.5.4。
    ///
    /// 错：`２０２４年增长６．５％`
    /// 对：`2024年增长6.5%`
    ///
    /// 改法：换成半角。
    "文字-008", "全角数字、字母", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let mut at = 0;
    let mut open: Vec<Range<usize>> = Vec::new();
    while let Some(found) = passage.after(at).find(is_wide) {
        let start = at + found;
        let rest = passage.after(start);
        let wide = |c: char| is_wide(c) || c == '．';
        let run = rest.get(..rest.len() - rest.trim_start_matches(wide).len()).unwrap_or_default();
        let end = start + run.trim_end_matches('．').len();
        // The parts of one date are one finding.
        let dated = |last: &Range<usize>| matches!(passage.get(last.end..start), "年" | "月" | "日" | "时");
        if !open.last().is_some_and(dated) {
            tell(passage, &std::mem::take(&mut open), sink);
        }
        open.push(start..end);
        at = end.max(start + 1);
    }
    tell(passage, &open, sink);
}

/// Reports the runs of one number or date.
fn tell(passage: &Passage, runs: &[Range<usize>], sink: &mut Sink) {
    let (Some(first), Some(last)) = (runs.first(), runs.last()) else { return };
    let whole = first.start..last.end;
    let message = format!("“{}”是全角的", passage.get(whole.clone()));
    let report = sink.report(passage, whole, message);
    let _ = runs.iter().fold(report, |report, run| {
        report.edit(run.clone(), passage.get(run.clone()).chars().map(narrow).collect::<String>())
    });
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' | '﹪')
}

fn narrow(c: char) -> char {
    // The small form is one of Unicode's for old encodings.
    if c == '﹪' {
        return '%';
    }
    u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).filter(char::is_ascii).unwrap_or(c)
}
