//! Small pictures of the pages, for the report.
//!
//! The renderer reads the file with a parser of its own that knows no limits,
//! so only files are given to it in whose structure nothing was found wrong.

use std::sync::Arc;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{RenderCache, RenderSettings, render};

use super::{Report, limits};
use crate::diagnostic::Code;

/// Width of a picture in pixels.
const WIDTH: f32 = 360.0;
/// More pages than these are shown as outlines.
const MOST: usize = 160;
/// Larger files are not drawn, in bytes.
const LARGEST: usize = 64 << 20;
/// Pages larger than this on any side are not drawn, in mm.
const LONGEST: f64 = 2_000.0;

/// The rules whose breach makes a file unfit to be drawn.
const UNSAFE: [Code; 9] = [
    Code::PdfUnreadable,
    Code::PdfTooMuch,
    Code::PdfEncrypted,
    Code::PdfXref,
    Code::PdfEnd,
    Code::PdfObject,
    Code::PageTree,
    Code::BoxBroken,
    Code::ContentBroken,
];

/// A PNG of each page; `None` for a page that was not drawn.
pub(super) fn draw(bytes: &[u8], report: &Report) -> Vec<Option<Vec<u8>>> {
    let pages = report.facts.pages.len();
    let none = || vec![None; pages];
    let fit = !report.findings.iter().any(|finding| UNSAFE.contains(&finding.code));
    if !fit || bytes.len() > LARGEST || report.cut > 0 {
        return none();
    }
    let data: Arc<Vec<u8>> = Arc::new(bytes.to_vec());
    let drawn = std::thread::Builder::new().name(super::THREAD.to_owned()).stack_size(limits::STACK).spawn({
        let sizes: Vec<_> = report.facts.pages.iter().map(|page| (page.upright, page.media_mm)).collect();
        move || every(data, &sizes)
    });
    // A fault of the renderer costs the pictures, not the report.
    let drawn = drawn.ok().and_then(|thread| thread.join().ok()).unwrap_or_default();
    if drawn.len() == pages { drawn } else { none() }
}

fn every(data: Arc<Vec<u8>>, sizes: &[(bool, [f64; 2])]) -> Vec<Option<Vec<u8>>> {
    let Ok(pdf) = Pdf::new(data) else { return Vec::new() };
    let cache = RenderCache::new();
    let settings = InterpreterSettings::default();
    let pages = sizes.iter().enumerate().map(|(index, (upright, size))| {
        let page = pdf.pages().get(index)?;
        if index >= MOST || !upright || size.iter().any(|side| *side > LONGEST) {
            return None;
        }
        let (width, _) = page.render_dimensions();
        let scale = WIDTH / width.max(1.0);
        let target = RenderSettings { x_scale: scale, y_scale: scale, bg_color: WHITE, ..RenderSettings::default() };
        let pixels = render(page, &cache, &settings, &target);
        png(u32::from(pixels.width()), u32::from(pixels.height()), pixels.data_as_u8_slice())
    });
    pages.collect()
}

/// A PNG of opaque pixels.
fn png(width: u32, height: u32, rgba: &[u8]) -> Option<Vec<u8>> {
    let rgb: Vec<u8> = rgba.chunks_exact(4).flat_map(|pixel| pixel.iter().take(3).copied()).collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Balanced);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(&rgb).ok()?;
    writer.finish().ok()?;
    Some(file)
}
