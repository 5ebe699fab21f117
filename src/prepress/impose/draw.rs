//! Sides of sheets as pages of a PDF: the forms of the pages in their places, the
//! marks around them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::super::geometry::{MM, Rect};
use super::super::marks::{Frame, SLUG, Spaces, draw_edges};
use super::super::metadata::text;
use super::super::number::numbers;
use super::super::problem::Problem;
use super::super::stream::packed;
use super::form::Forms;
use super::layout::{Place, Side};
use super::options::PaperSize;
use super::page::{Matrix, Page};
use super::source::Source;
use crate::manifest::MarkKinds;

/// Sheets that were drawn.
pub(in crate::prepress) struct Sheets {
    /// The catalog: their pages and their labels.
    pub(in crate::prepress) catalog: Dictionary,
    /// The largest, width and height in points.
    pub(in crate::prepress) size: [f64; 2],
    /// What a printer should know.
    pub(in crate::prepress) notes: Vec<Problem>,
}

/// What the sides are printed on.
#[derive(Debug, Clone, Copy)]
pub(in crate::prepress) struct Paper {
    /// Its size; `None` for as large as needed.
    pub(in crate::prepress) sheet: Option<PaperSize>,
    /// What stands around the sheet's trim.
    pub(in crate::prepress) marks: MarkKinds,
    /// How far ink runs beyond the sheet's trim, in points.
    pub(in crate::prepress) bleed: f64,
}

/// Draws the sides into the source's document.
pub(in crate::prepress) fn sheets(
    source: &mut Source,
    sides: &[Side],
    paper: &Paper,
) -> Result<Sheets, Vec<Problem>> {
    let (frames, notes) = frames(sides, paper)?;
    let mut forms = Forms::new(source.standard.as_deref());
    let named = named(source, sides, &mut forms)?;
    let document = &mut source.document;
    let spots = if paper.marks.bar { forms.resources.spots(document) } else { Vec::new() };
    let spaces = paper.marks.any().then(|| Spaces::add(document, &spots));
    let tree = document.new_object_id();
    let mut kids: Vec<Object> = Vec::new();
    let mut labels: Vec<Object> = Vec::new();
    for (index, (side, frame)) in sides.iter().zip(&frames).enumerate() {
        let side = side.moved(frame.trim.left, frame.trim.bottom);
        let mut content = String::new();
        let mut used = Dictionary::new();
        for place in &side.places {
            let found = place.page.and_then(|number| Some((source.pages.get(number)?, named.get(&number)?)));
            if let Some((page, (name, form))) = found {
                content.push_str(&placed(place, page, name));
                used.set(name.as_str(), *form);
            }
        }
        for bar in &side.bars {
            let bar = [bar.left, bar.bottom, bar.width(), bar.height()];
            content.push_str(&format!("q 0 0 0 1 k {} re f Q\n", numbers(&bar)));
        }
        let mut resources = dictionary! { "XObject" => used };
        let mut stream = content.into_bytes();
        if let Some(spaces) = &spaces {
            stream.extend(draw_edges(frame, paper.marks, &side.edges, spaces));
            spaces.install(document, &mut resources);
        }
        let contents = document.add_object(packed(Dictionary::new(), &stream));
        let page = dictionary! {
            "Type" => "Page",
            "Parent" => tree,
            "MediaBox" => frame.media.write(),
            "BleedBox" => frame.bleed.write(),
            "TrimBox" => frame.trim.write(),
            "Resources" => resources,
            "Contents" => contents,
        };
        kids.push(document.add_object(page).into());
        labels.push(i64::try_from(index).unwrap_or(i64::MAX).into());
        labels.push(dictionary! { "P" => text(&side.label) }.into());
    }
    let count = i64::try_from(kids.len()).unwrap_or(i64::MAX);
    document.set_object(tree, dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => count });
    let catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => tree,
        "PageLabels" => dictionary! { "Nums" => labels },
    };
    let largest = |side: fn(&Frame) -> f64| frames.iter().map(side).fold(0.0, f64::max);
    let size = [largest(|frame| frame.media.width()), largest(|frame| frame.media.height())];
    Ok(Sheets { catalog, size, notes })
}

