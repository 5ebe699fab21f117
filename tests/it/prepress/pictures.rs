//! Pictures of every kind.

use lopdf::{Object, Stream};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::{Read, pressed, raw};

/// A PNG.
fn png(width: u32, height: u32, colour: png::ColorType, depth: png::BitDepth, samples: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, height);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(samples).expect("samples");
    writer.finish().expect("an end");
    file
}

/// A JPEG of one colour, 16 by 16.
fn jpeg(pixel: &[u8], kind: jpeg_encoder::ColorType) -> Vec<u8> {
    let mut file = Vec::new();
    let samples = pixel.repeat(256);
    jpeg_encoder::Encoder::new(&mut file, 100).encode(&samples, 16, 16, kind).expect("a JPEG");
    file
}

/// A JPEG without Adobe's marker.
fn unmarked(jpeg: &[u8]) -> Vec<u8> {
    let at = jpeg.windows(2).position(|two| two == [0xff, 0xee]).expect("APP14");
    let length = 2 + usize::from(u16::from_be_bytes([jpeg[at + 2], jpeg[at + 3]]));
    [&jpeg[..at], &jpeg[at + length..]].concat()
}

/// The ink of a picture's first pixel in C, M, Y, K or in K, 255 being full, as a
/// reader computes it; and how it is packed.
fn first_pixel(image: &Stream) -> (Vec<u8>, String) {
    let filter = image.dict.get(b"Filter").and_then(Object::as_name).expect("a filter");
    let grey =
        image.dict.get(b"ColorSpace").and_then(Object::as_name).is_ok_and(|space| space == b"DeviceGray");
    let bits = image.dict.get(b"BitsPerComponent").and_then(Object::as_i64).expect("bits");
    let turned = image
        .dict
        .get(b"Decode")
        .and_then(Object::as_array)
        .is_ok_and(|decode| decode[0].as_float().expect("a number") == 1.0);
    let mut pixel = if filter == b"DCTDecode" {
        let options = DecoderOptions::default();
        let space = if grey { ColorSpace::Luma } else { ColorSpace::CMYK };
        let cursor = ZCursor::new(image.content.as_slice());
        let options = options.jpeg_set_out_colorspace(space);
        let mut decoder = JpegDecoder::new_with_options(cursor, options);
        decoder.decode_headers().expect("a JPEG");
        if decoder.input_colorspace() == Some(ColorSpace::YCCK) {
            decoder.set_options(options.jpeg_set_out_colorspace(ColorSpace::YCCK));
        }
        decoder.decode().expect("a JPEG")
    } else {
        image.get_plain_content().expect("samples")
    };
    pixel.truncate(if grey { 1 } else { 4 });
    if turned {
        pixel.iter_mut().for_each(|sample| *sample = 255 - *sample);
    }
    if grey {
        pixel[0] = if bits == 1 { if pixel[0] & 0x80 == 0 { 255 } else { 0 } } else { 255 - pixel[0] };
    }
    (pixel, format!("{} {bits}", String::from_utf8_lossy(filter)))
}

