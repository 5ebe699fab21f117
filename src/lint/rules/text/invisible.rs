//! 文字-005

use crate::lint::desk::Manuscript;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 看不见的字符：零宽空格、软连字符、方向符、文件中间的字节顺序标记。
    ///
    /// 从网页、聊天软件复制来的文字常带着它们。看不见，却会使换行、检索和字数出错。
    ///
    /// 错：`鹤城` 与 `区` 之间夹着一个 U+200B
    /// 对：`鹤城区`
    ///
    /// 改法：删去。
    "文字-005", "看不见的字符", Safe, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let text = &manuscript.source.text;
    for (at, c) in text.char_indices() {
        // Mongolian and Arabic letters are shaped by what stands between them.
        let joined = matches!(c, '\u{180e}' | '\u{200c}' | '\u{200d}')
            && text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(is_shaped);
        if is_invisible(c) && !(at == 0 && c == '\u{feff}') && !joined {
            let message = format!("看不见的字符 U+{:04X}", u32::from(c));
            let span = at..at + c.len_utf8();
            sink.report_span(span.clone(), message).edit_span(span, "");
        }
    }
}

/// A letter of a script whose letters join.
fn is_shaped(c: char) -> bool {
    matches!(c, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{900}'..='\u{dff}' | '\u{1800}'..='\u{18af}')
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\0'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'
    )
}
