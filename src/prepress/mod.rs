//! From the raw print PDF, whose colours are the screen's, to the file that a
//! press accepts: PDF/X-4 (ISO 15930-7) or PDF/X-1a:2003 (ISO 15930-4).
//!
//! `PDFX.md` beside this file lists the clauses and where each is met.

pub mod geometry;
mod ink;
pub mod marks;
mod problem;
mod profile;
mod spot;

pub use self::problem::Problem;
pub use self::profile::Profile;
pub use self::spot::Spot;
