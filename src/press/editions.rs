//! One set of pages becomes the editions that are wanted.

use typst_layout::PagedDocument;

use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::index::Index;
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

pub(super) fn make(
    document: &PagedDocument,
    manifest: &Manifest,
    index: &Index,
    wanted: Wanted,
    typesetter: &Typesetter,
) -> Made {
    let pages = document.pages().len();
    let mut made = Made { outputs: Vec::new(), diagnostics: Vec::new() };
    if wanted.screen {
        match screen(document, manifest, typesetter) {
            Ok((bytes, shortcomings)) => {
                made.outputs.push(Output { kind: OutputKind::Screen, bytes, pages: Some(pages) });
                made.diagnostics.extend(shortcomings);
            }
            Err(errors) => made.diagnostics.extend(errors),
        }
    }
    if !made.outputs.is_empty() {
        let bytes = index.to_json().into_bytes();
        made.outputs.push(Output { kind: OutputKind::Index, bytes, pages: None });
    }
    made
}

/// The screen edition. Where something on the pages does not fit the standards
/// of archives and accessibility, a plain PDF with warnings serves an editor
/// better than none.
fn screen(
    document: &PagedDocument,
    manifest: &Manifest,
    typesetter: &Typesetter,
) -> Result<(Vec<u8>, Vec<Diagnostic>), Vec<Diagnostic>> {
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
