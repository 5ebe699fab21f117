//! The cover of a glued book as a file of its own, with its spine, and the body
//! without it.
//!
//! A press file begins with the two pages of the front cover and ends with the
//! two of the back cover. The cover is printed on one sheet: outside, back cover,
//! spine and front cover; inside, the inner pages with a bare strip between them,
//! where the glue holds.

use lopdf::{Dictionary, Document, Object, dictionary};

use super::geometry::{MM, Rect};
use super::impose::draw::{Paper, sheets};
use super::impose::identity;
use super::impose::layout::{Place, Side};
use super::impose::page::{self, Page};
use super::impose::source::Source;
use super::impose::{PAGES, TrimFrom};
use super::marks::{Edges, Lines};
use super::problem::Problem;
use crate::manifest::Print;

/// Pages at either end that belong to the cover.
const HALF: usize = 2;
/// Pages of a cover.
pub const COVER_PAGES: usize = 2 * HALF;
/// The narrowest spine that carries a title, in mm: on a narrower one the letters
/// come too close to the folds, which are never quite in place.
pub const TITLED_SPINE_MM: f64 = 5.0;
/// The thickest book that machines bind, in mm.
const THICKEST_MM: f64 = 60.0;
/// How much a spine page may differ from the spine, in mm.
const SLACK_MM: f64 = 0.11;

/// A cover and the body that goes inside.
#[derive(Debug, Clone)]
pub struct Split {
    /// Two spreads, outside and inside.
    pub cover: Vec<u8>,
    /// The other pages, as they were.
    pub body: Vec<u8>,
    /// Pages of the body.
    pub body_pages: usize,
    /// Width of the spine, in mm.
    pub spine_mm: f64,
    /// What a printer should know.
    pub notes: Vec<Problem>,
}

/// The width of the spine in mm: the leaves of the body on each other, to the
/// next tenth of a millimetre, as binderies tell it. What the cover's own board
/// adds is outside of its folds.
pub fn spine_mm(body_pages: usize, paper_mm: f64) -> f64 {
    // A hair less, so that a whole number of tenths stays one.
    (body_pages.div_ceil(2) as f64 * paper_mm * 10.0 - 1e-6).ceil().max(0.0) / 10.0
}

/// Splits a press file.
///
/// The front cover's colour at the spine runs on over it. With `spine_page`, the
/// file has one page more than the book, the last: what stands on the spine
/// ([`crate::layout::Typesetter::spine`]), as wide as [`spine_mm`] and as high as
/// the book.
///
/// # Errors
/// What keeps the file from being split, and all that imposition refuses.
pub fn split(press: &[u8], print: &Print, spine_page: bool) -> Result<Split, Vec<Problem>> {
    let bleed = print.bleed_mm * MM;
    let mut source = Source::read(press, TrimFrom::Trim, bleed)?;
    let pages = source.pages.len().saturating_sub(usize::from(spine_page));
    let Some(body_pages) = pages.checked_sub(COVER_PAGES).filter(|&body| body > 0) else {
        return Err(vec![Problem::new(
            format!("只有 {pages} 面，分不出封面和内文"),
            "cover = \"separate\" 要有封面四面（封一至封四）和内文；或写 cover = \"inside\"",
        )]);
    };
    let cell = source.cell(pages)?;
    let spine_mm = spine_mm(body_pages, print.paper_mm);
    if spine_mm > THICKEST_MM {
        return Err(vec![Problem::new(
            format!("书脊宽 {spine_mm:.1} 毫米，太厚，装不了"),
            "核对纸厚 paper（一张纸的厚度，毫米，如 0.1）；确实这样厚的，分成两册",
        )]);
    }
    let spine = spine_mm * MM;
    let mut notes = Vec::new();
    let artwork = if spine_page {
        let page = source.pages.get(pages).ok_or_else(Vec::new)?;
        fits(page, spine_mm, cell.height).map_err(|problem| vec![problem.on_page(pages + 1)])?;
        Some(pages)
    } else {
        if spine_mm >= TITLED_SPINE_MM {
            notes.push(Problem::new(
                format!("书脊宽 {spine_mm:.1} 毫米，可以印刊名，现在是空的"),
                "在清单里让排版加书脊页，或请印厂补排",
            ));
        }
        None
    };

    let body = body(press, pages, print)?;
    let width = cell.width;
    let right = width + spine;
    let trim = |left: f64| Rect::new(left, 0.0, left + width, cell.height);
    let place = |page: usize, left: f64| {
        let trim = trim(left);
        let mut clip = trim.grown(cell.bleed);
        // Neither runs over its fold, but where the spine is drawn from the front
        // cover's bleed: that bleed lies on it, so that no seam shows.
        if left < right {
            clip.right = width;
        } else if page == 0 {
            clip.left = clip.left.max(width);
        } else {
            clip.left = right;
        }
        Place { page: Some(page), trim, turned: false, stretch: 1.0, clip }
    };
    let spread = |label: &str, places: Vec<Place>| Side {
        size: [right + width, cell.height],
        places,
        edges: Edges { folds: Lines { x: vec![width, right], y: Vec::new() }, ..Edges::default() },
        label: label.to_owned(),
        ..Side::default()
    };
    let strip = Rect::new(width, 0.0, right, cell.height);
    let clip = Rect { bottom: -cell.bleed, top: cell.height + cell.bleed, ..strip };
    // The front cover's bleed at the spine, drawn out over the whole of it.
    let stretch = (spine / cell.bleed).max(1.0);
    let ground = Place { page: Some(0), trim: trim(right), turned: false, stretch, clip };
    let artwork =
        artwork.map(|page| Place { page: Some(page), trim: strip, turned: false, stretch: 1.0, clip });
    let outside: Vec<_> = (cell.bleed > 0.0 && spine > 0.0)
        .then_some(ground)
        .into_iter()
        .chain([place(pages - 1, 0.0), place(0, right)])
        .chain(artwork)
        .collect();
    let inside = vec![place(1, 0.0), place(pages - 2, right)];
    let sides = [spread("封面外面", outside), spread("封面里面", inside)];
    let paper = Paper { sheet: None, marks: print.marks, bleed: cell.bleed };
    let drawn = sheets(&mut source, &sides, &paper)?;
    notes.extend(drawn.notes);
    let asked = format!("cover {print:?} {spine_page}");
    let cover = identity::finish(source.document, drawn.catalog, press, &asked)?;
    Ok(Split { cover, body, body_pages, spine_mm, notes })
}

