//! A stretch of running text, as rules look at it: one string, and where each
//! part of it stands in the file.

use std::ops::Range;
use std::sync::OnceLock;

use super::dates::{Written, dates};
use super::figures::{Figure, figures};
use super::need::Letters;
use super::pattern::Haystack;
use crate::content::chars::{is_han, is_space};
use crate::content::{ArticleKind, Block, BlockKind, Inline, Span};

/// What a passage is in its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Title {
        own: bool,
    },
    Byline,
    DocNumber,
    Salutation,
    Heading(u8),
    /// A paragraph of prose. `level` is that of the number it opens with.
    Body {
        level: Option<u8>,
    },
    /// A paragraph of a chronicle that opens with its date.
    Dated,
    Item,
    Signer,
    SignDate,
    Remark,
    Attachment,
    Colophon,
    Glossary,
    /// A line of a roster, an appointment, an official who signs.
    Roster,
    Verse,
    Caption,
    Cell,
    Note,
}

impl Role {
    /// Whether blanks put things into columns there.
    pub(super) fn is_aligned(self) -> bool {
        matches!(
            self,
            Self::Byline
                | Self::Caption
                | Self::Roster
                | Self::Cell
                | Self::Attachment
                | Self::Signer
                | Self::Verse
                | Self::Colophon
        )
    }
}

/// A stretch of running text.
#[derive(Debug)]
pub(super) struct Passage {
    /// The characters, without markup.
    pub(super) text: String,
    /// The same with their offsets, for looking at neighbours.
    pub(super) chars: Vec<(usize, char)>,
    /// What it is.
    pub(super) role: Role,
    /// The article's kind.
    pub(super) kind: ArticleKind,
    /// The block that it belongs to.
    pub(super) block: usize,
    /// How much of it is a run-in head.
    pub(super) lead: usize,
    letters: OnceLock<Letters>,
    signs: OnceLock<Vec<usize>>,
    figures: OnceLock<Vec<Figure>>,
    dates: OnceLock<Vec<Written>>,
    segments: Vec<Segment>,
}

/// A part of a passage that stands in one piece in the file.
#[derive(Debug)]
struct Segment {
    /// Where it starts in the passage.
    start: usize,
    /// Where it stands in the file.
    span: Span,
    /// Whether it is the same text there.
    verbatim: bool,
}

impl Passage {
    fn new(role: Role, kind: ArticleKind, block: usize) -> Self {
        Self {
            text: String::new(),
            chars: Vec::new(),
            role,
            kind,
            block,
            lead: 0,
            letters: OnceLock::new(),
            signs: OnceLock::new(),
            figures: OnceLock::new(),
            dates: OnceLock::new(),
            segments: Vec::new(),
        }
    }

    /// Adds inline text; white space alone between two parts is kept.
    fn push(&mut self, inlines: &[Inline], source: &str) {
        for inline in inlines {
            match inline {
                Inline::Text { text, span } => self.piece(text, span, source),
                Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => {
                    self.push(body, source)
                }
                Inline::NoteRef { .. } | Inline::TermMark { .. } | Inline::Picture { .. } | Inline::Break => {
                }
            }
        }
    }

    fn piece(&mut self, text: &str, span: &Span, source: &str) {
        if let Some(last) = self.segments.last() {
            let between = last.span.end..span.start;
            let gap = source.get(between.clone()).unwrap_or_default();
            let blank = gap.chars().all(|c| is_space(c) && !matches!(c, '\n' | '\r'));
            if !gap.is_empty() && blank {
                self.segment(gap, between, source);
            }
        }
        self.segment(text, span.clone(), source);
    }

    fn segment(&mut self, text: &str, span: Span, source: &str) {
        let verbatim = source.get(span.clone()) == Some(text);
        self.segments.push(Segment { start: self.text.len(), span, verbatim });
        self.text.push_str(text);
    }

    fn finish(mut self) -> Self {
        self.chars = self.text.char_indices().collect();
        self
    }

