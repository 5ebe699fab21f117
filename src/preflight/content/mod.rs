//! What is painted on a page: an interpreter of content streams (ISO 32000-1,
//! 7.8.2 and annex A) that tells a watcher of every mark.

mod cmap;
mod font;
mod function;
mod ink;
mod path;
mod picture;
mod program;
mod run;
mod space;
mod state;
mod text;

use super::geometry::Rect;

pub(crate) use self::font::{Font, Shown};
pub(crate) use self::ink::Inks;
pub(crate) use self::picture::{Measured, Picture};
pub(crate) use self::run::{Reader, Shared, laid_down};
pub(crate) use self::space::{Space, Tints, is_spot};
pub(crate) use self::state::Paint;

/// Something painted.
pub(crate) struct Mark<'a> {
    pub(crate) kind: Kind<'a>,
    /// Where it shows, clipped, on the page.
    pub(crate) area: Rect,
    pub(crate) paint: &'a Paint,
    pub(crate) overprint: bool,
    /// Overprint mode 1.
    pub(crate) mode1: bool,
    /// Whether it covers all of its area.
    pub(crate) whole: bool,
    /// Part of a pattern's cell or of a Type 3 glyph: where it is and how large
    /// says nothing.
    pub(crate) cell: bool,
}

/// What kind of thing is painted.
#[derive(Clone, Copy)]
pub(crate) enum Kind<'a> {
    /// Text of so many points on the page.
    Text {
        size: f64,
    },
    /// A filled shape; of a bar, its thickness in pt.
    Area {
        thickness: Option<f64>,
    },
    /// A line so wide on the page, in pt; 0 for the thinnest there is.
    Line {
        width: f64,
    },
    /// A picture, with its pixels per inch.
    Picture {
        picture: &'a Picture,
        resolution: f64,
    },
    Shading,
}

/// Something wrong with a content stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// What can't be read, in Chinese.
    Syntax(String),
    /// More of something than is looked at.
    TooMuch(&'static str),
    /// A font that is not there.
    NoFont(String),
    /// A picture that can't be read.
    Picture(String),
    /// A colour space that can't be read.
    Space(String),
}

/// Whom the interpreter tells.
pub(crate) trait Watch {
    /// Something is painted.
    fn mark(&mut self, mark: &Mark<'_>);
    /// A string is shown in a font; where, and whether it can be seen.
    fn string(&mut self, font: &Font, shown: &[Shown], area: Rect, visible: bool);
    /// Something is wrong.
    fn trouble(&mut self, trouble: Trouble);
    /// Most ink that pictures may have, in per cent.
    fn ink_limit(&self) -> f64;
}