/// Each kind of picture: what its pixel becomes, and how it is packed.
#[test]
fn pictures_of_every_kind_become_inks() {
    use jpeg_encoder::ColorType as Jpeg;
    use png::{BitDepth, ColorType as Png};
    let many: Vec<u8> =
        (0..16_384_u32).flat_map(|n| [(n % 128) as u8 * 2, (n / 128) as u8 * 2, 200]).collect();
    let neutral: Vec<u8> = (0..=255).flat_map(|n| [n; 3]).collect();
    let plain = |width, colour, samples: &[u8]| png(width, 1, colour, BitDepth::Eight, samples);
    let cases: Vec<(&str, Vec<u8>, Vec<u8>, &str)> = vec![
        ("grey.png", plain(2, Png::Grayscale, &[100, 200]), vec![155], "FlateDecode 8"),
        ("bits.png", png(8, 1, Png::Grayscale, BitDepth::One, &[0x0f]), vec![255], "FlateDecode 1"),
        ("deep.png", png(1, 1, Png::Grayscale, BitDepth::Sixteen, &[100, 7]), vec![155], "FlateDecode 8"),
        ("neutral.png", plain(256, Png::Rgb, &neutral), vec![255], "FlateDecode 8"),
        // A drawing: black is black alone, 红 is 红.
        ("black.png", plain(2, Png::Rgb, &[0, 0, 0, 9, 90, 200]), vec![0, 0, 0, 255], "FlateDecode 8"),
        ("red.png", plain(1, Png::Rgb, &[0xc8, 0x16, 0x1d]), vec![0, 204, 204, 0], "FlateDecode 8"),
        // A photograph: black is what the profile makes of it.
        ("many.png", png(128, 128, Png::Rgb, BitDepth::Eight, &many), vec![255, 219, 0, 0], "DCTDecode 8"),
        ("rgb.jpg", jpeg(&[200, 120, 40], Jpeg::Rgb), vec![41, 143, 228, 23], "DCTDecode 8"),
        ("grey.jpg", jpeg(&[100], Jpeg::Luma), vec![155], "DCTDecode 8"),
        ("cmyk.jpg", jpeg(&[200, 10, 30, 5], Jpeg::Cmyk), vec![200, 10, 30, 5], "DCTDecode 8"),
        // Kept as it is: brightness, two differences of colour that are none, K.
        ("ycck.jpg", jpeg(&[100, 100, 100, 5], Jpeg::CmykAsYcck), vec![155, 127, 127, 5], "DCTDecode 8"),
        // Without the marker numbers are what they are: the file holds 255 - 200.
        ("plain.jpg", unmarked(&jpeg(&[200, 10, 30, 5], Jpeg::Cmyk)), vec![55, 245, 225, 250], "DCTDecode 8"),
        // Half covered: half the ink.
        ("half.png", plain(1, Png::Rgba, &[0xc8, 0x16, 0x1d, 128]), vec![0, 102, 102, 0], "FlateDecode 8"),
        ("faint.png", plain(1, Png::GrayscaleAlpha, &[0, 51]), vec![51], "FlateDecode 8"),
    ];
    for (name, picture, expected, packing) in cases {
        let raw = raw(
            &format!("set page(width: 40mm, height: 40mm)\nimage(\"{name}\", width: 10mm)"),
            &[(name, picture)],
            "",
        );
        let limit = if name == "plain.jpg" { 400.0 } else { 300.0 };
        let file = pressed(&raw, |print| print.ink_limit = limit)
            .unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        let read = Read::of(&file);
        read.hold();
        let images = read.images();
        assert_eq!(images.len(), 1, "{name}");
        let (pixel, packed) = first_pixel(images[0]);
        assert_eq!(packed, packing, "{name}");
        assert_eq!(pixel.len(), expected.len(), "{name}: {pixel:?} {expected:?}");
        let near = pixel.iter().zip(&expected).all(|(found, expected)| found.abs_diff(*expected) <= 4);
        assert!(near, "{name}: {pixel:?} {expected:?}");
        let half = ["half.png", "faint.png"].contains(&name);
        assert_eq!(!file.warnings.is_empty(), half, "{name}: {:?}", file.warnings);
    }
}

#[test]
fn pixels_that_cover_nothing_are_left_out() {
    let logo = png(
        4,
        1,
        png::ColorType::Rgba,
        png::BitDepth::Eight,
        &[[0, 0, 0, 0], [0, 0, 0, 255]].repeat(2).concat(),
    );
    let raw = raw(
        "set page(width: 40mm, height: 40mm, fill: rgb(\"#c8161d\"))\nimage(\"logo.png\", width: 10mm)",
        &[("logo.png", logo)],
        "",
    );
    let file = pressed(&raw, |_| {}).expect("a press file");
    assert_eq!(file.warnings, []);
    let read = Read::of(&file);
    read.hold();
    let stencil = read.images().into_iter().find(|image| image.dict.has(b"ImageMask")).expect("a stencil");
    // 1 hides: the first and the third pixel.
    assert_eq!(stencil.get_plain_content().expect("bits"), [0b1010_0000]);
    assert!(read.images().iter().any(|image| image.dict.has(b"Mask")));
}

#[test]
fn pictures_keep_to_the_ink_limit() {
    let dark = jpeg(&[250, 250, 250, 250], jpeg_encoder::ColorType::Cmyk);
    let photo = jpeg(&[3, 2, 5], jpeg_encoder::ColorType::Rgb);
    let ycck = jpeg(&[250, 250, 250, 250], jpeg_encoder::ColorType::CmykAsYcck);
    for limit in [240.0, 300.0] {
        let layout = "set page(width: 40mm, height: 60mm)\nimage(\"dark.jpg\", width: 10mm)\nimage(\"photo.jpg\", width: 10mm)\nimage(\"ycck.jpg\", width: 10mm)\nrect(fill: cmyk(100%, 100%, 100%, 100%))";
        let raw = raw(
            layout,
            &[("dark.jpg", dark.clone()), ("photo.jpg", photo.clone()), ("ycck.jpg", ycck.clone())],
            "",
        );
        let file = pressed(&raw, |print| print.ink_limit = limit).expect("a press file");
        let read = Read::of(&file);
        for image in read.images() {
            let (pixel, _) = first_pixel(image);
            let sum = pixel.iter().map(|&ink| f64::from(ink)).sum::<f64>() / 2.55;
            assert!(sum <= limit && sum > limit - 60.0, "{pixel:?} of {limit}");
        }
        for (operator, operands) in read.operations().into_iter().filter(|(operator, _)| operator == "k") {
            let sum: f32 = operands.iter().map(|ink| ink.as_float().expect("a number")).sum();
            assert!(f64::from(sum) * 100.0 <= limit + 0.05, "{operator} {operands:?}");
        }
    }
}
