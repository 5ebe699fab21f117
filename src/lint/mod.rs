//! What can be found wrong before anything is set: in the texts, against the
//! fonts.
//!
//! Knows no Typst and no disk.

mod articles;
mod characters;
mod numbers;
mod tables;

pub use self::articles::check as check_article;
pub use self::characters::{Characters, missing_character};
pub use self::numbers::check as check_numbers;
pub use self::tables::{Room, check as check_tables};
