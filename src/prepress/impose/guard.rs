//! What a foreign file may cost before anything of it is believed.
//!
//! Objects in object streams are unpacked when a file is opened, and a few bytes
//! of a file may stand for very many objects; so their size is added up
//! beforehand.

use std::io::Read as _;

use flate2::read::ZlibDecoder;
use lopdf::{Document, LoadOptions};

use super::super::problem::Problem;

/// The largest file, in bytes.
pub const FILE: usize = 512 << 20;
/// The most that all object streams may unpack to together with what stands
/// outside of streams, in bytes. Read, it takes up some fifty times as much.
const OBJECTS: usize = 24 << 20;
/// Where a file's header must begin (ISO 32000-1, annex H, note 13).
const HEADER: usize = 1024;

/// Opens a file that is whole, not encrypted and not outsized.
pub(super) fn open(bytes: &[u8]) -> Result<Document, Problem> {
    let again = "用原来的软件重新导出 PDF 再拼";
    if bytes.len() > FILE {
        return Err(Problem::new(format!("文件超过 {} MB", FILE >> 20), "把文件拆成几个，或压缩图片后再拼"));
    }
    if find(bytes.get(..bytes.len().min(HEADER)).unwrap_or_default(), b"%PDF-").is_none() {
        return Err(Problem::new("不是 PDF 文件", "写 .pdf 文件的路径"));
    }
    if weight(bytes) > OBJECTS {
        return Err(Problem::new("文件里的对象多得不正常", again));
    }
    let options = LoadOptions { max_decompressed_size: Some(OBJECTS), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(bytes, options);
    let document = document.map_err(|_| Problem::new("PDF 已损坏，读不出来", again))?;
    if document.trailer.has(b"Encrypt") || document.was_encrypted() {
        return Err(Problem::new("文件加了密", "取消密码和权限限制后再拼（印刷文件不许加密）"));
    }
    if document.xref_recovery.is_some() {
        return Err(Problem::new("PDF 已损坏：对象的位置表不对，可能有缺", again));
    }
    Ok(document)
}

/// Bytes outside of streams, and what object streams unpack to.
fn weight(bytes: &[u8]) -> usize {
    let mut weight = 0_usize;
    let mut rest = bytes;
    while weight <= OBJECTS {
        let Some(start) = find(rest, b"stream") else { return weight + rest.len() };
        weight += start;
        let (dictionary, stream) = rest.split_at(start);
        // The dictionary stands right before the keyword.
        let dictionary = dictionary.get(dictionary.len().saturating_sub(2048)..).unwrap_or_default();
        let data = stream.get(6..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or(data.strip_prefix(b"\n")).unwrap_or(data);
        if find(dictionary, b"ObjStm").is_some() {
            weight += unpacked(data, OBJECTS.saturating_sub(weight) + 1);
        }
        let Some(end) = find(data, b"endstream") else { return weight };
        rest = data.get(end + 9..).unwrap_or_default();
    }
    weight
}

/// How many bytes zlib data unpacks to, as far as it can be read and at most
/// `limit`.
fn unpacked(data: &[u8], limit: usize) -> usize {
    let mut decoder = ZlibDecoder::new(data);
    let mut buffer = [0; 1 << 14];
    let mut total = 0_usize;
    while total < limit {
        match decoder.read(&mut buffer) {
            Ok(0) | Err(_) => break,
            Ok(read) => total += read,
        }
    }
    total
}

/// Where `needle` first stands in `hay`.
fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    memchr::memmem::find(hay, needle)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn object_streams_count_unpacked() {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        packed.write_all(&vec![b'1'; 1 << 20]).expect("memory");
        let packed = packed.finish().expect("memory");
        let mut bytes = b"%PDF-1.5 1 0 obj <</Type/ObjStm>> stream\n".to_vec();
        bytes.extend(&packed);
        bytes.extend(b"\nendstream endobj trailer");
        let weight = weight(&bytes);
        assert!((1 << 20..(1 << 20) + 200).contains(&weight), "{weight}");
    }

    #[test]
    fn what_is_no_pdf_is_told() {
        for bytes in [&b""[..], b"%PDF", b"hello", b"%PDF-1.6\nnothing", b"stream ObjStm stream"] {
            assert!(open(bytes).is_err());
        }
    }
}
