//! What can be found wrong before anything is set: in the texts, against the
//! fonts.
//!
//! Knows no Typst and no disk.

mod articles;
mod attachments;
mod characters;
mod documents;
mod numbers;
mod tables;
mod terms;
mod weights;

pub use self::articles::check as check_article;
pub use self::characters::{Characters, missing_character};
pub use self::numbers::check as check_numbers;
pub use self::tables::{Room, check as check_tables};
pub use self::weights::{check_text as check_weights, check_title};
