//! Image dictionaries (ISO 32000-1, 8.9.5) with their samples unpacked.

use lopdf::{Document, Object, Stream};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::raster::Raster;
use crate::prepress::function::numbers;
use crate::prepress::stream;

/// The most pixels of a picture: a sheet of A3 at 1200 dpi.
const PIXELS: usize = 300_000_000;

/// What an image dictionary says.
#[derive(Debug, Clone)]
pub(super) struct Header {
    /// Pixels in a row.
    pub(super) width: usize,
    /// Rows.
    pub(super) height: usize,
    /// Bits a component.
    pub(super) bits: usize,
    /// Whether it is a stencil, painted in the colour in force.
    pub(super) stencil: bool,
    /// What the least and the most value of each component stand for.
    pub(super) decode: Vec<f64>,
    /// How it is packed, outermost first.
    pub(super) filters: Vec<Vec<u8>>,
}

impl Header {
    /// Reads it. `None` for what makes no sense.
    pub(super) fn read(source: &Document, stream: &Stream) -> Option<Self> {
        let entry = |key: &[u8]| stream.dict.get_deref(key, source);
        let number = |key: &[u8]| usize::try_from(entry(key).and_then(Object::as_i64).ok()?).ok();
        let (width, height) = (number(b"Width")?, number(b"Height")?);
        let sensible = width > 0 && height > 0 && width.checked_mul(height)? <= PIXELS;
        let decode = entry(b"Decode").and_then(Object::as_array).map(|decode| numbers(source, decode));
        let filters = match entry(b"Filter") {
            Ok(Object::Name(name)) => vec![name.clone()],
            Ok(Object::Array(names)) => {
                let name = |name| Some(source.dereference(name).ok()?.1.as_name().ok()?.to_vec());
                names.iter().filter_map(name).collect()
            }
            _ => Vec::new(),
        };
        sensible.then(|| Self {
            width,
            height,
            bits: number(b"BitsPerComponent").unwrap_or(8),
            stencil: entry(b"ImageMask").and_then(Object::as_bool).unwrap_or(false),
            decode: decode.unwrap_or_default(),
            filters,
        })
    }

