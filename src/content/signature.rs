//! 署名: the short lines right above the date that closes a document.

use super::chars::{count, is_clause_end};
use super::model::{Block, BlockKind};
use super::number::number;
use super::text::plain_text;

/// No more lines than this sign.
const MAX_SIGNERS: usize = 3;
const MAX_CHARS: usize = 30;

/// Turns the paragraphs at the end into signers, since a date follows them.
pub(super) fn sign(blocks: &mut [Block]) {
    for block in blocks.iter_mut().rev().take(MAX_SIGNERS) {
        let BlockKind::Paragraph { level: None, lead: None, body } = &mut block.kind else {
            break;
        };
        if !signs(&plain_text(body)) {
            break;
        }
        block.kind = BlockKind::Signer(std::mem::take(body));
    }
}

/// Whether a line may be a signature: short, without marks, no closing phrase.
fn signs(text: &str) -> bool {
    count(text, MAX_CHARS + 1) <= MAX_CHARS
        && !text.chars().any(is_clause_end)
        && number(text).is_none()
        && !["特此", "此复", "此令", "现予", "附件", "附", "（", "("].iter().any(|w| text.starts_with(w))
}
