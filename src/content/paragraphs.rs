//! From lines to paragraphs: which lines belong together, and what their
//! explicit Markdown says they are. What the text itself says comes later, in
//! [`super::structure`].

use super::Format;
use super::breaks::Breaks;
use super::context::Context;
use super::figure::{RawFigure, figures};
use super::inline::Segment;
use super::lines::{Line, lines};
use super::marker::{Marker, marker};
use super::model::Span;
use super::number::number;
use super::table::{self, RawTable};

/// A paragraph, or what explicit Markdown made of its lines.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) kind: RawKind,
    /// The lines' text, marks excluded.
    pub(super) lines: Vec<Segment>,
    /// From the first mark to the last character.
    pub(super) span: Span,
}

#[derive(Debug)]
pub(super) enum RawKind {
    /// No explicit mark: the text decides.
    Text,
    /// A backslash before it: an ordinary paragraph.
    Literal,
    /// `#` signs.
    Heading(usize),
    Item,
    /// The paragraphs of a quotation.
    Quote(Vec<Vec<Segment>>),
    Table(RawTable),
    Figures(Vec<RawFigure>),
    Note(String),
    Rule,
}

/// Cuts a file into paragraphs.
pub(super) fn paragraphs(context: &Context<'_>, format: Format) -> Vec<Raw> {
    let lines = lines(context.src);
    let mut assembler = Assembler {
        src: context.src,
        join: format == Format::Markdown,
        breaks: Breaks::new(context),
        out: Vec::new(),
        open: false,
        quoting: false,
        two_spaces: false,
    };
    let (mut at, mut filled) = (0, 0);
    while let Some(line) = lines.get(at) {
        let text = line.text(context.src);
        if line.is_blank() {
            assembler.open = false;
            assembler.quoting = false;
        } else if let Some((marker, offset)) = marker(text) {
            assembler.marked(line, marker, offset);
        } else if let Some((raw, next)) = table::take(context.src, &lines, at, &mut filled)
            .or_else(|| table::take_tabbed(context.src, &lines, at))
        {
            let end = lines[next - 1].range.end;
            assembler.push(RawKind::Table(raw), Vec::new(), line.range.start..end, false);
            at = next;
            continue;
        } else if let Some(figures) = figures(text) {
            assembler.push(RawKind::Figures(figures), Vec::new(), line.range.clone(), false);
        } else {
            assembler.text(line);
        }
        at += 1;
    }
    assembler.out
}

struct Assembler<'a> {
    src: &'a str,
    /// Whether lines join into paragraphs.
    join: bool,
    breaks: Breaks<'a>,
    out: Vec<Raw>,
    /// Whether the next line may join the last paragraph.
    open: bool,
    /// Whether the line before belongs to a quotation.
    quoting: bool,
    /// Whether the line before ended with two spaces.
    two_spaces: bool,
}

impl Assembler<'_> {
    fn push(&mut self, kind: RawKind, lines: Vec<Segment>, span: Span, open: bool) {
        self.out.push(Raw { kind, lines, span });
        self.open = open && self.join;
        self.quoting = false;
    }

    fn text(&mut self, line: &Line) {
        let starts = self.join && self.breaks.starts(line);
        if self.open && !starts {
            self.append(line);
        } else {
            let segment = Segment::new(line.range.clone());
            self.push(RawKind::Text, vec![segment], line.range.clone(), true);
        }
        self.two_spaces = line.two_spaces;
    }

    /// Joins a line to the last paragraph, with a hard break if the line
    /// before asked for one.
    fn append(&mut self, line: &Line) {
        let Some(raw) = self.out.last_mut() else {
            return;
        };
        if let Some(last) = raw.lines.last_mut() {
            let text = &self.src[last.range.clone()];
            let slashes = text.bytes().rev().take_while(|&b| b == b'\\').count();
            last.hard = self.two_spaces || slashes % 2 == 1;
            if slashes % 2 == 1 {
                last.range.end -= 1;
            }
        }
        raw.lines.push(Segment::new(line.range.clone()));
        raw.span.end = line.range.end;
    }

    fn marked(&mut self, line: &Line, marker: Marker, offset: usize) {
        let body = Segment::new(line.range.start + offset..line.range.end);
        let span = line.range.clone();
        let (kind, open) = match marker {
            Marker::Heading(signs) => (RawKind::Heading(signs), false),
            Marker::Item => (RawKind::Item, true),
            Marker::Note(label) => (RawKind::Note(label), true),
            Marker::Literal => (RawKind::Literal, true),
            Marker::Rule => {
                self.push(RawKind::Rule, Vec::new(), span, false);
                return;
            }
            Marker::Quote => {
                self.quote(line, body);
                return;
            }
        };
        if self.join {
            // Only for its memory of the line before.
            let bare = Line { range: body.range.clone(), ..line.clone() };
            self.breaks.starts(&bare);
        }
        self.push(kind, vec![body], span, open);
        self.two_spaces = line.two_spaces;
    }

    /// One line of a quotation: part of the one above it, if that is right
    /// above.
    fn quote(&mut self, line: &Line, body: Segment) {
        let mark = &self.src[line.range.start..body.range.start];
        let text = &self.src[body.range.clone()];
        let starts = !self.join || mark.ends_with("\u{3000}\u{3000}") || number(text).is_some();
        if !self.quoting {
            self.push(RawKind::Quote(Vec::new()), Vec::new(), line.range.clone(), false);
            self.quoting = true;
        }
        let Some(raw) = self.out.last_mut() else {
            return;
        };
        raw.span.end = line.range.end;
        let RawKind::Quote(paragraphs) = &mut raw.kind else {
            return;
        };
        match paragraphs.last_mut() {
            _ if text.is_empty() => paragraphs.push(Vec::new()),
            Some(last) if !starts || last.is_empty() => last.push(body),
            _ => paragraphs.push(vec![body]),
        }
    }
}
