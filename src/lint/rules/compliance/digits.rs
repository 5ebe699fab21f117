//! Numbers as they are typed: digits of full width count as digits.

use crate::content::chars::is_digit;
use crate::lint::passage::Passage;

/// Whether the passage has so many digits at least.
pub(super) fn has(passage: &Passage, count: usize) -> bool {
    passage.chars.iter().filter(|(_, c)| is_digit(*c)).take(count).count() == count
}

/// The digits of a number; `X` is ten. What parts them is left out.
pub(super) fn values(number: &str) -> Vec<u32> {
    let value = |c: char| match c {
        'X' | 'x' | 'Ｘ' | 'ｘ' => Some(10),
        '０'..='９' => (c as u32).checked_sub('０' as u32),
        _ => c.to_digit(10),
    };
    number.chars().filter_map(value).collect()
}
