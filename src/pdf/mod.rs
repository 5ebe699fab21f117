//! Pages become a PDF file.

use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, Timestamp};

use crate::manifest::Manifest;

/// The screen edition. Its dates and its identifier come from the manifest, so
/// that the same issue gives the same bytes on any day.
pub fn screen(document: &PagedDocument, manifest: &Manifest) -> Result<Vec<u8>, Vec<SourceDiagnostic>> {
    let issue = &manifest.issue;
    let date = issue.date;
    let published = Datetime::from_ymd_hms(i32::from(date.year), date.month, date.day, 0, 0, 0);
    let name = &manifest.publication.name.value;
    let options = PdfOptions {
        ident: Smart::Custom(format!("{name} {} {}", issue.year.value, issue.number.value)),
        creator: Smart::Custom(Some(concat!("gongbao ", env!("CARGO_PKG_VERSION")).into())),
        timestamp: published.map(Timestamp::new_utc),
        ..PdfOptions::default()
    };
    typst_pdf::pdf(document, &options).map_err(|errors| errors.into_iter().collect())
}
