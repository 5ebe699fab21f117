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

    fn from_text(text: &str) -> Option<Self> {
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
    fn reads_text() {
        let date = Date::new(2024, 3, 29);
        for text in ["2024-03-29", "2024年3月29日", "2024.3.29", " 2024/03/29 "] {
            assert_eq!(Date::from_text(text), date, "{text}");
        }
        assert_eq!(Date::from_text("24-3-29"), None);
    }
}
