//! Trim sizes and the type area (版心) on them.

use toml::{Spanned, Value};

use super::lower::Lower;
use super::model::Page;
use crate::diagnostic::{Code, Diagnostic};

impl Page {
    /// A4 by GB/T 9704-2012, 5.2: 版心 156 × 225 mm, 天头 37 mm, 订口 28 mm.
    pub const A4: Self = Self {
        width_mm: 210.0,
        height_mm: 297.0,
        top_mm: 37.0,
        inner_mm: 28.0,
        text_width_mm: 156.0,
        text_height_mm: 225.0,
    };
}

const A4: Page = Page::A4;

/// 大16开 (210 × 285 mm), with A4's type area.
const LARGE_16: Page = Page { height_mm: 285.0, top_mm: 31.0, ..A4 };

/// 16开 (184 × 260 mm), 版心 140 × 204 mm.
const SMALL_16: Page = Page {
    width_mm: 184.0,
    height_mm: 260.0,
    top_mm: 30.0,
    inner_mm: 23.0,
    text_width_mm: 140.0,
    text_height_mm: 204.0,
};

/// The page that the given settings make, laid over an earlier one; `None`
/// where nothing was set, or where the type area would not fit (reported).
pub(crate) fn lower(
    lower: &mut Lower<'_>,
    base: Option<Page>,
    trim: Option<Spanned<Value>>,
    type_area: Option<Spanned<[f64; 2]>>,
    top: Option<Spanned<f64>>,
    inner: Option<Spanned<f64>>,
) -> Option<Page> {
    let spans = [
        trim.as_ref().map(Spanned::span),
        type_area.as_ref().map(Spanned::span),
        top.as_ref().map(Spanned::span),
        inner.as_ref().map(Spanned::span),
    ];
    let place = spans.into_iter().flatten().next()?;
    let mut page = match trim {
        Some(typed) => from_trim(lower, &typed)?,
        None => base.unwrap_or(A4),
    };
    if let Some(area) = type_area {
        [page.text_width_mm, page.text_height_mm] = area.into_inner();
    }
    if let Some(top) = top {
        page.top_mm = top.into_inner();
    }
    if let Some(inner) = inner {
        page.inner_mm = inner.into_inner();
    }
    let outer = page.width_mm - page.inner_mm - page.text_width_mm;
    let bottom = page.height_mm - page.top_mm - page.text_height_mm;
    if outer >= 5.0 && bottom >= 10.0 {
        return Some(page);
    }
    let message = format!(
        "版心 {} × {} 毫米在 {} × {} 毫米的纸上放不下：切口余 {outer} 毫米，地脚余 {bottom} 毫米",
        page.text_width_mm, page.text_height_mm, page.width_mm, page.height_mm,
    );
    let diagnostic = Diagnostic::error(Code::BadValue, message)
        .help("切口至少 5 毫米，地脚至少 10 毫米：改小 type-area，或改小 top-margin、inner-margin");
    lower.report(diagnostic, place);
    None
}

fn from_trim(lower: &mut Lower<'_>, typed: &Spanned<Value>) -> Option<Page> {
    let page = match typed.get_ref() {
        Value::String(name) => named(name),
        Value::Array(pair) => match pair.iter().map(millimetres).collect::<Option<Vec<_>>>().as_deref() {
            Some(&[width, height]) => custom(width, height),
            _ => None,
        },
        _ => None,
    };
    if page.is_none() {
        let diagnostic = Diagnostic::error(Code::BadValue, "不认识的成品尺寸")
            .help("写 \"A4\"、\"16K\"、\"大16K\"，或 [宽, 高]（毫米，宽 120 到 420，高 160 到 600）");
        lower.report(diagnostic, typed.span());
    }
    page
}

fn named(name: &str) -> Option<Page> {
    match name.trim().to_uppercase().replace('开', "K").as_str() {
        "A4" => Some(A4),
        "16K" => Some(SMALL_16),
        "大16K" => Some(LARGE_16),
        _ => None,
    }
}

fn millimetres(value: &Value) -> Option<f64> {
    value.as_float().or_else(|| value.as_integer().map(|n| n as f64))
}

/// Any other sheet gets margins in A4's proportions.
fn custom(width: f64, height: f64) -> Option<Page> {
    if !(120.0..=420.0).contains(&width) || !(160.0..=600.0).contains(&height) {
        return None;
    }
    let across = width / A4.width_mm;
    let down = height / A4.height_mm;
    Some(Page {
        width_mm: width,
        height_mm: height,
        top_mm: (A4.top_mm * down).round(),
        inner_mm: (A4.inner_mm * across).round(),
        text_width_mm: (A4.text_width_mm * across).round(),
        text_height_mm: (A4.text_height_mm * down).round(),
    })
}
