//! What is asked of prepress, and what it gives.

use super::problem::Problem;
use super::profile::Profile;
use crate::manifest::{Date, PressStandard, Print};

/// Everything that the raw file does not say.
#[derive(Debug, Clone, Copy)]
pub struct PrintJob<'a> {
    /// The settings of the print edition.
    pub print: &'a Print,
    /// The profile of the output condition.
    pub profile: &'a Profile,
    /// The document's title.
    pub title: &'a str,
    /// Who publishes it; may be empty.
    pub author: &'a str,
    /// What made the pages: program and version.
    pub creator: &'a str,
    /// When it was published.
    pub date: Date,
    /// What tells the document from others, the same however often it is made
    /// anew.
    pub identifier: &'a str,
}

/// A file for the press.
#[derive(Debug, Clone, PartialEq)]
pub struct PressFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// What was used, as the printer is told.
    pub used: Used,
    /// What prints otherwise than it looks on a screen.
    pub warnings: Vec<Problem>,
}

/// What a press file is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct Used {
    /// Which PDF/X.
    pub standard: PressStandard,
    /// Its name, as the file says it, e.g. `PDF/X-4`.
    pub version: &'static str,
    /// Pages.
    pub pages: usize,
    /// Names of the plates: those of process inks that have anything to print in
    /// the order of C, M, Y, K, then the spots.
    pub plates: Vec<String>,
    /// The spots alone.
    pub spots: Vec<String>,
    /// Names of the fonts that are embedded, in alphabetical order.
    pub fonts: Vec<String>,
    /// Width and height of the trimmed first page, in mm.
    pub trim_mm: [f64; 2],
    /// The least bleed of any side of any page, in mm.
    pub bleed_mm: f64,
    /// The output condition's identifier.
    pub condition: String,
    /// What the ICC profile calls itself.
    pub profile: String,
}
