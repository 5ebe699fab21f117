//! Pictures (ISO 32000-1, 8.9): size, and the ink of every pixel.

use std::rc::Rc;

use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::space::{Space, indexed};
use crate::preflight::cos::{Decoded, Dict, Document, Filter, Id, Object};
use crate::preflight::limits;

/// A picture as the file describes it.
#[derive(Debug)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) bits: u32,
    /// A stencil that the current colour is painted through.
    pub(crate) stencil: bool,
    /// `None` for a stencil and for JPEG 2000 that brings its own.
    pub(crate) space: Option<Rc<Space>>,
    pub(crate) ink: Measure,
}

/// The ink of a picture's pixels.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Measure {
    /// Most of any pixel, in per cent; 0 where it was not measured.
    pub(crate) most: f64,
    /// Most of cyan, magenta, yellow and spots of any pixel, black apart.
    pub(crate) most_but_black: f64,
    /// Share of pixels above the limit, and where they are: left, top, right
    /// and bottom as parts of the picture.
    pub(crate) above: Option<(f64, [f64; 4])>,
    pub(crate) state: Measured,
}

/// Whether a picture's ink was measured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Measured {
    /// It was, or can't be above any limit.
    #[default]
    Yes,
    /// It is not made of inks.
    NoInk,
    /// Too large, or of an encoding that is not decoded here.
    Not,
    /// Its data is damaged or too short.
    Broken,
}

/// The keys of a picture, as long names or as those of inline images.
struct Keys<'a, 'b> {
    document: &'a Document<'b>,
    dict: &'a Dict,
}

impl Keys<'_, '_> {
    fn get(&self, long: &str, short: &str) -> Option<Object> {
        self.document.get(self.dict, long).or_else(|| self.document.get(self.dict, short))
    }

    fn size(&self, long: &str, short: &str) -> Option<usize> {
        usize::try_from(self.get(long, short)?.integer()?).ok().filter(|size| *size > 0)
    }
}

/// Whether a picture is a stencil.
pub(crate) fn is_stencil(document: &Document<'_>, dict: &Dict) -> bool {
    Keys { document, dict }.get("ImageMask", "IM") == Some(Object::Bool(true))
}

impl Picture {
    /// Reads a picture and measures its ink; `None` where it has no size.
    /// `stored` are its bytes as they stand in the file.
    pub(crate) fn read(
        document: &Document<'_>,
        dict: &Dict,
        stored: &[u8],
        id: Option<Id>,
        space: Option<Rc<Space>>,
        limit: f64,
    ) -> Option<Self> {
        let keys = Keys { document, dict };
        let (width, height) = (keys.size("Width", "W")?, keys.size("Height", "H")?);
        let stencil = is_stencil(document, dict);
        let bits = keys.get("BitsPerComponent", "BPC").and_then(|bits| bits.integer());
        let bits = bits.and_then(|bits| u32::try_from(bits).ok()).unwrap_or(if stencil { 1 } else { 8 });
        let mut picture = Self { width, height, bits, stencil, space, ink: Measure::default() };
        let decode = keys.get("Decode", "D").and_then(|decode| document.numbers_of(&decode));
        picture.ink = picture.measure(document, dict, stored, id, decode, limit);
        Some(picture)
    }

    fn measure(
        &self,
        document: &Document<'_>,
        dict: &Dict,
        stored: &[u8],
        id: Option<Id>,
        decode: Option<Vec<f64>>,
        limit: f64,
    ) -> Measure {
        let told = |state| Measure { state, ..Measure::default() };
        let filters = document.filters(dict);
        if self.stencil {
            return Measure::default();
        }
        let Some(space) = &self.space else { return told(Measured::Not) };
        let components = space.components();
        let no_ink = space.inks(&space.initial()).is_none();
        if no_ink || components == 0 {
            return told(Measured::NoInk);
        }
        let pixels = self.width.checked_mul(self.height);
        let size = pixels.and_then(|pixels| pixels.checked_mul(components));
        let bytes = size.and_then(|size| size.checked_mul(usize::try_from(self.bits.max(8)).ok()? / 8));
        let Some(bytes) = bytes.filter(|bytes| *bytes <= limits::PICTURE) else { return told(Measured::Not) };
        if !matches!(self.bits, 1 | 2 | 4 | 8 | 16) {
            return told(Measured::Broken);
        }
        // One plate alone is at most 100 %, and so are pictures in tables of
        // such colours: their pixels need not be looked at.
        if self.bound() <= limit.min(100.0) && filters.last().is_some_and(|(filter, _)| filter.is_picture()) {
            return Measure { most: self.bound(), ..Measure::default() };
        }
        // With room for one byte a row that tells how it was predicted.
        let room = bytes.saturating_add(self.height).min(limits::PICTURE);
        let decoded = match document.unpack(dict, stored, id, room) {
            Ok(decoded) => decoded,
            Err(_) => return told(Measured::Broken),
        };
        let (data, bits) = match decoded {
            Decoded { bytes, picture: None } => (bytes, self.bits),
            Decoded { bytes, picture: Some((Filter::Dct, _)) } => match jpeg(&bytes, self, components) {
                Ok(data) => (data, 8),
                Err(state) => return told(state),
            },
            Decoded { .. } => return told(Measured::Not),
        };
        let row = self.row_bytes(components, bits);
        if data.len() < row.saturating_mul(self.height) {
            return told(Measured::Broken);
        }
        self.pixels(space, &data, bits, row, decode, limit)
    }

