//! A page of the source: its boxes as they are seen, what of it shows, and what
//! it holds that a sheet can't.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::geometry::{MM, Rect};
use super::super::problem::Problem;
use super::options::TrimFrom;

/// How deep a page tree may be.
const DEPTH: usize = 64;
/// The smallest and the largest trim, in points.
const SIZES: std::ops::RangeInclusive<f64> = 3.0 * MM..=2000.0 * MM;

/// A page.
#[derive(Debug, Clone)]
pub(in crate::prepress) struct Page {
    /// The page object.
    pub(in crate::prepress) id: ObjectId,
    /// The trim's width as the page is seen, in points.
    pub(in crate::prepress) width: f64,
    /// The trim's height as the page is seen, in points.
    pub(in crate::prepress) height: f64,
    /// From the page's own space to points from the lower left of the trim, as
    /// the page is seen.
    pub(in crate::prepress) upright: Matrix,
    /// What is kept of the page, in its own space: trim and bleed.
    pub(in crate::prepress) kept: Rect,
    /// The same, seen, from the lower left of the trim.
    seen: Rect,
    /// The resources, its own or inherited: a dictionary or a reference to one.
    pub(in crate::prepress) resources: Option<Object>,
}

impl Page {
    /// The least bleed of the four sides, in points.
    pub(in crate::prepress) fn least_bleed(&self) -> f64 {
        let Rect { left, bottom, right, top } = self.seen;
        [-left, -bottom, right - self.width, top - self.height]
            .into_iter()
            .fold(f64::INFINITY, f64::min)
            .max(0.0)
    }
}

/// An affine transformation as PDF writes it (ISO 32000-1, 8.3.3).
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::prepress) struct Matrix(pub(in crate::prepress) [f64; 6]);

impl Matrix {
    /// First this one, then `after`.
    pub(in crate::prepress) fn then(self, after: Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, after.0);
        Self([
            a * g + b * i,
            a * h + b * j,
            c * g + d * i,
            c * h + d * j,
            e * g + f * i + k,
            e * h + f * j + l,
        ])
    }

    fn point(self, x: f64, y: f64) -> (f64, f64) {
        let [a, b, c, d, e, f] = self.0;
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// A rectangle, if the matrix turns by right angles only.
    fn rect(self, rect: Rect) -> Rect {
        let (x0, y0) = self.point(rect.left, rect.bottom);
        let (x1, y1) = self.point(rect.right, rect.top);
        Rect::new(x0, y0, x1, y1)
    }
}

