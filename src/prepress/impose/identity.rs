//! What the sheets say of themselves: everything that the source said and that
//! still holds, under a new identifier.
//!
//! Output intents and Info are carried over as they are; dates too, since the
//! same input is to give the same bytes on any day. XMP keeps all its properties
//! but the identifiers, and what needs the tags that sheets don't have.

use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, Stream, StringFormat, dictionary};
use sha2::{Digest as _, Sha256};

use super::super::metadata::uuid;
use super::super::problem::Problem;
use super::options::Scheme;
use super::xmp::{self, Change};

/// The name under which sheets say in the catalog's PieceInfo (ISO 32000-1,
/// 14.5) that they are sheets.
pub(in crate::prepress) const PIECE: &[u8] = b"GongbaoImposition";

/// The PDF/X that a file says it is, from Info (X-1a, X-3) or XMP.
pub(in crate::prepress) fn standard(document: &Document) -> Option<String> {
    let info = document.trailer.get_deref(b"Info", document).ok().and_then(|info| info.as_dict().ok());
    let said = |key: &[u8]| {
        let said = info?.get_deref(key, document).ok()?.as_str().ok()?;
        Some(String::from_utf8_lossy(said).trim().to_owned())
    };
    let sane = |said: &String| said.starts_with("PDF/X") && said.chars().count() < 40;
    if let Some(said) = said(b"GTS_PDFXConformance").or_else(|| said(b"GTS_PDFXVersion")).filter(sane) {
        return Some(said);
    }
    let packet = packet(document)?;
    let mut found = None;
    xmp::edit(&packet, |namespace, name, value| {
        if matches!(namespace, xmp::PDFXID | xmp::PDFX) && name == "GTS_PDFXVersion" {
            found = Some(value.to_owned());
        }
        Change::Keep
    });
    found.filter(sane)
}

fn packet(document: &Document) -> Option<Vec<u8>> {
    let stream = document.catalog().ok()?.get_deref(b"Metadata", document).ok()?.as_stream().ok()?;
    super::super::stream::plain(stream)
}

/// Completes the catalog of the sheets, renews the identifiers and writes the
/// file. `bytes` are those of the source, `asked` is all that the sheets depend
/// on besides.
pub(in crate::prepress) fn finish(
    mut document: Document,
    mut catalog: Dictionary,
    bytes: &[u8],
    asked: &str,
) -> Result<Vec<u8>, Vec<Problem>> {
    let mut contents = Sha256::new();
    contents.update(bytes);
    contents.update(asked);
    let contents: [u8; 32] = contents.finalize().into();
    let Ok(old) = document.catalog().cloned() else { return Err(Vec::new()) };

    for key in [&b"OutputIntents"[..], b"Lang"] {
        if let Ok(object) = old.get(key) {
            catalog.set(key, object.clone());
        }
    }
    if let Some(renewed) = renewed(&document, &contents)? {
        let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, renewed);
        catalog.set("Metadata", document.add_object(packet.with_compression(false)));
    }
    // A version in the catalog overrides the header's (ISO 32000-1, 7.7.2).
    if let Some(version) = old.get(b"Version").ok().and_then(|version| version.as_name().ok())
        && let Ok(version) = std::str::from_utf8(version)
        && version > document.version.as_str()
    {
        document.version = version.to_owned();
    }
    let root = document.add_object(catalog);
    let mut trailer = Dictionary::new();
    trailer.set("Root", root);
    if let Ok(info) = document.trailer.get(b"Info") {
        trailer.set("Info", info.clone());
    }
    trailer.set("ID", identifiers(&document, &contents));
    document.trailer = trailer;
    document.prune_objects();
    document.renumber_objects();
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    document.binary_mark = vec![0xe2, 0xe3, 0xcf, 0xd3];
    let mut out = Vec::with_capacity(bytes.len());
    let failed = |_| vec![Problem::new("拼版文件写不出来", "内存可能不够，关掉别的程序再试")];
    document.save_to(&mut out).map_err(failed)?;
    Ok(out)
}

/// The XMP packet with new identifiers; `None` where there was none.
fn renewed(document: &Document, contents: &[u8; 32]) -> Result<Option<Vec<u8>>, Vec<Problem>> {
    let Some(packet) = packet(document) else { return Ok(None) };
    let edited = xmp::edit(&packet, |namespace, name, value| match (namespace, name) {
        // Sheets are another document than the pages, not a version of them.
        (xmp::MEDIA, "DocumentID" | "InstanceID") => Change::Set(uuid(contents)),
        // Level A needs the tags.
        (xmp::PDFA, "conformance") if value.eq_ignore_ascii_case("A") => Change::Set("B".to_owned()),
        (xmp::PDFUA, _) => Change::Drop,
        _ => Change::Keep,
    });
    match edited {
        Some(edited) => Ok(Some(edited.into_bytes())),
        None => Err(vec![Problem::new(
            "文件的元数据（XMP）读不懂，拼出的文件就不再是 PDF/X",
            "用原来的软件重新导出 PDF 再拼",
        )]),
    }
}

/// The source's first identifier, and one of these contents (ISO 32000-1, 14.4).
fn identifiers(document: &Document, contents: &[u8; 32]) -> Object {
    let fresh = || Object::String(contents.iter().take(16).copied().collect(), StringFormat::Hexadecimal);
    let known =
        document.trailer.get_deref(b"ID", document).ok().and_then(|id| id.as_array().ok()?.first().cloned());
    let first = match known {
        Some(Object::String(bytes, _)) => Object::String(bytes, StringFormat::Hexadecimal),
        _ => fresh(),
    };
    Object::Array(vec![first, fresh()])
}

/// What tells sheets from pages.
pub(in crate::prepress) fn piece(document: &Document, scheme: &Scheme) -> Object {
    let scheme = match scheme {
        Scheme::Saddle(_) => "Saddle",
        Scheme::Signature(_) => "Signature",
        Scheme::Nup(_) => "Nup",
    };
    // Needed by the format; the file's own, or one that says nothing.
    let info = document.trailer.get_deref(b"Info", document).ok().and_then(|info| info.as_dict().ok());
    let date = info.and_then(|info| {
        info.get_deref(b"ModDate", document).or(info.get_deref(b"CreationDate", document)).ok()
    });
    let date = date.filter(|date| date.as_str().is_ok()).cloned();
    let date = date.unwrap_or_else(|| Object::string_literal("D:19700101000000Z"));
    let mut pieces = Dictionary::new();
    let private = dictionary! { "Scheme" => scheme };
    pieces.set(PIECE, dictionary! { "LastModified" => date, "Private" => private });
    Object::Dictionary(pieces)
}
