//! What tells another issue from this one, read without judging it.

use crate::diagnostic::SourceText;

/// Year, number and total of an issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity {
    /// Year.
    pub year: u16,
    /// Number within the year.
    pub number: u32,
    /// 总第几期.
    pub total: Option<u32>,
}

impl Identity {
    /// Reads an `issue.toml`; `None` if it does not say.
    pub fn read(source: &SourceText) -> Option<Self> {
        let table: toml::Table = source.text.parse().ok()?;
        let number = |key: &str| table.get(key)?.as_integer();
        Some(Self {
            year: number("year")?.try_into().ok()?,
            number: number("number")?.try_into().ok()?,
            total: number("total").and_then(|total| total.try_into().ok()),
        })
    }
}
