//! 文字: what typing, scanning and saving from Word leave behind.

pub(super) mod broken_paragraph;
pub(super) mod confused_digit;
pub(super) mod fullwidth;
pub(super) mod garbled;
pub(super) mod glued_rows;
pub(super) mod han_space;
pub(super) mod homoglyph;
pub(super) mod invisible;
pub(super) mod lookalike;
pub(super) mod mark_space;
pub(super) mod markup;
pub(super) mod name_space;
pub(super) mod number_space;
pub(super) mod traditional;
