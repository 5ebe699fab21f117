//! The numbers that open paragraphs, and what they count.

use std::ops::Range;

use super::desk::Manuscript;
use super::passage::{Passage, Role};
use super::rule::pattern;

/// A numbered paragraph or heading.
pub(super) struct Numbered<'a> {
    pub(super) passage: &'a Passage,
    /// Its place among the passages.
    pub(super) index: usize,
    /// 1 一、 2 （一） 3 1. 4 （1）
    pub(super) level: u8,
    pub(super) number: u32,
    /// Where the number stands, brackets and mark included.
    pub(super) range: Range<usize>,
    /// Whether it is a heading on a line of its own.
    pub(super) alone: bool,
}

/// The numbered passages of an article. `None` stands for a title, after which
/// counting begins anew.
pub(super) fn outline<'a>(manuscript: &'a Manuscript<'_>) -> Vec<Option<Numbered<'a>>> {
    let mut out = Vec::new();
    for (index, passage) in manuscript.passages.iter().enumerate() {
        match passage.role {
            Role::Title { .. } | Role::Attachment => out.push(None),
            Role::Heading(_) | Role::Body { .. } => {
                if let Some((level, number, range)) = opening(&passage.text) {
                    let alone = matches!(passage.role, Role::Heading(_));
                    out.push(Some(Numbered { passage, index, level, number, range, alone }));
                }
            }
            _ => {}
        }
    }
    out
}

/// The number that a text opens with: level, number, and where it stands.
pub(super) fn opening(text: &str) -> Option<(u8, u32, Range<usize>)> {
    let head = pattern!(
        r"^(?:([一二三四五六七八九十百]{1,4}) ?[、.．]|[（(] ?([一二三四五六七八九十百]{1,4}) ?[）)]|([0-9]{1,3}) ?[.．、]|[（(] ?([0-9]{1,2}) ?[）)])"
    );
    let found = head.captures(text)?;
    let whole = found.get(0)?;
    let (level, digits) = (1..=4).find_map(|level| Some((level, found.get(level)?)))?;
    // 12.15 is a date or a decimal; 3、5号楼 an enumeration.
    if level == 3 && text.get(whole.end()..)?.starts_with(|c: char| c.is_ascii_digit()) {
        let rest: String = text.get(whole.end()..)?.chars().take(5).collect();
        if !rest.contains('年') {
            return None;
        }
    }
    let number = digits.as_str().parse().ok().or_else(|| numeral(digits.as_str()))?;
    Some((u8::try_from(level).ok()?, number, whole.range()))
}

/// A number below a thousand in Chinese.
pub(super) fn numeral(text: &str) -> Option<u32> {
    let digit =
        |c: char| "零一二三四五六七八九".chars().zip(0..).find(|&(known, _)| known == c).map(|(_, n)| n);
    let (mut sum, mut last, mut any) = (0_u32, None, false);
    for c in text.chars() {
        match c {
            '十' => {
                sum += last.take().unwrap_or(1) * 10;
                any = true;
            }
            '百' => {
                sum += last.take()? * 100;
                any = true;
            }
            '〇' | '○' => last = Some(0),
            '两' => last = Some(2),
            _ => {
                let digit = digit(c)?;
                // 一二三 is no number.
                if last.is_some_and(|last| last != 0) {
                    return None;
                }
                last = Some(digit);
            }
        }
    }
    if last.is_none() && !any {
        return None;
    }
    Some(sum + last.unwrap_or(0))
}

/// A number as headings write it.
pub(super) fn in_chinese(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |n: u32| usize::try_from(n).ok().and_then(|n| DIGITS.get(n)).copied().unwrap_or("");
    match (number / 10, number % 10) {
        (0, ones) => digit(ones).to_owned(),
        (1, ones) => format!("十{}", digit(ones)),
        (tens @ 2..=9, ones) => format!("{}十{}", digit(tens), digit(ones)),
        _ => number.to_string(),
    }
}

/// A number of a level as it is written there.
pub(super) fn shown(level: u8, number: u32) -> String {
    match level {
        1 => format!("{}、", in_chinese(number)),
        2 => format!("（{}）", in_chinese(number)),
        3 => format!("{number}."),
        _ => format!("（{number}）"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numerals() {
        for (text, value) in
            [("三", 3), ("十", 10), ("十二", 12), ("二十", 20), ("四十五", 45), ("一百零三", 103), ("两", 2)]
        {
            assert_eq!(numeral(text), Some(value), "{text}");
        }
        assert_eq!(numeral("一二"), None);
        assert_eq!(numeral(""), None);
        assert_eq!(in_chinese(48), "四十八");
    }

    #[test]
    fn openings() {
        assert_eq!(opening("（三）加强"), Some((2, 3, 0..9)));
        assert_eq!(opening("12. 加强").map(|o| (o.0, o.1)), Some((3, 12)));
        assert_eq!(opening("12.15事故"), None);
        assert_eq!(opening("1.2024年目标").map(|o| o.1), Some(1));
    }
}
