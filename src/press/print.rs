//! The edition for the press: pages become a raw PDF, the raw PDF a press file,
//! and the press file is read back before anybody gets it.

use sha2::{Digest as _, Sha256};
use typst::model::Document as _;
use typst_layout::{Page, PagedDocument};

use super::editions::{Finished, Made, Output, OutputKind};
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::manifest::{Binding, CoverFile, Manifest, Print};
use crate::pdf;
use crate::preflight::{self, Rules};
use crate::prepress::cover::{self, COVER_PAGES, TITLED_SPINE_MM};
use crate::prepress::job_sheet::{self, JobFacts, JobFile};
use crate::prepress::{PressFile, PrintJob, Problem, Profile, Used, press_file};

/// What of the print edition must be at hand before it is made.
pub(super) struct Ready {
    /// The profile of the output condition.
    pub(super) profile: Profile,
    /// What stands on the spine of a cover that is a file of its own, if it is
    /// wide enough for anything.
    pub(super) spine: Option<Page>,
}

/// A file for the printer, not yet judged.
struct Sheets {
    kind: OutputKind,
    what: &'static str,
    bytes: Vec<u8>,
    pages: usize,
    rules: Rules,
}

/// The width of the spine in mm, where the cover is a file of its own; 0 for a
/// booklet that is stitched through its fold.
pub(super) fn spine_mm(print: &Print, pages: usize) -> Option<f64> {
    let body = pages.checked_sub(COVER_PAGES)?;
    match (print.cover, print.binding) {
        (CoverFile::Inside, _) => None,
        (CoverFile::Separate, Binding::Saddle) => Some(0.0),
        (CoverFile::Separate, Binding::Glued) => Some(cover::spine_mm(body, print.paper_mm)),
    }
}

/// Whether a spine carries a title.
pub(super) fn is_titled(spine_mm: Option<f64>) -> bool {
    spine_mm.is_some_and(|width| width >= TITLED_SPINE_MM)
}

/// Makes the files for the printer and judges them.
pub(super) fn make(finished: &Finished<'_>, ready: &Ready) -> Made {
    let mut made = Made::default();
    match files(finished, ready) {
        Ok((files, used, notes)) => {
            made.diagnostics.extend(notes.iter().map(|note| told(note, Severity::Warning)));
            judge(finished, files, &used, &notes, &mut made);
        }
        Err(found) => made.diagnostics.extend(found),
    }
    made
}

type Files = (Vec<Sheets>, Used, Vec<Problem>);

fn files(finished: &Finished<'_>, ready: &Ready) -> Result<Files, Vec<Diagnostic>> {
    let Finished { manifest, .. } = finished;
    let print = &manifest.publication.print;
    let raw = raw(finished, ready.spine.as_ref())?;
    let issue = &manifest.issue;
    let name = &manifest.publication.name.value;
    let title = format!("{name} {}", manifest.issue.words());
    let job = PrintJob {
        print,
        profile: &ready.profile,
        title: &title,
        author: manifest.publication.sponsor.as_ref().map_or(name.as_str(), |at| at.value.as_str()),
        creator: concat!("gongbao ", env!("CARGO_PKG_VERSION")),
        date: issue.date,
        identifier: &title,
    };
    let errors = |problems: Vec<Problem>| -> Vec<Diagnostic> {
        problems.iter().map(|problem| told(problem, Severity::Error)).collect()
    };
    let PressFile { bytes, used, warnings } = press_file(&raw, &job).map_err(errors)?;
    let rules = Rules::of(manifest);
    let Some(spine_mm) = spine_mm(print, finished.document.pages().len()) else {
        let pages = used.pages;
        let rules = Rules { pages: Some(pages), ..rules };
        return Ok((vec![Sheets { kind: OutputKind::Print, what: "全书", bytes, pages, rules }], used, warnings));
    };
    // A stitched cover has no spine, however thick its paper.
    let bound = Print { paper_mm: if spine_mm > 0.0 { print.paper_mm } else { 0.0 }, ..print.clone() };
    let split = cover::split(&bytes, &bound, ready.spine.is_some()).map_err(errors)?;
    let page = &manifest.publication.page;
    let spread = [page.width_mm * 2.0 + split.spine_mm, page.height_mm];
    let of_cover = Rules { trim_mm: Some(spread), pages: Some(2), multiple: 1, ..rules.clone() };
    let of_body = Rules { pages: Some(split.body_pages), ..rules };
    let mut notes = warnings;
    notes.extend(split.notes);
    let files = vec![
        Sheets { kind: OutputKind::Print, what: "内文", bytes: split.body, pages: split.body_pages, rules: of_body },
        Sheets { kind: OutputKind::Cover, what: "封面", bytes: split.cover, pages: 2, rules: of_cover },
    ];
    Ok((files, used, notes))
}

