//! What can be found wrong before anything is set: in the texts, against the
//! fonts.
//!
//! Knows no Typst and no disk.

mod articles;
mod characters;
mod numbers;

pub use self::articles::check as check_article;
pub use self::characters::{check_manifest, check_text, missing_character};
pub use self::numbers::check as check_numbers;
