//! A paragraph that opens with a number: a heading alone, a paragraph with a
//! run-in heading, or a numbered paragraph.

use super::chars::{count, is_closer, is_colon, is_comma, is_digit, is_semicolon, is_sentence_end, is_space};
use super::number::Number;

/// The longest heading that closes with a mark, and the longest run-in head.
const MAX_CLOSED: usize = 40;
/// The longest heading of level 1 or 2 without a closing mark.
const MAX_OPEN: usize = 60;
/// From this length a comma makes a line of level 3 or 4 a sentence.
const MAX_WITH_COMMA: usize = 25;
/// The longest run-in head before a colon.
const MAX_COLON: usize = 20;

/// What a numbered paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numbered {
    /// A heading that stands alone.
    Heading,
    /// A run-in head up to this byte, text after it.
    RunIn(usize),
    /// A numbered paragraph.
    Paragraph,
}

/// Judges a paragraph that opens with `number`.
pub(super) fn numbered(text: &str, number: Number) -> Numbered {
    let sentence = sentence_end(text, number.end);
    if let Some(end) = colon_end(text, number.end).filter(|&end| sentence.is_none_or(|s| end < s)) {
        return Numbered::RunIn(end);
    }
    match sentence {
        Some(end) if more(text, end) => {
            if count(&text[..end], MAX_CLOSED + 1) <= MAX_CLOSED {
                Numbered::RunIn(end)
            } else {
                Numbered::Paragraph
            }
        }
        closed => alone(text, number, closed.is_some()),
    }
}

/// Judges a paragraph of a single clause.
fn alone(text: &str, number: Number, closed: bool) -> Numbered {
    let length = count(text, MAX_OPEN + 1);
    let comma = text.chars().any(is_comma);
    let tail = text.chars().next_back();
    let unfinished = tail.is_some_and(|c| is_comma(c) || c == '、');
    let limit = if number.level > 2 || closed { MAX_CLOSED } else { MAX_OPEN };
    // `；` marks an item of an enumeration.
    if unfinished
        || text.chars().any(is_semicolon)
        || length > limit
        || number.level > 2 && comma && length > MAX_WITH_COMMA
    {
        Numbered::Paragraph
    } else {
        Numbered::Heading
    }
}

/// Where the first sentence ends, closing quotation marks included.
fn sentence_end(text: &str, from: usize) -> Option<usize> {
    let mut chars = text[from..].char_indices().skip_while(|&(_, c)| !is_sentence_end(c));
    let (at, mark) = chars.next()?;
    let mut end = from + at + mark.len_utf8();
    for (at, c) in chars {
        if !is_closer(c) && !is_sentence_end(c) {
            break;
        }
        end = from + at + c.len_utf8();
    }
    Some(end)
}

/// Where a short head before a colon ends: `1. 时间安排：`, but not `47:53`.
fn colon_end(text: &str, from: usize) -> Option<usize> {
    let body = &text[from..];
    let clause = |c: char| is_colon(c) || is_comma(c) || is_semicolon(c) || is_sentence_end(c);
    let (at, mark) = body.char_indices().take(MAX_COLON + 1).find(|&(_, c)| clause(c))?;
    let end = from + at + mark.len_utf8();
    let ratio = body[..at].ends_with(is_digit) && text[end..].starts_with(is_digit);
    (at > 0 && is_colon(mark) && !ratio && more(text, end)).then_some(end)
}

/// Whether text follows.
fn more(text: &str, end: usize) -> bool {
    !text[end..].trim_start_matches(is_space).is_empty()
}

#[cfg(test)]
mod tests {
    use super::super::number::number;
    use super::*;

    fn judge(text: &str) -> Option<Numbered> {
        number(text).map(|n| numbered(text, n))
    }

    #[test]
    fn headings() {
        for text in [
            "一、总体要求",
            "（一）加强领导。",
            "1. 修路",
            "（一）时间：",
            "一、修好路，架好桥，通好车，把事情办好",
        ] {
            assert_eq!(judge(text), Some(Numbered::Heading), "{text}");
        }
    }

    #[test]
    fn run_in_heads() {
        for (text, head) in [
            ("（一）加强领导。各单位要重视。", "（一）加强领导。"),
            ("1. 时间安排：从三月开始。", "1. 时间安排："),
            ("（二）落实“三到位。”各单位要重视。", "（二）落实“三到位。”"),
            ("一、为什么？因为路远。", "一、为什么？"),
        ] {
            assert_eq!(judge(text), Some(Numbered::RunIn(head.len())), "{text}");
        }
    }

    #[test]
    fn paragraphs() {
        for text in [
            "（一）道路整洁；",
            "1. 加强道路和桥梁的检查，发现问题立即报告并且及时处理。",
            "（一）这是一个很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长的句子。后面还有。",
            "一、甲，",
        ] {
            assert_eq!(judge(text), Some(Numbered::Paragraph), "{text}");
        }
    }
}
