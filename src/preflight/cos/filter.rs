//! Stream filters (ISO 32000-1, 7.4), each with a limit on what comes out: a
//! kilobyte can unpack to a gigabyte.

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use super::lexer::is_space;

/// A filter by its name in the file, or its abbreviation in inline images.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Filter {
    AsciiHex,
    Ascii85,
    Lzw,
    Flate,
    RunLength,
    Ccitt,
    Jbig2,
    Dct,
    Jpx,
    Other,
}

impl Filter {
    /// The filter of a name.
    pub(crate) fn named(name: &[u8]) -> Self {
        match name {
            b"ASCIIHexDecode" | b"AHx" => Self::AsciiHex,
            b"ASCII85Decode" | b"A85" => Self::Ascii85,
            b"LZWDecode" | b"LZW" => Self::Lzw,
            b"FlateDecode" | b"Fl" => Self::Flate,
            b"RunLengthDecode" | b"RL" => Self::RunLength,
            b"CCITTFaxDecode" | b"CCF" => Self::Ccitt,
            b"JBIG2Decode" => Self::Jbig2,
            b"DCTDecode" | b"DCT" => Self::Dct,
            b"JPXDecode" => Self::Jpx,
            _ => Self::Other,
        }
    }

    /// Whether it makes pixels rather than bytes.
    pub(crate) fn is_picture(self) -> bool {
        matches!(self, Self::Ccitt | Self::Jbig2 | Self::Dct | Self::Jpx)
    }
}

/// Why a stream could not be decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It unpacks to more than is looked at.
    Large,
    /// Its data is damaged from the start.
    Damaged,
    /// A filter that PDF 1.7 does not know.
    Unknown,
}

/// Parameters of prediction (7.4.4.3, table 8).
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prediction {
    pub(crate) predictor: i64,
    pub(crate) colours: i64,
    pub(crate) bits: i64,
    pub(crate) columns: i64,
    pub(crate) early: bool,
}

/// What came out, and whether the data ended in a fault.
pub(crate) struct Unpacked {
    pub(crate) bytes: Vec<u8>,
    pub(crate) damaged: bool,
}

impl Unpacked {
    fn whole(bytes: Vec<u8>) -> Self {
        Self { bytes, damaged: false }
    }
}

/// Applies a filter that makes bytes. `limit` bounds what comes out.
pub(crate) fn unpack(
    filter: Filter,
    data: &[u8],
    prediction: Prediction,
    limit: usize,
) -> Result<Unpacked, Failure> {
    match filter {
        Filter::AsciiHex => Ok(Unpacked::whole(ascii_hex(data))),
        Filter::Ascii85 => Ok(ascii_85(data)),
        Filter::RunLength => run_length(data, limit),
        Filter::Flate => predicted(flate(data, limit)?, prediction),
        Filter::Lzw => predicted(lzw(data, prediction.early, limit)?, prediction),
        _ => Err(Failure::Unknown),
    }
}

fn flate(data: &[u8], limit: usize) -> Result<Unpacked, Failure> {
    let most = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let room = data.len().saturating_mul(4).min(limit);
    let mut bytes = Vec::with_capacity(room);
    let mut ended = ZlibDecoder::new(data).take(most).read_to_end(&mut bytes).is_ok();
    if !ended && bytes.is_empty() {
        // Some writers leave the zlib header out.
        ended = DeflateDecoder::new(data).take(most).read_to_end(&mut bytes).is_ok();
        ended = ended && data.is_empty();
    }
    match bytes.len() {
        length if length > limit => Err(Failure::Large),
        0 if !ended => Err(Failure::Damaged),
        _ => Ok(Unpacked { bytes, damaged: !ended }),
    }
}

