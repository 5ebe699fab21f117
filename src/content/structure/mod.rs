//! From paragraphs to blocks: the structure of official documents, read off
//! the text itself where no explicit Markdown says what a line is.
//!
//! A paragraph is offered to the recognisers one after another, from the most
//! particular to the most general; the first that knows it makes the block.

mod attachments;
mod closing;
mod numbered;
mod opening;

use super::breaks::attachment;
use super::chars::same;
use super::context::Context;
use super::inline::{Segment, inlines};
use super::model::{
    ArticleKind, Block, BlockKind, Cell, IndexSource, Inline, Note, Problem, ProblemKind, RosterRow, Span,
    Table, TableFile,
};
use super::paragraphs::{Raw, RawKind};
use super::table::is_caption;
use super::text::{plain_text, split, trim};
use super::{annual, appointment, dash, date, glossary, number, roster, table_words, verse};

/// A paragraph with its inline marks read.
struct Piece {
    inlines: Vec<Inline>,
    plain: String,
    span: Span,
}

impl Piece {
    fn new(inlines: Vec<Inline>, span: Span) -> Self {
        let inlines = trim(inlines);
        Self { plain: plain_text(&inlines), inlines, span }
    }
}

/// Builds the blocks and notes of an article.
pub(super) fn build(context: &Context<'_>, raws: Vec<Raw>) -> (Vec<Block>, Vec<Note>, Vec<Problem>) {
    let mut builder = Builder {
        context,
        raws: raws.into_iter(),
        blocks: Vec::new(),
        notes: Vec::new(),
        problems: Vec::new(),
        state: State { head: true, ..State::default() },
    };
    while let Some(raw) = builder.raws.next() {
        builder.raw(raw);
    }
    (builder.blocks, builder.notes, builder.problems)
}

/// What the recognisers must know of the text before.
#[derive(Default)]
struct State {
    /// No text of the body has come yet.
    head: bool,
    /// The article's own title has come.
    own: bool,
    /// The last block belongs to the head of an attached document.
    after_title: bool,
    /// A date has closed a document, or `附件` has announced one.
    between: bool,
    /// `附件1` stands right above.
    announced: bool,
    /// An attachment has come.
    attached: bool,
    /// The attachments' names so far, folded.
    names: Vec<Vec<char>>,
    /// The last block belongs to a 版记.
    colophon: bool,
    /// Inside 名词解释.
    glossary: bool,
    /// The number of the last `第…条`: inside a regulation numbers make items,
    /// not headings.
    statute: bool,
    /// Inside the list that `附件：1. …` opens.
    attachments: bool,
    /// The salutations so far, folded.
    salutations: Vec<Vec<char>>,
}

struct Builder<'a> {
    context: &'a Context<'a>,
    raws: std::vec::IntoIter<Raw>,
    blocks: Vec<Block>,
    notes: Vec<Note>,
    problems: Vec<Problem>,
    state: State,
}

