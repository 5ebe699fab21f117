//! Pixels packed again.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use lopdf::{Dictionary, Object, Stream, dictionary};

use super::raster::Raster;
use crate::prepress::function::reals;
use crate::prepress::stream;

/// Quality of JPEG, of 100: no loss that paper would show.
const QUALITY: u8 = 93;

/// What a picture's pixels are written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    /// As they are.
    Flate,
    /// With loss, every component at full resolution.
    Jpeg,
}

/// An image with so many components of ink or grey: 1 is DeviceGray, 4 is
/// DeviceCMYK.
pub(super) fn image(raster: &Raster, packing: Packing) -> Stream {
    let mut entries = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => raster.width as i64,
        "Height" => raster.height as i64,
        "ColorSpace" => if raster.components == 4 { "DeviceCMYK" } else { "DeviceGray" },
        "BitsPerComponent" => 8,
    };
    if packing == Packing::Jpeg
        && let Some(packed) = jpeg(raster)
    {
        if raster.components == 4 {
            // The encoder writes CMYK as Adobe does: turned round.
            entries.set("Decode", reals(&[1.0, 0.0].repeat(4)));
        }
        entries.set("Filter", "DCTDecode");
        return Stream::new(entries, packed).with_compression(false);
    }
    if let Some(bits) = two_tone(raster) {
        entries.set("BitsPerComponent", 1);
        return stream::packed(entries, &bits);
    }
    stream::packed(entries, &raster.samples)
}

/// A picture that says where another shows: bit 1 hides.
pub(super) fn stencil(width: usize, height: usize, hidden: impl Iterator<Item = bool>) -> Stream {
    let entries: Dictionary = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Image",
        "Width" => width as i64,
        "Height" => height as i64,
        "ImageMask" => true,
        "BitsPerComponent" => 1,
        "Decode" => vec![Object::Integer(0), Object::Integer(1)],
    };
    stream::packed(entries, &bits(width, hidden))
}

/// Rows of bits, padded to bytes.
fn bits(width: usize, values: impl Iterator<Item = bool>) -> Vec<u8> {
    let mut packed = Vec::new();
    for (index, value) in values.enumerate() {
        let column = index % width.max(1);
        if column.is_multiple_of(8) {
            packed.push(0);
        }
        if let Some(last) = packed.last_mut().filter(|_| value) {
            *last |= 0x80 >> (column % 8);
        }
    }
    packed
}

/// Black and white alone, as bits: scanned text stays as sharp as it was.
fn two_tone(raster: &Raster) -> Option<Vec<u8>> {
    let only = raster.components == 1 && raster.samples.iter().all(|&grey| matches!(grey, 0 | 255));
    only.then(|| bits(raster.width, raster.samples.iter().map(|&grey| grey == 255)))
}

fn jpeg(raster: &Raster) -> Option<Vec<u8>> {
    let (width, height) = (u16::try_from(raster.width).ok()?, u16::try_from(raster.height).ok()?);
    let kind = match raster.components {
        1 => ColorType::Luma,
        4 => ColorType::Cmyk,
        _ => return None,
    };
    let mut packed = Vec::with_capacity(raster.samples.len() / 4);
    let mut encoder = Encoder::new(&mut packed, QUALITY);
    encoder.set_sampling_factor(SamplingFactor::R_4_4_4);
    encoder.encode(&raster.samples, width, height, kind).ok()?;
    Some(packed)
}
