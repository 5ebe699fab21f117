//! The numbers that open a heading or a paragraph: `一、` `（一）` `1.` `（1）`
//! and, in regulations, `第一章` `第一节` `第一条`.

use super::chars::{is_digit, is_numeral, is_space};
use super::scan::Scan;

/// A structural number at the head of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    /// 1 `一、`, 2 `（一）`, 3 `1.`, 4 `（1）`.
    pub(super) level: u8,
    /// Where the text after the number begins.
    pub(super) end: usize,
}

/// Recognises a structural number that has text after it.
pub(super) fn number(text: &str) -> Option<Number> {
    let mut scan = Scan::new(text);
    let level = match scan.peek()? {
        '（' | '(' => {
            scan.one(|_| true);
            scan.spaces();
            let level = match scan.run(5, is_numeral) {
                0 if (1..=3).contains(&scan.run(4, is_digit)) => 4,
                0 => return None,
                _ => 2,
            };
            scan.spaces();
            if !scan.one(|c| matches!(c, '）' | ')')) {
                return None;
            }
            level
        }
        c if is_digit(c) => {
            if scan.run(4, is_digit) > 3 || !scan.one(|c| matches!(c, '.' | '．' | '、')) {
                return None;
            }
            // 12.15 is a date or a decimal number.
            if scan.peek().is_some_and(is_digit) {
                return None;
            }
            3
        }
        c if is_numeral(c) => {
            scan.run(5, is_numeral);
            scan.spaces();
            if !scan.word("、") {
                return None;
            }
            1
        }
        _ => return None,
    };
    scan.spaces();
    if scan.done() { None } else { Some(Number { level, end: scan.at }) }
}

/// The divisions of a regulation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Division {
    /// 编 or 章.
    Chapter,
    /// 节.
    Section,
    /// 条.
    Article,
}

/// Recognises `第…章`, `第…节`, `第…条` (also `第十条之一`); returns where the
/// number ends. It must be followed by a space, or by nothing: running text may
/// well open with `第三条规定`.
pub(super) fn division(text: &str) -> Option<(Division, usize)> {
    let mut scan = Scan::new(text);
    if !scan.word("第") {
        return None;
    }
    scan.spaces();
    if !scan.number(3) {
        return None;
    }
    scan.spaces();
    let division = if scan.any(&["编", "章"]) {
        Division::Chapter
    } else if scan.word("节") {
        Division::Section
    } else if scan.word("条") {
        Division::Article
    } else {
        return None;
    };
    if division == Division::Article && scan.word("之") && !scan.number(2) {
        return None;
    }
    let end = scan.at;
    (scan.done() || scan.one(is_space)).then_some((division, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(text: &str) -> Option<u8> {
        number(text).map(|n| n.level)
    }

    #[test]
    fn four_levels_in_any_width() {
        for text in ["一、总则", "十二 、总则", "一〇、总则", "一、 总则"] {
            assert_eq!(level(text), Some(1), "{text}");
        }
        for text in ["（一）总则", "(一)总则", "（ 十一 ） 总则"] {
            assert_eq!(level(text), Some(2), "{text}");
        }
        for text in ["1.总则", "1. 总则", "１．总则", "12、总则", "1. 2024年总则"] {
            assert_eq!(level(text), Some(3), "{text}");
        }
        for text in ["（1）总则", "(12) 总则", "（１）总则"] {
            assert_eq!(level(text), Some(4), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_number() {
        for text in ["12.15事故", "2024.总则", "3、5号楼", "一是总则", "（略）", "（2024）", "1.", "一、", ""]
        {
            assert_eq!(level(text), None, "{text}");
        }
    }

    #[test]
    fn divisions() {
        assert_eq!(division("第一章　总则"), Some((Division::Chapter, 9)));
        assert_eq!(division("第 二 节 总则"), Some((Division::Section, 11)));
        assert_eq!(division("第十条之一 总则"), Some((Division::Article, 15)));
        assert_eq!(division("第三条规定，应当"), None);
        assert_eq!(division("第一，总则"), None);
    }
}
