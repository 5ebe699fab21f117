//! 标点-017

use crate::content::chars::{is_han, is_numeral};
use crate::lint::foreign::is_sound;
use crate::lint::passage::Passage;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 间隔号的形式：用“·”（U+00B7）。
    ///
    /// 项目符号、日文中点、句点充当间隔号，宽窄不一，检索不到。依据：GB/T 15834—2011，4.14.2。
    ///
    /// 错：`买买提•艾力`　`买买提.艾力`　`阿卜杜拉・玉素甫`
    /// 对：`买买提·艾力`
    ///
    /// 改法：换成“·”；句末误打的半角点，换成句号。
    "标点-017", "间隔号的形式", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    for (i, &(at, dot)) in passage.chars.iter().enumerate() {
        if !matches!(dot, '•' | '・' | '‧' | '∙' | '.' | '．') {
            continue;
        }
        let near = |i: Option<usize>| i.and_then(|i| passage.chars.get(i)).map(|&(_, c)| c);
        let (before, after) = (near(i.checked_sub(1)), near(Some(i + 1)));
        let stands = |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '“' | '”'));
        // 一.总体要求 has a number before it; that is another rule's.
        if !stands(before) || !stands(after) || before.is_some_and(|c| is_numeral(c) && i < 4) {
            continue;
        }
        let end = at + dot.len_utf8();
        let point = matches!(dot, '.' | '．');
        let dated = before.is_some_and(is_numeral) && after.is_some_and(is_numeral);
        if point && !dated && !is_foreign_name(passage, at, end) {
            let message = format!("汉字之间的“{dot}”，是句末的用句号");
            sink.report(passage, at..end, message).help("是外国人名中间的，用“·”").edit(at..end, "。");
            continue;
        }
        let message = format!("间隔号写作“·”，这里是“{dot}”");
        sink.report(passage, at..end, message).edit(at..end, "·");
    }
}

/// Whether what stands on both sides sounds like a foreign name.
fn is_foreign_name(passage: &Passage, start: usize, end: usize) -> bool {
    let sounds = |text: &str| text.chars().count() == 2 && text.chars().all(is_sound);
    sounds(passage.tail(start, 2)) && sounds(passage.head(end, 2))
}
