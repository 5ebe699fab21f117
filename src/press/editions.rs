//! One set of pages becomes the editions that are wanted.

use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::index::{Entry, Index};
use crate::layout::Typesetter;
use crate::manifest::Manifest;
use crate::pdf;

/// Which editions to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The one for the press.
    pub print: bool,
    /// The one for screens and archives.
    pub screen: bool,
}

/// A finished file.
pub struct Output {
    /// What it is.
    pub kind: OutputKind,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Pages, where it has any.
    pub pages: Option<usize>,
}

/// The files that a run makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// The edition for the press.
    Print,
    /// The edition for screens and archives.
    Screen,
    /// What stands on which page, for databases.
    Index,
}

impl Wanted {
    /// The file that a run is for.
    pub const fn main(self) -> OutputKind {
        if self.screen { OutputKind::Screen } else { OutputKind::Print }
    }
}

impl OutputKind {
    /// How the file's name ends, behind the name and a dot.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Print => "print.pdf",
            Self::Screen => "screen.pdf",
            Self::Index => "index.json",
        }
    }
}

/// What was made of the pages.
pub(super) struct Made {
    pub(super) outputs: Vec<Output>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Pages that nothing stands against.
pub(super) struct Finished<'a> {
    pub(super) document: PagedDocument,
    pub(super) manifest: Manifest,
    pub(super) index: Index,
    /// For findings in Typst's words.
    pub(super) typesetter: &'a Typesetter,
}

pub(super) fn make(finished: &Finished<'_>, wanted: Wanted) -> Made {
    let pages = finished.document.pages().len();
    let mut made = Made { outputs: Vec::new(), diagnostics: Vec::new() };
    if wanted.screen {
        match screen(finished) {
            Ok((bytes, shortcomings)) => {
                made.outputs.push(Output { kind: OutputKind::Screen, bytes, pages: Some(pages) });
                made.diagnostics.extend(shortcomings);
            }
            Err(errors) => made.diagnostics.extend(errors),
        }
    }
    if !made.outputs.is_empty() {
        let bytes = finished.index.to_json().into_bytes();
        made.outputs.push(Output { kind: OutputKind::Index, bytes, pages: None });
    }
    made
}

/// The screen edition. Where something on the pages does not fit the standards
/// of archives and accessibility, a plain PDF with warnings serves an editor
/// better than none.
fn screen(finished: &Finished<'_>) -> Result<(Vec<u8>, Vec<Diagnostic>), Vec<Diagnostic>> {
    let Finished { document, manifest, typesetter, .. } = finished;
    let misfits = match pdf::screen(document, manifest) {
        Ok(bytes) => return Ok((bytes, Vec::new())),
        Err(errors) => typesetter.translate(&errors),
    };
    let bytes = pdf::plain(document, manifest).map_err(|errors| typesetter.translate(&errors))?;
    let lower = |misfit: Diagnostic| {
        let help = "网上版已按普通 PDF 排出，可以看，不宜存档";
        Diagnostic { severity: Severity::Warning, code: Code::NotArchival, ..misfit }.help(help)
    };
    Ok((bytes, misfits.into_iter().map(lower).collect()))
}

/// The pages of the article that a word names, as a PDF, and its entry.
pub(super) fn offprint(finished: &Finished<'_>, article: &str) -> Result<(Entry, Vec<u8>), Vec<Diagnostic>> {
    let Finished { document, manifest, index, typesetter } = finished;
    let entry = index.find(article).map_err(|found| vec![*found])?;
    let pages = (entry.first_sheet - 1, entry.last_sheet - 1);
    let bytes = pdf::offprint(document, manifest, &entry.title, pages)
        .map_err(|errors| typesetter.translate(&errors))?;
    Ok((entry.clone(), bytes))
}
