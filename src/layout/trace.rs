//! Where every character of the articles stands on the finished pages: what
//! marks of a proof are drawn at.

use std::collections::HashMap;
use std::ops::Range;

use typst::WorldExt;
use typst::foundations::{Label, Output};
use typst::introspection::DocumentPosition;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::syntax::{FileId, Span};
use typst::text::TextItem;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::Copy;
use super::world::BulletinWorld;

/// The articles' characters on the pages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Trace {
    /// Every character, page by page as it was drawn.
    pub glyphs: Vec<Glyph>,
    /// Every picture.
    pub pictures: Vec<Picture>,
    /// Where the title of each article begins; `None` for one that the layout
    /// leaves out or does not label.
    pub titles: Vec<Option<Spot>>,
}

/// A character on a page. Lengths are in pt from the page's upper left corner.
#[derive(Debug, Clone, PartialEq)]
pub struct Glyph {
    /// The article's place in the issue.
    pub article: usize,
    /// The bytes of the article's file that it stands for.
    pub bytes: Range<usize>,
    /// The page, counted from 0.
    pub page: usize,
    /// The box it takes: left, top, right, bottom.
    pub area: [f64; 4],
    /// The baseline; the box's lower edge where the text is turned.
    pub baseline: f64,
    /// The size of the type.
    pub size: f64,
    /// Whether the text is turned.
    pub turned: bool,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct Picture {
    /// The article's place in the issue.
    pub article: usize,
    /// The bytes of the article's file that name it.
    pub bytes: Range<usize>,
    /// The page, counted from 0.
    pub page: usize,
    /// The box it takes: left, top, right, bottom.
    pub area: [f64; 4],
}

/// A place on a page, in pt from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spot {
    /// The page, counted from 0.
    pub page: usize,
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// How far a character's box reaches above its baseline, in em; the rest of an
/// em is below.
const ASCENT: f64 = 0.86;

/// Follows the articles' characters onto the pages.
pub(super) fn trace(world: &BulletinWorld, document: &PagedDocument, copy: &Copy) -> Trace {
    let mut tracer =
        Tracer { world, ids: copy.ids(), ranges: HashMap::new(), page: 0, trace: Trace::default() };
    for (page, of) in document.pages().iter().enumerate() {
        tracer.page = page;
        tracer.walk(&of.frame, Transform::identity());
    }
    tracer.trace.titles = (1..=copy.texts.len()).map(|number| title(document, number)).collect();
    tracer.trace
}

/// Where the label stands that layouts put at an article's title.
fn title(document: &PagedDocument, number: usize) -> Option<Spot> {
    let introspector = Output::introspector(document);
    let label = Label::new(PicoStr::intern(&format!("article-a{number}")))?;
    let location = introspector.query_label(label).ok()?.location()?;
    match introspector.position(location)? {
        DocumentPosition::Paged(at) => {
            let page = at.page.get() - 1;
            Some(Spot { page, x: at.point.x.to_pt(), y: at.point.y.to_pt() })
        }
        DocumentPosition::Html(_) => None,
    }
}

struct Tracer<'a> {
    world: &'a BulletinWorld,
    ids: HashMap<FileId, usize>,
    /// A span is resolved once: many characters share it.
    ranges: HashMap<Span, Option<Range<usize>>>,
    page: usize,
    trace: Trace,
}

impl Tracer<'_> {
    fn walk(&mut self, frame: &Frame, outer: Transform) {
        for (position, item) in frame.items() {
            let here = outer.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Group(group) => self.walk(&group.frame, here.pre_concat(group.transform)),
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Image(_, size, span) => {
                    if let Some((article, bytes)) = self.place(*span) {
                        let area = area(here, Point::zero(), Point::new(size.x, size.y));
                        self.trace.pictures.push(Picture { article, bytes, page: self.page, area });
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &TextItem, here: Transform) {
        let turned = here.kx.get().abs() > 1e-6 || here.ky.get().abs() > 1e-6;
        let mut x = typst::layout::Abs::zero();
        for glyph in &text.glyphs {
            let advance = glyph.x_advance.at(text.size);
            let from = Point::new(x, -text.size * ASCENT);
            let to = Point::new(x + advance, text.size * (1.0 - ASCENT));
            x += advance;
            let (span, offset) = glyph.span;
            let Some((article, range)) = self.place(span) else { continue };
            let start = range.start.saturating_add(usize::from(offset)).min(range.end);
            let end = start.saturating_add(glyph.range().len()).min(range.end);
            let area = area(here, from, to);
            let baseline = if turned { area[3] } else { Point::zero().transform_inf(here).y.to_pt() };
            let page = self.page;
            let size = text.size.to_pt();
            self.trace.glyphs.push(Glyph { article, bytes: start..end, page, area, baseline, size, turned });
        }
    }

    /// The article, and the bytes of it, that a span stands for.
    fn place(&mut self, span: Span) -> Option<(usize, Range<usize>)> {
        let article = *self.ids.get(&span.id()?)?;
        let range = self.ranges.entry(span).or_insert_with(|| self.world.range(span));
        Some((article, range.clone()?))
    }
}

/// The upright box around a box that was transformed.
fn area(transform: Transform, from: Point, to: Point) -> [f64; 4] {
    let corners = [from, to, Point::new(from.x, to.y), Point::new(to.x, from.y)];
    let corners = corners.map(|corner| corner.transform_inf(transform));
    let mut area = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    for corner in corners {
        let (x, y) = (corner.x.to_pt(), corner.y.to_pt());
        area = [area[0].min(x), area[1].min(y), area[2].max(x), area[3].max(y)];
    }
    area
}
