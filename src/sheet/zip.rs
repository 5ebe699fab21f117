//! Just enough of ZIP to take single files out of an XLSX file, each within a
//! limit: an archive may claim to hold anything.

use std::collections::BTreeMap;
use std::io::Read;

use flate2::read::DeflateDecoder;

use super::error::SheetError;

/// Largest file inside, unpacked.
const LIMIT: u64 = 64 << 20;

/// More files than any workbook has.
const MOST: usize = 10_000;

/// An archive's directory.
pub(super) struct Archive<'a> {
    bytes: &'a [u8],
    /// By name: how it is packed, its packed size, and where it stands.
    files: BTreeMap<String, (u16, usize, usize)>,
}

fn broken(why: &str) -> SheetError {
    SheetError::Broken(why.to_owned())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn size_at(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok()
}

impl<'a> Archive<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, SheetError> {
        let files = directory(bytes).ok_or_else(|| broken("不是 .xlsx 文件"))?;
        Ok(Self { bytes, files })
    }

    /// A file's text; `None` if there is no such file.
    pub(super) fn text(&self, name: &str) -> Result<Option<String>, SheetError> {
        let Some(&(method, packed, at)) = self.files.get(name) else { return Ok(None) };
        let data = local(self.bytes, at, packed).ok_or_else(|| broken("文件不完整"))?;
        let mut out = Vec::new();
        let read = match method {
            0 => data.take(LIMIT + 1).read_to_end(&mut out),
            8 => DeflateDecoder::new(data).take(LIMIT + 1).read_to_end(&mut out),
            _ => return Err(broken("压缩方式不认得")),
        };
        read.map_err(|_| broken("解压不了"))?;
        if out.len() as u64 > LIMIT {
            return Err(SheetError::TooLarge);
        }
        let text = String::from_utf8(out).map_err(|_| broken("内容不是 UTF-8"))?;
        Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
    }
}

/// Reads the directory at the archive's end (APPNOTE.TXT 4.3.12, 4.3.16).
fn directory(bytes: &[u8]) -> Option<BTreeMap<String, (u16, usize, usize)>> {
    // The end record is 22 bytes and a comment of at most 64 KiB.
    let from = bytes.len().saturating_sub(22 + 0xffff);
    let end = from + bytes.get(from..)?.windows(4).rposition(|four| four == b"PK\x05\x06")?;
    let count = usize::from(u16_at(bytes, end + 10)?).min(MOST);
    let mut at = size_at(bytes, end + 16)?;
    let mut files = BTreeMap::new();
    for _ in 0..count {
        if bytes.get(at..at + 4)? != b"PK\x01\x02" {
            return None;
        }
        let lengths = [28, 30, 32].map(|field| u16_at(bytes, at + field).map(usize::from));
        let [Some(name), Some(extra), Some(comment)] = lengths else { return None };
        let text = String::from_utf8_lossy(bytes.get(at + 46..at + 46 + name)?).replace('\\', "/");
        let entry = (u16_at(bytes, at + 10)?, size_at(bytes, at + 20)?, size_at(bytes, at + 42)?);
        files.insert(text, entry);
        at += 46 + name + extra + comment;
    }
    Some(files)
}

/// The packed bytes of a file, behind its local header (4.3.7).
fn local(bytes: &[u8], at: usize, packed: usize) -> Option<&[u8]> {
    if bytes.get(at..at.checked_add(4)?)? != b"PK\x03\x04" {
        return None;
    }
    let start = at + 30 + usize::from(u16_at(bytes, at + 26)?) + usize::from(u16_at(bytes, at + 28)?);
    bytes.get(start..start.checked_add(packed)?)
}
