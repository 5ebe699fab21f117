//! What can be found wrong before anything is set: in the texts, against the
//! fonts. The proof reader reads them for errors of language and of sense:
//! its rules stand in [`rules`], a file each.
//!
//! Knows no Typst and no disk.

mod addressee;
mod alike;
mod articles;
mod attachments;
mod characters;
mod context;
mod dates;
mod desk;
mod documents;
mod figures;
mod fix;
mod foreign;
mod joins;
mod matcher;
mod miskeyed;
mod need;
mod numbers;
mod outline;
mod pairs;
mod passage;
mod pattern;
mod persons;
mod printed;
mod proof;
mod rule;
mod rules;
mod segments;
mod similar;
mod sink;
mod spaces;
mod tables;
mod terms;
mod waive;
mod weights;
mod word_list;

pub use self::articles::check as check_article;
pub use self::characters::{Characters, missing_character};
pub use self::desk::{Cache, Desk, Manuscript};
pub use self::fix::{apply as apply_fixes, safe as safe_fixes};
pub use self::numbers::check as check_numbers;
pub use self::proof::{proofread, rule, rule_list, rules};
pub use self::rule::{Class, Rule};
pub use self::tables::{Room, check as check_tables};
pub use self::waive::Proofread;
pub use self::weights::{check_text as check_weights, check_title};
