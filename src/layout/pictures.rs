//! Finds pictures with too few pixels for the size they are set in: known only
//! when the pages are made.

use typst::WorldExt;
use typst::layout::{Frame, FrameItem};
use typst::visualize::ImageKind;
use typst_layout::PagedDocument;

use super::world::BulletinWorld;
use crate::diagnostic::{Code, Diagnostic, Place};

/// Points in an inch.
const INCH: f64 = 72.0;

/// A warning for each picture with fewer than `least` pixels per inch.
pub(super) fn coarse(world: &BulletinWorld, document: &PagedDocument, least: f64) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for page in document.pages() {
        walk(world, &page.frame, least, &mut found);
    }
    found
}

fn walk(world: &BulletinWorld, frame: &Frame, least: f64, found: &mut Vec<Diagnostic>) {
    for (_, item) in frame.items() {
        let (image, size, span) = match item {
            FrameItem::Group(group) => {
                walk(world, &group.frame, least, found);
                continue;
            }
            FrameItem::Image(image, size, span) if matches!(image.kind(), ImageKind::Raster(_)) => {
                (image, size, *span)
            }
            _ => continue,
        };
        let (across, down) = (image.width(), image.height());
        let ppi = (across / size.x.to_pt()).min(down / size.y.to_pt()) * INCH;
        if ppi >= least - 0.5 {
            continue;
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
        let mut warning = Diagnostic::warning(Code::LowResolution, message).help(help);
        if let Some((id, range)) = span.id().zip(world.range(span)) {
            warning = warning.at(Place::new(&world.source_text(id), range));
        }
        found.push(warning);
    }
}
