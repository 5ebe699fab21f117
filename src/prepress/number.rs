//! Numbers as content streams write them.

use std::fmt::Write as _;

/// Numbers with a space between them, to a ten-thousandth.
pub(super) fn numbers(values: &[f64]) -> String {
    let mut text = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        let start = text.len();
        // Writing to a string can't fail.
        let _ = write!(text, "{:.4}", if value.is_finite() { *value } else { 0.0 });
        let written = text.get(start..).unwrap_or_default();
        let kept = start + written.trim_end_matches('0').trim_end_matches('.').len();
        text.truncate(kept);
        if matches!(text.get(start..), Some("-0" | "-" | "")) {
            text.truncate(start);
            text.push('0');
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short() {
        assert_eq!(numbers(&[0.0, 1.0, -0.000_01, 0.25, 100.0, f64::NAN]), "0 1 0 0.25 100 0");
    }
}
