//! Findings for people: message, `file:line:column`, source line, caret, help.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::{Diagnostic, Place, Severity, SourceText};

/// A paragraph is one line of a text file: so much of it is shown around the
/// place, in characters.
const CONTEXT: usize = 24;

/// Shows one finding. `colour` adds terminal colours. The text ends in a line
/// end.
pub fn render(diagnostic: &Diagnostic, colour: bool) -> String {
    let diagnostic = &without_controls(diagnostic);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR.with_name(Some("错误")),
        Severity::Warning => Level::WARNING.with_name(Some("警告")),
    };
    let mut group =
        Group::with_title(level.primary_title(diagnostic.message.as_str()).id(diagnostic.code.text()));
    if let Some(place) = &diagnostic.place {
        group = pointed(group, place, &diagnostic.label, AnnotationKind::Primary);
    }
    for (place, label) in &diagnostic.related {
        group = pointed(group, place, label, AnnotationKind::Context);
    }
    let help = Level::HELP.with_name(Some("办法"));
    for line in &diagnostic.help {
        group = group.element(help.clone().message(line.as_str()));
    }
    if let Some(basis) = diagnostic.basis {
        group = group.element(Level::NOTE.with_name(Some("依据")).message(basis));
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let text = renderer.decor_style(DecorStyle::Ascii).render(&[group]);
    // Between a place and its line the library draws `:::`, which says nothing.
    text.lines().filter(|line| bare(line) != ":::").flat_map(|line| [line, "\n"]).collect()
}

/// A line without blanks and colours.
fn bare(line: &str) -> String {
    let mut out = String::new();
    let mut parts = line.split('\u{1b}');
    out.extend(parts.next());
    for part in parts {
        out.extend(part.split_once('m').map(|(_, text)| text));
    }
    out.trim().to_owned()
}

/// What is quoted from files must not move the terminal's cursor.
fn without_controls(diagnostic: &Diagnostic) -> Diagnostic {
    let clean = |text: &str| text.chars().map(visible).collect();
    Diagnostic {
        message: clean(&diagnostic.message),
        label: clean(&diagnostic.label),
        help: diagnostic
            .help
            .iter()
            .map(|help| clean(help))
            .chain(change(diagnostic))
            .chain(more(diagnostic))
            .collect(),
        ..diagnostic.clone()
    }
}

/// The line that says what a fix would do.
fn change(diagnostic: &Diagnostic) -> Option<String> {
    let fix = diagnostic.fix.as_ref()?;
    let how = if fix.safe { "（check --fix 自动改）" } else { "（check --fix-suggested 逐处改）" };
    Some(fix.words() + how)
}

/// The line that says how many findings are not listed.
fn more(diagnostic: &Diagnostic) -> Option<String> {
    /// A report is no register: beyond so many lines the number is enough.
    const LINES: usize = 60;
    if diagnostic.more == 0 {
        return None;
    }
    let lines = diagnostic.more_lines.iter().take(LINES).map(|(line, count)| match count {
        1 => format!("第{line}行"),
        _ => format!("第{line}行{count}处"),
    });
    let mut lines = lines.collect::<Vec<_>>().join("、");
    if diagnostic.more_lines.len() > LINES {
        lines += "……";
    }
    Some(format!("这个文件里同类问题还有 {} 处（--all 全部列出）：{lines}", diagnostic.more))
}

/// Adds a place to the report: its line with a caret, or its name alone.
fn pointed<'a>(group: Group<'a>, place: &'a Place, label: &'a str, kind: AnnotationKind) -> Group<'a> {
    let source = &*place.source;
    let Some(range) = &place.range else {
        return group.element(Origin::path(source.path.as_str()));
    };
    let (line, column) = source.line_column(range.start);
    let window = Window::around(source, range.clone());
    let label = (!label.is_empty()).then_some(label);
    // The line shown may be cut: the place is said apart from it.
    group.element(Origin::path(source.path.as_str()).line(line).char_column(column)).element(
        Snippet::source(window.text).line_start(line).annotation(kind.span(window.range).label(label)),
    )
}

/// The part of a line that is shown.
struct Window {
    text: String,
    range: Range<usize>,
}

impl Window {
    /// Cuts the line of `range` down to [`CONTEXT`] characters on either side,
    /// with `…` where something was left out. What runs over the line's end is
    /// shown to the line's end. Lines may be long: only what is shown is read.
    fn around(source: &SourceText, range: Range<usize>) -> Self {
        let in_line = |c: &char| !matches!(c, '\n' | '\r');
        let (_, line_start) = source.line_start(range.start);
        let before = &source.text[line_start..range.start];
        let marked: String =
            source.text[range.clone()].chars().take_while(in_line).take(4 * CONTEXT).collect();
        let end = range.start + marked.len();
        let whole = end == range.end;
        let after = if whole { &source.text[end..] } else { "" };

        let skip = before.char_indices().rev().take(CONTEXT).last().map_or(before.len(), |(at, _)| at);
        let mut shown = String::new();
        if skip > 0 {
            shown.push('…');
        }
        shown.extend(before[skip..].chars().map(visible));
        let start = shown.len();
        shown.extend(marked.chars().map(visible));
        let end_shown = shown.len();
        shown.extend(after.chars().take_while(in_line).take(CONTEXT).map(visible));
        let cut_short = !whole && source.text[end..].chars().next().is_some_and(|c| in_line(&c));
        if cut_short || after.chars().take_while(in_line).nth(CONTEXT).is_some() {
            shown.push('…');
        }
        Self { text: shown, range: start..end_shown }
    }
}

/// Control characters would disturb the terminal and move the caret.
pub(super) fn visible(c: char) -> char {
    if c.is_control() { ' ' } else { c }
}
