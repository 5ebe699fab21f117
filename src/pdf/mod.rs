//! Pages become PDF files: one set of pages, two editions.

mod outlines;

use std::num::NonZeroUsize;

use ecow::EcoVec;
use typst::diag::{At, SourceResult};
use typst::foundations::{Datetime, Smart};
use typst::layout::{Abs, PageRanges, Sides};
use typst::model::Document as _;
use typst::syntax::Span;
use typst_layout::{Page, PagedDocument};
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use crate::manifest::{Manifest, PressText};

/// The screen edition: PDF/A-2a (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) in one
/// file, tagged, with bookmarks and links, cut at the trim.
///
/// Its dates and its identifier come from the manifest, so that the same issue
/// gives the same bytes on any day.
pub fn screen(document: &PagedDocument, manifest: &Manifest) -> SourceResult<Vec<u8>> {
    export(
        document,
        manifest,
        Kind { standards: &[PdfStandard::A_2a, PdfStandard::Ua_1], tagged: true, pages: None },
    )
}

/// Some of the pages, `first` to `last` counted from 0, under a title of their
/// own: PDF/A-2u, without tags, since the structure of an issue does not end
/// where a page does.
pub fn offprint(
    document: &PagedDocument,
    manifest: &Manifest,
    title: &str,
    (first, last): (usize, usize),
) -> SourceResult<Vec<u8>> {
    let mut document = document.clone();
    document.info_mut().title = Some(title.into());
    let number = |page: usize| NonZeroUsize::new(page + 1);
    let pages = PageRanges::new(vec![number(first)..=number(last)]);
    export(&document, manifest, Kind { standards: &[PdfStandard::A_2u], tagged: false, pages: Some(pages) })
}

/// The screen edition without the promises of an archive, for pages that can't
/// keep them.
pub fn plain(document: &PagedDocument, manifest: &Manifest) -> SourceResult<Vec<u8>> {
    export(document, manifest, Kind { standards: &[], tagged: true, pages: None })
}

/// A proof: a plain file, since its sheets are for one reading.
pub fn proof(document: &PagedDocument, manifest: &Manifest) -> SourceResult<Vec<u8>> {
    export(document, manifest, Kind { standards: &[], tagged: false, pages: None })
}

/// The pages as prepress takes them: PDF 1.6 without tags, every page with
/// `bleed_mm` of what runs past the trim on each side (TrimBox inside MediaBox),
/// colours as the screen has them, text as outlines if the print edition wants it.
pub fn raw_print(document: &PagedDocument, manifest: &Manifest, bleed_mm: f64) -> SourceResult<Vec<u8>> {
    let bleed = Sides::splat(Abs::mm(bleed_mm));
    let pages: EcoVec<Page> = document.pages().iter().map(|page| Page { bleed, ..page.clone() }).collect();
    let mut document = PagedDocument::new(pages, document.info().clone());
    if manifest.publication.print.text == PressText::Outlines {
        document = outlines::outlined(&document);
    }
    export(&document, manifest, Kind { standards: &[PdfStandard::V_1_6], tagged: false, pages: None })
}

/// What kind of file to write.
struct Kind<'a> {
    standards: &'a [PdfStandard],
    tagged: bool,
    pages: Option<PageRanges>,
}

fn export(document: &PagedDocument, manifest: &Manifest, kind: Kind<'_>) -> SourceResult<Vec<u8>> {
    let issue = &manifest.issue;
    let date = issue.date;
    let published = Datetime::from_ymd_hms(i32::from(date.year), date.month, date.day, 0, 0, 0);
    let name = &manifest.publication.name.value;
    let Kind { standards, tagged, pages } = kind;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{name} {} {}", issue.year.value, issue.number.value)),
        creator: Smart::Custom(Some(concat!("gongbao ", env!("CARGO_PKG_VERSION")).into())),
        timestamp: published.map(Timestamp::new_utc),
        standards: PdfStandards::new(standards).at(Span::detached())?,
        tagged,
        page_ranges: pages,
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options)
}
