//! From the raw print PDF, whose colours are the screen's, to the file that a
//! press accepts: PDF/X-4 (ISO 15930-7) or PDF/X-1a:2003 (ISO 15930-4).
//!
//! `PDFX.md` beside this file lists the clauses and where each is met.

mod content;
pub mod cover;
mod font;
mod function;
pub mod geometry;
pub mod impose;
mod ink;
mod inline;
mod intent;
mod job;
pub mod job_sheet;
pub mod marks;
mod metadata;
mod number;
mod page;
mod picture;
mod problem;
mod profile;
mod rewrite;
mod scope;
mod separation;
mod setting;
mod shading;
mod space;
mod spot;
mod stream;
mod works;

use lopdf::xref::XrefType;
use lopdf::{Document, Object, dictionary};
use sha2::{Digest as _, Sha256};

pub use self::job::{PressFile, PrintJob, Used};
pub use self::problem::Problem;
pub use self::profile::Profile;
pub use self::spot::Spot;

use self::geometry::MM;
use self::ink::Inks;
use self::marks::Spaces;
use self::page::Page;
use self::rewrite::Overprint;
use self::works::Works;
use crate::manifest::{PressStandard, PressText};

/// The largest raw file, in bytes.
const LIMIT: usize = 1 << 30;

/// Makes the press file of a raw one (as [`crate::pdf::raw_print`] writes it). The
/// same input gives the same bytes.
pub fn press_file(raw: &[u8], job: &PrintJob<'_>) -> Result<PressFile, Vec<Problem>> {
    let one = |problem| vec![problem];
    let source = load(raw).map_err(one)?;
    let print = job.print;
    let spot = print.spot.as_ref().map(|at| at.value.as_str());
    let inks = Inks::new(job.profile, print.ink_limit, spot.is_some()).map_err(one)?;
    let overprint = match (print.overprint, print.text) {
        (false, _) => Overprint::Nothing,
        (true, PressText::Fonts) => Overprint::Text,
        (true, PressText::Outlines) => Overprint::Shapes,
    };
    let mut works = Works::new(&source, inks, overprint, print.standard == PressStandard::X1a, spot);
    let mut pages = Vec::new();
    for (index, id) in source.page_iter().take(page::PAGES).enumerate() {
        works.page = index + 1;
        match page::rewrite(&mut works, id) {
            Ok(page) => pages.push(page),
            Err(problem) => works.problems.push(problem),
        }
    }
    if pages.is_empty() && works.problems.is_empty() {
        works.problems.push(Problem::new("没有可印的页面", "先排出内容，再出印刷版"));
    }
    if !works.problems.is_empty() {
        return Err(works.problems);
    }
    if print.text == PressText::Outlines && !works.fonts.is_empty() {
        let fonts: Vec<_> = works.fonts.iter().cloned().collect();
        let message = format!("图里还有没转曲的文字，用的字体是 {}", fonts.join("、"));
        works.warnings.push(Problem::new(message, "在作图软件里把图里的文字转成曲线，再插入"));
    }
    let used = used(&works, &pages, job);
    let warnings = std::mem::take(&mut works.warnings);
    let labels = source.catalog().and_then(|catalog| catalog.get(b"PageLabels")).cloned();
    let labels = labels.ok().map(|labels| works.copy(&labels));
    let mut out = assemble(works, pages, job, labels, &used.profile);

    let mut contents = Sha256::new();
    contents.update(raw);
    contents.update(job.profile.bytes());
    contents.update(format!("{job:?}"));
    let facts = metadata::Facts {
        standard: print.standard,
        title: job.title,
        author: job.author,
        creator: job.creator,
        date: job.date,
        identifier: job.identifier,
        contents: contents.finalize().into(),
    };
    let packet = metadata::write(&mut out, &facts);
    if let Ok(catalog) = out.catalog_mut() {
        catalog.set("Metadata", packet);
    }
    let mut bytes = Vec::with_capacity(raw.len() + job.profile.bytes().len());
    let broken = |_| vec![Problem::new("印刷文件写不出来", "内存可能不够，关掉别的程序再试")];
    out.save_to(&mut bytes).map_err(broken)?;
    Ok(PressFile { bytes, used, warnings })
}

fn load(raw: &[u8]) -> Result<Document, Problem> {
    let help = "重新排一次；仍这样，请报告给程序的作者";
    if raw.len() > LIMIT {
        return Err(Problem::new("排出的 PDF 太大，超过 1 GB", "把图片缩小到印刷需要的分辨率"));
    }
    let document = Document::load_mem(raw).map_err(|_| Problem::new("排出的 PDF 读不出来", help))?;
    match document.is_encrypted() || document.was_encrypted() {
        true => Err(Problem::new("PDF 加了密，不能出印刷版", help)),
        false => Ok(document),
    }
}

/// Puts the pages together.
fn assemble(
    works: Works<'_>,
    pages: Vec<Page>,
    job: &PrintJob<'_>,
    labels: Option<Object>,
    description: &str,
) -> Document {
    let marks = job.print.marks;
    let spots: Vec<_> = works.spots.values().copied().collect();
    let mut out = works.out;
    let spaces = marks.any().then(|| Spaces::add(&mut out, &spots));
    let tree = out.new_object_id();
    let kids: Vec<Object> =
        pages.into_iter().map(|page| page.write(&mut out, tree, marks, spaces.as_ref()).into()).collect();
    let count = kids.len() as i64;
    out.set_object(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let intents = intent::intents(&mut out, job.print.condition(), job.profile, description);
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => tree, "OutputIntents" => intents };
    if let Some(labels) = labels {
        catalog.set("PageLabels", labels);
    }
    catalog.set("Lang", metadata::text("zh-CN"));
    let root = out.add_object(catalog);
    out.trailer.set("Root", root);
    // Tables of references and single objects: what every RIP reads, and all that
    // PDF 1.4 has.
    out.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    out.binary_mark = vec![0xe2, 0xe3, 0xcf, 0xd3];
    out
}

/// What was used.
fn used(works: &Works<'_>, pages: &[Page], job: &PrintJob<'_>) -> Used {
    let spots: Vec<_> = works.spots.keys().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
    let process = ["Cyan", "Magenta", "Yellow", "Black"].into_iter().zip(works.inks.used());
    let process = process.filter(|(_, used)| *used).map(|(name, _)| name.to_owned());
    let bleed = pages.iter().map(|Page { trim, bleed, .. }| {
        let sides = [
            trim.left - bleed.left,
            trim.bottom - bleed.bottom,
            bleed.right - trim.right,
            bleed.top - trim.top,
        ];
        sides.into_iter().fold(f64::INFINITY, f64::min)
    });
    let bleed = bleed.fold(f64::INFINITY, f64::min);
    // To a hundredth of a millimetre: Typst writes boxes in single precision.
    let mm = |points: f64| (points / MM * 100.0).round() / 100.0;
    Used {
        standard: job.print.standard,
        version: metadata::version(job.print.standard),
        pages: pages.len(),
        plates: process.chain(spots.iter().cloned()).collect(),
        spots,
        fonts: works.fonts.iter().cloned().collect(),
        trim_mm: pages.first().map_or([0.0; 2], |page| [mm(page.trim.width()), mm(page.trim.height())]),
        bleed_mm: if bleed.is_finite() { mm(bleed) } else { 0.0 },
        condition: job.print.condition().to_owned(),
        profile: job.profile.description(),
    }
}
