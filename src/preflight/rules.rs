//! What a file is held against.

use crate::manifest::{Manifest, PressStandard};

/// The settings of a preflight.
#[derive(Debug, Clone, PartialEq)]
pub struct Rules {
    /// Which PDF/X; `None` for the one that the file claims, X-4 where it claims
    /// none.
    pub standard: Option<PressStandard>,
    /// OutputConditionIdentifier that is expected.
    pub condition: Option<String>,
    /// Trim size that is expected: width and height, in mm.
    pub trim_mm: Option<[f64; 2]>,
    /// Whether all pages must be of one trim size.
    pub uniform: bool,
    /// Number of pages that is expected.
    pub pages: Option<usize>,
    /// The number of pages is a multiple of this.
    pub multiple: usize,
    /// Least bleed on every side, in mm.
    pub bleed_mm: f64,
    /// Nothing important stands nearer to the trim, in mm.
    pub safe_mm: f64,
    /// Most ink in one place, all plates together, in per cent.
    pub ink_limit: f64,
    /// Least effective resolution of pictures, in pixels per inch.
    pub resolution: f64,
    /// Least effective resolution of 1-bit line art, in pixels per inch.
    pub line_art: f64,
    /// The spots that are printed; `None` where any may be.
    pub spots: Option<Vec<String>>,
    /// Most spots.
    pub most_spots: usize,
    /// Whether black text must overprint.
    pub overprint: bool,
    /// Thinnest line, in pt.
    pub line: f64,
    /// Smallest text, in pt.
    pub text: f64,
}

/// Presses hold four process inks and rarely more than two others.
const MOST_SPOTS: usize = 2;

impl Rules {
    /// For a file of which nothing is known beforehand.
    pub fn foreign() -> Self {
        Self {
            standard: None,
            condition: None,
            trim_mm: None,
            uniform: true,
            pages: None,
            multiple: 4,
            bleed_mm: 3.0,
            safe_mm: 3.0,
            ink_limit: 300.0,
            resolution: 300.0,
            line_art: 600.0,
            spots: None,
            most_spots: MOST_SPOTS,
            overprint: false,
            line: 0.25,
            text: 6.0,
        }
    }

    /// For an issue's inside pages with its cover, or all its pages.
    pub fn of(manifest: &Manifest) -> Self {
        let print = &manifest.publication.print;
        let page = &manifest.publication.page;
        Self {
            standard: Some(print.standard),
            condition: Some(print.condition().to_owned()),
            trim_mm: Some([page.width_mm, page.height_mm]),
            multiple: usize::from(print.multiple),
            bleed_mm: print.bleed_mm,
            ink_limit: print.ink_limit,
            resolution: print.resolution,
            line_art: print.resolution * 2.0,
            spots: Some(print.spot.iter().map(|at| at.value.clone()).collect()),
            overprint: print.overprint,
            ..Self::foreign()
        }
    }
}