/// The pages, with the spine's as the last, as prepress takes them.
fn raw(finished: &Finished<'_>, spine: Option<&Page>) -> Result<Vec<u8>, Vec<Diagnostic>> {
    let Finished { document, manifest, typesetter, .. } = finished;
    let bleed = manifest.publication.print.bleed_mm;
    let with_spine = spine.map(|spine| {
        let pages = document.pages().iter().chain([spine]).cloned().collect();
        PagedDocument::new(pages, document.info().clone())
    });
    let document = with_spine.as_ref().unwrap_or(document);
    pdf::raw_print(document, manifest, bleed).map_err(|errors| typesetter.translate(&errors))
}

/// Reads the files back, and writes the job sheet if all are good.
fn judge(finished: &Finished<'_>, files: Vec<Sheets>, used: &Used, notes: &[Problem], made: &mut Made) {
    let mut most_ink = 0.0_f64;
    for Sheets { kind, bytes, pages, rules, .. } in &files {
        let report = preflight::check(bytes, rules);
        most_ink = most_ink.max(report.facts.most_ink);
        let name = format!("{}.{}", finished.name, kind.ending());
        let serious = report.findings.iter().filter(|found| found.severity != preflight::Severity::Note);
        made.diagnostics.extend(serious.map(|found| found.diagnostic(&name)));
        let rejected = report.has_errors();
        made.outputs.push(Output { kind: *kind, bytes: bytes.clone(), pages: Some(*pages), rejected });
    }
    if made.outputs.iter().any(|output| output.rejected) {
        return;
    }
    let files = files.iter().map(|Sheets { kind, what, bytes, pages, .. }| JobFile {
        name: format!("{}.{}", finished.name, kind.ending()),
        what: (*what).to_owned(),
        pages: *pages,
        bytes: bytes.len(),
        sha256: Sha256::digest(bytes).into(),
    });
    let facts = facts(finished, files.collect(), used, notes, most_ink);
    let bytes = job_sheet::write(&facts).into_bytes();
    made.outputs.push(Output { kind: OutputKind::Job, bytes, pages: None, rejected: false });
}

fn facts(
    finished: &Finished<'_>,
    files: Vec<JobFile>,
    used: &Used,
    notes: &[Problem],
    most_ink: f64,
) -> JobFacts {
    let Manifest { publication, issue, .. } = &finished.manifest;
    let print = &publication.print;
    let pages = finished.document.pages().len();
    let spine_mm = spine_mm(print, pages);
    JobFacts {
        publication: publication.name.value.clone(),
        issue: issue.words(),
        date: issue.date.chinese(),
        contact: print.contact.as_ref().map(|at| at.value.clone()),
        files,
        trim_mm: used.trim_mm,
        bleed_mm: used.bleed_mm,
        pages,
        cover_pages: print.cover_pages(),
        blank_pages: finished.blank_pages,
        plates: vec![used.plates.clone(); pages],
        standard: used.version.to_owned(),
        condition: used.condition.clone(),
        profile: used.profile.clone(),
        ink_limit: print.ink_limit,
        ink_found: Some(most_ink.round()),
        resolution: print.resolution,
        overprint: print.overprint,
        text: print.text,
        fonts: used.fonts.clone(),
        marks: print.marks,
        binding: print.binding,
        paper_mm: print.paper_mm,
        spine_mm: spine_mm.filter(|width| *width > 0.0),
        spine_titled: is_titled(spine_mm),
        remarks: notes.iter().map(Problem::to_string).collect(),
    }
}

fn told(problem: &Problem, severity: Severity) -> Diagnostic {
    problem.finding(Code::NotPrintable, severity)
}
