//! Finds pictures with too few pixels for the size they are set in: known only
//! when the pages are made.

use typst::WorldExt;
use typst::layout::{FrameItem, Size};
use typst::visualize::{Image, ImageKind};
use typst_layout::PagedDocument;

use super::frames;
use super::world::BulletinWorld;
use crate::diagnostic::{Code, Diagnostic, Place};

/// Points in an inch.
const INCH: f64 = 72.0;

/// A warning for each picture with fewer than `least` pixels per inch.
pub(super) fn coarse(world: &BulletinWorld, document: &PagedDocument, least: f64) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in document.pages() {
        frames::each(&page.frame, &mut |_, item| {
            let FrameItem::Image(image, size, span) = item else { return };
            if matches!(image.kind(), ImageKind::Raster(_))
                && let Some(warning) = judge(image, *size, least)
            {
                found.push(match span.id().zip(world.range(*span)) {
                    Some((id, range)) => warning.at(Place::new(&world.source_text(id), range)),
                    None => warning,
                });
            }
        });
    }
    found
}

/// A warning where a picture set in a size has too few pixels for it.
fn judge(image: &Image, size: Size, least: f64) -> Option<Diagnostic> {
    let (across, down) = (image.width(), image.height());
    let ppi = (across / size.x.to_pt()).min(down / size.y.to_pt()) * INCH;
    if ppi >= least - 0.5 {
        return None;
    }
    let wanted = |pixels: f64| (pixels * least / ppi).ceil();
    let message = format!(
        "图片有 {across} × {down} 像素，排这么大每英寸只合 {ppi:.0} 点，印出来会不清楚（要求 {least} 点）"
    );
    let help = format!(
        "换成 {} × {} 像素以上的原图，或排小一些；印厂认可的话，把 [print] 里的 resolution 改小",
        wanted(across),
        wanted(down)
    );
    Some(Diagnostic::warning(Code::LowResolution, message).help(help))
}
