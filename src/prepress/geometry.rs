//! Boxes of a page, in points, as PDF counts them: from the lower left up.

use lopdf::{Document, Object};

/// Points in a millimetre.
pub const MM: f64 = 72.0 / 25.4;

/// A rectangle, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// Smaller x.
    pub left: f64,
    /// Smaller y.
    pub bottom: f64,
    /// Larger x.
    pub right: f64,
    /// Larger y.
    pub top: f64,
}

impl Rect {
    /// A rectangle from two opposite corners.
    pub fn new(x0: f64, y0: f64, x1: f64, y1: f64) -> Self {
        Self { left: x0.min(x1), bottom: y0.min(y1), right: x0.max(x1), top: y0.max(y1) }
    }

    /// Larger by `by` points on every side.
    pub fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// Width, in points.
    pub fn width(self) -> f64 {
        self.right - self.left
    }

    /// Height, in points.
    pub fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// Whether `inner` lies inside, to a hundredth of a point.
    pub fn contains(self, inner: Self) -> bool {
        const SLACK: f64 = 0.01;
        self.left <= inner.left + SLACK
            && self.bottom <= inner.bottom + SLACK
            && self.right >= inner.right - SLACK
            && self.top >= inner.top - SLACK
    }

    /// Reads an array of four numbers. `None` for anything else, and where the
    /// numbers enclose nothing.
    pub fn read(document: &Document, object: &Object) -> Option<Self> {
        let (_, object) = document.dereference(object).ok()?;
        let [x0, y0, x1, y1] = object.as_array().ok()?.as_slice() else { return None };
        let number = |object| document.dereference(object).ok()?.1.as_float().ok().map(f64::from);
        let rect = Self::new(number(x0)?, number(y0)?, number(x1)?, number(y1)?);
        (rect.width() > 0.0 && rect.height() > 0.0).then_some(rect)
    }

    /// As PDF writes it, to a ten-thousandth of a point.
    pub fn write(self) -> Object {
        let number = |value: f64| Object::Real(((value * 1e4).round() / 1e4) as f32);
        Object::Array([self.left, self.bottom, self.right, self.top].map(number).to_vec())
    }
}
