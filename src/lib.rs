//! gongbao (公报): the typesetter for Chinese government bulletins.
//!
//! Data flows one way: manifest → content → font → lint → layout → pdf →
//! prepress → preflight. Each stage is a library call without global state;
//! [`issue`] strings the reading stages together and [`press`] all of them;
//! [`cli`] is the only one that prints, [`project`] the only one that touches
//! the disk.

pub mod cli;
pub mod compose;
pub mod content;
pub mod diagnostic;
pub mod font;
pub mod index;
pub mod issue;
pub mod layout;
pub mod lint;
pub mod makeup;
pub mod manifest;
pub mod pdf;
pub mod preflight;
pub mod prepress;
pub mod press;
pub mod project;
pub mod proof;
pub mod script;
pub mod sheet;
pub mod title;
