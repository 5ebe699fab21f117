//! One set of pages becomes the editions that are wanted.

use typst_layout::PagedDocument;

use super::print::{self, Ready};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::index::{Entry, Index};
use crate::layout::Typesetter;
use crate::manifest::Manifest;
use crate::pdf;

/// Which files to make.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// The edition for the press, with its job sheet.
    pub print: bool,
    /// The edition for screens and archives.
    pub screen: bool,
    /// What stands on which page.
    pub index: bool,
}

/// A finished file.
pub struct Output {
    /// What it is.
    pub kind: OutputKind,
    /// The file's bytes.
    pub bytes: Vec<u8>,
    /// Pages, where it has any.
    pub pages: Option<usize>,
    /// Whether preflight found it unfit for the press: it must not get the name
    /// of a good one.
    pub rejected: bool,
}

/// The files that a run makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OutputKind {
    /// The edition for the press, without its cover where that is a file of its
    /// own.
    Print,
    /// The cover for the press.
    Cover,
    /// What the printer is told.
    Job,
    /// The edition for screens and archives.
    Screen,
    /// What stands on which page, for databases.
    Index,
}

impl Wanted {
    /// The screen edition alone.
    pub const SCREEN: Self = Self { print: false, screen: true, index: false };

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
            Self::Cover => "cover.pdf",
            Self::Job => "job.txt",
            Self::Screen => "screen.pdf",
            Self::Index => "index.json",
        }
    }

    /// The same for a file that preflight rejected; `None` where none is judged.
    pub const fn rejected_ending(self) -> Option<&'static str> {
        match self {
            Self::Print => Some("print.rejected.pdf"),
            Self::Cover => Some("cover.rejected.pdf"),
            Self::Job | Self::Screen | Self::Index => None,
        }
    }
}

/// What was made of the pages.
#[derive(Default)]
pub(super) struct Made {
    pub(super) outputs: Vec<Output>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// Pages that nothing stands against.
pub(super) struct Finished<'a> {
    /// The name, which those of its files begin with.
    pub(super) name: String,
    pub(super) document: PagedDocument,
    /// How many of the pages are blank to make up the number.
    pub(super) blank_pages: usize,
    pub(super) manifest: Manifest,
    pub(super) index: Index,
    /// For findings in Typst's words.
    pub(super) typesetter: &'a Typesetter,
}

/// Makes what is wanted; the print edition if it is `ready` to be made. Both
/// editions are written at the same time.
pub(super) fn make(finished: &Finished<'_>, wanted: Wanted, ready: Option<&Ready>) -> Made {
    let (printed, shown) = std::thread::scope(|scope| {
        let shown = wanted.screen.then(|| scope.spawn(|| screen(finished)));
        let printed = ready.map(|ready| print::make(finished, ready));
        // A panic goes on as if there were one thread.
        let shown = shown.map(|thread| thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        (printed.unwrap_or_default(), shown.unwrap_or_default())
    });
    let Made { mut outputs, mut diagnostics } = printed;
    outputs.extend(shown.outputs);
    diagnostics.extend(shown.diagnostics);
    if wanted.index && !outputs.is_empty() {
        let bytes = finished.index.to_json().into_bytes();
        outputs.push(Output { kind: OutputKind::Index, bytes, pages: None, rejected: false });
    }
    Made { outputs, diagnostics }
}

/// The screen edition. Where something on the pages does not fit the standards
/// of archives and accessibility, a plain PDF with warnings serves an editor
/// better than none.
fn screen(finished: &Finished<'_>) -> Made {
    let Finished { document, manifest, typesetter, .. } = finished;
    let output = |bytes| {
        let pages = Some(document.pages().len());
        vec![Output { kind: OutputKind::Screen, bytes, pages, rejected: false }]
    };
    let misfits = match pdf::screen(document, manifest) {
        Ok(bytes) => return Made { outputs: output(bytes), diagnostics: Vec::new() },
        Err(errors) => typesetter.translate(&errors),
    };
    let lower = |misfit: Diagnostic| {
        let help = "网上版已按普通 PDF 排出，可以看，不宜存档";
        Diagnostic { severity: Severity::Warning, code: Code::NotArchival, ..misfit }.help(help)
    };
    match pdf::plain(document, manifest) {
        Ok(bytes) => Made { outputs: output(bytes), diagnostics: misfits.into_iter().map(lower).collect() },
        Err(errors) => Made { outputs: Vec::new(), diagnostics: typesetter.translate(&errors) },
    }
}

/// The pages of the article that a word names, as a PDF, and its entry.
pub(super) fn offprint(finished: &Finished<'_>, article: &str) -> Result<(Entry, Vec<u8>), Vec<Diagnostic>> {
    let Finished { document, manifest, index, typesetter, .. } = finished;
    let entry = index.find(article).map_err(|found| vec![*found])?;
    let pages = (entry.first_sheet - 1, entry.last_sheet - 1);
    let bytes = pdf::offprint(document, manifest, &entry.title, pages)
        .map_err(|errors| typesetter.translate(&errors))?;
    Ok((entry.clone(), bytes))
}
