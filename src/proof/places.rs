//! From the bytes of an article's file to places on the pages.

use std::ops::Range;

use super::lines::Lines;
use crate::layout::{Glyph, Trace};

/// A stretch of a line that is marked.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Segment {
    /// The page, counted from 0.
    pub(super) page: usize,
    /// Its box: left, top, right, bottom, in pt from the page's corner.
    pub(super) area: [f64; 4],
    /// The line; none for what is turned, and for pictures.
    pub(super) line: Option<usize>,
    /// Whether it is a picture.
    pub(super) picture: bool,
}

/// Where something is on the pages.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Spot {
    /// These stretches, the first one first.
    Marked(Vec<Segment>),
    /// Between two characters: a place without width.
    Between(Segment),
    /// In the article's head, which is set from the manifest.
    Title(Vec<Segment>),
}

impl Spot {
    /// Its stretches.
    pub(super) fn segments(&self) -> &[Segment] {
        match self {
            Self::Marked(segments) | Self::Title(segments) => segments,
            Self::Between(segment) => std::slice::from_ref(segment),
        }
    }

    /// The stretch that its number stands at.
    pub(super) fn first(&self) -> Option<&Segment> {
        self.segments().first()
    }
}

/// The characters of each article in the order of its file.
pub(super) struct Places<'a> {
    trace: &'a Trace,
    lines: &'a Lines,
    /// Article by article, by where they begin in the file.
    order: Vec<Vec<usize>>,
}

impl<'a> Places<'a> {
    /// Sorts the characters of so many articles.
    pub(super) fn new(trace: &'a Trace, lines: &'a Lines, articles: usize) -> Self {
        let mut order = vec![Vec::new(); articles];
        for (at, glyph) in trace.glyphs.iter().enumerate() {
            if let Some(row) = order.get_mut(glyph.article) {
                row.push(at);
            }
        }
        for row in &mut order {
            row.sort_by_key(|&at| trace.glyphs.get(at).map(|glyph| (glyph.bytes.start, glyph.bytes.end)));
        }
        Self { trace, lines, order }
    }

    /// Where some bytes of an article are on the pages; `None` if nothing of
    /// them is, nor of the text around them. `text` is the article's file.
    pub(super) fn find(&self, article: usize, text: &str, bytes: &Range<usize>) -> Option<Spot> {
        let marked = self.marked(article, bytes);
        if !marked.is_empty() {
            return Some(Spot::Marked(marked));
        }
        let row = self.order.get(article)?;
        let next = row.partition_point(|&at| {
            self.glyph(at).is_some_and(|g| g.bytes.start < bytes.end.max(bytes.start))
        });
        let after = row.get(next).and_then(|&at| Some((at, self.glyph(at)?)));
        let before = row.get(..next)?.iter().rev().find_map(|&at| {
            let glyph = self.glyph(at)?;
            (glyph.bytes.end <= bytes.start).then_some((at, glyph))
        });
        let same_line = |range: Range<usize>| text.get(range).is_some_and(|between| !between.contains('\n'));
        if let Some((at, glyph)) = before.filter(|(_, glyph)| same_line(glyph.bytes.end..bytes.start)) {
            return Some(Spot::Between(self.edge(at, glyph, glyph.area[2])));
        }
        if let Some((at, glyph)) = after.filter(|(_, glyph)| same_line(bytes.start..glyph.bytes.start)) {
            return Some(Spot::Between(self.edge(at, glyph, glyph.area[0])));
        }
        if before.is_none() {
            return self.title(article);
        }
        let near = after.map(|(at, glyph)| self.edge(at, glyph, glyph.area[0]));
        near.or_else(|| before.map(|(at, glyph)| self.edge(at, glyph, glyph.area[2]))).map(Spot::Between)
    }

    /// An article's title.
    pub(super) fn title(&self, article: usize) -> Option<Spot> {
        let lines = self.trace.titles.get(article)?.iter();
        let segments: Vec<_> = lines
            .map(|line| Segment { page: line.page, area: line.area, line: None, picture: false })
            .collect();
        (!segments.is_empty()).then_some(Spot::Title(segments))
    }

