//! Images that stand in the middle of content (ISO 32000-1, 8.9.7), made external
//! ones.

use lopdf::content::Content;
use lopdf::{Dictionary, Object, Stream};

/// The short names of inline images and what they stand for (ISO 32000-1, 8.9.7).
const SHORT: [(&[u8], &str); 11] = [
    (b"BPC", "BitsPerComponent"),
    (b"CS", "ColorSpace"),
    (b"D", "Decode"),
    (b"DP", "DecodeParms"),
    (b"F", "Filter"),
    (b"H", "Height"),
    (b"IM", "ImageMask"),
    (b"W", "Width"),
    (b"I", "Interpolate"),
    (b"L", "Length"),
    (b"Intent", "Intent"),
];

/// The short names of filters.
const FILTERS: [(&[u8], &str); 7] = [
    (b"AHx", "ASCIIHexDecode"),
    (b"A85", "ASCII85Decode"),
    (b"LZW", "LZWDecode"),
    (b"Fl", "FlateDecode"),
    (b"RL", "RunLengthDecode"),
    (b"CCF", "CCITTFaxDecode"),
    (b"DCT", "DCTDecode"),
];

fn long(name: &[u8], table: &[(&[u8], &str)]) -> Vec<u8> {
    let found = table.iter().find(|(short, _)| *short == name);
    found.map_or_else(|| name.to_vec(), |(_, long)| long.as_bytes().to_vec())
}

/// The image, from its entries and its data as they are written.
pub(super) fn stream(entries: &[u8], data: &[u8]) -> Option<Stream> {
    // Read as operands of an operator.
    let content = Content::decode(&[entries, b" d0"].concat()).ok()?;
    let mut read = Dictionary::new();
    for pair in content.operations.first()?.operands.chunks_exact(2) {
        let [Object::Name(key), value] = pair else { return None };
        let key = long(key, &SHORT);
        let filter = |name: &Object| match name {
            Object::Name(name) => Object::Name(long(name, &FILTERS)),
            other => other.clone(),
        };
        let value = match (key.as_slice(), value) {
            (b"Filter", Object::Array(names)) => Object::Array(names.iter().map(filter).collect()),
            (b"Filter", name) => filter(name),
            (_, value) => value.clone(),
        };
        read.set(key, value);
    }
    Some(Stream::new(read, data.to_vec()))
}
