//! Rectangles and transformations, in points, y upwards.

use super::finding::Place;

/// Points to millimetres.
pub(crate) const MM: f64 = 25.4 / 72.0;

/// A rectangle whose left is at most its right and whose bottom is at most its
/// top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rect {
    pub(crate) left: f64,
    pub(crate) bottom: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
}

impl Rect {
    /// Everything.
    pub(crate) const ALL: Self = Self { left: -1e9, bottom: -1e9, right: 1e9, top: 1e9 };

    /// The rectangle of two corners.
    pub(crate) fn of([x0, y0, x1, y1]: [f64; 4]) -> Self {
        Self { left: x0.min(x1), bottom: y0.min(y1), right: x0.max(x1), top: y0.max(y1) }
    }

    /// The smallest rectangle around some points.
    pub(crate) fn around(points: impl IntoIterator<Item = (f64, f64)>) -> Option<Self> {
        let mut points = points.into_iter();
        let (x, y) = points.next()?;
        let first = Self { left: x, bottom: y, right: x, top: y };
        Some(points.fold(first, |rect, (x, y)| Self {
            left: rect.left.min(x),
            bottom: rect.bottom.min(y),
            right: rect.right.max(x),
            top: rect.top.max(y),
        }))
    }

    pub(crate) fn width(self) -> f64 {
        self.right - self.left
    }

    pub(crate) fn height(self) -> f64 {
        self.top - self.bottom
    }

    /// What both cover; `None` where nothing.
    pub(crate) fn overlap(self, other: Self) -> Option<Self> {
        let rect = Self {
            left: self.left.max(other.left),
            bottom: self.bottom.max(other.bottom),
            right: self.right.min(other.right),
            top: self.top.min(other.top),
        };
        (rect.left <= rect.right && rect.bottom <= rect.top).then_some(rect)
    }

    /// The smallest rectangle around both.
    pub(crate) fn union(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            bottom: self.bottom.min(other.bottom),
            right: self.right.max(other.right),
            top: self.top.max(other.top),
        }
    }

    /// Wider by so much on every side.
    pub(crate) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, bottom: self.bottom - by, right: self.right + by, top: self.top + by }
    }

    /// Whether the other lies in it, give or take.
    pub(crate) fn holds(self, other: Self, slack: f64) -> bool {
        other.left >= self.left - slack
            && other.bottom >= self.bottom - slack
            && other.right <= self.right + slack
            && other.top <= self.top + slack
    }

    /// Where it is on a page with this trim.
    pub(crate) fn place(self, trim: Self) -> Place {
        let round = |value: f64| (value * MM * 100.0).round() / 100.0;
        Place {
            left: round(self.left - trim.left),
            top: round(trim.top - self.top),
            width: round(self.width()),
            height: round(self.height()),
        }
    }
}

/// A transformation (ISO 32000-1, 8.3.4).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Matrix(pub(crate) [f64; 6]);

impl Matrix {
    pub(crate) const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The matrix of six numbers.
    pub(crate) fn of(numbers: &[f64]) -> Option<Self> {
        let numbers: [f64; 6] = numbers.try_into().ok()?;
        numbers.iter().all(|number| number.is_finite()).then_some(Self(numbers))
    }

    /// First this one, then the other.
    pub(crate) fn then(self, other: Self) -> Self {
        let [a, b, c, d, e, f] = self.0;
        let [g, h, i, j, k, l] = other.0;
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    pub(crate) fn apply(self, (x, y): (f64, f64)) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// The smallest rectangle around a transformed one.
    pub(crate) fn rect(self, rect: Rect) -> Rect {
        let corners = [
            (rect.left, rect.bottom),
            (rect.right, rect.bottom),
            (rect.right, rect.top),
            (rect.left, rect.top),
        ];
        Rect::around(corners.map(|corner| self.apply(corner))).unwrap_or(rect)
    }

    /// Lengths of the two unit vectors after it.
    pub(crate) fn scales(self) -> (f64, f64) {
        let [a, b, c, d, ..] = self.0;
        (a.hypot(b), c.hypot(d))
    }

    /// The least factor by which it stretches any direction: the thinnest that
    /// a line of width 1 becomes.
    pub(crate) fn least_scale(self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        // The smaller singular value of the linear part.
        let sum = a * a + b * b + c * c + d * d;
        let determinant = a * d - b * c;
        let root = (sum * sum - 4.0 * determinant * determinant).max(0.0).sqrt();
        ((sum - root) / 2.0).max(0.0).sqrt()
    }

    /// Whether rectangles stay rectangles with upright sides.
    pub(crate) fn is_upright(self) -> bool {
        let [a, b, c, d, ..] = self.0;
        (b == 0.0 && c == 0.0) || (a == 0.0 && d == 0.0)
    }
}
