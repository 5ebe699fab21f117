//! 文字-007

use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 混在拉丁字母里的西里尔字母、希腊字母。
    ///
    /// “СО2”里的 С、О 若是俄文字母，看不出来，检索不到，换一种字体就变样。
    ///
    /// 错：`RСEP`（С 是西里尔字母）　`5А级景区`（А 是西里尔字母）
    /// 对：`RCEP`　`5A级景区`
    ///
    /// 改法：换成同形的拉丁字母。全是俄文或希腊文的词，不查。
    "文字-007", "混入的西里尔、希腊字母", Safe, Warning, Passage(check)
}

/// Foreign capitals and small letters, and the Latin ones that they look like.
const PAIRS: &str = "АAВBЕEЅSІIЈJКKМMНHОOРPСCТTХXУYаaеeоoрpсcуyхxѕsіiјjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXοo";

fn check(passage: &Passage, sink: &mut Sink) {
    let is_foreign = |c: char| matches!(c, '\u{370}'..='\u{52f}');
    let mut at = 0;
    while let Some(found) = passage.after(at).find(is_foreign) {
        // The word that it stands in.
        let in_word = |c: char| c.is_alphabetic() && (c.is_ascii() || is_foreign(c));
        let start = passage.before(at + found).trim_end_matches(in_word).len();
        let rest = passage.after(start);
        let word = rest.get(..rest.len() - rest.trim_start_matches(in_word).len()).unwrap_or_default();
        let end = start + word.len();
        let latin: Option<String> =
            word.chars().map(|c| if is_foreign(c) { latin(c) } else { Some(c) }).collect();
        let near = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let single = word.chars().count() == 1;
        let graded =
            passage.next(end).is_some_and(|c| matches!(c, '级' | '类' | '座' | '股' | '型' | '区' | '栋'));
        let mixed = word.chars().any(|c| c.is_ascii())
            || near(passage.prev(start))
            || near(passage.next(end))
            || single && graded;
        if let Some(latin) = latin.filter(|_| mixed) {
            let message = format!("“{word}”里混有形似拉丁字母的外文字母");
            sink.report(passage, start..end, message).edit(start..end, latin);
        }
        at = end.max(at + found + 1);
    }
}

fn latin(c: char) -> Option<char> {
    let mut pairs = PAIRS.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        if from == c {
            return Some(to);
        }
    }
    None
}
