//! 标点: GB/T 15834—2011.

pub(super) mod approximate;
pub(super) mod clashing;
pub(super) mod connector;
pub(super) mod dated_name;
pub(super) mod doubled;
pub(super) mod ellipsis;
pub(super) mod full_width;
pub(super) mod half_width;
pub(super) mod heading_end;
pub(super) mod interpunct;
pub(super) mod item_end;
pub(super) mod lead_in;
pub(super) mod nested;
pub(super) mod ordinal;
pub(super) mod organ_comma;
pub(super) mod paragraph_end;
pub(super) mod question;
pub(super) mod quoted_list;
pub(super) mod ratio;
pub(super) mod straight_quote;
pub(super) mod title_mark;
pub(super) mod unmatched;
