//! 标点-008

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
    /// 改法：删去多余的一个。问号、叹号至多可以叠用三个，不查。
    "标点-008", "标点重复", Safe, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let doubled =
        pattern!("，[，,]+|,[，,]+|。。|、、|；[；;]+|：[：:]+|！{4,}|？{4,}|”{2,}|“{2,}|》》+|《《+");
    for found in doubled.find_iter(&passage.text) {
        let mark = found.as_str();
        let Some(first) = mark.chars().next() else { continue };
        // Three full stops stand for an ellipsis; quotations may end together.
        let more = passage.next(found.end()) == Some(first) || passage.prev(found.start()) == Some(first);
        if more || matches!(first, '“' | '”' | '《' | '》') {
            continue;
        }
        let keep = if first == ',' { '，' } else { first };
        let keep: String =
            if matches!(first, '！' | '？') { [first; 3].iter().collect() } else { keep.to_string() };
        let message = format!("“{first}”连着打了{}个", mark.chars().count());
        sink.report(passage, found.range(), message).edit(found.range(), keep);
    }
}
