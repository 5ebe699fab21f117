//! 标点-004

use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 引号里还用双引号，书名号里还用双书名号，括号里还用同样的括号。
    ///
    /// 依据：GB/T 15834—2011，4.8.3、4.9.3、4.15.3：里层用单引号、单书名号，套用的括号用不同的形式。
    ///
    /// 错：`《关于印发《实施办法》的通知》`
    /// 对：`《关于印发〈实施办法〉的通知》`
    ///
    /// 改法：里层换成 ‘ ’、〈 〉；括号套用的，里层换成〔 〕或改写句子。
    "标点-004", "引号、书名号套用不分里外", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    for (open, close, inner) in
        [('“', '”', Some(('‘', '’'))), ('《', '》', Some(('〈', '〉'))), ('（', '）', None)]
    {
        let mut stack: Vec<usize> = Vec::new();
        let mut pairs = Vec::new();
        for &(at, c) in &passage.chars {
            if c == open {
                stack.push(at);
            } else if c == close
                && let Some(start) = stack.pop()
                && !stack.is_empty()
            {
                pairs.push((start, at, stack.len()));
            }
        }
        // Unmatched marks are another rule's; only whole pairs are told of.
        if !stack.is_empty() {
            continue;
        }
        for (start, end, depth) in pairs.into_iter().filter(|pair| pair.2 == 1) {
            let (first, last) = (start..start + open.len_utf8(), end..end + close.len_utf8());
            let whole = first.start..last.end;
            debug_assert_eq!(depth, 1);
            let message = format!("“{open}{close}”里又用了“{open}{close}”");
            let report = sink.report(passage, whole, message);
            let _ = match inner {
                Some((open, close)) => report.edit(first, open).edit(last, close),
                None => report.help("里层换成〔 〕，或改写句子"),
            };
        }
    }
}