fn fits(page: &Page, spine_mm: f64, height: f64) -> Result<(), Problem> {
    let off = |has: f64, wanted: f64| (has - wanted).abs() > SLACK_MM * MM;
    if off(page.width, spine_mm * MM) || off(page.height, height) {
        return Err(Problem::new(
            format!(
                "书脊页是 {:.1}×{:.1} 毫米，书脊是 {spine_mm:.1}×{:.1} 毫米",
                page.width / MM,
                page.height / MM,
                height / MM
            ),
            "改了纸厚或页数，要重新排书脊页",
        ));
    }
    Ok(())
}

/// The file without its cover. `pages` are those of the book.
fn body(press: &[u8], pages: usize, print: &Print) -> Result<Vec<u8>, Vec<Problem>> {
    let mut document = Source::read(press, TrimFrom::Trim, 0.0)?.document;
    let ids: Vec<_> = document.page_iter().take(PAGES).collect();
    let tree = document.new_object_id();
    let kept = ids.get(HALF..pages - HALF).unwrap_or_default();
    for &id in kept {
        let Ok(page) = document.get_dictionary(id) else { continue };
        let above: Vec<_> = page::INHERITED
            .into_iter()
            .filter_map(|key| Some((key, page::inherited(&document, page, key)?)))
            .collect();
        let Ok(page) = document.get_dictionary_mut(id) else { continue };
        for (key, object) in above {
            page.set(key, object);
        }
        page.set("Parent", tree);
    }
    let count = i64::try_from(kept.len()).unwrap_or(i64::MAX);
    let kids: Vec<Object> = kept.iter().map(|&id| id.into()).collect();
    let labels = labels(&document, HALF);
    document.set_object(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => tree };
    if let Some(labels) = labels {
        catalog.set("PageLabels", labels);
    }
    identity::finish(document, catalog, press, &format!("body {print:?}"))
}

/// The page labels (ISO 32000-1, 12.4.2) of what follows the first `skipped`
/// pages; `None` where there are none, or not as one plain list.
fn labels(document: &Document, skipped: usize) -> Option<Object> {
    let skipped = i64::try_from(skipped).ok()?;
    let tree = document.catalog().ok()?.get_deref(b"PageLabels", document).ok()?.as_dict().ok()?;
    let listed = tree.get_deref(b"Nums", document).ok()?.as_array().ok()?;
    let mut kept: Vec<(i64, Dictionary)> = Vec::new();
    for pair in listed.chunks_exact(2) {
        let [start, label] = pair else { continue };
        let start = start.as_i64().ok()? - skipped;
        let mut label = document.dereference(label).ok()?.1.as_dict().ok()?.clone();
        if start <= 0 {
            // In force where the rest begins: counts on from there.
            if label.has(b"S") {
                let first = label.get_deref(b"St", document).and_then(Object::as_i64).unwrap_or(1);
                label.set("St", first.saturating_sub(start));
            }
            kept.clear();
        }
        kept.push((start.max(0), label));
    }
    let numbers: Vec<Object> =
        kept.into_iter().flat_map(|(start, label)| [start.into(), label.into()]).collect();
    (!numbers.is_empty()).then(|| dictionary! { "Nums" => numbers }.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spines_are_told_in_tenths() {
        assert_eq!(spine_mm(44, 0.1), 2.2);
        assert_eq!(spine_mm(45, 0.1), 2.3);
        assert_eq!(spine_mm(140, 0.104), 7.3);
        assert_eq!(spine_mm(0, 0.1), 0.0);
    }

    #[test]
    fn labels_count_on_from_where_the_body_begins() {
        let mut document = Document::with_version("1.6");
        let labels = |nums: Vec<Object>| dictionary! { "PageLabels" => dictionary! { "Nums" => nums } };
        let decimal = |start: i64| Object::Dictionary(dictionary! { "S" => "D", "St" => start });
        let prefix: Object = dictionary! { "P" => Object::string_literal("封一") }.into();
        let root =
            document.add_object(labels(vec![0.into(), prefix, 1.into(), decimal(7), 5.into(), decimal(1)]));
        document.trailer.set("Root", root);
        let found = super::labels(&document, 2).expect("labels");
        let wanted = dictionary! { "Nums" => vec![0.into(), decimal(8), 3.into(), decimal(1)] };
        assert_eq!(found, wanted.into());
    }
}
