//! 文字-011

use std::ops::Range;

use crate::content::chars::is_han;
use crate::lint::desk::Manuscript;
use crate::lint::outline::opening;
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 转换时留下的记号：`**`、`##`、`__`、`<br>`、`&nbsp;`，没有注文的脚注号 `[1]`，和原稿的页码 `— 11 —`、“（此页无正文）”。
    ///
    /// 成对的 `**` 按加粗排；不成对的，和 Word、网页的记号，会照原样印出来。
    ///
    /// 错：`**坚持党的领导。各部门要落实`
    /// 对：`坚持党的领导。各部门要落实`
    ///
    /// 改法：删去记号；要加粗的，两头都写上 `**`。
    "文字-011", "转换留下的记号", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for passage in &manuscript.passages {
        residue(passage, sink);
        folio(passage, sink);
        wholly_bold(manuscript, passage, sink);
    }
    here_and_there(manuscript, sink);
    blanks(manuscript, sink);
    note_numbers(manuscript, sink);
}

/// `— 11 —`: the number of a page that the text was copied from.
fn folio(passage: &Passage, sink: &mut Sink) {
    let is_dash = |c: char| matches!(c, '—' | '－' | '–' | '-');
    let text = passage.text.trim();
    let paged = text.starts_with('第')
        && text.ends_with('页')
        && pattern!("^第 ?[0-9]{1,3} ?页[，,/]? ?共 ?[0-9]{1,3} ?页$").is_match(text);
    let blank = matches!(text, "（此页无正文）" | "(此页无正文)" | "此页无正文");
    if paged || blank {
        let whole = 0..passage.text.len();
        sink.report(passage, whole, format!("“{text}”是原稿的，不随文刊登")).help("删去这一段");
        return;
    }
    let inner = text.strip_prefix(is_dash).and_then(|rest| rest.strip_suffix(is_dash)).map(str::trim);
    let number = inner.filter(|inner| !inner.is_empty() && inner.chars().all(|c| c.is_ascii_digit()));
    if number.is_some_and(|number| number.len() < 4) {
        let whole = 0..passage.text.len();
        sink.report(passage, whole, format!("“{text}”是原稿的页码"))
            .help("删去这一段，前后两段本是一段的，接上");
    }
}

/// What is printed as it stands.
fn residue(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['*', '_', '#', '<', '&']) {
        return;
    }
    let residue = pattern!(
        r"\*\*+|__+[一-鿿]|[一-鿿]__+|^#+[一-鿿]|</?(?:br|p|div|span|b|strong|td|tr|font)[^>]*>|&(?:[a-z]{2,8}|#[0-9]{2,5});|&(?:nbsp|ldquo|rdquo|mdash|middot)"
    );
    for found in residue.find_iter(passage) {
        let mark = found.as_str().trim_matches(|c: char| ('一'..='鿿').contains(&c));
        let start = found.start() + found.as_str().find(mark).unwrap_or(0);
        // A longer line is a blank to be filled in; *** masks a name.
        if mark.starts_with('_') && mark.len() > 2 || mark.starts_with('*') && mark.len() > 2 {
            continue;
        }
        // 李**: a name made unreadable.
        let mut before = passage.before(start).chars().rev();
        let masked = mark == "**"
            && before.next().is_some_and(is_han)
            && !before.next().is_some_and(is_han)
            && !passage.next(start + mark.len()).is_some_and(is_han);
        if masked {
            continue;
        }
        let message = format!("“{mark}”会照原样印出来");
        let range = start..start + mark.len();
        sink.report(passage, range.clone(), message).help("删去这个记号").edit(range, "");
    }
}

/// A whole paragraph between stars, in a file of plain text: a heading of some
/// other program.
fn wholly_bold(manuscript: &Manuscript<'_>, passage: &Passage, sink: &mut Sink) {
    let (source, whole) = (&manuscript.source, passage.whole());
    let stars = |text: Option<&str>| text == Some("**");
    let (Some(before), end) = (whole.start.checked_sub(2), whole.end + 2) else { return };
    let bold = source.path.ends_with(".txt")
        && passage.is_prose()
        && stars(source.text.get(before..whole.start))
        && stars(source.text.get(whole.end..end))
        && source.text.get(whole.clone()).is_some_and(|text| !text.contains("**"));
    if bold {
        sink.report(passage, 0..passage.text.len(), "整段加了 `**`，会排成黑体")
            .help("是小标题的，按标题的序号写；不要加重的，删去 `**`")
            .edit_span(before..whole.start, "")
            .edit_span(whole.end..end, "");
    }
}

