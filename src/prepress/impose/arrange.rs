//! From what is asked to the sides of sheets: blank pages, signatures, creep, and
//! what to say about them.

use super::super::geometry::MM;
use super::super::problem::Problem;
use super::layout::{Cell, Side, padded};
use super::options::{Binding, Blank, Nup, Saddle, Scheme, Signature};
use super::signature::Folding;
use super::{nup, saddle, signature};

/// Sheets as they will be.
pub(super) struct Plan {
    pub(super) sides: Vec<Side>,
    pub(super) blanks: usize,
    pub(super) notes: Vec<Problem>,
}

/// The thickest booklet that staples hold, in mm from the outermost to the
/// innermost sheet: what lies beyond gets no folds that stay shut.
const THICK_MM: f64 = 2.5;

/// Makes the plan for a number of pages. Fails where the scheme and the pages
/// don't fit each other.
pub(super) fn plan(scheme: &Scheme, pages: usize, cell: Cell) -> Result<Plan, Problem> {
    match scheme {
        Scheme::Saddle(asked) => stitched(asked, pages, cell),
        Scheme::Signature(asked) => Ok(gathered(asked, pages, cell)),
        Scheme::Nup(asked) => Ok(side_by_side(asked, pages, cell)),
    }
}

fn behind(blank: Blank) -> usize {
    match blank {
        Blank::End => 0,
        Blank::BeforeBack => 2,
    }
}

fn place_of(blank: Blank) -> &'static str {
    match blank {
        Blank::End => "最后",
        Blank::BeforeBack => "封三之前",
    }
}

fn told_blanks(blanks: usize, blank: Blank) -> Option<Problem> {
    let message = format!("补了 {blanks} 面空白，在{}", place_of(blank));
    (blanks > 0).then(|| Problem::new(message, "要放在别处，用 --blank；或在排版时补足"))
}

fn stitched(asked: &Saddle, pages: usize, cell: Cell) -> Result<Plan, Problem> {
    let total = pages.next_multiple_of(saddle::PAGES);
    let sheets = total / saddle::PAGES;
    let mut notes: Vec<_> = told_blanks(total - pages, asked.blank).into_iter().collect();
    let creep = saddle::creep(sheets.saturating_sub(1), asked.paper_mm);
    if creep * MM >= cell.width / 4.0 {
        return Err(Problem::new(
            format!("{sheets} 张纸套在一起，最里面的要移进 {creep:.1} 毫米，版面会被切坏"),
            "改用胶装或锁线（--scheme signature），或核对纸厚（--paper）",
        ));
    }
    if creep > THICK_MM {
        notes.push(Problem::new(
            format!("{sheets} 张纸套在一起太厚：最里面的一张要向订口移进 {creep:.1} 毫米"),
            "请印厂看订口处的文字会不会被折进去；厚的书宜用胶装或锁线",
        ));
    }
    let pages = padded(pages, total, behind(asked.blank));
    let blanks = pages.iter().filter(|page| page.is_none()).count();
    Ok(Plan { sides: saddle::sides(&pages, cell, asked.paper_mm * MM), blanks, notes })
}

fn gathered(asked: &Signature, pages: usize, cell: Cell) -> Plan {
    let sizes = signature::sizes(pages, asked.pages, asked.fill);
    let total = sizes.iter().sum();
    let mut notes: Vec<_> = told_blanks(total - pages.min(total), asked.blank).into_iter().collect();
    let grind = match asked.binding {
        Binding::Sewn => 0.0,
        Binding::Glued { grind_mm } => grind_mm * MM,
    };
    let folding =
        Folding { grind, paper: asked.paper_mm * MM, collation: asked.collation && sizes.len() > 1 };
    let pages = padded(pages, total, behind(asked.blank));
    let mut sides = Vec::new();
    let mut start = 0;
    for (index, &size) in sizes.iter().enumerate() {
        let of_this = pages.get(start..start + size).unwrap_or_default();
        sides.extend(signature::sides(of_this, cell, &folding, index));
        start += size;
    }
    if sizes.iter().any(|&size| size != asked.pages) {
        let list: Vec<_> = sizes.iter().map(usize::to_string).collect();
        notes.push(Problem::new(
            format!("各帖依次为 {} 面；零头折成小帖，放在最后一整帖之前", list.join("、")),
            "要全是整帖，加 --fill，用空白页补足",
        ));
    }
    let blanks = pages.iter().filter(|page| page.is_none()).count();
    Plan { sides, blanks, notes }
}

fn side_by_side(asked: &Nup, pages: usize, cell: Cell) -> Plan {
    let gutter = asked.gutter_mm.map_or(2.0 * cell.bleed, |gutter| gutter * MM);
    let mut notes = Vec::new();
    if gutter + 0.01 < 2.0 * cell.bleed {
        notes.push(Problem::new(
            format!("版间距 {:.1} 毫米容不下两边的出血", gutter / MM),
            format!("相邻两版各只留一半；要留足，--gutter 写 {:.1} 以上", 2.0 * cell.bleed / MM),
        ));
    }
    let sides = nup::sides(asked, pages, cell, gutter);
    let places: usize = sides.iter().map(|side| side.places.len()).sum();
    let filled: usize =
        sides.iter().flat_map(|side| &side.places).filter(|place| place.page.is_some()).count();
    let blanks = places - filled;
    if blanks > 0 {
        notes.push(Problem::new(format!("最后的版空着 {blanks} 处"), "不需要补页时不用管"));
    }
    Plan { sides, blanks, notes }
}
