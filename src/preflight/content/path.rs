//! Paths (ISO 32000-1, 8.5): where they are, and whether they are rectangles.

use crate::preflight::geometry::{Matrix, Rect};
use crate::preflight::limits;

/// A path being built, in user space.
#[derive(Debug, Default)]
pub(crate) struct Path {
    parts: Vec<Part>,
    points: usize,
    current: (f64, f64),
}

/// One subpath.
#[derive(Debug, Default)]
struct Part {
    points: Vec<(f64, f64)>,
    curved: bool,
}

/// What a subpath covers on the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shape {
    pub(crate) area: Rect,
    /// Whether it covers all of the area.
    pub(crate) whole: bool,
    /// The distance of its two long sides, where it is a bar.
    pub(crate) thickness: Option<f64>,
}

/// Coordinates differ by rounding, in pt.
const SLACK: f64 = 0.001;

impl Path {
    pub(crate) fn move_to(&mut self, point: (f64, f64)) {
        self.parts.push(Part::default());
        self.push(point);
    }

    pub(crate) fn line_to(&mut self, point: (f64, f64)) {
        if self.parts.is_empty() {
            self.parts.push(Part::default());
        }
        self.push(point);
    }

    /// The control points bound the curve.
    pub(crate) fn curve_to(&mut self, points: [(f64, f64); 3]) {
        for point in points {
            self.line_to(point);
        }
        if let Some(part) = self.parts.last_mut() {
            part.curved = true;
        }
    }

    pub(crate) fn rect(&mut self, [x, y, width, height]: [f64; 4]) {
        self.move_to((x, y));
        self.line_to((x + width, y));
        self.line_to((x + width, y + height));
        self.line_to((x, y + height));
        self.close();
    }

    /// Back to the subpath's start.
    pub(crate) fn close(&mut self) {
        let start = self.parts.last().and_then(|part| part.points.first()).copied();
        if let Some(start) = start {
            self.push(start);
        }
    }

    /// Where it has got to.
    pub(crate) fn current(&self) -> (f64, f64) {
        self.current
    }

    fn push(&mut self, point: (f64, f64)) {
        self.current = point;
        if self.points >= limits::PATH {
            return;
        }
        if let Some(part) = self.parts.last_mut() {
            part.points.push(point);
            self.points += 1;
        }
    }

    /// What it covers; a subpath that is a single point covers nothing.
    pub(crate) fn shapes(&self, ctm: Matrix) -> Vec<Shape> {
        self.parts.iter().filter(|part| part.points.len() > 1).filter_map(|part| part.shape(ctm)).collect()
    }
}

impl Part {
    fn shape(&self, ctm: Matrix) -> Option<Shape> {
        let points: Vec<_> = self.points.iter().map(|point| ctm.apply(*point)).collect();
        let area = Rect::around(points.iter().copied())?;
        let (corners, thickness) = if self.curved { (None, None) } else { bar(&points) };
        let on_side = |value: f64, a: f64, b: f64| (value - a).abs() < SLACK || (value - b).abs() < SLACK;
        let upright = corners.is_some_and(|corners| {
            corners
                .iter()
                .all(|(x, y)| on_side(*x, area.left, area.right) && on_side(*y, area.bottom, area.top))
        });
        Some(Shape { area, whole: upright, thickness })
    }
}

/// The corners of a rectangle, upright or not, and the length of its shorter
/// side. A line there and back is one without height.
fn bar(points: &[(f64, f64)]) -> (Option<[(f64, f64); 4]>, Option<f64>) {
    let same = |a: (f64, f64), b: (f64, f64)| (a.0 - b.0).abs() < SLACK && (a.1 - b.1).abs() < SLACK;
    let mut corners: Vec<(f64, f64)> = Vec::new();
    for point in points.iter().take(8) {
        if corners.last().is_none_or(|last| !same(*last, *point)) {
            corners.push(*point);
        }
    }
    if points.len() <= 8
        && corners.len() > 2
        && corners.first().zip(corners.last()).is_some_and(|(a, b)| same(*a, *b))
    {
        corners.pop();
    }
    match corners[..] {
        [_, _] if points.len() <= 8 => (None, Some(0.0)),
        [a, b, c, d] if points.len() <= 8 => {
            let side = |a: (f64, f64), b: (f64, f64)| (b.0 - a.0, b.1 - a.1);
            let (first, second, third) = (side(a, b), side(b, c), side(d, c));
            let lengths = (first.0.hypot(first.1), second.0.hypot(second.1));
            let square =
                (first.0 * second.0 + first.1 * second.1).abs() <= 0.01 * lengths.0 * lengths.1 + SLACK;
            let parallel = (first.0 - third.0).abs() < 0.01 && (first.1 - third.1).abs() < 0.01;
            if square && parallel {
                (Some([a, b, c, d]), Some(lengths.0.min(lengths.1)))
            } else {
                (None, None)
            }
        }
        _ => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rectangles_and_bars() {
        let mut path = Path::default();
        path.rect([10.0, 20.0, 100.0, 0.1]);
        path.move_to((0.0, 0.0));
        path.line_to((50.0, 0.0));
        path.close();
        path.move_to((0.0, 0.0));
        path.curve_to([(1.0, 5.0), (9.0, 5.0), (10.0, 0.0)]);
        let shapes = path.shapes(Matrix([2.0, 0.0, 0.0, 2.0, 0.0, 0.0]));
        let [bar, line, bow] = &shapes[..] else { panic!("three shapes") };
        assert!(bar.whole && (bar.thickness.unwrap_or(9.0) - 0.2).abs() < 1e-9);
        assert_eq!(line.thickness, Some(0.0));
        assert!(!bow.whole && bow.thickness.is_none());
    }
}
