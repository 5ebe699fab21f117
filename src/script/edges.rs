//! Marks that do not stand at a line's edge (GB/T 15834—2011, 5.1).

/// Marks that close, pause, stop or join; signs that follow a number.
const NO_START: &str = "、，。．：；！？）》〉」』】〕〗］｝”’…—·・～％‰℃℉°′″%!,.:;?)]}>/／";

/// Marks that open, signs of currency, and what divides alternatives: `/`
/// stands at neither edge (5.1.9).
const NO_END: &str = "（《〈「『【〔〖［｛“‘([{<￥＄$¥/／";

/// Whether a character never begins a line.
#[must_use]
pub fn never_starts(c: char) -> bool {
    NO_START.contains(c) || joins_on(c)
}

/// Whether a character never ends a line.
#[must_use]
pub fn never_ends(c: char) -> bool {
    NO_END.contains(c)
}

/// Whether a character is part of the one before it: marks over and behind
/// letters, raised and lowered figures, variants, joiners.
#[must_use]
pub fn joins_on(c: char) -> bool {
    matches!(c,
        '²' | '³' | '¹' | '⁰'..='₎' | '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{2060}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}
