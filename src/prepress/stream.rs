//! Streams unpacked and packed.

use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Stream};

/// The most that one stream may become, in bytes.
pub(super) const LIMIT: usize = 1 << 30;

/// A stream's content without its filters. `None` if it is broken, larger than
/// the limit, or packed in a way that only pictures are.
pub(super) fn plain(stream: &Stream) -> Option<Vec<u8>> {
    let filters = stream.filters().unwrap_or_default();
    match filters.as_slice() {
        [] => Some(stream.content.clone()),
        [b"FlateDecode" | b"Fl"] if !stream.dict.has(b"DecodeParms") && !stream.dict.has(b"DP") => {
            let mut plain = Vec::new();
            let limit = u64::try_from(LIMIT).unwrap_or(u64::MAX);
            ZlibDecoder::new(stream.content.as_slice()).take(limit).read_to_end(&mut plain).ok()?;
            (plain.len() < LIMIT).then_some(plain)
        }
        _ => stream.decompressed_content_with_limit(LIMIT).ok(),
    }
}

/// A stream packed with Flate.
pub(super) fn packed(mut dictionary: Dictionary, content: &[u8]) -> Stream {
    for key in [&b"Filter"[..], b"DecodeParms", b"F", b"DP", b"Length", b"DL"] {
        dictionary.remove(key);
    }
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(content.len() / 3), Compression::default());
    let packed = encoder.write_all(content).and_then(|()| encoder.finish());
    let stream = match packed {
        Ok(packed) => {
            dictionary.set("Filter", "FlateDecode");
            Stream::new(dictionary, packed)
        }
        // Writing to memory does not fail.
        Err(_) => Stream::new(dictionary, content.to_vec()),
    };
    stream.with_compression(false)
}
