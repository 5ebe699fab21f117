//! Colours of text and drawings.

use std::sync::LazyLock;

use gongbao::manifest::{PressText, Print};
use lopdf::Object;
use lopdf::content::Content;

use super::{Read, TEXT, TEXT_LAYOUT, at, pressed, raw, typeset};
use crate::support::root;

/// The sample issue, as Typst leaves it.
static SAMPLE: LazyLock<Vec<u8>> = LazyLock::new(|| typeset(&root().join("issues/2024-01")));

#[test]
fn the_sample_is_in_inks_alone() {
    let file = pressed(&SAMPLE, |_| {}).expect("a press file");
    let read = Read::of(&file);
    read.hold();
    assert_eq!(file.used.pages, 48);
    assert_eq!(file.used.plates, ["Cyan", "Magenta", "Yellow", "Black"]);
    assert_eq!((file.used.trim_mm, file.used.bleed_mm), ([210.0, 297.0], 3.0));
    assert_eq!(file.used.profile, "ISO Coated v2 300% (basICColor)");
    assert!(file.used.fonts.iter().any(|font| font == "NotoSerifSC-Regular"), "{:?}", file.used.fonts);
    // On pages of text black stands alone, and 红 is what it should be.
    for page in read.pages().take(12) {
        let content = Content::decode(&read.content(page)).expect("operators");
        for operation in
            content.operations.iter().filter(|operation| operation.operator.eq_ignore_ascii_case("k"))
        {
            let inks: Vec<f32> =
                operation.operands.iter().map(|ink| ink.as_float().expect("a number")).collect();
            assert!(matches!(inks.as_slice(), [0.0, 0.0, 0.0, _] | [0.0, 0.8, 0.8, 0.0]), "{inks:?}");
        }
    }
}

#[test]
fn text_overprints_by_setting() {
    let states = |change: fn(&mut Print)| {
        let read = Read::of(&pressed(&TEXT, change).expect("a press file"));
        let states = read.operations().into_iter().filter(|(operator, _)| operator == "gs").count();
        let over = read.0.objects.values().filter_map(|object| object.as_dict().ok());
        let over = over.filter(|entries| entries.get(b"op").and_then(Object::as_bool).unwrap_or(false));
        (
            states,
            over.map(|entries| entries.get(b"OPM").and_then(Object::as_i64).expect("OPM"))
                .collect::<Vec<_>>(),
        )
    };
    let (over, modes) = states(|_| {});
    assert!(over > 0);
    assert_eq!(modes, [1]);
    assert_eq!(states(|print| print.overprint = false), (0, Vec::new()));
}

#[test]
fn red_is_two_inks_or_a_spot() {
    let process = Read::of(&pressed(&TEXT, |_| {}).expect("a press file"));
    let colours = process.colours();
    assert!(colours.contains("0.000 0.800 0.800 0.000 k"), "{colours:?}");
    let file = pressed(&TEXT, |print| print.spot = Some(at("PANTONE 485 C"))).expect("a press file");
    assert_eq!(file.used.plates, ["Black", "PANTONE 485 C"]);
    assert_eq!(file.used.spots, ["PANTONE 485 C"]);
    let read = Read::of(&file);
    read.hold();
    let colours = read.colours();
    assert!(colours.contains("1.000 scn") && !colours.contains("0.000 0.800 0.800 0.000 k"), "{colours:?}");
    let spaces = read.0.objects.values().filter_map(|object| object.as_array().ok());
    let spots: Vec<_> = spaces
        .filter(|space| {
            space.first().is_some_and(|name| name.as_name().is_ok_and(|name| name == b"Separation"))
        })
        .collect();
    // One definition for the whole file.
    assert_eq!(spots.len(), 1, "{spots:?}");
    assert_eq!(spots[0][1].as_name().expect("a name"), b"PANTONE 485 C");
    assert_eq!(spots[0][2].as_name().expect("a name"), b"DeviceCMYK");
}

#[test]
fn text_can_be_outlines() {
    let raw = raw(TEXT_LAYOUT, &[], "text = \"outlines\"");
    let file = pressed(&raw, |print| print.text = PressText::Outlines).expect("a press file");
    assert!(
        file.used.fonts.is_empty() && file.warnings.is_empty(),
        "{:?} {:?}",
        file.used.fonts,
        file.warnings
    );
    let read = Read::of(&file);
    read.hold();
    assert!(read.operations().iter().all(|(operator, _)| !matches!(operator.as_str(), "Tj" | "TJ" | "BT")));
    assert!(read.operations().iter().any(|(operator, _)| operator == "gs"), "black outlines overprint");
}

