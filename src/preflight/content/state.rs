//! The graphics state (ISO 32000-1, 8.4), as far as a preflight needs it.

use std::rc::Rc;

use super::font::Font;
use super::ink::Inks;
use super::space::Space;
use crate::preflight::cos::Object;
use crate::preflight::geometry::{Matrix, Rect};

/// What is painted with.
#[derive(Debug, Clone)]
pub(crate) struct Paint {
    pub(crate) space: Rc<Space>,
    pub(crate) colour: Rc<[f64]>,
    /// Its inks, of a shading the colour with most of them; `None` for what is
    /// not made of inks or not known.
    pub(crate) inks: Option<Rc<Inks>>,
    /// A pattern (a dictionary or stream).
    pub(crate) pattern: Option<Object>,
    /// Whether the inks are those of every point of what is painted.
    pub(crate) even: bool,
}

impl Paint {
    /// A colour of a space.
    pub(crate) fn new(space: Rc<Space>, colour: Vec<f64>) -> Self {
        let inks = space.inks(&colour).map(Rc::new);
        Self { space, colour: colour.into(), inks, pattern: None, even: true }
    }

    /// Black, as pages begin.
    pub(crate) fn black() -> Self {
        Self::new(Rc::new(Space::Gray), vec![0.0])
    }
}

/// Text state (9.3).
#[derive(Debug, Clone)]
pub(crate) struct Text {
    pub(crate) font: Option<Rc<Font>>,
    pub(crate) size: f64,
    pub(crate) char_space: f64,
    pub(crate) word_space: f64,
    /// Horizontal scaling, 1 for 100 %.
    pub(crate) stretch: f64,
    pub(crate) leading: f64,
    pub(crate) rise: f64,
    pub(crate) mode: i64,
}

/// The state that `q` saves.
#[derive(Debug, Clone)]
pub(crate) struct State {
    pub(crate) ctm: Matrix,
    pub(crate) clip: Rect,
    pub(crate) fill: Paint,
    pub(crate) stroke: Paint,
    pub(crate) line_width: f64,
    /// Overprint of fills and of strokes.
    pub(crate) overprint: [bool; 2],
    /// Overprint mode 1.
    pub(crate) mode1: bool,
    pub(crate) text: Text,
}

impl State {
    /// As a page begins.
    pub(crate) fn new(clip: Rect) -> Self {
        Self {
            ctm: Matrix::IDENTITY,
            clip,
            fill: Paint::black(),
            stroke: Paint::black(),
            line_width: 1.0,
            overprint: [false; 2],
            mode1: false,
            text: Text {
                font: None,
                size: 0.0,
                char_space: 0.0,
                word_space: 0.0,
                stretch: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: 0,
            },
        }
    }
}
