//! What stands under the date of a document: 附注 and 版记.

use super::{Builder, Piece};
use crate::content::chars::count;
use crate::content::colophon::{copy_to, imprint};
use crate::content::model::{Block, BlockKind};
use crate::content::text::split;

/// The longest 附注.
const MAX_REMARK: usize = 80;

impl Builder<'_> {
    /// `（此件公开发布）`, `抄送：…`, `某某办公室　2024年3月1日印发`.
    pub(super) fn closing(&mut self, piece: Piece) -> Option<Piece> {
        if self.state.head {
            return Some(piece);
        }
        let Piece { inlines, plain, span } = piece;
        let dated = matches!(self.blocks.last(), Some(Block { kind: BlockKind::SignDate(_), .. }));
        let kind = if dated && remark(&plain) {
            BlockKind::Remark(inlines)
        } else if let Some(end) = copy_to(&plain).filter(|_| self.copies(&plain)) {
            let (label, body) = split(inlines, end);
            BlockKind::CopyTo { label, body }
        } else if let Some(end) = imprint(&plain).filter(|_| self.state.between || self.state.colophon) {
            let (issuer, date) = split(inlines, end);
            BlockKind::Imprint { issuer, date }
        } else {
            return Some(Piece { inlines, plain, span });
        };
        self.push(kind, span);
        None
    }

    /// `抄送：` is said nowhere else; `主送：` only counts where a 版记 may be.
    fn copies(&self, plain: &str) -> bool {
        let opens = |line: &str| line.starts_with('抄') && copy_to(line).is_some() || imprint(line).is_some();
        plain.starts_with('抄')
            || self.state.between
            || self.state.colophon
            || self.next_line().is_some_and(opens)
    }
}

fn remark(text: &str) -> bool {
    text.starts_with(['（', '(']) && text.ends_with(['）', ')']) && count(text, MAX_REMARK + 1) <= MAX_REMARK
}
