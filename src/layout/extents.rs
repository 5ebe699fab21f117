//! Which pages each article takes.

use typst::foundations::{Label, Output, Selector};
use typst::layout::FrameItem;
use typst::syntax::Span;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::{Copy, frames};

/// The pages of an article, by their places in the file, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extent {
    /// The page with its title.
    pub first: usize,
    /// The last page with anything of it.
    pub last: usize,
}

/// The pages of every article; `None` for one that the layout leaves out.
pub(super) fn extents(document: &PagedDocument, copy: &Copy) -> Vec<Option<Extent>> {
    let ids = copy.ids();
    let mut extents: Vec<Option<Extent>> =
        (1..=copy.texts.len()).map(|number| titled(document, number)).collect();
    for (page, of) in document.pages().iter().enumerate() {
        frames::each(&of.frame, &mut |_, item| {
            let span = match item {
                FrameItem::Text(text) => text.glyphs.first().map(|glyph| glyph.span.0),
                FrameItem::Image(_, _, span) => Some(*span),
                _ => None,
            };
            let Some(&at) = span.and_then(Span::id).and_then(|id| ids.get(&id)) else { return };
            let Some(slot) = extents.get_mut(at) else { return };
            let known = slot.unwrap_or(Extent { first: page, last: page });
            *slot = Some(Extent { first: known.first.min(page), last: known.last.max(page) });
        });
    }
    extents
}

/// How many pages are blank to make up the number: layouts put a label on each.
pub(super) fn blank_pages(document: &PagedDocument) -> usize {
    let label = Label::new(PicoStr::intern("filled"));
    label.map_or(0, |label| Output::introspector(document).query(&Selector::Label(label)).len())
}

/// The page where an article's title stands: layouts put a label there.
fn titled(document: &PagedDocument, number: usize) -> Option<Extent> {
    let introspector = Output::introspector(document);
    let label = Label::new(PicoStr::intern(&format!("article-a{number}")))?;
    let location = introspector.query_label(label).ok()?.location()?;
    let page = introspector.page(location)?.get() - 1;
    Some(Extent { first: page, last: page })
}