/// The forms of all pages that stand somewhere, with their names.
fn named(
    source: &mut Source,
    sides: &[Side],
    forms: &mut Forms,
) -> Result<BTreeMap<usize, (String, ObjectId)>, Vec<Problem>> {
    let mut named = BTreeMap::new();
    let mut problems = Vec::new();
    for number in sides.iter().flat_map(|side| &side.places).filter_map(|place| place.page) {
        let Some(page) = source.pages.get(number) else { continue };
        if named.contains_key(&number) {
            continue;
        }
        match forms.of(&mut source.document, page) {
            Ok(form) => {
                named.insert(number, (format!("P{}", number + 1), form));
            }
            Err(problem) => problems.push((number, problem.on_page(number + 1))),
        }
    }
    problems.sort_by_key(|(number, _)| *number);
    problems.dedup_by_key(|(number, _)| *number);
    if problems.is_empty() {
        Ok(named)
    } else {
        Err(problems.into_iter().map(|(_, problem)| problem).collect())
    }
}

/// The sheet around each side.
fn frames(sides: &[Side], paper: &Paper) -> Result<(Vec<Frame>, Vec<Problem>), Vec<Problem>> {
    let bleed = paper.bleed;
    let slug = if paper.marks.any() { SLUG } else { 0.0 };
    let mut notes = Vec::new();
    let mut frames = Vec::new();
    for side in sides {
        let around = |room: f64| side.size.map(|length| length + 2.0 * (bleed + room));
        let needed = around(slug);
        let size = match paper.sheet {
            None => needed,
            Some(sheet) => {
                let size = sheet.like(side.size[0], side.size[1]);
                let millimetres = |[width, height]: [f64; 2]| format!("{:.1}×{:.1}", width / MM, height / MM);
                let fits = |wanted: [f64; 2]| {
                    wanted.iter().zip(size.points()).all(|(wanted, has)| *wanted <= has + 0.01)
                };
                if !fits(around(0.0)) {
                    return Err(vec![Problem::new(
                        format!(
                            "{}连出血要 {} 毫米，{} 毫米的纸放不下",
                            side.label,
                            millimetres(around(0.0)),
                            millimetres(size.points())
                        ),
                        format!(
                            "换大一些的纸：连标记至少 {} 毫米；或不写 --sheet，按需要计算",
                            millimetres(needed)
                        ),
                    )]);
                }
                if !fits(needed) && notes.is_empty() {
                    notes.push(Problem::new(
                        format!("纸边放不下全部标记，会缺一截；放得下的纸至少 {} 毫米", millimetres(needed)),
                        "换大一些的纸，或用 --marks 少要几种标记",
                    ));
                }
                size.points()
            }
        };
        let (x, y) = ((size[0] - side.size[0]) / 2.0, (size[1] - side.size[1]) / 2.0);
        let trim = Rect::new(x, y, x + side.size[0], y + side.size[1]);
        let media = Rect::new(0.0, 0.0, size[0], size[1]);
        frames.push(Frame { trim, bleed: trim.grown(bleed), media });
    }
    Ok((frames, notes))
}

/// The operators that draw a page's form in its place.
fn placed(place: &Place, page: &Page, name: &str) -> String {
    let trim = place.trim;
    let to_place = if place.turned {
        Matrix([-1.0, 0.0, 0.0, -1.0, trim.right, trim.top])
    } else {
        Matrix([1.0, 0.0, 0.0, 1.0, trim.left, trim.bottom])
    };
    let clip = [place.clip.left, place.clip.bottom, place.clip.width(), place.clip.height()];
    let stretched = page.upright.then(Matrix([place.stretch, 0.0, 0.0, 1.0, 0.0, 0.0]));
    let matrix = stretched.then(to_place);
    format!("q {} re W n {} cm /{name} Do Q\n", numbers(&clip), numbers(&matrix.0))
}
