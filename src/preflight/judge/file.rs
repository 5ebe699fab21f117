//! The file itself: header, identifier, cross-references, damage.

use memchr::memmem;

use crate::diagnostic::Code;
use crate::manifest::PressStandard;
use crate::preflight::cos::{Defect, Dict, Document, Id, Object, is_space};
use crate::preflight::finding::{Findings, Severity};

/// The version that a header or catalog names, e.g. 1.6 as (1, 6).
pub(crate) type Version = (u32, u32);

fn version(text: &[u8]) -> Option<Version> {
    match text {
        [major @ b'0'..=b'9', b'.', minor @ b'0'..=b'9', ..] => {
            Some((u32::from(major - b'0'), u32::from(minor - b'0')))
        }
        _ => None,
    }
}

/// The header's version and where it stands in the file's first kilobyte.
pub(crate) fn header(bytes: &[u8]) -> Option<(usize, Option<Version>)> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let at = memmem::find(head, b"%PDF-")?;
    Some((at, version(head.get(at + 5..).unwrap_or_default())))
}

/// The version that holds: the catalog may raise the header's.
pub(crate) fn effective(document: &Document<'_>, catalog: Option<&Dict>) -> Option<Version> {
    let head = header(document.bytes()).and_then(|(_, version)| version);
    let told = catalog.and_then(|catalog| document.get(catalog, "Version"));
    let told = told.and_then(|name| version(name.name()?));
    head.max(told)
}

/// Judges header and end, which need no object to be read.
pub(crate) fn edges(bytes: &[u8], findings: &mut Findings) {
    match header(bytes) {
        None => findings.error(Code::PdfHeader, "文件开头没有 %PDF-，这不是 PDF，或者开头损坏了"),
        Some((at, _)) if at > 0 => {
            findings.error(Code::PdfHeader, format!("%PDF- 不在文件开头，前面有 {at} 个字节别的内容"));
        }
        Some((_, None)) => findings.error(Code::PdfHeader, "文件开头没有写明 PDF 的版本"),
        Some(_) => {}
    }
    match memmem::rfind(bytes, b"%%EOF") {
        None => findings.error(Code::PdfEnd, "文件没有结尾标记 %%EOF，可能不完整"),
        Some(at) => {
            let tail = bytes.get(at + 5..).unwrap_or_default();
            let strange = tail.iter().filter(|byte| !is_space(**byte)).count();
            if strange > 0 {
                findings.error(Code::PdfTail, format!("结尾标记 %%EOF 之后还有 {strange} 个字节别的内容"));
            }
        }
    }
}

/// Judges the version against the standard.
pub(crate) fn versions(
    document: &Document<'_>,
    catalog: Option<&Dict>,
    standard: PressStandard,
    findings: &mut Findings,
) {
    let Some((major, minor)) = effective(document, catalog) else { return };
    let (most, name) = match standard {
        PressStandard::X4 => ((1, 6), "PDF/X-4 不高于 1.6"),
        PressStandard::X1a => ((1, 4), "PDF/X-1a 不高于 1.4"),
    };
    if (major, minor) > most || (major, minor) < (1, 3) {
        findings.error(Code::PdfHeader, format!("PDF 的版本是 {major}.{minor}，{name}"));
    }
    if standard == PressStandard::X1a && document.packed() {
        findings.error(Code::PdfPacked, "用了对象流或交叉引用流，PDF 1.4 没有这些");
    }
}

/// Judges the trailer's identifier.
pub(crate) fn identifier(document: &Document<'_>, trailer: &Dict, findings: &mut Findings) {
    let id = trailer.raw("ID").map(|id| document.resolve(id));
    let Some(id) = id else {
        findings.error(Code::PdfIdentifier, "文件没有标识（trailer 里没有 ID）");
        return;
    };
    let parts = document.list(&id).unwrap_or_default();
    let sound = matches!(&parts[..], [a, b] if [a, b].iter().all(|part| part.text().is_some_and(|text| !text.is_empty())));
    if !sound {
        findings.error(Code::PdfIdentifier, "文件标识（trailer 的 ID）不是两个非空的字符串");
    }
}

/// Reads every object once, so that damage shows wherever it is.
pub(crate) fn read_all(document: &Document<'_>) {
    for number in document.numbers() {
        document.load(Id { number, generation: 0 });
    }
}

/// Reports what reading has come upon.
pub(crate) fn defects(document: &Document<'_>, findings: &mut Findings) {
    for defect in document.defects() {
        let at = |id: Id| format!("{} {}", id.number, id.generation);
        match defect {
            Defect::NoStartXref => {
                findings.error(Code::PdfXref, "文件末尾没有 startxref，找不到交叉引用表");
            }
            Defect::BadXref => findings.error(Code::PdfXref, "交叉引用表损坏，只能从头找各个对象"),
            Defect::XrefLoop => findings.error(Code::PdfXref, "交叉引用段互相指来指去（Prev 成环）"),
            Defect::BadOffset(id) => findings
                .error(Code::PdfXref, format!("交叉引用表指错了地方：在它说的位置没有对象 {}", at(id))),
            Defect::Unreadable(id) => findings.error(Code::PdfObject, format!("对象 {} 读不出来", at(id))),
            Defect::BadLength(id) => {
                findings.error(Code::PdfObject, format!("对象 {} 的数据长度（Length）不对", at(id)));
            }
            Defect::BadData(id) => {
                findings.error(Code::PdfObject, format!("对象 {} 的数据损坏，解不开或解不全", at(id)));
            }
            Defect::RepeatedKey(id, key) => {
                findings.error(Code::PdfRepeatedKey, format!("对象 {} 里，键 {key} 写了两次", at(id)));
            }
            Defect::TooMuch(what) => {
                findings.error(Code::PdfTooMuch, format!("文件里的{what}太多或太深，没有查完"));
            }
            Defect::Bomb(id) => {
                findings.error(Code::PdfTooMuch, format!("对象 {} 的数据解开后大得不正常，没有查", at(id)))
            }
        }
    }
}

/// Whether the file is encrypted.
pub(crate) fn encrypted(trailer: &Dict, findings: &mut Findings) -> bool {
    let encrypted = trailer.has("Encrypt");
    if encrypted {
        findings.add(Code::PdfEncrypted, Severity::Error, None, None, || "文件加了密，内容没有查".to_owned());
    }
    encrypted
}

/// The trailer's catalog.
pub(crate) fn catalog(document: &Document<'_>) -> Option<Object> {
    let root = document.trailer()?.raw("Root")?;
    let root = document.resolve(root);
    root.dict()?;
    Some(root)
}
