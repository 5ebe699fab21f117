//! Text as outlines (转曲), for presses that take no fonts: every glyph of the
//! finished pages becomes a shape, with the text's own paint.

use rustybuzz::ttf_parser::{GlyphId, OutlineBuilder};
use typst::foundations::{Bytes, Smart};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Transform};
use typst::model::Document as _;
use typst::syntax::Span;
use typst::text::TextItem;
use typst::text::color::{glyph_frame, should_outline};
use typst::visualize::{
    Curve, FillRule, FixedStroke, Geometry, Image, ImageKind, Paint, RelativeTo, Shape, SvgImage,
};
use typst_layout::{Page, PagedDocument};

/// The same pages without any text; that of patterns excepted.
pub(super) fn outlined(document: &PagedDocument) -> PagedDocument {
    let page = |page: &Page| Page { frame: frame(&page.frame), ..page.clone() };
    PagedDocument::new(document.pages().iter().map(page).collect(), document.info().clone())
}

fn frame(frame: &Frame) -> Frame {
    let mut outlined = Frame::new(frame.size(), frame.kind());
    outlined.set_baseline(frame.baseline());
    let items = frame.items().flat_map(|(position, item)| {
        let items = match item {
            FrameItem::Text(item) => text(item),
            FrameItem::Group(group) => {
                let inner = self::frame(&group.frame);
                vec![(Point::zero(), FrameItem::Group(GroupItem { frame: inner, ..group.clone() }))]
            }
            FrameItem::Image(image, size, span) => {
                vec![(Point::zero(), FrameItem::Image(drawing(image), *size, *span))]
            }
            other => vec![(Point::zero(), other.clone())],
        };
        items.into_iter().map(|(at, item)| (*position + at, item))
    });
    outlined.push_multiple(items.collect::<Vec<_>>());
    outlined
}

/// A run of text as one shape, and its coloured glyphs as drawings.
fn text(item: &TextItem) -> Vec<(Point, FrameItem)> {
    let mut outline = Outline {
        curve: Curve::new(),
        scale: item.size / item.font.units_per_em(),
        at: Point::zero(),
        last: Point::zero(),
    };
    let mut drawn = Vec::new();
    let mut pen = Point::zero();
    for glyph in &item.glyphs {
        let offset = Point::new(glyph.x_offset.at(item.size), -glyph.y_offset.at(item.size));
        let id = GlyphId(glyph.id);
        if should_outline(&item.font, id) {
            outline.at = pen + offset;
            item.font.ttf().outline_glyph(id, &mut outline);
        } else if let Some(picture) = glyph_frame(&item.font, glyph.id) {
            let scale = Ratio::new(outline.scale.to_pt());
            let mut group = GroupItem::new(picture.into());
            group.transform = Transform::scale(scale, scale);
            drawn.push((pen + offset, FrameItem::Group(group)));
        }
        pen += Point::new(glyph.x_advance.at(item.size), -glyph.y_advance.at(item.size));
    }
    if !outline.curve.0.is_empty() {
        let stroke = item.stroke.clone().map(|stroke| FixedStroke { paint: paint(stroke.paint), ..stroke });
        let shape = Shape {
            geometry: Geometry::Curve(outline.curve),
            fill: Some(paint(item.fill.clone())),
            fill_rule: FillRule::NonZero,
            stroke,
        };
        drawn.push((Point::zero(), FrameItem::Shape(shape, Span::detached())));
    }
    drawn
}

/// Gradients and patterns of text run through what is around it, those of shapes
/// through the shape: what was left open must be said.
fn paint(paint: Paint) -> Paint {
    match paint {
        Paint::Gradient(gradient) if gradient.relative() == Smart::Auto => {
            Paint::Gradient(gradient.with_relative(RelativeTo::Parent))
        }
        Paint::Tiling(tiling) if tiling.relative() == Smart::Auto => {
            Paint::Tiling(tiling.with_relative(RelativeTo::Parent))
        }
        other => other,
    }
}

/// A drawing whose text is outlines.
fn drawing(image: &Image) -> Image {
    let ImageKind::Svg(svg) = image.kind() else { return image.clone() };
    if !svg.tree().has_text_nodes() {
        return image.clone();
    }
    // Written back by usvg, whose default it is to write text as paths.
    let written = svg.tree().to_string(&Default::default());
    match SvgImage::new(Bytes::from_string(written)) {
        Ok(outlined) => Image::new(outlined, image.alt().map(Into::into), image.scaling()),
        Err(_) => image.clone(),
    }
}

/// Puts a glyph's outline behind what the curve has, the right way up.
struct Outline {
    curve: Curve,
    /// Size of a unit of the font.
    scale: Abs,
    /// Where the glyph's origin lies.
    at: Point,
    /// Where the pen is.
    last: Point,
}

impl Outline {
    /// A point of the glyph on the page.
    fn point(&self, x: f32, y: f32) -> Point {
        self.at + Point::new(self.scale * f64::from(x), -self.scale * f64::from(y))
    }
}

/// To a hundredth of a point (7200 dpi): finer than plates are made.
fn rounded(point: Point) -> Point {
    point.map(|length| Abs::pt((length.to_pt() * 1e2).round() / 1e2))
}

impl OutlineBuilder for Outline {
    fn move_to(&mut self, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.curve.move_(rounded(self.last));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.last = self.point(x, y);
        self.curve.line(rounded(self.last));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (control, end) = (self.point(x1, y1), self.point(x, y));
        // The cubic curve that runs the same way.
        let toward = |from: Point| from + (control - from) * (2.0 / 3.0);
        self.curve.cubic(rounded(toward(self.last)), rounded(toward(end)), rounded(end));
        self.last = end;
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let end = self.point(x, y);
        self.curve.cubic(rounded(self.point(x1, y1)), rounded(self.point(x2, y2)), rounded(end));
        self.last = end;
    }

    fn close(&mut self) {
        self.curve.close();
    }
}
