//! 文字-008

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
    while let Some(found) = passage.after(at).find(is_wide) {
        let start = at + found;
        let rest = passage.after(start);
        let wide = |c: char| is_wide(c) || c == '．';
        let run = rest.get(..rest.len() - rest.trim_start_matches(wide).len()).unwrap_or_default();
        let run = run.trim_end_matches('．');
        let end = start + run.len();
        let half: String = run.chars().map(narrow).collect();
        let message = format!("“{run}”是全角的");
        sink.report(passage, start..end, message).edit(start..end, half);
        at = end.max(start + 1);
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％')
}

fn narrow(c: char) -> char {
    u32::from(c).checked_sub(0xfee0).and_then(char::from_u32).filter(char::is_ascii).unwrap_or(c)
}