    /// The filter that is only for pictures, if there is one.
    pub(super) fn special(&self) -> Option<&[u8]> {
        let last = self.filters.last()?.as_slice();
        matches!(last, b"DCTDecode" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode").then_some(last)
    }

    /// Whether a press can be given the stream as it is packed: LZW is of no use
    /// to archives (ISO 19005-1, 6.1.10), 16 bits are none to PDF 1.4.
    pub(super) fn can_stay(&self, old: bool) -> bool {
        let unfit = |filter: &Vec<u8>| matches!(filter.as_slice(), b"LZWDecode" | b"JPXDecode" | b"Crypt");
        (self.bits <= 8 || !old) && !self.filters.iter().any(unfit)
    }

    /// Whether Decode turns values round.
    fn inverted(&self) -> bool {
        matches!(self.decode.as_slice(), [low, high, ..] if low > high)
    }
}

/// The samples of a picture of so many components, as bytes, with Decode applied.
/// `indexed` says that they are numbers of entries and stay as they are.
pub(super) fn samples(
    source: &Document,
    stream: &Stream,
    components: usize,
    indexed: bool,
) -> Option<Raster> {
    let header = Header::read(source, stream)?;
    let mut raster = match header.special() {
        Some(b"DCTDecode") => {
            let (mut raster, adobe) = jpeg(&packed(stream, &header)?)?;
            // Typst turns all CMYK JPEGs round; those that no Adobe program marked
            // are not inverted in the first place.
            if header.inverted() && (raster.components != 4 || adobe) {
                invert(&mut raster.samples);
            }
            return (raster.components == components).then_some(raster);
        }
        Some(_) => return None,
        None => flat(&stream::plain(stream)?, &header, components, indexed)?,
    };
    if !indexed && header.inverted() {
        invert(&mut raster.samples);
    }
    Some(raster)
}

fn invert(samples: &mut [u8]) {
    for sample in samples {
        *sample = 255 - *sample;
    }
}

/// A stream's content with every filter undone but the last.
fn packed(stream: &Stream, header: &Header) -> Option<Vec<u8>> {
    if header.filters.len() <= 1 {
        return Some(stream.content.clone());
    }
    let outer: Vec<_> = header.filters.iter().rev().skip(1).rev().cloned().map(Object::Name).collect();
    let mut outer_stream = stream.clone();
    outer_stream.dict.set("Filter", outer);
    outer_stream.dict.remove(b"DecodeParms");
    stream::plain(&outer_stream)
}

/// Unpacked samples made bytes.
fn flat(plain: &[u8], header: &Header, components: usize, indexed: bool) -> Option<Raster> {
    let Header { width, height, bits, .. } = *header;
    let row = width.checked_mul(components)?;
    let row_bytes = row.checked_mul(bits)?.div_ceil(8);
    // Rows that are missing are white or nothing.
    let rows = plain.chunks(row_bytes.max(1)).take(height);
    let mut samples = Vec::with_capacity(row.checked_mul(height)?);
    match bits {
        8 => rows.for_each(|bytes| samples.extend_from_slice(bytes)),
        16 => rows.for_each(|bytes| samples.extend(bytes.chunks_exact(2).filter_map(|two| two.first()))),
        1 | 2 | 4 => {
            let most = (1_u16 << bits) - 1;
            let scale = if indexed { 1 } else { 255 / most };
            for bytes in rows {
                let values = bytes.iter().flat_map(|byte| {
                    (0..8 / bits).map(move |part| (u16::from(*byte) >> (8 - bits - part * bits)) & most)
                });
                let value = |value: u16| u8::try_from(value * scale).unwrap_or(255);
                samples.extend(values.take(row).map(value));
            }
        }
        _ => return None,
    }
    samples.resize(row.checked_mul(height)?, 0);
    Some(Raster { width, height, components, samples, lossy: false })
}

/// A JPEG's samples, and whether an Adobe program marked it.
fn jpeg(data: &[u8]) -> Option<(Raster, bool)> {
    // Without SIMD, so that every machine gets the same pixels.
    let options =
        DecoderOptions::default().set_use_unsafe(false).set_max_width(65_535).set_max_height(65_535);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
    decoder.decode_headers().ok()?;
    let input = decoder.input_colorspace()?;
    let (output, components) = match input {
        ColorSpace::Luma => (ColorSpace::Luma, 1),
        ColorSpace::CMYK => (ColorSpace::CMYK, 4),
        ColorSpace::YCCK => (ColorSpace::YCCK, 4),
        _ => (ColorSpace::RGB, 3),
    };
    let (width, height) = decoder.dimensions()?;
    if width.checked_mul(height)? > PIXELS {
        return None;
    }
    decoder.set_options(options.jpeg_set_out_colorspace(output));
    let mut samples = decoder.decode().ok()?;
    if input == ColorSpace::YCCK {
        ycck(&mut samples);
    }
    let wanted = width.checked_mul(height)?.checked_mul(components)?;
    (samples.len() == wanted)
        .then_some((Raster { width, height, components, samples, lossy: true }, adobe(data)))
}

/// YCCK to CMYK: the first three components are the YCbCr of 255 − C, 255 − M and
/// 255 − Y (ITU-T T.872, 6.5.3).
fn ycck(samples: &mut [u8]) {
    let byte = |value: f32| 255 - value.round().clamp(0.0, 255.0) as u8;
    for pixel in samples.chunks_exact_mut(4) {
        let [y, cb, cr, _] = pixel else { continue };
        let (luma, blue, red) = (f32::from(*y), f32::from(*cb) - 128.0, f32::from(*cr) - 128.0);
        *y = byte(luma + 1.402 * red);
        *cb = byte(luma - 0.344_136 * blue - 0.714_136 * red);
        *cr = byte(luma + 1.772 * blue);
    }
}

/// Whether a JPEG has Adobe's APP14 marker.
pub(super) fn adobe(data: &[u8]) -> bool {
    let mut at = 2_usize;
    while let Some(&[0xff, kind, high, low]) = data.get(at..at + 4).and_then(<[u8]>::first_chunk) {
        if kind == 0xee && data.get(at + 4..at + 9) == Some(b"Adobe") {
            return true;
        }
        if kind == 0xda {
            return false;
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
    false
}
