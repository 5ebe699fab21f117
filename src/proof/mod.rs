//! Proofs (校样): the pages exactly as they will be printed, with numbered
//! lines, findings and changes as notes in a wide margin, and a summary.
//!
//! The finished pages are not set again: everything else is laid under and over
//! them. What is laid over is set by Typst, in two steps: the notes each by
//! itself, for their heights; then all sheets, on which `spread` has found a
//! place for each note.

mod changed;
pub mod changes;
mod columns;
mod compare;
mod drawn;
mod findings;
mod lines;
mod listed;
mod marks;
mod merge;
mod names;
mod places;
mod record;
mod recorded;
mod report;
mod round;
mod sheets;
mod shown;
mod spread;
mod summary;
mod tally;
mod titles;
mod words;

use serde_json::{Map, Value, json};
use typst_layout::PagedDocument;

pub use self::marks::Counts;
pub use self::record::{Grade, Record, RecordedFinding, RecordedParagraph, RecordedText};
pub use self::report::report;
pub use self::round::{Round, round_name};

use self::lines::lines;
use self::marks::marks;
use self::names::{Names, folio};
use self::places::Places;
use self::recorded::record;
use self::sheets::{NOTE_WIDTH, Pages};
use self::shown::{Shown, shown};
use crate::diagnostic::{Code, Diagnostic, SourceText};
use crate::font::RoleFonts;
use crate::issue::Text;
use crate::layout::{Trace, Typesetter};
use crate::manifest::Manifest;

/// An issue whose pages are set.
pub struct Subject<'a> {
    /// What the manifests say.
    pub manifest: &'a Manifest,
    /// The issue's manifest as a file.
    pub source: &'a SourceText,
    /// The texts in the issue's order, all of them.
    pub texts: &'a [Text],
    /// The fonts of every role.
    pub roles: &'a [RoleFonts],
    /// The pages.
    pub document: &'a PagedDocument,
    /// Where the texts' characters stand on them.
    pub trace: &'a Trace,
    /// What was found, waived or not.
    pub findings: &'a [&'a Diagnostic],
}

/// A finished proof.
pub struct Proof {
    /// Its sheets.
    pub document: PagedDocument,
    /// What is kept of the round.
    pub record: Record,
    /// What has changed since the round before; `None` without one.
    pub changes: Option<Counts>,
}

/// Makes the proof of a round, with what has changed since an earlier one.
pub fn make(
    typesetter: &mut Typesetter,
    subject: &Subject<'_>,
    round: Round,
    earlier: Option<&Record>,
) -> Result<Proof, Vec<Diagnostic>> {
    let pages = subject.document.pages();
    let widths: Vec<f64> = pages.iter().map(|page| page.frame.width().to_pt()).collect();
    let asked: Vec<u8> = subject.manifest.articles().map(|article| article.columns).collect();
    let lines = lines(subject.trace, &widths, &asked);
    let places = Places::new(subject.trace, &lines, subject.texts.len());
    let sample = &subject.manifest.publication.folio.value;
    let number =
        |(at, page): (usize, &typst_layout::Page)| lines.on(at).next().map(|_| folio(sample, page.number));
    let names = Names { lines: &lines, folios: pages.iter().enumerate().map(number).collect() };
    let (marks, counts) = marks(subject, &places, &names, earlier);
    let record = record(subject, &places, &names, &marks, round);
    let counts = earlier.map(|_| counts);

    let fonts: Map<String, Value> =
        subject.roles.iter().map(|role| (role.role.key().to_owned(), json!(role))).collect();
    let notes = shown(&marks, &names);
    let heights = heights(typesetter, &fonts, &notes)?;
    let trim =
        pages.iter().map(|page| page.frame.size()).fold((0.0_f64, 0.0_f64), |(width, height), size| {
            (width.max(size.x.to_pt()), height.max(size.y.to_pt()))
        });
    let pages = Pages { trim, names: &names, marks: &marks, notes: notes.into_iter().zip(heights).collect() };
    let (data, sheets) = pages.sheets();
    let (width, height) = pages.size();
    let mut all = json!({
        "fonts": fonts,
        "width": width,
        "height": height,
        "trim": [pages.trim.0, pages.trim.1],
        "margin": pages.margin(),
        "note-width": NOTE_WIDTH,
        "name": subject.manifest.publication.name.value,
        "issue": issue_name(subject.manifest),
        "round": round_name(round.number),
        "date": round.date.chinese(),
        "sheets": data,
    });
    summary::add(&mut all, &names, &marks, &record, earlier, counts);
    let overlay = typesetter.overlay("layouts/proof/proof.typ", all.to_string())?;
    let document = merge::merge(subject.document, &overlay, &sheets).ok_or_else(incomplete)?;
    Ok(Proof { document, record, changes: counts })
}

/// The issue as it is called: `2024年第1期（总第7期）`.
fn issue_name(manifest: &Manifest) -> String {
    let issue = &manifest.issue;
    let total = issue.total.as_ref().map_or(String::new(), |total| format!("（总第{}期）", total.value));
    format!("{}年第{}期{total}", issue.year.value, issue.number.value)
}

/// How high each note is, in pt.
fn heights(
    typesetter: &mut Typesetter,
    fonts: &Map<String, Value>,
    notes: &[Shown<'_>],
) -> Result<Vec<f64>, Vec<Diagnostic>> {
    if notes.is_empty() {
        return Ok(Vec::new());
    }
    let list: Vec<_> = notes.iter().map(Shown::json).collect();
    let data = json!({ "fonts": fonts, "note-width": NOTE_WIDTH, "notes": list });
    let set = typesetter.overlay("layouts/proof/notes.typ", data.to_string())?;
    let heights: Vec<f64> = set.pages().iter().map(|page| page.frame.height().to_pt()).collect();
    if heights.len() == notes.len() { Ok(heights) } else { Err(incomplete()) }
}

/// The overlay has not the pages that it should have: our layout files have been
/// replaced by others.
fn incomplete() -> Vec<Diagnostic> {
    let help = "刊物文件夹里若有 layouts/proof 或 layouts/common，先改名再试；否则请把本期文件夹发给开发者";
    vec![Diagnostic::error(Code::Typst, "校样的页面没有排全").help(help)]
}
