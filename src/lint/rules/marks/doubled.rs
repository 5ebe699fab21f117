//! 标点-008

use crate::content::chars::is_han;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 同一个标点连着打了两个。
    ///
    /// 依据：GB/T 15834—2011，4.1—4.7：逗号、句号、顿号、分号、冒号都只用一个。
    ///
    /// 错：`全面落实，，确保见效。。`
    /// 对：`全面落实，确保见效。`
    ///
    /// 改法：删去多余的一个。公文里问号、叹号也不叠用；引语里有意叠用的，豁免即可。
    "标点-008", "标点重复", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let doubled = pattern!("[，,]{2,}|。。|、、|[；;]{2,}|[：:]{2,}|[！!]{2,}|[？?]{2,}");
    for found in doubled.find_iter(passage) {
        let mark = found.as_str();
        let Some(first) = mark.chars().next() else { continue };
        // Three full stops stand for an ellipsis.
        let more = passage.next(found.end()) == Some(first) || passage.prev(found.start()) == Some(first);
        let chinese = |c: Option<char>| c.is_none_or(|c| !c.is_ascii());
        let latin =
            mark.is_ascii() && !(chinese(passage.prev(found.start())) && chinese(passage.next(found.end())));
        // 会议??强调 has lost characters: 文字-012.
        let garbled = mark.starts_with("??") && passage.next(found.end()).is_some_and(is_han);
        if more || latin || garbled {
            continue;
        }
        let keep = full(first);
        let message = format!("“{keep}”连着打了{}个", mark.chars().count());
        let report = sink.report(passage, found.range(), message);
        let report = if matches!(keep, '！' | '？') { report.doubted() } else { report };
        let _ = report.edit(found.range(), keep.to_string());
    }
}

/// The mark in full width.
fn full(mark: char) -> char {
    match mark {
        ',' => '，',
        ';' => '；',
        ':' => '：',
        '!' => '！',
        '?' => '？',
        mark => mark,
    }
}
