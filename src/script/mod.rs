//! What Chinese script asks of any line, of a title as of running text: which
//! marks keep away from a line's edges, and which units follow a number.

mod edges;
mod units;

pub use edges::{joins_on, never_ends, never_starts};
pub use units::{latin_unit, unit};
