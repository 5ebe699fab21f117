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

/// A run of numbers: what has come last, and what should have.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Run {
    last: Option<u32>,
    meant: Option<u32>,
}

impl Run {
    /// A run in which a number has come last.
    pub(super) fn after(last: Option<u32>) -> Self {
        Self { last, meant: None }
    }

    /// The last number.
    pub(super) fn last(self) -> Option<u32> {
        self.last
    }

    /// Takes the next number; gives what should stand there if it is another.
    /// After a wrong number the next may follow what was written or what was
    /// meant, so that one slip is told of once.
    pub(super) fn take(&mut self, number: u32) -> Option<u32> {
        let due = self.last.unwrap_or(0).saturating_add(1);
        let also = self.meant.map(|meant| meant.saturating_add(1));
        let right = number == due || also == Some(number);
        *self = Self { last: Some(number), meant: (!right).then_some(due) };
        (!right).then_some(due)
    }
}

/// The numbered passages of an article. `None` stands for a title, after which
/// counting begins anew.
pub(super) fn outline<'a>(manuscript: &'a Manuscript<'_>) -> Vec<Option<Numbered<'a>>> {
    let mut out: Vec<Option<Numbered<'a>>> = Vec::new();
    for (index, passage) in manuscript.passages.iter().enumerate() {
        match passage.role {
            Role::Title { .. } | Role::Attachment => out.push(None),
            Role::Heading(_) | Role::Body { .. } => {
                let last = out.last().and_then(Option::as_ref).map(|last| (last.level, last.number));
                let opened = opening(&passage.text).or_else(|| half_open(&passage.text, last?));
                if let Some((level, number, range)) = opened {
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
    // Most texts open with no number.
    let first = text.chars().next()?;
    if !first.is_ascii_digit() && !"一二三四五六七八九十百（(".contains(first) {
        return None;
    }
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

/// The next number of a list in brackets of which one has been lost: `2）` after
/// `（1）`.
fn half_open(text: &str, (level, last): (u8, u32)) -> Option<(u8, u32, Range<usize>)> {
    if !matches!(level, 2 | 4) {
        return None;
    }
    let bare = text.trim_start_matches(['（', '(']);
    let due = last.checked_add(1)?;
    let digits = if level == 2 { in_chinese(due) } else { due.to_string() };
    let rest = bare.strip_prefix(digits.as_str())?;
    let closed = rest.starts_with(['）', ')']);
    let opened = bare.len() < text.len();
    let more = rest.starts_with(|c: char| c.is_numeric() || "十百个是类年月日、.．〕".contains(c));
    let end = text.len() - rest.len() + rest.chars().next().filter(|_| closed).map_or(0, char::len_utf8);
    (opened != closed && !more).then_some((level, due, 0..end))
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
    match (number / 100, number / 10 % 10, number % 10) {
        (0, 0, ones) => digit(ones).to_owned(),
        (0, 1, ones) => format!("十{}", digit(ones)),
        (0, tens, ones) => format!("{}十{}", digit(tens), digit(ones)),
        (hundreds @ 1..=9, 0, 0) => format!("{}百", digit(hundreds)),
        (hundreds @ 1..=9, 0, ones) => format!("{}百零{}", digit(hundreds), digit(ones)),
        (hundreds @ 1..=9, tens, ones) => format!("{}百{}十{}", digit(hundreds), digit(tens), digit(ones)),
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
        assert_eq!(in_chinese(103), "一百零三");
        assert_eq!(in_chinese(110), "一百一十");
    }

    #[test]
    fn openings() {
        assert_eq!(opening("（三）加强"), Some((2, 3, 0..9)));
        assert_eq!(opening("12. 加强").map(|o| (o.0, o.1)), Some((3, 12)));
        assert_eq!(opening("12.15事故"), None);
        assert_eq!(opening("1.2024年目标").map(|o| o.1), Some(1));
    }

    #[test]
    fn brackets_that_were_lost() {
        assert_eq!(half_open("2）配备灭火器材", (4, 1)), Some((4, 2, 0..4)));
        assert_eq!(half_open("（二加强领导", (2, 1)), Some((2, 2, 0..6)));
        assert_eq!(half_open("2）配备", (4, 2)), None);
        assert_eq!(half_open("2个月", (4, 1)), None);
        assert_eq!(half_open("（2）配备", (4, 1)), None);
    }

    #[test]
    fn a_slip_is_told_of_once() {
        let wrong = |numbers: &[u32]| {
            let mut run = Run::default();
            numbers.iter().filter(|&&number| run.take(number).is_some()).count()
        };
        for (numbers, expected) in [
            (&[1, 2, 3][..], 0),
            (&[1, 2, 2, 4], 1),
            (&[1, 2, 4, 4, 5], 1),
            (&[1, 2, 4, 5], 1),
            (&[2, 2, 3], 1),
        ] {
            assert_eq!(wrong(numbers), expected, "{numbers:?}");
        }
    }
}
