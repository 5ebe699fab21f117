//! 标点-017

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 间隔号的形式：用“·”（U+00B7）。
    ///
    /// 项目符号、日文中点、句点充当间隔号，宽窄不一，检索不到。依据：GB/T 15834—2011，4.14.2。
    ///
    /// 错：`买买提•艾力`　`买买提.艾力`　`阿卜杜拉・玉素甫`
    /// 对：`买买提·艾力`
    ///
    /// 改法：换成“·”。
    "标点-017", "间隔号的形式", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let dots = pattern!("[一-鿿“”]([•・‧∙.．])[一-鿿“”]");
    for found in dots.captures_iter(&passage.text) {
        let Some(dot) = found.get(1) else { continue };
        // 一.总体要求 has a number before it; that is another rule's.
        let numeral = passage.prev(dot.start()).is_some_and(|c| "一二三四五六七八九十".contains(c));
        if numeral {
            continue;
        }
        let message = format!("间隔号写作“·”，这里是“{}”", dot.as_str());
        sink.report(passage, dot.range(), message).help("是句末的，改成句号").edit(dot.range(), "·");
    }
}