    /// Where a part of the passage stands in the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start, false);
        start..self.offset(range.end, true).max(start)
    }

    /// The same for an edit: `None` if there is markup inside, or other text.
    pub(super) fn exact(&self, range: Range<usize>) -> Option<Span> {
        let span = self.span(range.clone());
        let inside = |segment: &&Segment| segment.start <= range.end;
        let verbatim = self
            .segments
            .iter()
            .filter(inside)
            .rev()
            .take_while(|s| s.start >= range.start)
            .all(|s| s.verbatim);
        let first = self.segments.iter().rev().find(|s| s.start <= range.start)?;
        (verbatim && first.verbatim && span.len() == range.len()).then_some(span)
    }

    fn offset(&self, at: usize, end: bool) -> usize {
        let inside = |segment: &Segment| if end { segment.start < at } else { segment.start <= at };
        let Some(segment) = self.segments.get(self.segments.partition_point(inside).saturating_sub(1)) else {
            return 0;
        };
        match (segment.verbatim, end) {
            (true, _) => (segment.span.start + at.saturating_sub(segment.start)).min(segment.span.end),
            (false, false) => segment.span.start,
            (false, true) => segment.span.end,
        }
    }

    /// Which characters it has.
    pub(super) fn letters(&self) -> &Letters {
        self.letters.get_or_init(|| Letters::of(self.chars.iter().map(|&(_, c)| c)))
    }

    /// Whether it may have one of some characters; certainly not if this says so.
    pub(super) fn has_any(&self, chars: impl IntoIterator<Item = char>) -> bool {
        chars.into_iter().any(|c| self.letters().may_have(c))
    }

    /// Which of its characters are figures, marks, letters: none that is Chinese.
    pub(super) fn signs(&self) -> &[usize] {
        self.signs.get_or_init(|| {
            let signs = self.chars.iter().enumerate().filter(|(_, (_, c))| !is_han(*c));
            signs.map(|(i, _)| i).collect()
        })
    }

    /// The figures in it, found once for all rules.
    pub(super) fn figures(&self) -> &[Figure] {
        self.figures.get_or_init(|| figures(&self.text))
    }

    /// The dates in it, found once for all rules.
    pub(super) fn dates(&self) -> &[Written] {
        self.dates.get_or_init(|| if self.letters().may_have('月') { dates(&self.text) } else { Vec::new() })
    }

    /// The date that it opens with.
    pub(super) fn opening_date(&self) -> Option<&Written> {
        self.dates().first().filter(|date| date.range.start == 0)
    }

    /// A part of its text, to be searched with a pattern.
    pub(super) fn part<'p>(&'p self, text: &'p str) -> Haystack<'p> {
        Haystack::part(text, self)
    }

    /// Where the whole stands.
    pub(super) fn whole(&self) -> Span {
        self.span(0..self.text.len())
    }

    /// A part of the text; empty if it is none.
    pub(super) fn get(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// The text before an offset.
    pub(super) fn before(&self, at: usize) -> &str {
        self.text.get(..at).unwrap_or_default()
    }

    /// The text from an offset on.
    pub(super) fn after(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    /// The character before an offset.
    pub(super) fn prev(&self, at: usize) -> Option<char> {
        self.before(at).chars().next_back()
    }

    /// The character at an offset.
    pub(super) fn next(&self, at: usize) -> Option<char> {
        self.after(at).chars().next()
    }

    /// The last characters before an offset, `most` at most.
    pub(super) fn tail(&self, at: usize, most: usize) -> &str {
        let before = self.before(at);
        let start = before.char_indices().rev().take(most).last().map_or(before.len(), |(start, _)| start);
        before.get(start..).unwrap_or_default()
    }

    /// The first characters from an offset on, `most` at most.
    pub(super) fn head(&self, at: usize, most: usize) -> &str {
        let after = self.after(at);
        let end = after.char_indices().nth(most).map_or(after.len(), |(end, _)| end);
        after.get(..end).unwrap_or_default()
    }

    /// Whether it is made of sentences.
    pub(super) fn is_prose(&self) -> bool {
        matches!(self.role, Role::Body { .. } | Role::Dated | Role::Item | Role::Glossary | Role::Note)
    }
}

/// The passages of a block.
pub(super) fn of_block(block: &Block, at: usize, kind: ArticleKind, source: &str) -> Vec<Passage> {
    let one = |role, parts: &[&[Inline]]| {
        let mut passage = Passage::new(role, kind, at);
        for part in parts {
            passage.push(part, source);
        }
        passage.finish()
    };
    let led = |role, lead: &Option<Vec<Inline>>, body: &[Inline]| {
        let mut passage = Passage::new(role, kind, at);
        passage.push(lead.as_deref().unwrap_or_default(), source);
        passage.lead = passage.text.len();
        passage.push(body, source);
        passage.finish()
    };
    let mut out = match &block.kind {
        BlockKind::Title { body, own } => vec![one(Role::Title { own: *own }, &[body])],
        BlockKind::Byline(body) => vec![one(Role::Byline, &[body])],
        BlockKind::DocNumber(body) => vec![one(Role::DocNumber, &[body])],
        BlockKind::Salutation(body) => vec![one(Role::Salutation, &[body])],
        BlockKind::Heading { level, body, .. } => vec![one(Role::Heading(*level), &[body])],
        BlockKind::Paragraph { level, lead, body } => vec![led(Role::Body { level: *level }, lead, body)],
        BlockKind::Dash { lead, body } => vec![led(Role::Body { level: None }, lead, body)],
        BlockKind::Item(body) => vec![one(Role::Item, &[body])],
        BlockKind::Signer(body) => vec![one(Role::Signer, &[body])],
        BlockKind::Official { post, name } => {
            vec![one(Role::Roster, &[post]), one(Role::Roster, &[name])]
        }
        BlockKind::SignDate(body) => vec![one(Role::SignDate, &[body])],
        BlockKind::Remark(body) => vec![one(Role::Remark, &[body])],
        BlockKind::AttachmentMark(body) => vec![one(Role::Attachment, &[body])],
        BlockKind::AttachmentList(items) => {
            items.iter().map(|item| one(Role::Attachment, &[&item.name])).collect()
        }
        BlockKind::CopyTo { label, body } => vec![one(Role::Colophon, &[label, body])],
        BlockKind::Imprint { issuer, date } => {
            vec![one(Role::Colophon, &[issuer]), one(Role::Colophon, &[date])]
        }
        BlockKind::Question { mark, body } | BlockKind::Answer { mark, body } => {
            vec![one(Role::Body { level: None }, &[mark, body])]
        }
        BlockKind::Verse(lines) => lines.iter().map(|line| one(Role::Verse, &[line])).collect(),
        BlockKind::GlossaryTitle(body) => vec![one(Role::Heading(1), &[body])],
        BlockKind::GlossaryEntry { number, term, body } => vec![one(Role::Glossary, &[number, term, body])],
        BlockKind::Roster(rows) => rows
            .iter()
            .map(|row| {
                let role = row.role.as_deref().unwrap_or_default();
                let name = row.name.as_deref().unwrap_or_default();
                one(Role::Roster, &[role, name, &row.post])
            })
            .collect(),
        BlockKind::Dated { date, body } => vec![one(Role::Dated, &[date, body])],
        BlockKind::Appointment { name, body } => vec![one(Role::Roster, &[name, body])],
        BlockKind::Quote(paragraphs) => {
            paragraphs.iter().map(|body| one(Role::Body { level: None }, &[body])).collect()
        }
        BlockKind::Table(table) => {
            let cells =
                table.head.iter().chain(&table.rows).flatten().map(|cell| one(Role::Cell, &[&cell.body]));
            // What comes from a file of data stands in no text of ours.
            let cells: Vec<_> = if table.source.is_some() { Vec::new() } else { cells.collect() };
            let caption = table.caption.iter().map(|caption| one(Role::Caption, &[caption]));
            let notes = table.notes.iter().map(|note| one(Role::Note, &[note]));
            caption.chain(cells).chain(notes).collect()
        }
        BlockKind::Figure { caption, .. } => vec![one(Role::Caption, &[caption])],
        BlockKind::AnnualIndex(_) | BlockKind::Rule => Vec::new(),
    };
    out.retain(|passage| !passage.text.is_empty());
    out
}

/// The passage of a footnote.
pub(super) fn of_note(body: &[Inline], block: usize, kind: ArticleKind, source: &str) -> Passage {
    let mut passage = Passage::new(Role::Note, kind, block);
    passage.push(body, source);
    passage.finish()
}