fn lzw(data: &[u8], early: bool, limit: usize) -> Result<Unpacked, Failure> {
    let configuration = weezl::decode::Configuration::with_tiff_size_switch(weezl::BitOrder::Msb, 8);
    let mut decoder = if early {
        configuration.build()
    } else {
        weezl::decode::Configuration::new(weezl::BitOrder::Msb, 8).build()
    };
    let mut bytes = Vec::new();
    let mut rest = data;
    let mut chunk = vec![0u8; 1 << 16];
    loop {
        let step = decoder.decode_bytes(rest, &mut chunk);
        bytes.extend(chunk.get(..step.consumed_out).unwrap_or_default());
        if bytes.len() > limit {
            return Err(Failure::Large);
        }
        rest = rest.get(step.consumed_in..).unwrap_or_default();
        match step.status {
            Ok(weezl::LzwStatus::Done) => return Ok(Unpacked::whole(bytes)),
            Ok(weezl::LzwStatus::Ok) if step.consumed_in > 0 || step.consumed_out > 0 => {}
            _ if bytes.is_empty() => return Err(Failure::Damaged),
            _ => return Ok(Unpacked { bytes, damaged: true }),
        }
    }
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits = data
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()));
    let digits: Vec<_> = digits.collect();
    digits
        .chunks(2)
        .map(|pair| pair.first().copied().unwrap_or(0) << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

fn ascii_85(data: &[u8]) -> Unpacked {
    let mut bytes = Vec::with_capacity(data.len());
    let mut group: Vec<u8> = Vec::with_capacity(5);
    let flush = |group: &mut Vec<u8>, bytes: &mut Vec<u8>| {
        let count = group.len();
        if count < 2 {
            return;
        }
        group.resize(5, 84);
        let value =
            group.iter().fold(0u32, |sum, digit| sum.wrapping_mul(85).wrapping_add(u32::from(*digit)));
        bytes.extend(value.to_be_bytes().iter().take(count - 1));
        group.clear();
    };
    for &byte in data {
        match byte {
            b'~' => {
                flush(&mut group, &mut bytes);
                return Unpacked::whole(bytes);
            }
            b'z' if group.is_empty() => bytes.extend([0; 4]),
            b'!'..=b'u' => {
                group.push(byte - b'!');
                if group.len() == 5 {
                    flush(&mut group, &mut bytes);
                }
            }
            other if is_space(other) => {}
            _ => return Unpacked { bytes, damaged: true },
        }
    }
    flush(&mut group, &mut bytes);
    Unpacked { bytes, damaged: true }
}

fn run_length(data: &[u8], limit: usize) -> Result<Unpacked, Failure> {
    let mut bytes = Vec::new();
    let mut rest = data;
    while let [length, tail @ ..] = rest {
        match *length {
            128 => return Ok(Unpacked::whole(bytes)),
            run @ 0..=127 => {
                let (copied, after) = tail.split_at(tail.len().min(usize::from(run) + 1));
                bytes.extend(copied);
                rest = after;
            }
            run => {
                let [byte, after @ ..] = tail else { break };
                bytes.extend(std::iter::repeat_n(*byte, 257 - usize::from(run)));
                rest = after;
            }
        }
        if bytes.len() > limit {
            return Err(Failure::Large);
        }
    }
    Ok(Unpacked { bytes, damaged: true })
}

/// Undoes prediction (7.4.4.4).
fn predicted(mut unpacked: Unpacked, prediction: Prediction) -> Result<Unpacked, Failure> {
    let Prediction { predictor, colours, bits, columns, .. } = prediction;
    if predictor <= 1 {
        return Ok(unpacked);
    }
    let fits = (1..=32).contains(&colours) && [1, 2, 4, 8, 16].contains(&bits);
    let row_bits = colours.checked_mul(bits).and_then(|pixel| pixel.checked_mul(columns));
    let row_bits = row_bits.filter(|_| fits && columns > 0).and_then(|bits| usize::try_from(bits).ok());
    let row = row_bits.map(|bits| bits.div_ceil(8)).filter(|row| *row <= 1 << 24).ok_or(Failure::Damaged)?;
    let pixel = usize::try_from(colours * bits).map_or(1, |bits| bits.div_ceil(8));
    if predictor == 2 {
        if bits == 8 {
            for line in unpacked.bytes.chunks_mut(row) {
                tiff(line, pixel);
            }
        }
        return Ok(unpacked);
    }
    let mut above = vec![0u8; row];
    let mut out = Vec::with_capacity(unpacked.bytes.len());
    for line in unpacked.bytes.chunks(row + 1) {
        let Some((kind, data)) = line.split_first() else { continue };
        let mut current = data.to_vec();
        png(*kind, &mut current, &above, pixel);
        out.extend(&current);
        current.resize(row, 0);
        above = current;
    }
    unpacked.bytes = out;
    Ok(unpacked)
}

fn tiff(line: &mut [u8], pixel: usize) {
    for at in pixel..line.len() {
        let left = line.get(at - pixel).copied().unwrap_or(0);
        if let Some(byte) = line.get_mut(at) {
            *byte = byte.wrapping_add(left);
        }
    }
}

fn png(kind: u8, line: &mut [u8], above: &[u8], pixel: usize) {
    if kind == 0 || kind > 4 {
        return;
    }
    for at in 0..line.len() {
        let before = at.checked_sub(pixel);
        let left = before.and_then(|at| line.get(at)).copied().unwrap_or(0);
        let up = above.get(at).copied().unwrap_or(0);
        let corner = before.and_then(|at| above.get(at)).copied().unwrap_or(0);
        let guess = match kind {
            1 => left,
            2 => up,
            3 => u8::midpoint(left, up),
            _ => paeth(left, up, corner),
        };
        if let Some(byte) = line.get_mut(at) {
            *byte = byte.wrapping_add(guess);
        }
    }
}

fn paeth(left: u8, up: u8, corner: u8) -> u8 {
    let (a, b, c) = (i16::from(left), i16::from(up), i16::from(corner));
    let guess = a + b - c;
    let (to_a, to_b, to_c) = ((guess - a).abs(), (guess - b).abs(), (guess - c).abs());
    if to_a <= to_b && to_a <= to_c {
        left
    } else if to_b <= to_c {
        up
    } else {
        corner
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLAIN: Prediction = Prediction { predictor: 1, colours: 1, bits: 8, columns: 1, early: true };

    #[test]
    fn text_filters() {
        let hex = unpack(Filter::AsciiHex, b"61 62>", PLAIN, 9).map(|out| out.bytes);
        assert_eq!(hex, Ok(b"ab".to_vec()));
        let base = unpack(Filter::Ascii85, b"87cURD]i,\"Ebo80~>", PLAIN, 99).map(|out| out.bytes);
        assert_eq!(base, Ok(b"Hello World!".to_vec()));
        let run = unpack(Filter::RunLength, &[1, b'a', b'b', 254, b'c', 128], PLAIN, 9).map(|out| out.bytes);
        assert_eq!(run, Ok(b"abccc".to_vec()));
    }

    #[test]
    fn lzw_of_the_standard() {
        // The example of 7.4.4.2.
        let data = [0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01];
        let out = unpack(Filter::Lzw, &data, PLAIN, 99).map(|out| out.bytes);
        assert_eq!(out, Ok(vec![45, 45, 45, 45, 45, 65, 45, 45, 45, 66]));
    }

    #[test]
    fn bombs_stop() {
        use std::io::Write;
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(&vec![0; 10_000_000]).expect("memory can be written");
        let bomb = packer.finish().expect("memory can be written");
        assert_eq!(unpack(Filter::Flate, &bomb, PLAIN, 1000).map(|out| out.bytes), Err(Failure::Large));
    }

    #[test]
    fn prediction() {
        let up = Prediction { predictor: 12, columns: 2, ..PLAIN };
        let unpacked = Unpacked::whole(vec![2, 1, 2, 2, 1, 1]);
        assert_eq!(predicted(unpacked, up).map(|out| out.bytes), Ok(vec![1, 2, 2, 3]));
    }
}
