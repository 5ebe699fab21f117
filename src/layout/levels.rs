//! Where columns are to end, and where they ended: what layouts are told by
//! `column-level` and what they tell by `<column-end>`, described in
//! `layouts/README.md`.

use std::collections::BTreeMap;

use comemo::Tracked;
use typst::World;
use typst::foundations::{Dict, Label, Output, Selector, Str, Value, func};
use typst::introspection::MetadataElem;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::world::file_id;
use crate::makeup::{ColumnEnd, Levels};

/// The file in which the levels reach the layout; not among the data, so
/// that a change concerns one run alone.
pub(super) const FILE: &str = "levels.json";

/// The levels as JSON text.
pub(super) fn json(levels: &Levels) -> String {
    let levels: BTreeMap<&str, usize> = levels.wanted().collect();
    serde_json::to_string(&levels).unwrap_or_default()
}

/// After how many lines the columns of a run's last page are to end; none if
/// they are to be full.
#[func]
pub(super) fn column_level(
    engine: &mut typst::engine::Engine,
    /// The run, by its first article's id.
    run: Str,
) -> Value {
    level(engine.world, &run).map_or(Value::None, Value::Int)
}

fn level(world: Tracked<dyn World + '_>, run: &str) -> Option<i64> {
    let bytes = world.file(file_id(&format!("/{FILE}"))?).ok()?;
    let levels: BTreeMap<String, i64> = serde_json::from_slice(&bytes).ok()?;
    levels.get(run).copied()
}

/// Where the columns of every run ended.
pub(super) fn ends(document: &PagedDocument) -> Vec<ColumnEnd> {
    let Some(label) = Label::new(PicoStr::intern("column-end")) else { return Vec::new() };
    let found = Output::introspector(document).query(&Selector::Label(label));
    let end = |dict: &Dict| {
        let number = |key: &str| usize::try_from(dict.get(key).ok()?.clone().cast::<i64>().ok()?).ok();
        Some(ColumnEnd {
            run: dict.get("run").ok()?.clone().cast::<Str>().ok()?.to_string(),
            page: number("page")?,
            column: number("column")?,
            row: number("row")?,
            head: number("head")?,
            lines: number("lines")?,
            fixed: dict.get("fixed").ok()?.clone().cast().ok()?,
        })
    };
    let read = found.iter().filter_map(|element| match &element.to_packed::<MetadataElem>()?.value {
        Value::Dict(dict) => end(dict),
        _ => None,
    });
    read.collect()
}
