//! Pages compared with small reference pictures in `tests/pages`.
//!
//! A page differs when a fifth of a per cent of its pixels do: less than a
//! moved line, more than a different rounding.

use std::fs;

use gongbao::press::Press;
use tiny_skia::Pixmap;

use crate::support::{copy, root};

/// Resolution of the references, in pixels per inch: small, but lines and
/// columns are told apart.
const PPI: f64 = 36.0;

/// Largest difference of one channel that still is the same colour.
const TOLERANCE: u8 = 48;

/// The folder of the cases: an office whose issues are named for the layout
/// that sets them.
#[test]
fn pages_look_as_recorded() {
    let cases = root().join("tests/pages");
    let bless = std::env::var_os("GONGBAO_BLESS").is_some();
    let mut wrong = Vec::new();
    for layout in ["gongbao", "gbt9704"] {
        let office = tempfile::tempdir().expect("a temporary folder");
        copy(&cases.join("office"), office.path());
        let manifest = office.path().join("publication.toml");
        let text = fs::read_to_string(&manifest).expect("a manifest");
        fs::write(&manifest, text.replace("LAYOUT", layout)).expect("a manifest");
        let mut press = Press::open(&office.path().join("issue"), None).expect("an issue");
        let typeset = press.typeset();
        assert_eq!(typeset.diagnostics, []);
        let document = typeset.document.expect("pages");
        for (number, page) in document.pages().iter().enumerate() {
            let options =
                typst_render::RenderOptions { pixel_per_pt: (PPI / 72.0).into(), ..Default::default() };
            let picture = typst_render::render(page, &options);
            let reference = cases.join(format!("{layout}-{:02}.png", number + 1));
            if bless {
                picture.save_png(&reference).expect("a picture can be written");
            } else {
                match Pixmap::load_png(&reference) {
                    Ok(expected) if same(&picture, &expected) => {}
                    _ => wrong.push(reference.file_name().map(|name| name.to_string_lossy().into_owned())),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "these pages have changed; look at them, then `just bless`: {wrong:?}");
}

fn same(one: &Pixmap, other: &Pixmap) -> bool {
    if (one.width(), one.height()) != (other.width(), other.height()) {
        return false;
    }
    let differing = one
        .data()
        .chunks_exact(4)
        .zip(other.data().chunks_exact(4))
        .filter(|(a, b)| a.iter().zip(*b).any(|(a, b)| a.abs_diff(*b) > TOLERANCE))
        .count();
    differing * 500 <= one.data().len() / 4
}