/// Reads a page. `bleed` is how much is wanted beyond the trim, in points.
pub(in crate::prepress) fn read(
    document: &Document,
    id: ObjectId,
    trim: TrimFrom,
    bleed: f64,
) -> Result<Page, Vec<Problem>> {
    let broken =
        |what: &str| vec![Problem::new(format!("这一面已损坏：{what}"), "用原来的软件重新导出 PDF 再拼")];
    let Ok(page) = document.get_dictionary(id) else { return Err(broken("没有页面对象")) };
    let own = |key: &[u8]| page.get(key).ok().and_then(|object| Rect::read(document, object));
    let inherited = |key: &[u8]| inherited(document, page, key);
    let rect = |key: &[u8]| inherited(key).and_then(|object| Rect::read(document, &object));
    let Some(media) = rect(b"MediaBox") else { return Err(broken("没有页面尺寸（MediaBox）")) };
    let crop = match rect(b"CropBox") {
        Some(crop) => intersection(crop, media).ok_or_else(|| broken("CropBox 在页面之外"))?,
        None => media,
    };
    let boxed = match trim {
        TrimFrom::Trim => own(b"TrimBox"),
        TrimFrom::Art => own(b"ArtBox"),
        TrimFrom::Crop => Some(crop),
        TrimFrom::Media => Some(media),
    };
    let Some(trimmed) = boxed else {
        let name = if trim == TrimFrom::Art { "ArtBox" } else { "TrimBox" };
        return Err(vec![Problem::new(
            format!("没有成品尺寸（{name}），不知道裁到哪里"),
            "在原软件里按成品尺寸加出血导出；或写 --trim-from crop（按可见范围）、media（按整个页面）",
        )]);
    };
    if !media.contains(trimmed) {
        return Err(broken("成品框（TrimBox）超出页面"));
    }
    let unit = inherited_number(page, document, b"UserUnit").unwrap_or(1.0);
    let turn = inherited(b"Rotate").and_then(|object| document.dereference(&object).ok()?.1.as_float().ok());
    let turn = turn.map_or(0.0, f64::from).rem_euclid(360.0);
    if !(unit.is_finite() && (0.001..=1000.0).contains(&unit)) {
        return Err(broken("单位（UserUnit）不对"));
    }
    let Some(upright) = upright(trimmed, turn, unit) else {
        return Err(broken("旋转角（Rotate）不是 90 度的倍数"));
    };
    let seen = upright.rect(trimmed);
    let (width, height) = (seen.width(), seen.height());
    if !SIZES.contains(&width) || !SIZES.contains(&height) {
        return Err(vec![Problem::new(
            format!("成品是 {:.1}×{:.1} 毫米，不像一页", width / MM, height / MM),
            "核对导出时的页面尺寸",
        )]);
    }
    // Without a BleedBox there may be marks of the other program around the
    // trim; no more of them is taken than was asked for.
    let room = match own(b"BleedBox") {
        Some(bleed) => intersection(bleed, media).unwrap_or(trimmed),
        None => crop,
    };
    let wanted = trimmed.grown(bleed / unit);
    let kept = union(intersection(wanted, room).unwrap_or(trimmed), trimmed);
    let mut problems = forbidden(document, page);
    problems.extend(annotations(document, page, kept));
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Page {
        id,
        width,
        height,
        upright,
        kept,
        seen: upright.rect(kept),
        resources: inherited(b"Resources"),
    })
}

/// From a page's space to the trim as it is seen, turned clockwise by `turn`
/// degrees (ISO 32000-1, 7.7.3.3) and enlarged by its unit.
fn upright(trim: Rect, turn: f64, unit: f64) -> Option<Matrix> {
    let Rect { left, bottom, right, top } = trim;
    let matrix = match turn as i64 {
        _ if turn.fract() != 0.0 => return None,
        0 => [1.0, 0.0, 0.0, 1.0, -left, -bottom],
        90 => [0.0, -1.0, 1.0, 0.0, -bottom, right],
        180 => [-1.0, 0.0, 0.0, -1.0, right, top],
        270 => [0.0, 1.0, -1.0, 0.0, top, -left],
        _ => return None,
    };
    Some(Matrix(matrix).then(Matrix([unit, 0.0, 0.0, unit, 0.0, 0.0])))
}

fn intersection(one: Rect, other: Rect) -> Option<Rect> {
    let rect = Rect {
        left: one.left.max(other.left),
        bottom: one.bottom.max(other.bottom),
        right: one.right.min(other.right),
        top: one.top.min(other.top),
    };
    (rect.width() > 0.0 && rect.height() > 0.0).then_some(rect)
}

fn union(one: Rect, other: Rect) -> Rect {
    Rect {
        left: one.left.min(other.left),
        bottom: one.bottom.min(other.bottom),
        right: one.right.max(other.right),
        top: one.top.max(other.top),
    }
}

/// The entries that a page may have from the nodes above it.
pub(in crate::prepress) const INHERITED: [&[u8]; 4] = [b"Resources", b"MediaBox", b"CropBox", b"Rotate"];

