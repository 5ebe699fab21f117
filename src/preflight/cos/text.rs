//! Text strings and dates (ISO 32000-1, 7.9.2.2, 7.9.4).

/// PDFDocEncoding where it differs from Latin-1 (annex D.3).
const SPECIAL: [(u8, char); 40] = [
    (0x18, '\u{2d8}'),
    (0x19, '\u{2c7}'),
    (0x1a, '\u{2c6}'),
    (0x1b, '\u{2d9}'),
    (0x1c, '\u{2dd}'),
    (0x1d, '\u{2db}'),
    (0x1e, '\u{2da}'),
    (0x1f, '\u{2dc}'),
    (0x80, '\u{2022}'),
    (0x81, '\u{2020}'),
    (0x82, '\u{2021}'),
    (0x83, '\u{2026}'),
    (0x84, '\u{2014}'),
    (0x85, '\u{2013}'),
    (0x86, '\u{192}'),
    (0x87, '\u{2044}'),
    (0x88, '\u{2039}'),
    (0x89, '\u{203a}'),
    (0x8a, '\u{2212}'),
    (0x8b, '\u{2030}'),
    (0x8c, '\u{201e}'),
    (0x8d, '\u{201c}'),
    (0x8e, '\u{201d}'),
    (0x8f, '\u{2018}'),
    (0x90, '\u{2019}'),
    (0x91, '\u{201a}'),
    (0x92, '\u{2122}'),
    (0x93, '\u{fb01}'),
    (0x94, '\u{fb02}'),
    (0x95, '\u{141}'),
    (0x96, '\u{152}'),
    (0x97, '\u{160}'),
    (0x98, '\u{178}'),
    (0x99, '\u{17d}'),
    (0x9a, '\u{131}'),
    (0x9b, '\u{142}'),
    (0x9c, '\u{153}'),
    (0x9d, '\u{161}'),
    (0x9e, '\u{17e}'),
    (0xa0, '\u{20ac}'),
];

/// A text string's characters.
pub(crate) fn text(bytes: &[u8]) -> String {
    let utf16 = |rest: &[u8], order: fn([u8; 2]) -> u16| {
        let units: Vec<_> =
            rest.chunks_exact(2).filter_map(|pair| Some(order(pair.try_into().ok()?))).collect();
        String::from_utf16_lossy(&units)
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|byte| special(*byte)).collect(),
    }
}

fn special(byte: u8) -> char {
    SPECIAL.iter().find(|(code, _)| *code == byte).map_or(char::from(byte), |(_, letter)| *letter)
}

/// An instant, to the second, in UTC as seconds since 1970; `None` for what is
/// no date. `zone` tells whether one is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instant {
    pub(crate) seconds: i64,
    pub(crate) zone: bool,
}

/// A date string: `D:YYYYMMDDHHmmSSOHH'mm'`.
pub(crate) fn date(text: &str) -> Option<Instant> {
    let rest = text.strip_prefix("D:").unwrap_or(text);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (digits, zone) = rest.split_at_checked(digits)?;
    if !matches!(digits.len(), 4 | 6 | 8 | 10 | 12 | 14) {
        return None;
    }
    let field = |from: usize, length: usize, default: i64| match digits.get(from..from + length) {
        Some(text) => text.parse().ok(),
        None => Some(default),
    };
    let moment = [
        field(0, 4, 0)?,
        field(4, 2, 1)?,
        field(6, 2, 1)?,
        field(8, 2, 0)?,
        field(10, 2, 0)?,
        field(12, 2, 0)?,
    ];
    instant(moment, zone)
}

/// An instant of its fields, and the zone as either notation writes it.
pub(super) fn instant([year, month, day, hour, minute, second]: [i64; 6], zone: &str) -> Option<Instant> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let length = match month {
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        1..=12 => 31,
        _ => return None,
    };
    let exists = (1..=length).contains(&day)
        && (0..24).contains(&hour)
        && (0..60).contains(&minute)
        && (0..60).contains(&second);
    if !exists {
        return None;
    }
    let offset = offset(zone)?;
    // Days since 1970-01-01 of the proleptic Gregorian calendar: years counted
    // from March, so that the leap day comes last.
    let (shifted, march) = if month <= 2 { (year - 1, month + 9) } else { (year, month - 3) };
    let era = shifted.div_euclid(400);
    let of_era = shifted.rem_euclid(400);
    let of_year = (153 * march + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    let seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset;
    Some(Instant { seconds, zone: !zone.is_empty() })
}

/// A zone's offset from UTC in seconds: nothing, `Z`, `+08'00'` or `+08:00`.
fn offset(zone: &str) -> Option<i64> {
    let mut marks = zone.chars();
    let sign = match marks.next() {
        None => return Some(0),
        Some('Z') => return matches!(marks.as_str(), "" | "00'00'" | "00'00").then_some(0),
        Some('+') => 1,
        Some('-') => -1,
        Some(_) => return None,
    };
    let rest = marks.as_str();
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let other = rest.chars().filter(|mark| !mark.is_ascii_digit()).all(|mark| matches!(mark, '\'' | ':'));
    let hours: i64 = digits.get(..2)?.parse().ok()?;
    let minutes: i64 =
        digits.get(2..).filter(|text| !text.is_empty()).map_or(Some(0), |text| text.parse().ok())?;
    (other && digits.len() <= 4 && hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

/// A date as XMP writes it: `YYYY-MM-DDThh:mm:ssTZD` and shorter forms.
pub(crate) fn iso_date(text: &str) -> Option<Instant> {
    let (day, time) = text.trim().split_once('T').unwrap_or((text.trim(), ""));
    let mut parts = day.split('-');
    let mut field = |length: usize, default: i64| match parts.next() {
        Some(part) => (part.len() == length).then(|| part.parse().ok()).flatten(),
        None => Some(default),
    };
    let (year, month, date) = (field(4, 0)?, field(2, 1)?, field(2, 1)?);
    let zone_at = time.find(['Z', '+', '-']).unwrap_or(time.len());
    let (clock, zone) = time.split_at_checked(zone_at)?;
    let clock = clock.split('.').next()?;
    let mut parts = clock.split(':').filter(|part| !part.is_empty());
    let mut field = || parts.next().map_or(Some(0), |part| part.parse().ok());
    instant([year, month, date, field()?, field()?, field()?], zone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_agree() {
        let pdf = date("D:20240329080000+08'00'").expect("a date");
        assert_eq!(pdf.seconds, 1_711_670_400);
        assert_eq!(iso_date("2024-03-29T08:00:00+08:00"), Some(pdf));
        assert_eq!(iso_date("2024-03-29T00:00:00Z").map(|found| found.seconds), Some(pdf.seconds));
        assert_eq!(date("D:20240229"), date("D:20240229000000"));
        for wrong in ["", "D:2023022900", "20231301000000", "D:2023", "yesterday", "D:20230228250000"] {
            assert_eq!(date(wrong).is_some(), wrong == "D:2023", "{wrong}");
        }
        assert_eq!(iso_date("2023-02-30"), None);
    }

    #[test]
    fn encodings() {
        assert_eq!(text(b"\xfe\xff\x51\x6c"), "公");
        assert_eq!(text(b"a\x84"), "a—");
        assert_eq!(text("\u{feff}公".as_bytes()), "公");
    }
}
