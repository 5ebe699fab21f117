//! 名词解释: its title and its entries.

use super::chars::{count, is_colon, is_digit, squeeze};
use super::number::Number;

/// Whether a line is the title of a glossary and nothing else.
pub(super) fn is_title(text: &str) -> bool {
    if count(text, 61) > 60 || !text.contains('名') {
        return false;
    }
    let text = squeeze(text);
    let frame = |c: char| is_colon(c) || is_digit(c) || "（）()【】《》〈〉[]".contains(c);
    let mut rest = text.trim_matches(frame);
    for prefix in ["附件", "附录", "附注", "附"] {
        if let Some(found) = rest.strip_prefix(prefix) {
            rest = found.trim_matches(frame);
            break;
        }
    }
    // 《政府工作报告》名词解释
    if let Some((before, after)) = rest.rsplit_once('》')
        && !before.contains('》')
    {
        rest = after;
    }
    for prefix in ["有关", "相关", "部分"] {
        rest = rest.strip_prefix(prefix).unwrap_or(rest);
    }
    matches!(rest, "名词解释" | "名词注释" | "名词术语解释" | "名词说明" | "名词解释及说明")
}

/// Where the term of an entry, colon included, ends.
pub(super) fn term(text: &str, number: Number) -> Option<usize> {
    if number.level < 3 {
        return None;
    }
    let body = text.get(number.end..)?;
    let (at, colon) = body.char_indices().take(40).find(|&(_, c)| is_colon(c) || c == '。')?;
    (at > 0 && colon != '。').then_some(number.end + at + colon.len_utf8())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles() {
        for text in [
            "名词解释",
            "附：名词解释",
            "（名词解释）",
            "附件1：名词解释",
            "名 词 解 释：",
            "《某某报告》名词解释",
        ] {
            assert!(is_title(text), "{text}");
        }
        assert!(!is_title("名词解释如下。"));
    }
}
