//! From paragraphs to blocks: the structure of official documents, read off
//! the text itself where no explicit Markdown says what a line is.
//!
//! A paragraph is offered to the recognisers one after another, from the most
//! particular to the most general; the first that knows it makes the block.

use super::breaks::attachment;
use super::chars::{Match, compare, fold, same};
use super::context::Context;
use super::head;
use super::inline::{Segment, inlines};
use super::model::{ArticleKind, Block, BlockKind, Inline, Note, Problem, RosterRow, Span};
use super::paragraphs::{Raw, RawKind};
use super::signature::sign;
use super::table::is_caption;
use super::text::{extent, plain_text, split, trim};
use super::{appointment, dash, date, glossary, heading, number, roster};

/// How many salutations are remembered to be known again; every paragraph is
/// compared with them.
const MAX_SALUTATIONS: usize = 16;

/// A paragraph with its inline marks read.
pub(super) struct Piece {
    pub(super) inlines: Vec<Inline>,
    pub(super) plain: String,
    pub(super) span: Span,
}

impl Piece {
    fn new(inlines: Vec<Inline>, span: Span) -> Self {
        let inlines = trim(inlines);
        Self {
            plain: plain_text(&inlines),
            inlines,
            span,
        }
    }
}

/// Builds the blocks and notes of an article.
pub(super) fn build(
    context: &Context<'_>,
    raws: Vec<Raw>,
) -> (Vec<Block>, Vec<Note>, Vec<Problem>) {
    let mut builder = Builder {
        context,
        raws: raws.into_iter(),
        blocks: Vec::new(),
        notes: Vec::new(),
        problems: Vec::new(),
        state: State {
            head: true,
            ..State::default()
        },
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
        inlines(self.context.src, lines)
    }

    /// Adds a block and notes what it means for those after it.
    fn push(&mut self, kind: BlockKind, span: Span) {
        let state = &mut self.state;
        match &kind {
            BlockKind::Title { own, .. } => {
                state.own |= own;
                state.after_title = !own;
                (state.glossary, state.statute, state.between) = (false, false, false);
            }
            BlockKind::Byline(_) | BlockKind::DocNumber(_) => {}
            BlockKind::SignDate(_) => state.between = !state.head,
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
                self.push(
                    BlockKind::Paragraph {
                        level: None,
                        lead: None,
                        body,
                    },
                    span,
                );
            }
            RawKind::Heading(signs) => self.heading(signs, &lines, span),
            RawKind::Item => {
                let body = self.inlines(&lines);
                self.push(BlockKind::Item(body), span);
            }
            RawKind::Quote(paragraphs) => {
                let filled = paragraphs.iter().filter(|lines| !lines.is_empty());
                let paragraphs = filled.map(|lines| self.inlines(lines)).collect();
                self.push(BlockKind::Quote(paragraphs), span);
            }
            RawKind::Table(table) => {
                let mut table = table.build(self.context.src, &mut self.problems);
                let mut span = span;
                if let Some((caption, start)) = self.take_caption() {
                    table.caption = Some(caption);
                    span.start = start;
                }
                self.push(BlockKind::Table(table), span);
            }
            RawKind::Figures(figures) => {
                let at = |range: Span| span.start + range.start..span.start + range.end;
                for figure in figures {
                    let caption = self.inlines(&[Segment::new(at(figure.caption))]);
                    let path_span = at(figure.path);
                    let path = self.context.src[path_span.clone()].to_owned();
                    let kind = BlockKind::Figure {
                        path,
                        path_span,
                        caption,
                    };
                    self.push(kind, at(figure.span));
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
            self.push(
                BlockKind::Title {
                    body: piece.inlines,
                    own,
                },
                piece.span,
            );
            return;
        }
        if signs == 2 {
            self.state.glossary = false;
        }
        self.state.glossary |= glossary::is_title(&piece.plain);
        let level = u8::try_from(signs.clamp(2, 5) - 1).unwrap_or(4);
        self.push(
            BlockKind::Heading {
                level,
                body: piece.inlines,
            },
            piece.span,
        );
    }

    /// Takes back the paragraph before a table, if it is the table's caption.
    fn take_caption(&mut self) -> Option<(Vec<Inline>, usize)> {
        let block = self.blocks.pop()?;
        match block.kind {
            BlockKind::Paragraph {
                level: None,
                lead: None,
                body,
            } if is_caption(&plain_text(&body)) => Some((body, block.span.start)),
            kind => {
                self.blocks.push(Block {
                    kind,
                    span: block.span,
                });
                None
            }
        }
    }

    /// A paragraph without explicit marks.
    fn text(&mut self, piece: Piece) {
        let listed = std::mem::take(&mut self.state.attachments);
        if piece.inlines.is_empty() {
            return;
        }
        let Some(piece) = self.title(piece) else {
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
        let Piece {
            inlines,
            plain,
            span,
        } = piece;
        if dash::opening(&plain).is_some() {
            let (lead, body) = match dash::lead(&plain) {
                Some(end) => head_and_body(inlines, end),
                None => (None, inlines),
            };
            self.push(BlockKind::Dash { lead, body }, span);
        } else {
            self.state.attachments = attachment(&plain);
            let announces = self.state.attachments && plain.chars().count() < 6;
            let note = self.state.between && plain.starts_with(['（', '(']);
            self.push(
                BlockKind::Paragraph {
                    level: None,
                    lead: None,
                    body: inlines,
                },
                span,
            );
            // `（此件公开发布）` may stand between a date and what follows it.
            self.state.between = announces || note;
        }
    }

    /// The article's title, on up to three lines, or that of a document
    /// attached to it.
    fn title(&mut self, piece: Piece) -> Option<Piece> {
        let context = self.context;
        let named = |plain: &str| context.quoted.iter().any(|name| same(plain, name));
        let (inlines, span) = if let Some(more) = self.joined(&piece.plain, &context.title) {
            self.join(piece, more)
        } else if !self.state.head
            && (named(&piece.plain) || self.state.between && head::attached_title(&piece.plain))
        {
            (piece.inlines, piece.span)
        } else {
            return Some(piece);
        };
        let own = self.state.head && !self.state.own;
        self.push(BlockKind::Title { body: inlines, own }, span);
        None
    }

    /// The byline under the title, and the line that says where a report was
    /// given. Text that was joined to the byline becomes a paragraph again.
    fn byline(&mut self, piece: Piece) -> Option<Piece> {
        if !self.state.head {
            return Some(piece);
        }
        let context = self.context;
        if self.state.own && head::occasion(&piece.plain) {
            self.push(BlockKind::Byline(piece.inlines), piece.span);
            return None;
        }
        if context.byline.is_empty() {
            return Some(piece);
        }
        if let Some(more) = self.joined(&piece.plain, &context.byline) {
            let (inlines, span) = self.join(piece, more);
            self.push(BlockKind::Byline(inlines), span);
            return None;
        }
        let Match::Complete(end) = compare(&piece.plain, &context.byline, 0) else {
            return Some(piece);
        };
        let (byline, rest) = split(piece.inlines, end);
        let (Some(first), Some(second)) = (extent(&byline), extent(&rest)) else {
            return None;
        };
        self.push(BlockKind::Byline(byline), piece.span.start..first.end);
        self.text(Piece::new(rest, second.start..piece.span.end));
        None
    }

    /// How many of the paragraphs that follow complete a text which is
    /// `pattern` on several lines.
    fn joined(&self, plain: &str, pattern: &[char]) -> Option<usize> {
        if pattern.is_empty() {
            return None;
        }
        let mut result = compare(plain, pattern, 0);
        let mut length = plain.len();
        let mut next = self.raws.as_slice().iter();
        for more in 0..3 {
            match result {
                Match::Complete(end) => return (end == length).then_some(more),
                Match::Partial(at) if at > 0 => {
                    let raw = next
                        .next()
                        .filter(|raw| matches!(raw.kind, RawKind::Text))?;
                    let [line] = &raw.lines[..] else { return None };
                    let text = &self.context.src[line.range.clone()];
                    length = text.len();
                    result = compare(text, pattern, at);
                }
                _ => return None,
            }
        }
        None
    }

    /// Joins the next `more` paragraphs to this one.
    fn join(&mut self, piece: Piece, more: usize) -> (Vec<Inline>, Span) {
        let Piece {
            mut inlines,
            mut span,
            ..
        } = piece;
        for raw in self.raws.by_ref().take(more) {
            inlines.extend(super::inline::inlines(self.context.src, &raw.lines));
            span.end = raw.span.end;
        }
        (inlines, span)
    }

    /// 文号, date, 名词解释, salutation: lines with a form of their own.
    fn formal_line(&mut self, piece: Piece) -> Option<Piece> {
        let Piece {
            inlines,
            plain,
            span,
        } = piece;
        let opening = self.state.head || self.state.after_title;
        let kind = if (opening || self.blocks.len() < 4) && head::doc_number(&plain) {
            BlockKind::DocNumber(inlines)
        } else if date::is_date_line(&plain) {
            if !self.state.head {
                sign(&mut self.blocks);
            }
            BlockKind::SignDate(inlines)
        } else if glossary::is_title(&plain) {
            self.state.glossary = true;
            BlockKind::GlossaryTitle(inlines)
        } else if self
            .state
            .salutations
            .iter()
            .any(|known| same(&plain, known))
        {
            BlockKind::Salutation(inlines)
        } else if opening && head::salutation(&plain) && roster::role_row(&plain).is_none() {
            if self.state.salutations.len() < MAX_SALUTATIONS {
                self.state.salutations.push(fold(&plain));
            }
            BlockKind::Salutation(inlines)
        } else {
            return Some(Piece {
                inlines,
                plain,
                span,
            });
        };
        self.push(kind, span);
        None
    }

    /// What only a chronicle or a list of appointments has.
    fn by_kind(&mut self, piece: Piece) -> Option<Piece> {
        let Piece {
            inlines,
            plain,
            span,
        } = piece;
        let kind = match self.context.kind {
            ArticleKind::Chronicle if date::is_month_line(&plain) => BlockKind::Heading {
                level: 1,
                body: inlines,
            },
            ArticleKind::Chronicle => match date::opening_date(&plain) {
                Some(end) => {
                    let (date, body) = split(inlines, end);
                    BlockKind::Dated { date, body }
                }
                None => {
                    return Some(Piece {
                        inlines,
                        plain,
                        span,
                    });
                }
            },
            ArticleKind::Appointment if appointment::is_lead(&plain) => BlockKind::Heading {
                level: 2,
                body: inlines,
            },
            ArticleKind::Appointment => match appointment::name(&plain) {
                Some(end) => {
                    let (name, body) = split(inlines, end);
                    BlockKind::Appointment { name, body }
                }
                None => {
                    return Some(Piece {
                        inlines,
                        plain,
                        span,
                    });
                }
            },
            _ => {
                return Some(Piece {
                    inlines,
                    plain,
                    span,
                });
            }
        };
        self.push(kind, span);
        None
    }

    fn roster(&mut self, piece: Piece) -> Option<Piece> {
        let below = matches!(
            self.blocks.last(),
            Some(Block {
                kind: BlockKind::Roster(_),
                ..
            })
        );
        let row = roster::role_row(&piece.plain).or_else(|| {
            let other = attachment(&piece.plain) || number::division(&piece.plain).is_some();
            if below && !other {
                roster::continued_row(&piece.plain)
            } else {
                None
            }
        });
        let Some(row) = row else { return Some(piece) };
        let row: RosterRow = row.build(piece.inlines, piece.span.clone());
        match self.blocks.last_mut() {
            Some(Block {
                kind: BlockKind::Roster(rows),
                span,
            }) => {
                rows.push(row);
                span.end = piece.span.end;
            }
            _ => self.push(BlockKind::Roster(vec![row]), piece.span),
        }
        None
    }

    /// Headings and paragraphs that open with a number.
    fn numbered(&mut self, piece: Piece, listed: bool) -> Option<Piece> {
        let Piece {
            inlines,
            plain,
            span,
        } = piece;
        if let Some((division, end)) = number::division(&plain) {
            let kind = self.division(division, end, inlines, &plain);
            self.push(kind, span);
            return None;
        }
        let Some(number) = number::number(&plain) else {
            return Some(Piece {
                inlines,
                plain,
                span,
            });
        };
        let level = Some(number.level);
        let kind = if listed && number.level == 3 {
            // A further line of the list of attachments.
            BlockKind::Paragraph {
                level: None,
                lead: None,
                body: inlines,
            }
        } else if let Some(end) = self
            .state
            .glossary
            .then(|| glossary::term(&plain, number))
            .flatten()
        {
            let (head, body) = split(inlines, end);
            let (number, term) = split(head, number.end);
            BlockKind::GlossaryEntry { number, term, body }
        } else {
            use heading::Numbered::{Heading, Paragraph, RunIn};
            match heading::numbered(&plain, number) {
                _ if self.state.statute => BlockKind::Paragraph {
                    level,
                    lead: None,
                    body: inlines,
                },
                Heading if self.enumerates(number.level) => BlockKind::Paragraph {
                    level,
                    lead: None,
                    body: inlines,
                },
                Heading => BlockKind::Heading {
                    level: number.level,
                    body: inlines,
                },
                RunIn(end) => {
                    let (lead, body) = head_and_body(inlines, end);
                    BlockKind::Paragraph { level, lead, body }
                }
                Paragraph => BlockKind::Paragraph {
                    level,
                    lead: None,
                    body: inlines,
                },
            }
        };
        self.push(kind, span);
        self.state.attachments = listed;
        None
    }

    fn division(
        &mut self,
        division: number::Division,
        end: usize,
        inlines: Vec<Inline>,
        plain: &str,
    ) -> BlockKind {
        let sentence = plain.chars().any(|c| "。；！？".contains(c)) || plain.chars().count() > 40;
        match division {
            number::Division::Article => {
                self.state.statute = true;
                let (lead, body) = head_and_body(inlines, end);
                BlockKind::Paragraph {
                    level: None,
                    lead,
                    body,
                }
            }
            _ if sentence => BlockKind::Paragraph {
                level: None,
                lead: None,
                body: inlines,
            },
            number::Division::Chapter => BlockKind::Heading {
                level: 1,
                body: inlines,
            },
            number::Division::Section => BlockKind::Heading {
                level: 2,
                body: inlines,
            },
        }
    }

    /// Whether the block before is an item of an enumeration of this level:
    /// its last item ends with 。 and looks like a heading.
    fn enumerates(&self, level: u8) -> bool {
        match self.blocks.last().map(|block| &block.kind) {
            Some(BlockKind::Paragraph {
                level: Some(before),
                body,
                ..
            }) => {
                *before == level && matches!(last_char(body), Some('；' | ';' | '，' | ',' | '、'))
            }
            _ => false,
        }
    }
}

/// Cuts off a lead; without text after it there is none.
fn head_and_body(inlines: Vec<Inline>, end: usize) -> (Option<Vec<Inline>>, Vec<Inline>) {
    let (lead, body) = split(inlines, end);
    if lead.is_empty() {
        (None, body)
    } else {
        (Some(lead), body)
    }
}

fn last_char(inlines: &[Inline]) -> Option<char> {
    match inlines.last()? {
        Inline::Text { text, .. } => text.chars().next_back(),
        Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => last_char(body),
        Inline::NoteRef { .. } | Inline::Break => None,
    }
}
