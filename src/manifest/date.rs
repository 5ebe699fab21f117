//! Dates that exist.

use toml::Value;

use super::model::Date;

impl Date {
    /// A date, if there is one.
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap = year.is_multiple_of(4) && !year.is_multiple_of(100) || year.is_multiple_of(400);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            _ => return None,
        };
        (1..=days).contains(&day).then_some(Self { year, month, day })
    }

    /// `2024年3月29日`
    pub fn chinese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// `2024-03-29`
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Reads a date as documents write it: `2024年3月29日`, or in Chinese
    /// numerals, `二〇二四年三月二十九日`; no spaces in it.
    pub fn from_words(text: &str) -> Option<Self> {
        let (year, rest) = text.split_once('年')?;
        let (month, rest) = rest.split_once('月')?;
        let day = rest.strip_suffix('日')?;
        let digits: Option<u32> =
            year.chars().try_fold(0, |sum, c| (sum < 1000).then_some(sum * 10 + digit(c)?));
        Self::new(digits?.try_into().ok()?, small(month)?, small(day)?)
    }

    /// Reads what a manifest may hold: a TOML date, or the same as text
    /// (`2024-03-29`, `2024年3月29日`).
    pub(crate) fn from_toml(value: &Value) -> Option<Self> {
        match value {
            Value::Datetime(when) if when.time.is_none() => {
                let date = when.date?;
                Self::new(date.year, date.month, date.day)
            }
            Value::String(text) => Self::from_text(text),
            _ => None,
        }
    }

    /// Reads a date as it may be typed: `2024-03-29`, `2024年3月29日`.
    pub fn from_text(text: &str) -> Option<Self> {
        let text = text.trim();
        let text = text.strip_suffix('日').unwrap_or(text);
        let mut parts = text.split(['-', '/', '.', '年', '月']);
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() || year.len() != 4 {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }
}

/// The value of a digit, Arabic or Chinese.
fn digit(c: char) -> Option<u32> {
    const CHINESE: &str = "零一二三四五六七八九";
    match c {
        '〇' | '○' | 'Ｏ' | 'O' => Some(0),
        _ => {
            c.to_digit(10).or_else(|| CHINESE.chars().zip(0..).find(|(known, _)| *known == c).map(|(_, n)| n))
        }
    }
}

/// A number up to 99, in Arabic or Chinese figures.
fn small(text: &str) -> Option<u8> {
    let of = |part: &str, empty| match part {
        "" => Some(empty),
        _ => part.chars().try_fold(0, |sum: u32, c| (sum < 10).then_some(sum * 10 + digit(c)?)),
    };
    let value = match text.split_once('十') {
        Some((tens, ones)) => of(tens, 1)? * 10 + of(ones, 0)?,
        None if text.is_empty() => return None,
        None => of(text, 0)?,
    };
    value.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_calendar() {
        assert!(Date::new(2024, 2, 29).is_some());
        assert!(Date::new(2023, 2, 29).is_none());
        assert!(Date::new(1900, 2, 29).is_none());
        assert!(Date::new(2024, 4, 31).is_none());
    }

    #[test]
    fn reads_words() {
        for (text, iso) in [
            ("2024年3月9日", Some("2024-03-09")),
            ("二〇二四年十二月三十一日", Some("2024-12-31")),
            ("二○二四年十月二十日", Some("2024-10-20")),
            ("2024年2月30日", None),
            ("20240年2月3日", None),
            ("二十年二月三日", None),
            ("2024年月3日", None),
        ] {
            assert_eq!(Date::from_words(text).map(Date::iso).as_deref(), iso, "{text}");
        }
    }

    #[test]
    fn reads_text() {
        let date = Date::new(2024, 3, 29);
        for text in ["2024-03-29", "2024年3月29日", "2024.3.29", " 2024/03/29 "] {
            assert_eq!(Date::from_text(text), date, "{text}");
        }
        assert_eq!(Date::from_text("24-3-29"), None);
    }
}
