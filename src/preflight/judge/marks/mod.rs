//! What is painted, page by page.

mod colour;
mod edges;
mod fonts;
mod ink;
mod sizes;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use crate::diagnostic::Code;
use crate::manifest::PressStandard;
use crate::preflight::content::{Font, Kind, Mark, Paint, Reader, Shared, Shown, Space, Trouble, Watch};
use crate::preflight::cos::Document;
use crate::preflight::facts::{Facts, FontFacts};
use crate::preflight::finding::{Findings, Severity};
use crate::preflight::geometry::{MM, Rect};
use crate::preflight::judge::intent::Intent;
use crate::preflight::pages::{Page, Pages};
use crate::preflight::rules::Rules;

use self::ink::Layers;

/// What holds for the whole file.
struct File<'a> {
    rules: &'a Rules,
    standard: PressStandard,
    intent: &'a Intent,
    findings: &'a mut Findings,
    /// How each spot is defined, and the page where it was met.
    spots: BTreeMap<Rc<str>, (String, usize)>,
    fonts: BTreeSet<FontFacts>,
    most_ink: f64,
    pictures: usize,
    least_resolution: Option<f64>,
    overlaps: u64,
}

/// Judges what is painted on one page.
struct PageJudge<'a, 'b> {
    file: &'a mut File<'b>,
    number: usize,
    trim: Rect,
    /// As far as ink has to reach: the trim and the bleed that is asked for.
    bleed: Rect,
    /// What must have been there before the press: the bleed box, or the sheet.
    page: Rect,
    layers: Layers,
    ink: f64,
    /// Whether anything shows.
    printed: bool,
}

/// Judges all pages.
pub(crate) fn judge(
    document: &Document<'_>,
    pages: &Pages,
    rules: &Rules,
    standard: PressStandard,
    intent: &Intent,
    facts: &mut Facts,
    findings: &mut Findings,
) {
    let shared = Shared::default();
    let mut file = File {
        rules,
        standard,
        intent,
        findings,
        spots: BTreeMap::new(),
        fonts: BTreeSet::new(),
        most_ink: 0.0,
        pictures: 0,
        least_resolution: None,
        overlaps: 0,
    };
    for (page, facts) in pages.pages.iter().zip(&mut facts.pages) {
        let Some(trim) = page.trimmed() else { continue };
        let mut judge = PageJudge::new(&mut file, page, trim);
        Reader::page(document, &shared, page, &mut judge);
        facts.ink = judge.ink.round();
        judge.finish();
    }
    file.finish(facts);
}

impl File<'_> {
    fn finish(self, facts: &mut Facts) {
        let names: Vec<String> = self.spots.keys().map(|name| name.to_string()).collect();
        if names.len() > self.rules.most_spots {
            let message = format!("用了 {} 个专色：{}", names.len(), names.join("、"));
            self.findings.warning(Code::SpotMany, message);
        }
        facts.spots = names;
        facts.fonts = self.fonts.into_iter().collect();
        facts.most_ink = self.most_ink.round();
        facts.pictures = self.pictures;
        facts.least_resolution = self.least_resolution.map(f64::round);
    }
}

impl<'a, 'b> PageJudge<'a, 'b> {
    fn new(file: &'a mut File<'b>, page: &Page, trim: Rect) -> Self {
        let bleed = trim.grown(file.rules.bleed_mm / MM);
        let sheet = page.bled().unwrap_or(trim);
        Self {
            file,
            number: page.number,
            trim,
            bleed,
            page: sheet,
            layers: Layers::default(),
            ink: 0.0,
            printed: false,
        }
    }

    fn say(&mut self, code: Code, severity: Severity, area: Option<Rect>, message: impl FnOnce() -> String) {
        let place = area.map(|area| area.place(self.trim));
        self.file.findings.add(code, severity, Some(self.number), place, message);
    }

    fn error(&mut self, code: Code, area: Rect, message: impl FnOnce() -> String) {
        self.say(code, Severity::Error, Some(area), message);
    }

    fn warning(&mut self, code: Code, area: Rect, message: impl FnOnce() -> String) {
        self.say(code, Severity::Warning, Some(area), message);
    }

    fn finish(mut self) {
        if !self.printed {
            self.say(Code::PageBlank, Severity::Note, None, || "页面上什么也没有".to_owned());
        }
    }
}

/// Whether nothing would be seen of it on white paper.
fn is_white(paint: &Paint) -> bool {
    if paint.pattern.is_some() || !paint.even {
        return false;
    }
    match (&paint.inks, &*paint.space) {
        (Some(inks), _) => inks.is_white(),
        (None, Space::Rgb | Space::CalRgb | Space::Icc(3, _)) => {
            paint.colour.iter().all(|part| *part >= 0.999)
        }
        _ => false,
    }
}

/// What is painted, in a word.
fn what(mark: &Mark<'_>) -> &'static str {
    match mark.kind {
        Kind::Text { .. } => "文字",
        Kind::Area { .. } => "色块",
        Kind::Line { .. } => "线条",
        Kind::Picture { .. } => "图片",
        Kind::Shading => "渐变",
    }
}

impl Watch for PageJudge<'_, '_> {
    fn mark(&mut self, mark: &Mark<'_>) {
        let white = is_white(mark.paint);
        self.printed |= !white && mark.area.overlap(self.trim).is_some();
        self.colour(mark);
        self.overprint(mark);
        self.ink(mark);
        if !mark.cell {
            self.sizes(mark, white);
            if !white {
                self.edges(mark);
            }
        }
    }

    fn string(&mut self, font: &Font, shown: &[Shown], area: Rect, visible: bool) {
        self.font(font, shown, area, visible);
    }

    fn trouble(&mut self, trouble: Trouble) {
        let (code, message) = match trouble {
            Trouble::Syntax(message) => (Code::ContentBroken, message),
            Trouble::TooMuch(what) => (Code::PdfTooMuch, format!("{what}太多或太深，没有查完")),
            Trouble::NoFont(message) => (Code::FontMissing, message),
            Trouble::Picture(message) => (Code::PictureBroken, format!("图片{message}")),
            Trouble::Space(message) => (Code::ColourBroken, message),
        };
        self.say(code, Severity::Error, None, || message);
    }

    fn ink_limit(&self) -> f64 {
        self.file.rules.ink_limit
    }
}