/// A word or two between stars in the middle of a file of plain text: left over
/// where a text was copied. Where much is bold, it is meant.
fn here_and_there(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    const FEW: usize = 4;
    let source = &manuscript.source;
    if !source.path.ends_with(".txt") || !(2..=FEW).contains(&source.text.matches("**").take(FEW + 1).count())
    {
        return;
    }
    for passage in manuscript.passages.iter().filter(|passage| passage.is_prose()) {
        let whole = passage.whole();
        let leads = source.text.get(..whole.start).is_some_and(|text| text.ends_with("**"));
        let ends = source.text.get(whole.end..).is_some_and(|text| text.starts_with("**"));
        if leads && ends {
            continue;
        }
        let whole = whole.start.saturating_sub(2 * usize::from(leads))..whole.end + 2 * usize::from(ends);
        let Some(text) = source.text.get(whole.clone()) else { continue };
        let mut marks = text.match_indices("**").map(|(at, _)| whole.start + at);
        while let (Some(open), Some(close)) = (marks.next(), marks.next()) {
            let inner = source.text.get(open + 2..close).unwrap_or_default();
            // What opens a paragraph is its head, unless the others of its level have
            // none.
            let head = open <= whole.start && !is_only_one(manuscript, passage);
            if !head && !inner.contains('\n') && !inner.is_empty() {
                sink.report_span(open..close + 2, format!("“{inner}”两头有 `**`，会排成黑体"))
                    .help("不要加重的，删去 `**`")
                    .edit_span(open..open + 2, "")
                    .edit_span(close..close + 2, "");
            }
        }
    }
}

/// Whether a numbered paragraph is the only one of its level that has a head in
/// bold type, among several.
fn is_only_one(manuscript: &Manuscript<'_>, passage: &Passage) -> bool {
    let level = |passage: &Passage| opening(&passage.text).map(|(level, ..)| level);
    let own = level(passage);
    let bold = |passage: &Passage| {
        let start = passage.whole().start;
        let source = &manuscript.source.text;
        source.get(start..).is_some_and(|text| text.starts_with("**"))
            || source.get(..start).is_some_and(|text| text.ends_with("**"))
    };
    let siblings = || manuscript.passages.iter().filter(|other| level(other) == own);
    own.is_some()
        && siblings().take(3).count() == 3
        && siblings().filter(|other| bold(other)).take(2).count() == 1
}

/// Blanks as web pages write them: they are set as blanks, and nobody meant
/// them.
fn blanks(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let text = &manuscript.source.text;
    if !text.contains("sp;") {
        return;
    }
    for name in ["&nbsp;", "&ensp;", "&emsp;"] {
        for (at, _) in text.match_indices(name) {
            let span = at..at + name.len();
            sink.report_span(span.clone(), format!("“{name}”是网页里空格的记号"))
                .help("删去这个记号")
                .edit_span(span, "");
        }
    }
}

/// `[1]` of a note whose text was not copied.
fn note_numbers(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let mut seen: Vec<(&Passage, Range<usize>)> = Vec::new();
    for passage in manuscript.passages.iter().filter(|passage| passage.text.contains('[')) {
        let numbers = pattern!(r"[一-鿿。，；”》）](\[[0-9]{1,2}\])(?:[一-鿿。，；、]|$)");
        seen.extend(
            numbers.captures_iter(passage).filter_map(|found| Some((passage, found.get(1)?.range()))),
        );
        // The text of the notes stands below.
        if passage.text.starts_with('[') || passage.text.contains("：[1]") {
            return;
        }
    }
    for (passage, range) in seen.into_iter().take(50) {
        let message = format!("“{}”像是脚注号，文中没有这条注", passage.get(range.clone()));
        sink.report(passage, range.clone(), message)
            .help("要加注的，写成 [^1] 并在文末写注文；不要的，删去")
            .edit(range, "");
    }
}