/// What drawings have: gradients, patterns, transparency of several kinds.
const DRAWING: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 240">
<defs><linearGradient id="g"><stop offset="0" stop-color="#c8161d"/><stop offset="1" stop-color="#fff"/></linearGradient>
<radialGradient id="r"><stop offset="0" stop-color="#123456"/><stop offset="0.5" stop-color="#00ff00"/><stop offset="1" stop-color="#ffcc00" stop-opacity="0"/></radialGradient>
<clipPath id="c"><circle cx="300" cy="60" r="40"/></clipPath>
<pattern id="p" width="20" height="20" patternUnits="userSpaceOnUse"><rect width="10" height="10" fill="#1f4e79"/></pattern></defs>
<rect width="100" height="100" fill="url(#g)"/>
<rect x="110" width="100" height="100" fill="url(#r)"/>
<rect x="220" width="160" height="120" fill="#2e75b6" clip-path="url(#c)"/>
<rect y="110" width="100" height="100" fill="url(#p)"/>
<g opacity="0.5"><rect x="110" y="110" width="60" height="60" fill="black"/></g>
<rect x="220" y="130" width="60" height="60" fill="#c8161d" fill-opacity="0.4" stroke="black" stroke-opacity="0.25"/>
</svg>"##;

#[test]
fn drawings_become_inks() {
    let raw = raw(
        "set page(width: 100mm, height: 100mm)\nimage(\"drawing.svg\")",
        &[("drawing.svg", DRAWING.into())],
        "",
    );
    let file = pressed(&raw, |_| {}).expect("a press file");
    let read = Read::of(&file);
    read.hold();
    let colours = read.colours();
    for colour in ["0.000 0.000 0.000 0.500 k", "0.000 0.320 0.320 0.000 k", "0.000 0.000 0.000 0.250 k"] {
        assert!(colours.contains(colour), "{colour} is not in {colours:?}");
    }
    let shadings: Vec<_> = read
        .0
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|entries| entries.has(b"ShadingType"))
        .collect();
    assert_eq!(shadings.len(), 2);
    for shading in shadings {
        assert_eq!(shading.get(b"ColorSpace").and_then(Object::as_name).expect("a space"), b"DeviceCMYK");
    }
    assert!(
        file.warnings.iter().all(|warning| warning.page == Some(1)) && file.warnings.len() == 1,
        "{:?}",
        file.warnings
    );
    // A gradient of 红 alone is one of the spot.
    let file = pressed(&raw, |print| print.spot = Some(at("P"))).expect("a press file");
    let read = Read::of(&file);
    let spaces: Vec<_> = read
        .0
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok()?.get(b"ColorSpace").ok()?.as_reference().ok())
        .collect();
    assert_eq!(spaces.len(), 1);
}

/// What can't be printed is told, with its page.
#[test]
fn what_cannot_be_printed_is_told() {
    let faded = DRAWING.replace("<rect width=\"100\"", "<mask id=\"m\"><rect width=\"60\" height=\"60\" fill=\"white\"/></mask><rect mask=\"url(#m)\" width=\"100\"");
    let screen = DRAWING.replace("<g opacity=\"0.5\"", "<g style=\"mix-blend-mode:screen\"");
    for (name, layout, file, word) in [
        ("conic", "rect(fill: gradient.conic(red, blue))", None, "锥形"),
        ("mask", "image(\"drawing.svg\")", Some(faded), "蒙版"),
        ("blend", "image(\"drawing.svg\")", Some(screen), "混合模式 Screen"),
    ] {
        let files: Vec<_> = file.into_iter().map(|file| ("drawing.svg", file.into_bytes())).collect();
        let raw =
            raw(&format!("set page(width: 100mm, height: 100mm)\n[一]\npagebreak()\n{layout}"), &files, "");
        let problems = pressed(&raw, |_| {}).expect_err(name);
        assert!(
            problems.iter().any(|problem| problem.message.contains(word) && problem.page == Some(2)),
            "{name}: {problems:?}"
        );
        assert!(problems.iter().all(|problem| !problem.help.is_empty()));
    }
}
