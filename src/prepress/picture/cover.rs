//! How much of what is below a picture's pixels cover.
//!
//! A press knows no soft edges: where a pixel covers a part, it gets lighter, as
//! on white paper; where it covers nothing, a stencil leaves out what is below.

use lopdf::{Object, Stream};

use super::convert::RESAVE;
use super::raster::Raster;
use super::read::{Header, samples};
use super::write::stencil;
use crate::prepress::works::Works;

/// How much each pixel covers, 255 being everything.
pub(super) struct Cover(Vec<u8>);

impl Cover {
    /// Reads the soft mask of a picture that covers as much as `alpha` says, 0 to
    /// 1, at most. No pixels are kept where all cover fully. `None` for a mask
    /// that can't be read.
    pub(super) fn read(works: &mut Works<'_>, raw: &Stream, header: &Header, alpha: f64) -> Option<Self> {
        let source = works.source;
        let soft = raw.dict.get_deref(b"SMask", source).and_then(Object::as_stream).ok();
        let part = |cover: u8| (f64::from(cover) * alpha).round() as u8;
        let Some(soft) = soft else {
            let pixels = if alpha < 1.0 { header.width.checked_mul(header.height)? } else { 0 };
            return Some(Self(vec![part(255); pixels]));
        };
        let Some(soft) = samples(source, soft, 1, false) else {
            works.problem("有一幅图的透明部分已损坏", RESAVE);
            return None;
        };
        let mut cover = soft.resized(header.width, header.height);
        if cover.iter().any(|cover| !matches!(cover, 0 | 255)) {
            works
                .warn("有一幅图是半透明的，半透明处已按白底印", "压在别的颜色上的，先在图片软件里与底色合并");
        }
        cover.iter_mut().for_each(|cover| *cover = part(*cover));
        if cover.iter().all(|cover| *cover == 255) {
            cover.clear();
        }
        Some(Self(cover))
    }

    /// Whether every pixel covers fully.
    pub(super) fn is_full(&self) -> bool {
        self.0.is_empty()
    }

    /// Leaves of inks (of greys, where there is one component) what shows on white
    /// paper.
    pub(super) fn thin(&self, inks: &mut Raster) {
        let grey = inks.components == 1;
        let part = |ink: u8, cover: u8| {
            let ink = (u32::from(ink) * u32::from(cover) + 127) / 255;
            u8::try_from(ink).unwrap_or(u8::MAX)
        };
        for (pixel, &cover) in inks.samples.chunks_exact_mut(inks.components.max(1)).zip(&self.0) {
            for ink in pixel {
                *ink = if grey { 255 - part(255 - *ink, cover) } else { part(*ink, cover) };
            }
        }
    }

    /// The stencil that leaves out pixels that cover nothing, if there are any.
    pub(super) fn stencil(&self, width: usize, height: usize) -> Option<Stream> {
        self.0.contains(&0).then(|| stencil(width, height, self.0.iter().map(|cover| *cover == 0)))
    }
}
