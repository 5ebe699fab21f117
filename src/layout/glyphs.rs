//! Finds characters that were set as an empty box, since no font had them.
//!
//! The check before layout looks at the articles and the manifest; this one
//! looks at the finished pages, so that nothing slips through that a layout
//! adds or sets in another face.

use std::collections::BTreeSet;

use typst::WorldExt;
use typst::layout::FrameItem;
use typst_layout::PagedDocument;

use super::frames;
use super::world::BulletinWorld;
use crate::diagnostic::{Diagnostic, Place};
use crate::font::needs_glyph;
use crate::lint::missing_character;

/// One finding for each character and place.
pub(super) fn missing(world: &BulletinWorld, document: &PagedDocument) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut unplaced = BTreeSet::new();
    for page in document.pages() {
        frames::each(&page.frame, &mut |_, item| {
            let FrameItem::Text(item) = item else { return };
            for glyph in item.glyphs.iter().filter(|glyph| glyph.id == 0) {
                let Some(c) = item.text.get(glyph.range()).and_then(|text| text.chars().next()) else {
                    continue;
                };
                if !needs_glyph(c) {
                    continue;
                }
                let (span, offset) = glyph.span;
                let place = span.id().zip(world.range(span)).map(|(id, range)| {
                    let start = range.start + usize::from(offset);
                    Place::new(&world.source_text(id), start..start + c.len_utf8())
                });
                match place {
                    Some(place) => found.push(missing_character(c).at(place)),
                    None if unplaced.insert(c) => found.push(missing_character(c)),
                    None => {}
                }
            }
        });
    }
    found
}
