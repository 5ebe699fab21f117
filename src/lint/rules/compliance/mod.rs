//! 合规: what may not be printed.

pub(super) mod advertising;
pub(super) mod bank_card;
mod digits;
pub(super) mod identity_number;
pub(super) mod mobile_number;
pub(super) mod remit;
