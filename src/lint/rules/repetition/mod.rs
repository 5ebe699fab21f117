//! 重复: what was written twice, and slips of the pen.

pub(super) mod adverb;
pub(super) mod doubled_item;
pub(super) mod doubled_sentence;
pub(super) mod doubled_word;
pub(super) mod leader;
pub(super) mod slips;
