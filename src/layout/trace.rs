//! Where every character of the articles stands on the finished pages: what
//! marks of a proof are drawn at.

use std::collections::HashMap;
use std::ops::Range;

use typst::WorldExt;
use typst::foundations::{Label, Output};
use typst::layout::{Frame, FrameItem, Point, Size, Transform};
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
    /// The lines of each article's title, which come from the manifest; empty
    /// for an article that the layout leaves out or does not label.
    pub titles: Vec<Vec<TitleLine>>,
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
    /// The box it takes: left, top, right, bottom; of what bleeds, the part that
    /// is well within the trim.
    pub area: [f64; 4],
}

/// A line of a title on a page.
#[derive(Debug, Clone, PartialEq)]
pub struct TitleLine {
    /// The page, counted from 0.
    pub page: usize,
    /// The box it takes: left, top, right, bottom; without width where only the
    /// title's place is known.
    pub area: [f64; 4],
    /// Its characters, each with the box it takes.
    pub characters: Vec<(char, [f64; 4])>,
}

/// Text that no article has.
struct Loose {
    page: usize,
    area: [f64; 4],
    size: f64,
    characters: Vec<(char, [f64; 4])>,
}

/// How far a character's box reaches above its baseline, in em; the rest of an
/// em is below.
const ASCENT: f64 = 0.86;

/// A title begins no further below its label than this, in pt.
const TITLE: f64 = 120.0;

/// Follows the articles' characters onto the pages.
pub(super) fn trace(world: &BulletinWorld, document: &PagedDocument, copy: &Copy) -> Trace {
    let mut tracer = Tracer {
        world,
        ids: copy.ids(),
        ranges: HashMap::new(),
        page: 0,
        size: Size::zero(),
        trace: Trace::default(),
        loose: Vec::new(),
    };
    for (page, of) in document.pages().iter().enumerate() {
        tracer.page = page;
        tracer.size = of.frame.size();
        tracer.walk(&of.frame, Transform::identity());
    }
    let titles = (1..=copy.texts.len()).map(|number| match label(document, number) {
        Some((page, at)) => title(&tracer.loose, page, at),
        None => Vec::new(),
    });
    tracer.trace.titles = titles.collect();
    tracer.trace
}

/// Where the label stands that layouts put at an article's title.
fn label(document: &PagedDocument, number: usize) -> Option<(usize, Point)> {
    let introspector = Output::introspector(document);
    let label = Label::new(PicoStr::intern(&format!("article-a{number}")))?;
    let location = introspector.query_label(label).ok()?.location()?;
    let at = introspector.position(location)?.as_paged()?;
    Some((at.page.get() - 1, at.point))
}

/// The lines of a title: of the text below its label, the largest.
fn title(loose: &[Loose], page: usize, label: Point) -> Vec<TitleLine> {
    let (x, y) = (label.x.to_pt(), label.y.to_pt());
    let below = |text: &&Loose| text.page == page && (y - 2.0..y + TITLE).contains(&text.area[1]);
    let size = loose.iter().filter(below).map(|text| text.size).fold(0.0, f64::max);
    let mut lines: Vec<TitleLine> = Vec::new();
    for text in loose.iter().filter(below).filter(|text| text.size > size - 0.5) {
        match lines.iter_mut().find(|line| (line.area[3] - text.area[3]).abs() < 1.0) {
            Some(line) => {
                line.area = around(line.area, text.area);
                line.characters.extend(text.characters.iter().copied());
            }
            None => lines.push(TitleLine { page, area: text.area, characters: text.characters.clone() }),
        }
    }
    if lines.is_empty() {
        lines.push(TitleLine { page, area: [x, y, x, y], characters: Vec::new() });
    }
    lines
}

struct Tracer<'a> {
    world: &'a BulletinWorld,
    ids: HashMap<FileId, usize>,
    /// A span is resolved once: many characters share it.
    ranges: HashMap<Span, Option<Range<usize>>>,
    page: usize,
    /// The page's size.
    size: Size,
    trace: Trace,
    loose: Vec<Loose>,
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
                        let area = within(area(here, Point::zero(), size.to_point()), self.size);
                        self.trace.pictures.push(Picture { article, bytes, page: self.page, area });
                    }
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &TextItem, here: Transform) {
        let turned = here.kx.get().abs() > 1e-6 || here.ky.get().abs() > 1e-6;
        if !turned && text.glyphs.first().is_some_and(|glyph| self.place(glyph.span.0).is_none()) {
            let (from, to) = (-text.size * ASCENT, text.size * (1.0 - ASCENT));
            let area = area(here, Point::with_y(from), Point::new(text.width(), to));
            let characters = characters(text, here);
            self.loose.push(Loose { page: self.page, area, size: text.size.to_pt(), characters });
        }
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

/// The characters of a run of text, each with its box.
fn characters(text: &TextItem, here: Transform) -> Vec<(char, [f64; 4])> {
    let mut x = typst::layout::Abs::zero();
    let mut out = Vec::new();
    for glyph in &text.glyphs {
        let from = Point::new(x, -text.size * ASCENT);
        x += glyph.x_advance.at(text.size);
        let area = area(here, from, Point::new(x, text.size * (1.0 - ASCENT)));
        let of = text.text.get(glyph.range()).unwrap_or_default();
        out.extend(of.chars().map(|c| (c, area)));
    }
    out
}

/// From the trim to marks of what bleeds, in pt: there must be room for a number.
const INSIDE: f64 = 14.0;

/// The part of a box that is well within the trim.
fn within([left, top, right, bottom]: [f64; 4], size: Size) -> [f64; 4] {
    let (width, height) = (size.x.to_pt(), size.y.to_pt());
    [left.max(INSIDE), top.max(INSIDE), right.min(width - INSIDE), bottom.min(height - INSIDE)]
}

/// The box around two boxes.
fn around(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
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