    /// The most ink that any of its pixels could have, in per cent.
    fn bound(&self) -> f64 {
        match self.space.as_deref() {
            Some(Space::Indexed { base, table, high }) => (0..=*high)
                .filter_map(|entry| base.inks(&indexed(base, table, entry)))
                .map(|inks| inks.total())
                .fold(0.0, f64::max),
            Some(space) => 100.0 * space.components() as f64,
            None => 0.0,
        }
    }

    fn row_bytes(&self, components: usize, bits: u32) -> usize {
        let bits = usize::try_from(bits).unwrap_or(8);
        self.width.saturating_mul(components).saturating_mul(bits).div_ceil(8)
    }

    fn pixels(
        &self,
        space: &Space,
        data: &[u8],
        bits: u32,
        row: usize,
        decode: Option<Vec<f64>>,
        limit: f64,
    ) -> Measure {
        let components = space.components();
        let range =
            decode.filter(|decode| decode.len() >= 2 * components).unwrap_or_else(|| space.decode(bits));
        let inverted = range.chunks(2).all(|pair| matches!(pair, [from, to] if *from == 1.0 && *to == 0.0));
        let plain = range == space.decode(bits);
        let mut sum = Sum::new(self, limit);
        let four_plates = matches!(space, Space::Cmyk | Space::Icc(4, _));
        if four_plates && bits == 8 && (plain || inverted) {
            for (y, line) in data.chunks_exact(row.max(1)).take(self.height).enumerate() {
                for (x, pixel) in line.chunks_exact(4).enumerate() {
                    let ink = |at: usize| {
                        let byte = pixel.get(at).copied().unwrap_or(0);
                        u32::from(if inverted { 255 - byte } else { byte })
                    };
                    let colour = ink(0) + ink(1) + ink(2);
                    sum.add_bytes(x, y, colour, ink(3));
                }
            }
            return sum.finish();
        }
        let most = ((1u64 << bits.min(16)) - 1) as f64;
        let table = self.bits <= 8 && components == 1;
        let known: Vec<Option<(f64, f64)>> = if table {
            (0..=most as u32).map(|sample| self.totals(space, &range, &[f64::from(sample) / most])).collect()
        } else {
            Vec::new()
        };
        let mut samples = vec![0.0; components];
        for (y, line) in data.chunks_exact(row.max(1)).take(self.height).enumerate() {
            let mut reader = Samples { line, bits, at: 0 };
            for x in 0..self.width {
                let totals = if table {
                    let sample = reader.next().unwrap_or(0);
                    known.get(usize::try_from(sample).unwrap_or(0)).copied().flatten()
                } else {
                    for sample in &mut samples {
                        *sample = f64::from(reader.next().unwrap_or(0)) / most;
                    }
                    self.totals(space, &range, &samples)
                };
                let (total, colour) = totals.unwrap_or_default();
                sum.add(x, y, total, colour);
            }
        }
        sum.finish()
    }

    /// All inks of a pixel, and all but black, in per cent.
    fn totals(&self, space: &Space, range: &[f64], samples: &[f64]) -> Option<(f64, f64)> {
        let colour: Vec<f64> = samples
            .iter()
            .zip(range.chunks(2))
            .map(|(sample, pair)| match pair {
                [from, to] => from + sample * (to - from),
                _ => *sample,
            })
            .collect();
        let inks = space.inks(&colour)?;
        let [.., black] = inks.process;
        Some((inks.total(), inks.total() - 100.0 * black))
    }
}

/// Samples of a line, most significant bit first.
struct Samples<'a> {
    line: &'a [u8],
    bits: u32,
    at: usize,
}

