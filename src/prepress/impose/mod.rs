//! Imposition: pages of a finished PDF, ours or another's, become the sheets
//! that a press prints and a bindery folds.
//!
//! A page's content is not touched: its stream becomes a form XObject, byte by
//! byte, with the page's own resources, so what printed on the K plate alone
//! still does. The arrangement ([`layout`]) knows nothing of PDF; it says which
//! page stands where, which way up, and what of it shows.
//!
//! What imposition would damage is refused, with the page and what to do.

mod arrange;
pub(super) mod draw;
mod form;
mod guard;
pub(super) mod identity;
pub(super) mod layout;
mod nup;
mod options;
pub(super) mod page;
mod resources;
mod saddle;
mod signature;
pub(super) mod source;
mod xmp;

pub use self::guard::FILE;
pub use self::options::{Binding, Blank, Nup, Options, PaperSize, Saddle, Scheme, Signature, TrimFrom};

use super::geometry::MM;
use super::problem::Problem;
use draw::Paper;
use source::Source;

/// The most pages that are imposed at once.
pub const PAGES: usize = 2000;

/// Sheets, and what there is to say about them.
#[derive(Debug, Clone)]
pub struct Imposed {
    /// The PDF: one page for each side of a sheet.
    pub bytes: Vec<u8>,
    /// Sides of sheets.
    pub sides: usize,
    /// Pages of the source.
    pub pages: usize,
    /// Blank pages added.
    pub blanks: usize,
    /// The largest of the sheets, width and height in mm.
    pub sheet_mm: [f64; 2],
    /// The PDF/X that the source says it is, and the sheets say again.
    pub standard: Option<String>,
    /// What a printer should know.
    pub notes: Vec<Problem>,
}

/// Imposes a PDF.
///
/// # Errors
/// Everything that keeps the pages from being imposed unharmed.
pub fn impose(bytes: &[u8], options: &Options) -> Result<Imposed, Vec<Problem>> {
    options.check()?;
    let mut source = Source::read(bytes, options.trim_from, options.bleed_mm * MM)?;
    let cell = source.cell(source.pages.len())?;
    let plan = arrange::plan(&options.scheme, source.pages.len(), cell).map_err(|problem| vec![problem])?;
    let mut notes = source.notes();
    notes.extend(plan.notes);
    let paper = Paper { sheet: options.sheet, marks: options.marks, bleed: cell.bleed };
    let mut sheets = draw::sheets(&mut source, &plan.sides, &paper)?;
    notes.extend(sheets.notes);
    sheets.catalog.set("PieceInfo", identity::piece(&source.document, &options.scheme));
    let Source { document, pages, standard, .. } = source;
    let bytes = identity::finish(document, sheets.catalog, bytes, &format!("{options:?}"))?;
    Ok(Imposed {
        bytes,
        sides: plan.sides.len(),
        pages: pages.len(),
        blanks: plan.blanks,
        sheet_mm: sheets.size.map(|side| side / MM),
        standard,
        notes,
    })
}
