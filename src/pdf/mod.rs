//! Pages become PDF files: one set of pages, two editions.

use ecow::EcoVec;
use typst::diag::{HintedString, SourceDiagnostic, SourceResult};
use typst::foundations::{Datetime, Smart};
use typst::layout::{Abs, Sides};
use typst::model::Document;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::manifest::Manifest;

/// The screen edition: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one
/// file, tagged, with bookmarks and links, cut at the trim.
///
/// Its dates and its identifier come from the manifest, so that the same issue
/// gives the same bytes on any day.
pub fn screen(document: &PagedDocument, manifest: &Manifest) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    export(document, manifest, &[PdfStandard::A_2a, PdfStandard::Ua_1], true)
}

/// The pages as prepress takes them: PDF 1.6 without tags, every page with
/// `bleed_mm` of what runs past the trim on each side (TrimBox inside MediaBox),
/// colours as the screen has them.
pub fn raw_print(
    document: &PagedDocument,
    manifest: &Manifest,
    bleed_mm: f64,
) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let bleed = Sides::splat(Abs::mm(bleed_mm));
    let pages: EcoVec<Page> = document.pages().iter().map(|page| Page { bleed, ..page.clone() }).collect();
    let document = PagedDocument::new(pages, document.info().clone());
    export(&document, manifest, &[PdfStandard::V_1_6], false)
}

fn export(
    document: &PagedDocument,
    manifest: &Manifest,
    standards: &[PdfStandard],
    tagged: bool,
) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let issue = &manifest.issue;
    let date = issue.date;
    let published = Datetime::from_ymd_hms(i32::from(date.year), date.month, date.day, 0, 0, 0);
    let name = &manifest.publication.name.value;
    let make = || -> SourceResult<Vec<u8>> {
        let standards = PdfStandards::new(standards).map_err(at_nothing)?;
        let options = PdfOptions {
            ident: Smart::Custom(format!("{name} {} {}", issue.year.value, issue.number.value)),
            creator: Smart::Custom(Some(concat!("gongbao ", env!("CARGO_PKG_VERSION")).into())),
            timestamp: published.map(Timestamp::new_utc),
            standards,
            tagged,
            ..PdfOptions::default()
        };
        typst_pdf::pdf(document, &options)
    };
    make().map_err(|errors| errors.into_iter().collect())
}

/// An error without a place.
fn at_nothing(error: HintedString) -> EcoVec<SourceDiagnostic> {
    let detached = typst::syntax::Span::detached();
    EcoVec::from([SourceDiagnostic::error(detached, error.message().clone())])
}
