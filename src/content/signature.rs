//! 署名: the short lines right above the date that closes a document.

use super::chars::{count, is_clause_end, is_han, is_space};
use super::model::{ArticleKind, Block, BlockKind};
use super::names::is_plausible;
use super::number::number;
use super::scan::Scan;
use super::text::{plain_text, split};

/// No more lines than this sign; beyond the third each must be an organ of
/// state by its name, for a joint document.
const MAX_SIGNERS: usize = 8;
const MAX_UNNAMED: usize = 3;
const MAX_CHARS: usize = 30;

/// How the names of those end who issue documents together.
const ORGANS: &[&str] = &[
    "政府",
    "办公室",
    "办公厅",
    "局",
    "委员会",
    "委",
    "厅",
    "部",
    "院",
    "银行",
    "中心",
    "总队",
    "支队",
    "大队",
    "联合会",
    "工会",
    "办",
];

/// Turns the paragraphs at the end into signers, since a date follows them.
pub(super) fn sign(blocks: &mut [Block], kind: ArticleKind) {
    for (above, block) in blocks.iter_mut().rev().take(MAX_SIGNERS).enumerate() {
        let BlockKind::Paragraph { level: None, lead: None, body } = &mut block.kind else {
            break;
        };
        let plain = plain_text(body);
        if !signs(&plain) || above >= MAX_UNNAMED && !ORGANS.iter().any(|organ| plain.ends_with(organ)) {
            break;
        }
        let body = std::mem::take(body);
        block.kind = match official(&plain).filter(|_| kind == ArticleKind::Order) {
            Some(end) => {
                let (post, name) = split(body, end);
                BlockKind::Official { post, name }
            }
            None => BlockKind::Signer(body),
        };
    }
}

/// Whether a line may be a signature: short, without marks, no closing phrase.
fn signs(text: &str) -> bool {
    count(text, MAX_CHARS + 1) <= MAX_CHARS
        && !text.chars().any(is_clause_end)
        && number(text).is_none()
        && !["特此", "此复", "此令", "现予", "附件", "附", "（", "("].iter().any(|w| text.starts_with(w))
}

/// Where the post ends in `区　长　张某某`.
fn official(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text);
    loop {
        if scan.run(1, is_han) == 0 {
            return None;
        }
        let post = text.get(..scan.at)?;
        let whole = ["长", "主席", "主任", "州长"].iter().any(|word| post.ends_with(word));
        let end = scan.at;
        if scan.spaces() && whole {
            let name: String = scan.rest().chars().filter(|&c| !is_space(c)).collect();
            let plausible =
                name.contains('·') || (2..=4).contains(&name.chars().count()) && is_plausible(&name);
            return (plausible && name.chars().all(|c| is_han(c) || c == '·')).then_some(end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn officials() {
        let of = |text: &'static str| official(text).map(|end| &text[..end]);
        assert_eq!(of("区长　张某某"), Some("区长"));
        assert_eq!(of("区　长　张 某"), Some("区　长"));
        assert_eq!(of("代区长 张某某"), Some("代区长"));
        assert_eq!(of("某区人民政府"), None);
        assert_eq!(of("区长"), None);
    }
}
