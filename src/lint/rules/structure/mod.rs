//! 结构: GB/T 9704—2012.

pub(super) mod addressee;
pub(super) mod announced_count;
pub(super) mod attachment_reference;
pub(super) mod bracket_style;
pub(super) mod caption_numbers;
pub(super) mod doc_number;
pub(super) mod enumeration;
pub(super) mod heading_form;
pub(super) mod interview;
mod listed_count;
pub(super) mod roster_count;
pub(super) mod sequence;
pub(super) mod skipped_level;
pub(super) mod statute_numbers;