impl Builder<'_> {
    fn inlines(&self, lines: &[Segment]) -> Vec<Inline> {
        inlines(self.context.src, lines, self.context.format)
    }

    /// Adds a block and notes what it means for those after it.
    fn push(&mut self, kind: BlockKind, span: Span) {
        let state = &mut self.state;
        state.announced = matches!(kind, BlockKind::AttachmentMark(_));
        state.colophon = matches!(kind, BlockKind::CopyTo { .. });
        match &kind {
            BlockKind::Title { own, .. } => {
                state.own |= own;
                state.after_title = !own;
                (state.glossary, state.statute, state.between) = (false, false, false);
            }
            BlockKind::Byline(_) | BlockKind::DocNumber(_) => {}
            BlockKind::Heading { level: 1 | 2, .. } => {
                (state.head, state.after_title, state.between) = (false, false, false);
                state.glossary = false;
            }
            BlockKind::SignDate(_) => state.between = !state.head,
            // What closes a document or opens an attachment.
            BlockKind::Remark(_) | BlockKind::CopyTo { .. } | BlockKind::Imprint { .. } => {
                (state.head, state.after_title, state.between) = (false, false, true);
            }
            BlockKind::AttachmentMark(_) => {
                state.attached = true;
                (state.head, state.after_title, state.between) = (false, false, true);
                (state.glossary, state.statute) = (false, false);
            }
            _ => (state.head, state.after_title, state.between) = (false, false, false),
        }
        self.blocks.push(Block { kind, span });
    }

    /// A paragraph with explicit marks, or a plain one.
    fn raw(&mut self, raw: Raw) {
        let Raw { kind, lines, span } = raw;
        match kind {
            RawKind::Text => {
                let piece = Piece::new(self.inlines(&lines), span);
                self.text(piece);
                return;
            }
            RawKind::Literal => {
                let body = self.inlines(&lines);
                self.push(BlockKind::Paragraph { level: None, lead: None, body }, span);
            }
            RawKind::Heading(signs) => self.heading(signs, &lines, span),
            RawKind::Item => {
                let body = self.inlines(&lines);
                self.push(BlockKind::Item(body), span);
            }
            RawKind::Quote(paragraphs) => {
                let filled = paragraphs.iter().filter(|lines| !lines.is_empty());
                let kind = if verse::quoted(self.context.src, &paragraphs) {
                    let lines =
                        paragraphs.iter().flatten().map(|line| self.inlines(std::slice::from_ref(line)));
                    BlockKind::Verse(lines.collect())
                } else {
                    BlockKind::Quote(filled.map(|lines| self.inlines(lines)).collect())
                };
                self.push(kind, span);
            }
            RawKind::Table(table) => {
                let mut table = table.build(self.context.src, self.context.format, &mut self.problems);
                let mut span = span;
                if let Some((caption, start)) = self.take_caption() {
                    self.caption(&mut table, caption);
                    span.start = start;
                }
                let empty = |row: &Vec<Cell>| row.iter().all(|cell| cell.body.is_empty());
                if table.rows.iter().all(empty) {
                    self.problems.push(Problem { kind: ProblemKind::EmptyTable, span: span.clone() });
                }
                self.push(BlockKind::Table(table), span);
            }
            RawKind::Figures(figures) => {
                let at = |range: Span| span.start + range.start..span.start + range.end;
                for figure in figures {
                    let extent = figure.extent(self.context.src, span.start, &mut self.problems);
                    let caption = self.inlines(&[Segment::new(at(figure.caption))]);
                    let path_span = at(figure.path);
                    let path = self.context.src[path_span.clone()].to_owned();
                    let mut span = at(figure.span);
                    if let Some(source) = annual::source(&path, path_span.clone()) {
                        self.index_source(source, span);
                        continue;
                    }
                    let kind = match table_words::file(&path, path_span.clone()) {
                        Some(file) => BlockKind::Table(self.table_of(file, caption, &mut span)),
                        None => BlockKind::Figure { path, path_span, caption, extent },
                    };
                    self.push(kind, span);
                }
            }
            RawKind::Note(label) => {
                let body = self.inlines(&lines);
                self.notes.push(Note { label, body, span });
            }
            RawKind::Rule => self.push(BlockKind::Rule, span),
        }
        self.state.attachments = false;
    }

    /// `#` is a title, `##` to `#####` are headings, whatever the text is.
    fn heading(&mut self, signs: usize, lines: &[Segment], span: Span) {
        let piece = Piece::new(self.inlines(lines), span);
        if signs == 1 {
            let own = self.state.head && !self.state.own && same(&piece.plain, &self.context.title);
            self.push(BlockKind::Title { body: piece.inlines, own }, piece.span);
            return;
        }
        let glossary = glossary::is_title(&piece.plain);
        let level = u8::try_from(signs.clamp(2, 5) - 1).unwrap_or(4);
        let division =
            number::division(&piece.plain).is_some_and(|(kind, _)| kind != number::Division::Article);
        self.push(BlockKind::Heading { level, division, body: piece.inlines }, piece.span);
        self.state.glossary |= glossary;
    }

    /// Takes back the paragraph before a table, if it is the table's caption.
    fn take_caption(&mut self) -> Option<(Vec<Inline>, usize)> {
        let block = self.blocks.pop()?;
        match block.kind {
            BlockKind::Paragraph { level: None, lead: None, body } if is_caption(&plain_text(&body)) => {
                Some((body, block.span.start))
            }
            kind => {
                self.blocks.push(Block { kind, span: block.span });
                None
            }
        }
    }

    /// One more issue for the annual index.
    fn index_source(&mut self, source: IndexSource, span: Span) {
        match self.blocks.last_mut() {
            Some(Block { kind: BlockKind::AnnualIndex(sources), span: whole }) => {
                sources.push(source);
                whole.end = span.end;
            }
            _ => self.push(BlockKind::AnnualIndex(vec![source]), span),
        }
    }

    /// A table whose cells are in a file. Like a table in the text it takes the
    /// paragraph before it for its caption, if it has none of its own.
    fn table_of(&mut self, file: TableFile, caption: Vec<Inline>, span: &mut Span) -> Table {
        let mut table = Table {
            caption: None,
            landscape: false,
            source: Some(file),
            columns: Vec::new(),
            head: Vec::new(),
            rows: Vec::new(),
            notes: Vec::new(),
        };
        if !caption.is_empty() {
            self.caption(&mut table, caption);
        } else if let Some((caption, start)) = self.take_caption() {
            self.caption(&mut table, caption);
            span.start = start;
        }
        table
    }

    /// Gives a table its caption and what a word in braces at its end asks for.
    fn caption(&mut self, table: &mut Table, mut caption: Vec<Inline>) {
        match table_words::take_word(&mut caption) {
            Ok(landscape) => table.landscape = landscape,
            Err((kind, span)) => self.problems.push(Problem { kind, span }),
        }
        table.caption = Some(caption);
    }

    /// A note to the table right above.
    fn table_note(&mut self, piece: Piece) -> Option<Piece> {
        match self.blocks.last_mut() {
            Some(Block { kind: BlockKind::Table(table), span }) if table_words::is_note(&piece.plain) => {
                table.notes.push(piece.inlines);
                span.end = piece.span.end;
                None
            }
            _ => Some(piece),
        }
    }

    /// A paragraph without explicit marks.
    fn text(&mut self, piece: Piece) {
        let listed = std::mem::take(&mut self.state.attachments);
        if piece.inlines.is_empty() {
            return;
        }
        let Some(piece) = self.table_note(piece) else {
            return;
        };
        let Some(piece) = self.attachment(piece) else {
            return;
        };
        let Some(piece) = self.title(piece) else {
            return;
        };
        let Some(piece) = self.closing(piece) else {
            return;
        };
        let Some(piece) = self.byline(piece) else {
            return;
        };
        let Some(piece) = self.formal_line(piece) else {
            return;
        };
        let Some(piece) = self.by_kind(piece) else {
            return;
        };
        let Some(piece) = self.roster(piece) else {
            return;
        };
        let Some(piece) = self.numbered(piece, listed) else {
            return;
        };
        let Piece { inlines, plain, span } = piece;
        if dash::opening(&plain).is_some() {
            let (lead, body) = match dash::lead(&plain) {
                Some(end) => head_and_body(inlines, end),
                None => (None, inlines),
            };
            self.push(BlockKind::Dash { lead, body }, span);
        } else {
            self.state.attachments = attachment(&plain);
            let note = self.state.between && plain.starts_with(['（', '(']);
            self.push(BlockKind::Paragraph { level: None, lead: None, body: inlines }, span);
            // A bracketed line may stand between a date and what follows it.
            self.state.between = note;
        }
    }

    /// What only a chronicle or a list of appointments has.
    fn by_kind(&mut self, piece: Piece) -> Option<Piece> {
        let Piece { inlines, plain, span } = piece;
        let kind = match self.context.kind {
            ArticleKind::Chronicle if date::is_month_line(&plain) => {
                BlockKind::Heading { level: 1, division: false, body: inlines }
            }
            ArticleKind::Chronicle => match date::opening_date(&plain) {
                Some(end) => {
                    let (date, body) = split(inlines, end);
                    BlockKind::Dated { date, body }
                }
                None => {
                    return Some(Piece { inlines, plain, span });
                }
            },
            ArticleKind::Appointment if appointment::is_lead(&plain) => {
                BlockKind::Heading { level: 2, division: false, body: inlines }
            }
            ArticleKind::Appointment => match appointment::name(&plain) {
                Some(end) => {
                    let (name, body) = split(inlines, end);
                    BlockKind::Appointment { name, body }
                }
                None => {
                    return Some(Piece { inlines, plain, span });
                }
            },
            _ => {
                return Some(Piece { inlines, plain, span });
            }
        };
        self.push(kind, span);
        None
    }

    fn roster(&mut self, piece: Piece) -> Option<Piece> {
        let below = matches!(self.blocks.last(), Some(Block { kind: BlockKind::Roster(_), .. }));
        let row = roster::role_row(&piece.plain).or_else(|| {
            let other = attachment(&piece.plain) || number::division(&piece.plain).is_some();
            if below && !other { roster::continued_row(&piece.plain) } else { None }
        });
        let Some(row) = row else { return Some(piece) };
        let row: RosterRow = row.build(piece.inlines, piece.span.clone());
        match self.blocks.last_mut() {
            Some(Block { kind: BlockKind::Roster(rows), span }) => {
                rows.push(row);
                span.end = piece.span.end;
            }
            _ => self.push(BlockKind::Roster(vec![row]), piece.span),
        }
        None
    }
}

/// Cuts off a lead; without text after it there is none.
fn head_and_body(inlines: Vec<Inline>, end: usize) -> (Option<Vec<Inline>>, Vec<Inline>) {
    let (lead, body) = split(inlines, end);
    if lead.is_empty() { (None, body) } else { (Some(lead), body) }
}
