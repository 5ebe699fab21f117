//! Which round of proofs this is.

use crate::manifest::Date;

/// A round of proofs (校次) and its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    /// 1 for 一校, up to 9.
    pub number: u8,
    /// The day that the proof carries.
    pub date: Date,
}

/// What a round is called: `二校`.
pub fn round_name(number: u8) -> String {
    let figure = "一二三四五六七八九".chars().nth(usize::from(number).saturating_sub(1));
    figure.map_or_else(|| format!("第{number}校"), |figure| format!("{figure}校"))
}
