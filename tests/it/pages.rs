//! Pages compared with small reference pictures in `tests/pages`.
//!
//! The references are in sixteen greys at a third of the size of print on a
//! screen: enough to tell a moved line, a wrong face, a lost rule. They are few,
//! one for each kind of page, since every version of a picture stays in the
//! repository for good.

use std::fs;
use std::path::Path;

use gongbao::press::Press;

use crate::support::{copy, root};

/// Resolution of the references, in pixels per inch.
const PPI: f64 = 30.0;

/// Largest difference, in sixteenths, that still is the same grey.
const TOLERANCE: u8 = 3;

/// So many pixels of a page may differ more: rounding, not content.
const STRAY: usize = 6;

/// The pages that are compared, from 1: layout and numbers.
const PAGES: [(&str, &[usize]); 2] =
    [("gongbao", &[1, 3, 4, 5, 7, 8, 9, 11, 12, 13, 16]), ("gbt9704", &[1, 3, 5, 11, 12, 15, 18, 20])];

#[test]
fn pages_look_as_recorded() {
    let cases = root().join("tests/pages");
    let bless = std::env::var_os("GONGBAO_BLESS").is_some();
    let mut wrong = Vec::new();
    for (layout, numbers) in PAGES {
        let office = tempfile::tempdir().expect("a temporary folder");
        copy(&cases.join("office"), office.path());
        let manifest = office.path().join("publication.toml");
        let text = fs::read_to_string(&manifest).expect("a manifest");
        fs::write(&manifest, text.replace("LAYOUT", layout)).expect("a manifest");
        let mut press = Press::open(&office.path().join("issue"), None).expect("an issue");
        let typeset = press.typeset();
        // That the official layout has but one grid is said, and no more.
        let told: Vec<_> = typeset.diagnostics.iter().map(|found| found.code.text()).collect();
        assert_eq!(told, if layout == "gbt9704" { &["清单-005"][..] } else { &[] });
        let document = typeset.document.expect("pages");
        for &number in numbers {
            let picture = Picture::of(&document.pages()[number - 1]);
            let reference = cases.join(format!("{layout}-{number:02}.png"));
            if bless {
                picture.save(&reference);
            } else if !Picture::load(&reference).is_some_and(|expected| picture.is_like(&expected)) {
                wrong.push(format!("{layout}-{number:02}"));
            }
        }
    }
    assert!(wrong.is_empty(), "these pages have changed; look at them, then `just bless`: {wrong:?}");
}

/// A page in sixteen greys, a byte for each pixel.
pub(crate) struct Picture {
    width: u32,
    height: u32,
    greys: Vec<u8>,
}

impl Picture {
    pub(crate) fn of(page: &typst_layout::Page) -> Self {
        let options = typst_render::RenderOptions { pixel_per_pt: (PPI / 72.0).into(), ..Default::default() };
        let pixels = typst_render::render(page, &options);
        let grey = |p: &[u8]| ((u32::from(p[0]) * 3 + u32::from(p[1]) * 6 + u32::from(p[2])) / 160) as u8;
        Self {
            width: pixels.width(),
            height: pixels.height(),
            greys: pixels.data().chunks_exact(4).map(grey).collect(),
        }
    }

    pub(crate) fn is_like(&self, other: &Self) -> bool {
        let differing =
            self.greys.iter().zip(&other.greys).filter(|(a, b)| a.abs_diff(**b) > TOLERANCE).count();
        (self.width, self.height) == (other.width, other.height) && differing <= STRAY
    }

    pub(crate) fn save(&self, path: &Path) {
        let mut encoder = png::Encoder::new(fs::File::create(path).expect("a file"), self.width, self.height);
        encoder.set_color(png::ColorType::Grayscale);
        encoder.set_depth(png::BitDepth::Four);
        encoder.set_compression(png::Compression::High);
        let rows = self.greys.chunks(self.width as usize);
        let packed: Vec<u8> =
            rows.flat_map(|row| row.chunks(2).map(|two| two[0] << 4 | two.get(1).unwrap_or(&0))).collect();
        encoder.write_header().and_then(|mut out| out.write_image_data(&packed)).expect("a picture");
    }

    pub(crate) fn load(path: &Path) -> Option<Self> {
        let mut decoder = png::Decoder::new(std::io::BufReader::new(fs::File::open(path).ok()?));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().ok()?;
        let mut greys = vec![0; reader.output_buffer_size()?];
        let info = reader.next_frame(&mut greys).ok()?;
        // Four bits were expanded to eight.
        greys.iter_mut().for_each(|grey| *grey >>= 4);
        Some(Self { width: info.width, height: info.height, greys })
    }
}