    fn glyph(&self, at: usize) -> Option<&'a Glyph> {
        self.trace.glyphs.get(at)
    }

    fn edge(&self, at: usize, glyph: &Glyph, x: f64) -> Segment {
        let area = [x, glyph.area[1], x, glyph.area[3]];
        Segment { page: glyph.page, area, line: self.lines.of.get(at).copied().flatten(), picture: false }
    }

    /// The stretches of lines, and the pictures, that some bytes make.
    pub(super) fn marked(&self, article: usize, bytes: &Range<usize>) -> Vec<Segment> {
        let Some(row) = self.order.get(article) else { return Vec::new() };
        let first =
            row.partition_point(|&at| self.glyph(at).is_some_and(|glyph| glyph.bytes.end <= bytes.start));
        let hit = row.get(first..).unwrap_or_default().iter();
        let hit = hit.map_while(|&at| {
            let glyph = self.glyph(at)?;
            (glyph.bytes.start < bytes.end).then_some((at, glyph))
        });
        let mut segments: Vec<Segment> = Vec::new();
        for (at, glyph) in hit {
            let line = self.lines.of.get(at).copied().flatten();
            let known = segments.iter_mut().rev().take(2).find(|segment| {
                segment.page == glyph.page
                    && segment.line == line
                    && (line.is_some() || touches(segment, glyph))
            });
            match known {
                Some(segment) => segment.area = around(segment.area, glyph.area),
                None => segments.push(Segment { page: glyph.page, area: glyph.area, line, picture: false }),
            }
        }
        let pictures = self.trace.pictures.iter().filter(|picture| {
            picture.article == article && picture.bytes.start < bytes.end && bytes.start < picture.bytes.end
        });
        segments.extend(pictures.map(|picture| Segment {
            page: picture.page,
            area: picture.area,
            line: None,
            picture: true,
        }));
        segments.sort_by(|a, b| a.page.cmp(&b.page).then(a.line.cmp(&b.line)));
        segments
    }
}

/// Whether a turned character continues a stretch.
fn touches(segment: &Segment, glyph: &Glyph) -> bool {
    let ([left, top, right, bottom], [x0, y0, x1, y1]) = (segment.area, glyph.area);
    let near = 1.0;
    x0 < right + near && x1 > left - near && y0 < bottom + near && y1 > top - near
}

/// The box around two boxes.
fn around(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

#[cfg(test)]
mod tests {
    use super::super::lines::lines;
    use super::*;

    /// One article whose characters stand five to a line.
    fn trace(text: &str) -> Trace {
        let shown = text.char_indices().filter(|(_, c)| !c.is_whitespace()).enumerate();
        let glyphs = shown.map(|(n, (at, c))| {
            let (x, baseline) = (10.0 + 10.0 * (n % 5) as f64, 20.0 + 15.0 * (n / 5) as f64);
            Glyph {
                article: 0,
                bytes: at..at + c.len_utf8(),
                page: 0,
                area: [x, baseline - 8.6, x + 10.0, baseline + 1.4],
                baseline,
                size: 10.0,
                turned: false,
            }
        });
        Trace { glyphs: glyphs.collect(), ..Trace::default() }
    }

    fn find(text: &str, bytes: Range<usize>) -> Option<Spot> {
        let trace = trace(text);
        let lines = lines(&trace, &[200.0], &[1]);
        Places::new(&trace, &lines, 1).find(0, text, &bytes)
    }

    #[test]
    fn a_range_over_two_lines_makes_two_stretches() {
        let Some(Spot::Marked(segments)) = find("一二三四五六七", 9..18) else { panic!("marked") };
        let areas: Vec<_> =
            segments.iter().map(|segment| (segment.line, segment.area[0], segment.area[2])).collect();
        assert_eq!(areas, [(Some(0), 40.0, 60.0), (Some(1), 10.0, 20.0)]);
    }

    #[test]
    fn what_is_not_set_stands_between_its_neighbours() {
        let Some(Spot::Between(at)) = find("一二 三", 6..7) else { panic!("between") };
        assert_eq!((at.area[0], at.area[2]), (30.0, 30.0));
        let Some(Spot::Between(at)) = find("一\n\n二三", 5..5) else { panic!("between") };
        assert_eq!(at.area[0], 20.0, "the paragraph behind is nearer than the one before");
        let Some(Spot::Between(at)) = find("一二", 6..6) else { panic!("between") };
        assert_eq!(at.area[0], 30.0);
        assert_eq!(find("", 0..0), None);
    }
}
