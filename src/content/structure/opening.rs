//! The head and the frame of a document: title, byline, 文号, salutation, date,
//! and the line that opens 名词解释.

use super::{Builder, Piece};
use crate::content::chars::{Match, compare, fold, same};
use crate::content::model::{ArticleKind, Block, BlockKind, Inline, Span};
use crate::content::paragraphs::RawKind;
use crate::content::signature::sign;
use crate::content::text::{extent, split};
use crate::content::{date, glossary, head, inline, roster};

/// How many salutations are remembered to be known again; every paragraph is
/// compared with them.
const MAX_SALUTATIONS: usize = 16;

impl Builder<'_> {
    /// The article's title, on up to three lines, or that of a document
    /// attached to it.
    pub(super) fn title(&mut self, piece: Piece) -> Option<Piece> {
        let context = self.context;
        let named = |plain: &str| context.quoted.iter().any(|name| same(plain, name));
        let (inlines, span) = if let Some(more) = self.joined(&piece.plain, &context.title) {
            self.join(piece, more)
        } else if let Some(more) = self.announced(&piece.plain) {
            self.join(piece, more)
        } else if !self.state.head
            && (named(&piece.plain)
                || self.state.between && head::attached_title(&piece.plain)
                || self.state.announced && head::announced_title(&piece.plain))
        {
            (piece.inlines, piece.span)
        } else {
            return Some(piece);
        };
        let own = self.state.head && !self.state.own;
        self.push(BlockKind::Title { body: inlines, own }, span);
        None
    }

    /// How many of the lines that follow complete the name of an attachment,
    /// right under its mark.
    fn announced(&self, plain: &str) -> Option<usize> {
        let names = self.state.names.iter().filter(|_| self.state.announced);
        names.filter_map(|name| self.joined(plain, name)).next()
    }

    /// The byline under the title, and the line that says where a report was
    /// given. Text that was joined to the byline becomes a paragraph again.
    pub(super) fn byline(&mut self, piece: Piece) -> Option<Piece> {
        // 题注 under the title of a regulation that a notice or an order encloses.
        let attached =
            matches!(self.blocks.last(), Some(Block { kind: BlockKind::Title { own: false, .. }, .. }));
        if attached && piece.plain.starts_with(['（', '(']) && head::occasion(&piece.plain) {
            self.push(BlockKind::Byline(piece.inlines), piece.span);
            return None;
        }
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
            let whole = byline.into_iter().chain(rest).collect();
            self.push(BlockKind::Byline(whole), piece.span);
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
                    let raw = next.next().filter(|raw| matches!(raw.kind, RawKind::Text))?;
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
        let Piece { mut inlines, mut span, .. } = piece;
        for raw in self.raws.by_ref().take(more) {
            inlines.extend(inline::inlines(self.context.src, &raw.lines, self.context.format));
            span.end = raw.span.end;
        }
        (inlines, span)
    }

    /// 文号, date, 名词解释, salutation: lines with a form of their own.
    pub(super) fn formal_line(&mut self, piece: Piece) -> Option<Piece> {
        let Piece { inlines, plain, span } = piece;
        let opening = self.state.head || self.state.after_title;
        let kind = if (opening || self.blocks.len() < 4) && head::doc_number(&plain) {
            BlockKind::DocNumber(inlines)
        } else if self.context.kind != ArticleKind::Chronicle && date::is_date_line(&plain) {
            if !self.state.head {
                sign(&mut self.blocks, self.context.kind);
            }
            BlockKind::SignDate(inlines)
        } else if glossary::is_title(&plain) {
            self.state.glossary = true;
            BlockKind::GlossaryTitle(inlines)
        } else if self.state.salutations.iter().any(|known| same(&plain, known)) {
            BlockKind::Salutation(inlines)
        } else if (opening || plain.starts_with("各位"))
            && head::salutation(&plain)
            && roster::role_row(&plain).is_none()
        {
            if self.state.salutations.len() < MAX_SALUTATIONS {
                self.state.salutations.push(fold(&plain));
            }
            BlockKind::Salutation(inlines)
        } else {
            return Some(Piece { inlines, plain, span });
        };
        self.push(kind, span);
        None
    }
}