/// An entry of the page or, where it has none, of the nearest node above it
/// (ISO 32000-1, 7.7.3.4).
pub(in crate::prepress) fn inherited(document: &Document, page: &Dictionary, key: &[u8]) -> Option<Object> {
    let mut node = page;
    for _ in 0..DEPTH {
        if let Ok(object) = node.get(key) {
            return Some(object.clone());
        }
        node = node.get_deref(b"Parent", document).ok()?.as_dict().ok()?;
    }
    None
}

/// A number that is not inherited.
fn inherited_number(page: &Dictionary, document: &Document, key: &[u8]) -> Option<f64> {
    page.get_deref(key, document).ok()?.as_float().ok().map(f64::from)
}

/// What a page says that a sheet can't say for a part of itself.
fn forbidden(document: &Document, page: &Dictionary) -> Vec<Problem> {
    let mut problems = Vec::new();
    if page.has(b"SeparationInfo") {
        problems.push(Problem::new("这一面已经分好色，一页是一块版", "用分色以前的合成 PDF 拼，由印厂分色"));
    }
    if page.get_deref(b"OutputIntents", document).is_ok() {
        problems.push(Problem::new(
            "这一面有自己的输出条件，与别的面不能拼在一张纸上",
            "全书按一种印刷条件导出后再拼",
        ));
    }
    problems
}

/// Annotations that would be printed and can't stand on a sheet.
fn annotations(document: &Document, page: &Dictionary, kept: Rect) -> Option<Problem> {
    /// Invisible, Hidden and NoView (ISO 32000-1, 12.5.3).
    const UNSEEN: i64 = 1 | 2 | 32;
    let listed = page.get_deref(b"Annots", document).ok()?.as_array().ok()?;
    let harmful = listed.iter().filter_map(|entry| document.dereference(entry).ok()?.1.as_dict().ok());
    let harmful = harmful.filter(|annotation| {
        let flags = annotation.get_deref(b"F", document).and_then(Object::as_i64).unwrap_or(0);
        let kind = annotation.get_deref(b"Subtype", document).and_then(Object::as_name).unwrap_or_default();
        let shown = annotation.has(b"AP") && kind != b"Popup" || kind == b"Widget";
        let rect = annotation.get(b"Rect").ok().and_then(|rect| Rect::read(document, rect));
        let inside = rect.is_some_and(|rect| intersection(rect, kept).is_some());
        flags & UNSEEN == 0 && shown && inside
    });
    let (mut fields, mut others) = (0, 0);
    for annotation in harmful {
        if annotation
            .get_deref(b"Subtype", document)
            .and_then(Object::as_name)
            .is_ok_and(|kind| kind == b"Widget")
        {
            fields += 1;
        } else {
            others += 1;
        }
    }
    let what = match (fields, others) {
        (0, 0) => return None,
        (0, notes) => format!("版面上有 {notes} 处批注"),
        (fields, 0) => format!("版面上有 {fields} 个表单域"),
        (fields, notes) => format!("版面上有 {fields} 个表单域、{notes} 处批注"),
    };
    Some(Problem::new(
        format!("{what}，拼版后会丢失"),
        "要印的，在原软件里拼合（flatten）到页面上；不要的删去，再导出",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turned_pages_come_upright() {
        let trim = Rect::new(10.0, 20.0, 110.0, 220.0);
        for (turn, corner) in [
            // Where the page's upper left is seen.
            (0.0, (0.0, 200.0)),
            (90.0, (200.0, 100.0)),
            (180.0, (100.0, 0.0)),
            (270.0, (0.0, 0.0)),
        ] {
            let matrix = upright(trim, turn, 1.0).expect("a right angle");
            assert_eq!(matrix.point(10.0, 220.0), corner, "{turn}");
            let seen = matrix.rect(trim);
            assert_eq!((seen.left, seen.bottom), (0.0, 0.0));
        }
        let large = upright(trim, 90.0, 2.0).expect("a right angle").rect(trim);
        assert_eq!((large.width(), large.height()), (400.0, 200.0));
        assert!(upright(trim, 45.0, 1.0).is_none());
    }
}
