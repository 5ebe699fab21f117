//! 标点-014

use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 序次语后面的标点。
    ///
    /// “一”后用顿号，“1”后用下脚点，“（一）（1）①”后不用标点，“第一、首先”后用逗号。
    /// 依据：GB/T 15834—2011，附录 B.3；GB/T 9704—2012，7.3.3。
    ///
    /// 错：`一.总体要求`　`1、加强领导`　`（一）、加强领导`　`第一、要提高认识`
    /// 对：`一、总体要求`　`1.加强领导`　`（一）加强领导`　`第一，要提高认识`
    ///
    /// 改法：换成规定的标点。
    "标点-014", "序次语后的标点", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.is_prose()
        && !matches!(passage.role, Role::Heading(_) | Role::Salutation | Role::Title { .. })
    {
        return;
    }
    let text = &passage.text;
    let head = pattern!(
        r"^(?:[一二三四五六七八九十]{1,3}([.．,，:： ])[一-鿿“]|[0-9]{1,2}([、,，])[一-鿿“《]|[（(](?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})[）)]([、.．,，:：])|[①-⑳]([、.．,，]))"
    );
    if let Some(found) = head.captures(passage) {
        let right = ["、", ".", "", ""];
        for (i, right) in right.iter().enumerate() {
            let Some(mark) = found.get(i + 1) else { continue };
            // （四）、（五）项所列……
            if passage.after(mark.end()).starts_with(['（', '(', '第']) {
                continue;
            }
            // 3、5号楼 and 一，是…… are not the heads of paragraphs.
            if i == 1 && (text.contains("号楼") && passage.chars.len() < 20)
                || i == 0 && is_clause(text, mark.start())
            {
                continue;
            }
            let message = match *right {
                "" => format!("“{}”后面不用标点", passage.before(mark.start())),
                right => format!("“{}”后面用“{right}”", passage.before(mark.start())),
            };
            sink.report(passage, mark.range(), message).edit(mark.range(), *right);
        }
    }
    let words =
        pattern!("(?:^|[。；：，;:])(?:第[一二三四五六七八九十]{1,2}|首先|其次|再次|最后)(、)[一-鿿]");
    for found in words.captures_iter(passage) {
        if let Some(mark) = found.get(1)
            && !passage.after(mark.end()).starts_with(['第', '二', '三', '四', '五'])
        {
            let message = "“第一”“首先”之后用逗号";
            sink.report(passage, mark.range(), message).edit(mark.range(), "，");
        }
    }
}

/// Whether a numeral with a comma or blank opens a sentence: 一 方面.
fn is_clause(text: &str, at: usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    let mark = rest.chars().next();
    matches!(mark, Some(',' | '，' | ' ' | ':' | '：')) && text.contains('。') && !rest.contains("要求")
}
