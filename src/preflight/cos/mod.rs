//! The objects of a PDF file (ISO 32000-1, 7), read without mercy: what other
//! readers repair in silence is a defect here, and nothing is unpacked, nested
//! or chained beyond a limit.

mod document;
mod filter;
mod lexer;
mod object;
mod text;
mod xref;

pub(crate) use self::document::{Decoded, Defect, Document};
pub(crate) use self::filter::Filter;
pub(crate) use self::lexer::{Fault, Lexer, Token, is_space};
pub(crate) use self::object::{Dict, Id, Object, Stream};
pub(crate) use self::text::{Instant, date, iso_date, text};
