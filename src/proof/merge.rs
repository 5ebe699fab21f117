//! Finished pages with what is laid under and over them become sheets.

use ecow::EcoVec;
use typst::foundations::{Content, Smart};
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Sides, Size};
use typst::model::Document as _;
use typst::visualize::{Curve, Paint};
use typst_layout::{Page, PagedDocument};

/// A sheet: a finished page, or none for notes alone, between two pages of the
/// overlay.
pub(super) struct Sheet {
    /// The page, counted from 0.
    pub(super) page: Option<usize>,
}

/// Puts the sheets together, those of the summary first. Two pages of `overlay`
/// belong to each of `sheets`; the rest is the summary. `None` where the
/// overlay has fewer.
pub(super) fn merge(
    document: &PagedDocument,
    overlay: &PagedDocument,
    sheets: &[Sheet],
) -> Option<PagedDocument> {
    let (laid, summary) = overlay.pages().split_at_checked(2 * sheets.len())?;
    let mut pages: EcoVec<Page> = summary.iter().map(|page| sheet(bare(&page.frame))).collect();
    for (at, pair) in sheets.iter().zip(laid.chunks_exact(2)) {
        let [under, over] = pair else { continue };
        let mut frame = Frame::hard(over.frame.size());
        frame.push_frame(Point::zero(), bare(&under.frame));
        if let Some(page) = at.page.and_then(|page| document.pages().get(page)) {
            if let Some(fill) = page.fill_or_transparent() {
                frame.prepend_frame(Point::zero(), filled(page.frame.size(), fill));
            }
            // What bleeds is cut at the trim, as the binder will.
            let mut group = GroupItem::new(page.frame.clone());
            group.clip = Some(Curve::rect(page.frame.size()));
            frame.push(Point::zero(), FrameItem::Group(group));
        }
        frame.push_frame(Point::zero(), bare(&over.frame));
        pages.push(sheet(frame));
    }
    Some(PagedDocument::new(pages, document.info().clone()))
}

fn filled(size: Size, fill: Paint) -> Frame {
    let mut frame = Frame::hard(size);
    frame.fill(fill);
    frame
}

fn sheet(frame: Frame) -> Page {
    Page {
        frame,
        bleed: Sides::splat(Abs::zero()),
        fill: Smart::Auto,
        numbering: None,
        supplement: Content::empty(),
        number: 0,
    }
}

/// A frame without what only matters to a document of its own: it must not
/// mix with the pages' structure.
fn bare(frame: &Frame) -> Frame {
    let mut frame = frame.clone();
    frame.retain(|item| match item {
        FrameItem::Tag(_) => false,
        FrameItem::Group(group) => {
            group.frame = bare(&group.frame);
            group.parent = None;
            true
        }
        _ => true,
    });
    frame
}
