//! Preflight: reads a finished PDF, ours or anyone's, and judges it as a
//! prepress operator would.
//!
//! It shares no code with what wrote the file ([`crate::pdf`], prepress): the
//! objects are read by `cos`, pages by an interpreter of its own. What a file
//! asks of the reader is bounded by [`limits`].

mod content;
mod cos;
mod facts;
mod finding;
mod geometry;
mod html;
mod icc;
mod judge;
pub mod limits;
mod pages;
pub mod report;
mod rule;
mod rules;
mod thumbnail;
mod xmp;

use std::rc::Rc;

pub use self::facts::{Facts, FontFacts, PageFacts};
pub use self::finding::{Finding, Place, Severity};
pub use self::html::html;
pub use self::rules::Rules;

use self::cos::Document;
use self::finding::Findings;
use self::judge::{boxes, file, intent, marks, metadata::Metadata, objects};
use self::pages::Pages;
use crate::diagnostic::Code;

/// What a preflight has to say.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// What the file is.
    pub facts: Facts,
    /// What is wrong with it: the file as a whole first, then page by page.
    pub findings: Vec<Finding>,
    /// How many findings were not kept, since there are too many.
    pub cut: usize,
}

impl Report {
    /// How many findings are of a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).map(|finding| finding.count).sum()
    }

    /// Whether the file must not be printed.
    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(Finding::is_error)
    }
}

/// The name of the threads that read files: what panics in them is a finding.
pub const THREAD: &str = "preflight";

/// Judges a file. Never fails: what can't be read is a finding.
pub fn check(bytes: &[u8], rules: &Rules) -> Report {
    // The reader does not recurse beyond its limits; a stack of known size
    // makes them independent of the caller's.
    let run = std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name(THREAD.to_owned()).stack_size(limits::STACK);
        let handle = thread.spawn_scoped(scope, || read(bytes, rules)).ok()?;
        // Decoders of fonts and pictures are others' code: a fault of theirs is
        // the file's, not the program's end.
        handle.join().ok()
    });
    run.unwrap_or_else(|| {
        let mut findings = Findings::default();
        findings.error(Code::PdfUnreadable, "读这个文件时程序出了错，没有查完");
        let (findings, cut) = findings.finish();
        Report { facts: Facts::default(), findings, cut }
    })
}

fn read(bytes: &[u8], rules: &Rules) -> Report {
    let mut findings = Findings::default();
    let mut facts = Facts { bytes: bytes.len(), ..Facts::default() };
    if bytes.len() > limits::FILE {
        let most = limits::FILE >> 20;
        findings.error(Code::PdfTooMuch, format!("文件大于 {most} MB，没有查"));
    } else {
        file::edges(bytes, &mut findings);
        let document = Document::open(bytes);
        facts.version = file::header(bytes).and_then(|(_, version)| version);
        objects_of(&document, rules, &mut facts, &mut findings);
        file::defects(&document, &mut findings);
    }
    let (findings, cut) = findings.finish();
    Report { facts, findings, cut }
}

fn objects_of(document: &Document<'_>, rules: &Rules, facts: &mut Facts, findings: &mut Findings) {
    let Some(trailer) = document.trailer() else {
        findings.error(Code::PdfUnreadable, "找不到文件的目录（trailer 和 Root），读不出任何一页");
        return;
    };
    if file::encrypted(trailer, findings) {
        return;
    }
    let Some(catalog) = file::catalog(document) else {
        findings.error(Code::PdfUnreadable, "找不到文件的目录（Root），读不出任何一页");
        return;
    };
    let Some(catalog) = catalog.dict().map(Rc::clone) else { return };
    file::read_all(document);
    let metadata = Metadata::read(document, trailer, &catalog);
    let standard = rules.standard.or_else(|| metadata.standard(document)).unwrap_or_default();
    facts.version = file::effective(document, Some(&catalog));
    facts.standard = metadata.claim(document);
    facts.judged_as = standard;
    facts.title = metadata.title(document);
    facts.producer = metadata.info(document, "Producer");
    file::versions(document, Some(&catalog), standard, findings);
    file::identifier(document, trailer, findings);
    metadata.judge(document, standard, findings);
    let intent = intent::judge(document, &catalog, rules, findings);
    facts.condition = intent.condition.clone();
    let pages = Pages::read(document, &catalog);
    boxes::tree(&pages, findings);
    for page in &pages.pages {
        boxes::page(document, page, rules, findings);
        facts.pages.push(PageFacts::of(page));
    }
    boxes::all(&pages, rules, findings);
    objects::judge(document, &catalog, &pages, standard, findings);
    marks::judge(document, &pages, rules, standard, &intent, facts, findings);
}
