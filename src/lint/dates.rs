//! Dates in running text.

use std::ops::Range;

use super::pattern::Captures;
use super::rule::pattern;
use crate::manifest::Date;

/// A date as written; the year may be left out.
#[derive(Debug, Clone)]
pub(super) struct Written {
    /// Where it stands.
    pub(super) range: Range<usize>,
    /// The year, if there is one.
    pub(super) year: Option<u16>,
    /// The month.
    pub(super) month: u8,
    /// The day.
    pub(super) day: u8,
}

/// The dates of a text in Arabic figures: `2024年3月29日`, `3月29日`, with blanks
/// in them or not.
pub(super) fn dates(text: &str) -> Vec<Written> {
    let written = pattern!(r"(?:([0-9]{4}) ?年 ?)?([0-9]{1,2}) ?月 ?([0-9]{1,2}) ?[日号]");
    let date = |found: Captures<'_>| {
        Some(Written {
            range: found.get(0)?.range(),
            year: found.get(1).and_then(|year| year.as_str().parse().ok()),
            month: found.get(2)?.as_str().parse().ok()?,
            day: found.get(3)?.as_str().parse().ok()?,
        })
    };
    written.captures_iter(text).filter_map(date).collect()
}

/// A date to compare.
pub(super) fn key(date: Date) -> (u16, u8, u8) {
    (date.year, date.month, date.day)
}

/// The days from the beginning of the calendar to a date, for differences.
pub(super) fn day_number(date: Date) -> i64 {
    // Years from March, so that the day of a leap year is the last.
    let (year, month) = (i64::from(date.year) - i64::from(date.month < 3), i64::from(date.month));
    let months = (month + 9) % 12;
    365 * year + year / 4 - year / 100 + year / 400 + (153 * months + 2) / 5 + i64::from(date.day)
}

/// The day of the week, 0 for Sunday (Sakamoto's congruence).
pub(super) fn weekday(date: Date) -> usize {
    const SHIFT: [i32; 12] = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = i32::from(date.year) - i32::from(date.month < 3);
    let shift = SHIFT.get(usize::from(date.month).saturating_sub(1)).copied().unwrap_or(0);
    let sum = year + year / 4 - year / 100 + year / 400 + shift + i32::from(date.day);
    usize::try_from(sum.rem_euclid(7)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_between() {
        let day = |y, m, d| Date::new(y, m, d).map(day_number);
        assert_eq!(day(2024, 3, 1).zip(day(2024, 2, 28)).map(|(a, b)| a - b), Some(2));
        assert_eq!(day(2025, 1, 1).zip(day(2024, 1, 1)).map(|(a, b)| a - b), Some(366));
    }

    #[test]
    fn days_of_the_week() {
        for (year, month, day, expected) in
            [(2024, 3, 29, 5), (2024, 2, 29, 4), (2000, 1, 1, 6), (1999, 12, 31, 5)]
        {
            assert_eq!(Date::new(year, month, day).map(weekday), Some(expected), "{year}-{month}-{day}");
        }
    }
}
