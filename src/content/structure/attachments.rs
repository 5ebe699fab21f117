//! 附件: the list under a text that names them (附件说明), and the mark at the
//! head of each (GB/T 9704—2012, 7.3.4 and 7.3.7).

use super::{Builder, Piece};
use crate::content::chars::{count, fold, is_colon, is_digit, is_numeral, is_sentence_end};
use crate::content::model::{AttachmentItem, Block, BlockKind, Inline, Span};
use crate::content::paragraphs::RawKind;
use crate::content::scan::Scan;
use crate::content::text::{extent, plain_text, split};
use crate::content::{glossary, number};

/// How many names are remembered, to be known again on several lines.
const MAX_NAMES: usize = 32;

/// The longest name of an attachment.
const MAX_NAME: usize = 80;

impl Builder<'_> {
    /// Lines that open with `附件`.
    pub(super) fn attachment(&mut self, piece: Piece) -> Option<Piece> {
        let Some(opening) = Opening::read(&piece.plain).filter(|_| !glossary::is_title(&piece.plain)) else {
            return Some(piece);
        };
        let Opening { end, numbered, colon, spaced } = opening;
        let rest = piece.plain.get(end..).unwrap_or_default();
        if rest.is_empty() {
            if colon && !numbered && self.lists_next() {
                let Piece { inlines, span, .. } = piece;
                let item = AttachmentItem {
                    label: Some(inlines),
                    number: None,
                    name: Vec::new(),
                    span: span.clone(),
                };
                self.list(item, span);
            } else {
                self.push(BlockKind::AttachmentMark(piece.inlines), piece.span);
            }
            return None;
        }
        if !is_name(rest) {
            return Some(piece);
        }
        let heads = self.state.between || self.state.attached;
        if numbered && (colon || spaced) && heads && !self.lists_above() {
            self.headed(piece, end);
            return None;
        }
        if !colon {
            return Some(piece);
        }
        let Piece { inlines, span, plain } = piece;
        let (label, name) = split(inlines, end);
        let number = number::number(plain.get(end..).unwrap_or_default()).filter(|n| n.level == 3);
        let (number, name) = match number {
            Some(number) => {
                let (number, name) = split(name, number.end);
                (Some(number), name)
            }
            None => (None, name),
        };
        let item = AttachmentItem { label: Some(label), number, name, span: span.clone() };
        self.list(item, span);
        None
    }

    /// A further line of the list: `2. 某某表`.
    pub(super) fn listed(&mut self, inlines: Vec<Inline>, end: usize, span: Span) {
        let (number, name) = split(inlines, end);
        let item = AttachmentItem { label: None, number: Some(number), name, span: span.clone() };
        self.list(item, span);
    }

    fn list(&mut self, item: AttachmentItem, span: Span) {
        if self.state.names.len() < MAX_NAMES && !item.name.is_empty() {
            self.state.names.push(fold(&plain_text(&item.name)));
        }
        match self.blocks.last_mut() {
            Some(Block { kind: BlockKind::AttachmentList(items), span: whole }) => {
                items.push(item);
                whole.end = span.end;
            }
            _ => self.push(BlockKind::AttachmentList(vec![item]), span),
        }
        self.state.attachments = true;
    }

    /// `附件1：某某办法` right after the document it belongs to: mark and title
    /// on one line.
    fn headed(&mut self, piece: Piece, end: usize) {
        let Piece { inlines, span, .. } = piece;
        let (mark, title) = split(inlines, end);
        let (Some(first), Some(second)) = (extent(&mark), extent(&title)) else {
            let whole = mark.into_iter().chain(title).collect();
            self.push(BlockKind::AttachmentMark(whole), span);
            return;
        };
        self.push(BlockKind::AttachmentMark(mark), span.start..first.end);
        self.push(BlockKind::Title { body: title, own: false }, second.start..span.end);
    }

    fn lists_above(&self) -> bool {
        matches!(self.blocks.last(), Some(Block { kind: BlockKind::AttachmentList(_), .. }))
    }

    /// The first line of the next paragraph, if that has no explicit mark.
    pub(super) fn next_line(&self) -> Option<&str> {
        let next = self.raws.as_slice().first().filter(|raw| matches!(raw.kind, RawKind::Text))?;
        self.context.src.get(next.lines.first()?.range.clone())
    }

    /// Whether the next line is `1. …`.
    fn lists_next(&self) -> bool {
        self.next_line().and_then(number::number).is_some_and(|number| number.level == 3)
    }
}

/// What stands before an attachment's name.
#[derive(Debug, PartialEq, Eq)]
struct Opening {
    end: usize,
    numbered: bool,
    colon: bool,
    spaced: bool,
}

impl Opening {
    fn read(text: &str) -> Option<Self> {
        let mut scan = Scan::new(text);
        if !scan.word("附") {
            return None;
        }
        scan.spaces();
        if !scan.word("件") {
            return None;
        }
        let mut spaced = scan.spaces();
        let before = scan;
        let mut numbered = scan.run(3, is_digit) > 0 || scan.run(3, is_numeral) > 0;
        // 附件 1. 甲 and 附件一、甲 are lists without their colon.
        if numbered && scan.peek().is_some_and(|c| matches!(c, '.' | '．' | '、')) {
            scan = before;
            numbered = false;
        } else if numbered {
            spaced = scan.spaces();
        }
        let colon = scan.one(is_colon);
        scan.spaces();
        (colon || spaced || scan.done()).then_some(Self { end: scan.at, numbered, colon, spaced })
    }
}

/// Whether a text may be the name of an attachment, or several of them.
fn is_name(text: &str) -> bool {
    let inner = text.strip_suffix(['。', '；', ';']).unwrap_or(text);
    count(text, MAX_NAME + 1) <= MAX_NAME && !inner.chars().any(is_sentence_end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings() {
        let open = |text: &str| Opening::read(text).map(|o| (o.end, o.numbered, o.colon, o.spaced));
        assert_eq!(open("附件"), Some((6, false, false, false)));
        assert_eq!(open("附件1"), Some((7, true, false, false)));
        assert_eq!(open("附 件 二：甲"), Some((14, true, true, false)));
        assert_eq!(open("附件：1. 甲"), Some((9, false, true, false)));
        assert_eq!(open("附件1 甲"), Some((8, true, false, true)));
        assert_eq!(open("附件所列事项"), None);
        assert_eq!(open("附近"), None);
    }
}
