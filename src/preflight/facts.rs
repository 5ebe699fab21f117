//! What a file is, apart from what is wrong with it.

use crate::manifest::PressStandard;

use super::geometry::{MM, Rect};
use super::pages::{Page, PageBox};

/// What a file is.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// Length of the file.
    pub bytes: usize,
    /// Version of PDF, e.g. (1, 6).
    pub version: Option<(u32, u32)>,
    /// The PDF/X that it claims to be.
    pub standard: Option<String>,
    /// The PDF/X that it was held against.
    pub judged_as: PressStandard,
    /// Title.
    pub title: Option<String>,
    /// The program that wrote it.
    pub producer: Option<String>,
    /// OutputConditionIdentifier.
    pub condition: Option<String>,
    /// Its pages.
    pub pages: Vec<PageFacts>,
    /// Fonts that text is set in, by name.
    pub fonts: Vec<FontFacts>,
    /// Names of the spots that are painted with, registration colour apart.
    pub spots: Vec<String>,
    /// Most ink found in one place, in per cent.
    pub most_ink: f64,
    /// How many pictures are painted.
    pub pictures: usize,
    /// Least effective resolution of a picture, in pixels per inch.
    pub least_resolution: Option<f64>,
}

/// A font that text is set in.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct FontFacts {
    /// Its PostScript name.
    pub name: String,
    /// Its kind in the file, e.g. `CIDFontType2`.
    pub kind: String,
    /// Whether the file holds it.
    pub embedded: bool,
}

/// A page's sizes, in mm; zero where the file does not tell.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct PageFacts {
    /// Width and height of the sheet.
    pub media_mm: [f64; 2],
    /// Width and height after cutting.
    pub trim_mm: [f64; 2],
    /// The trim's left and top edges on the sheet.
    pub offset_mm: [f64; 2],
    /// Most ink found in one place, in per cent.
    pub ink: f64,
    /// Whether the whole sheet is shown, and not turned.
    pub upright: bool,
}

impl PageFacts {
    pub(crate) fn of(page: &Page) -> Self {
        let round = |value: f64| (value * MM * 100.0).round() / 100.0;
        let size =
            |rect: Option<Rect>| rect.map_or([0.0; 2], |rect| [round(rect.width()), round(rect.height())]);
        let (media, trim) = (page.media.rect(), page.trimmed());
        let offset =
            media.zip(trim).map(|(media, trim)| [round(trim.left - media.left), round(media.top - trim.top)]);
        Self {
            media_mm: size(media),
            trim_mm: size(trim),
            offset_mm: offset.unwrap_or_default(),
            ink: 0.0,
            upright: page.rotate.is_none() && (page.crop == PageBox::Missing || page.crop == page.media),
        }
    }
}
