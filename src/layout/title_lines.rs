//! `title-lines(parts, most, even)`: the function through which a layout has
//! a title broken into lines, described in `layouts/README.md`.

use typst::foundations::{Array, IntoValue, Str, func};

use crate::title::{Fill, lines};

/// The lines of a title: an array of strings.
#[func]
pub(super) fn title_lines(
    /// The lines that the editor asked for; one for a title without breaks.
    parts: Vec<Str>,
    /// The measure in em.
    most: f64,
    /// Whether the lines should be equal (true) or full (false).
    even: bool,
) -> Array {
    let fill = if even { Fill::Even } else { Fill::Full };
    lines(&parts, most, fill).into_iter().map(|line| Str::from(line).into_value()).collect()
}