impl Samples<'_> {
    fn next(&mut self) -> Option<u32> {
        let bits = usize::try_from(self.bits).ok()?;
        let byte = |at: usize| self.line.get(at).copied().map(u32::from);
        let value = match bits {
            8 => byte(self.at / 8)?,
            16 => byte(self.at / 8)? << 8 | byte(self.at / 8 + 1)?,
            bits => {
                let shift = 8usize.checked_sub(bits)?.checked_sub(self.at % 8)?;
                byte(self.at / 8)? >> shift & ((1 << bits) - 1)
            }
        };
        self.at += bits;
        Some(value)
    }
}

/// What pixels add up to.
struct Sum<'a> {
    picture: &'a Picture,
    limit: f64,
    limit_bytes: u32,
    most: f64,
    most_bytes: u32,
    most_but_black: f64,
    colour_bytes: u32,
    above: u64,
    /// Left, top, right, bottom pixel above the limit.
    extent: [usize; 4],
}

/// A limit is broken where pixels are above it by more than rounding, in per
/// cent.
const ROUNDING: f64 = 1.0;

impl<'a> Sum<'a> {
    fn new(picture: &'a Picture, limit: f64) -> Self {
        let limit = limit + ROUNDING;
        Self {
            picture,
            limit,
            limit_bytes: (limit * 2.55) as u32,
            most: 0.0,
            most_bytes: 0,
            most_but_black: 0.0,
            colour_bytes: 0,
            above: 0,
            extent: [usize::MAX, usize::MAX, 0, 0],
        }
    }

    /// The same for bytes, where a picture has millions of them.
    fn add_bytes(&mut self, x: usize, y: usize, colour: u32, black: u32) {
        let total = colour + black;
        self.most_bytes = self.most_bytes.max(total);
        self.colour_bytes = self.colour_bytes.max(colour);
        if total > self.limit_bytes {
            self.mark(x, y);
        }
    }

    fn add(&mut self, x: usize, y: usize, total: f64, colour: f64) {
        self.most = self.most.max(total);
        self.most_but_black = self.most_but_black.max(colour);
        if total > self.limit {
            self.mark(x, y);
        }
    }

    fn mark(&mut self, x: usize, y: usize) {
        self.above += 1;
        let [left, top, right, bottom] = self.extent;
        self.extent = [left.min(x), top.min(y), right.max(x), bottom.max(y)];
    }

    fn finish(self) -> Measure {
        let (width, height) = (self.picture.width as f64, self.picture.height as f64);
        let [left, top, right, bottom] = self.extent;
        let extent = [
            left as f64 / width,
            top as f64 / height,
            (right + 1) as f64 / width,
            (bottom + 1) as f64 / height,
        ];
        Measure {
            most: self.most.max(f64::from(self.most_bytes) / 2.55),
            most_but_black: self.most_but_black.max(f64::from(self.colour_bytes) / 2.55),
            above: (self.above > 0).then(|| (self.above as f64 / (width * height), extent)),
            state: Measured::Yes,
        }
    }
}

/// The samples of a JPEG, as many components as the space has.
fn jpeg(data: &[u8], picture: &Picture, components: usize) -> Result<Vec<u8>, Measured> {
    let options =
        DecoderOptions::default().set_max_width(usize::from(u16::MAX)).set_max_height(usize::from(u16::MAX));
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(data), options);
    decoder.decode_headers().map_err(|_| Measured::Broken)?;
    let (width, height) = decoder.dimensions().ok_or(Measured::Broken)?;
    if (width, height) != (picture.width, picture.height) {
        return Err(Measured::Broken);
    }
    let input = decoder.input_colorspace().ok_or(Measured::Broken)?;
    let out = match (components, input) {
        (1, ColorSpace::Luma) => ColorSpace::Luma,
        (4, ColorSpace::CMYK) => ColorSpace::CMYK,
        (4, ColorSpace::YCCK) => ColorSpace::YCCK,
        (1 | 4, _) => return Err(Measured::Broken),
        _ => return Err(Measured::Not),
    };
    decoder.set_options(options.jpeg_set_out_colorspace(out));
    let mut samples = decoder.decode().map_err(|_| Measured::Broken)?;
    if out == ColorSpace::YCCK {
        for pixel in samples.chunks_exact_mut(4) {
            if let [y, cb, cr, _] = pixel {
                let (light, blue, red) = (f64::from(*y), f64::from(*cb) - 128.0, f64::from(*cr) - 128.0);
                // JFIF's matrix gives the complements of cyan, magenta, yellow.
                *y = (255.0 - (light + 1.402 * red)) as u8;
                *cb = (255.0 - (light - 0.344_136 * blue - 0.714_136 * red)) as u8;
                *cr = (255.0 - (light + 1.772 * blue)) as u8;
            }
        }
    }
    Ok(samples)
}
