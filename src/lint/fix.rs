//! Making fixes: edits into a text.

use crate::diagnostic::{Diagnostic, Edit, Fix};

/// Makes fixes in a text. Fixes are taken in the order of their places,
/// whatever order they come in; one that touches what another has changed is
/// refused as a whole. Returns the new text and how many were made.
pub fn apply<'a>(text: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let mut fixes: Vec<&Fix> = fixes.into_iter().filter(|fix| fits(fix, text)).collect();
    fixes.sort_by_cached_key(|fix| fix.edits.iter().map(Edit::key).collect::<Vec<_>>());
    fixes.dedup();
    let mut taken: Vec<&Edit> = Vec::new();
    let mut made = 0;
    for fix in fixes {
        if fix.edits.iter().all(|edit| is_free(&taken, edit)) {
            for edit in &fix.edits {
                let at = taken.partition_point(|known| known.range.start < edit.range.start);
                taken.insert(at, edit);
            }
            made += 1;
        }
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in taken {
        out.push_str(text.get(at..edit.range.start).unwrap_or_default());
        out.push_str(&edit.text);
        at = edit.range.end;
    }
    out.push_str(text.get(at..).unwrap_or_default());
    (out, made)
}

/// Whether every edit stands in the text, on character boundaries, in order.
fn fits(fix: &Fix, text: &str) -> bool {
    let inside = fix.edits.iter().all(|edit| text.get(edit.range.clone()).is_some());
    let ordered = fix.edits.windows(2).all(|pair| match pair {
        [a, b] => a.range.end <= b.range.start && a.range != b.range,
        _ => true,
    });
    inside && ordered && !fix.edits.is_empty()
}

/// Whether an edit touches none of those taken (in order). Edits side by side
/// are fine, unless one of them is an insertion: which comes first would then
/// be chance.
fn is_free(taken: &[&Edit], edit: &Edit) -> bool {
    let at = taken.partition_point(|known| known.range.start < edit.range.start);
    let clear = |a: &Edit, b: &Edit| {
        a.range.end < b.range.start
            || a.range.end == b.range.start && !a.range.is_empty() && !b.range.is_empty()
    };
    let before = at.checked_sub(1).and_then(|at| taken.get(at));
    before.is_none_or(|known| clear(known, edit)) && taken.get(at).is_none_or(|known| clear(edit, known))
}

/// The fixes of findings that may be made without looking.
pub fn safe<'a>(found: impl IntoIterator<Item = &'a Diagnostic>) -> impl Iterator<Item = &'a Fix> {
    found.into_iter().filter_map(|found| found.fix.as_ref()).filter(|fix| fix.safe)
}
