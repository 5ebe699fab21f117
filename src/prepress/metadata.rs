//! What the file says of itself: the Info dictionary, the XMP packet and the ID,
//! all three from the same facts, so that they agree (ISO 15930-7, 6.11; ISO
//! 15930-4, 6.9).

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use quick_xml::escape::escape;
use sha2::{Digest as _, Sha256};

use crate::manifest::{Date, PressStandard};

/// The program, as Producer names it.
const PRODUCER: &str = concat!("gongbao ", env!("CARGO_PKG_VERSION"));

/// What is to be said.
pub(super) struct Facts<'a> {
    /// Which PDF/X.
    pub(super) standard: PressStandard,
    /// The document's title.
    pub(super) title: &'a str,
    /// Who publishes it.
    pub(super) author: &'a str,
    /// What made the pages.
    pub(super) creator: &'a str,
    /// When it was published.
    pub(super) date: Date,
    /// What tells the document from others, whatever its contents.
    pub(super) identifier: &'a str,
    /// What tells these contents from others.
    pub(super) contents: [u8; 32],
}

/// A text string (ISO 32000-1, 7.9.2.2): ASCII as it is, else UTF-16.
pub(super) fn text(text: &str) -> Object {
    if text.is_ascii() {
        return Object::string_literal(text);
    }
    let utf16 = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(utf16.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// What XML and PDF viewers can both show.
fn clean(text: &str) -> String {
    text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{fffe}' | '\u{ffff}')).collect()
}

/// The standard's name.
pub(super) const fn version(standard: PressStandard) -> &'static str {
    match standard {
        PressStandard::X4 => "PDF/X-4",
        PressStandard::X1a => "PDF/X-1a:2003",
    }
}

/// Writes Info and ID into the trailer and gives the XMP packet's object.
pub(super) fn write(out: &mut Document, facts: &Facts<'_>) -> ObjectId {
    let Facts { standard, date, .. } = facts;
    let Date { year, month, day } = date;
    let when = format!("D:{year:04}{month:02}{day:02}000000Z");
    let (title, author, creator) = (clean(facts.title), clean(facts.author), clean(facts.creator));
    let mut info: Dictionary = dictionary! {
        "Title" => text(&title),
        "Creator" => text(&creator),
        "Producer" => text(PRODUCER),
        "CreationDate" => Object::string_literal(when.as_str()),
        "ModDate" => Object::string_literal(when.as_str()),
        "Trapped" => "False",
        "GTS_PDFXVersion" => text(version(*standard)),
    };
    if !author.is_empty() {
        info.set("Author", text(&author));
    }
    let info = out.add_object(info);
    out.trailer.set("Info", info);

    let document: [u8; 32] = Sha256::digest(facts.identifier.as_bytes()).into();
    let id = |hash: &[u8; 32]| {
        let half = hash.first_chunk::<16>().copied().unwrap_or_default();
        Object::String(half.to_vec(), StringFormat::Hexadecimal)
    };
    out.trailer.set("ID", vec![id(&document), id(&facts.contents)]);
    let packet = packet(facts, &Said { title, author, creator }, &document);
    let packet = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.into_bytes());
    out.add_object(packet.with_compression(false))
}

/// Texts without what neither Info nor XMP can hold.
struct Said {
    title: String,
    author: String,
    creator: String,
}

/// A hash as a UUID of version 8 (RFC 9562, 5.8).
pub(super) fn uuid(hash: &[u8; 32]) -> String {
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| hex.get(from..to).unwrap_or_default();
    format!("uuid:{}-{}-8{}-8{}-{}", part(0, 8), part(8, 12), part(13, 16), part(17, 20), part(20, 32))
}

/// Namespaces of the packet.
const NAMESPACES: [(&str, &str); 10] = [
    ("dc", "http://purl.org/dc/elements/1.1/"),
    ("xmp", "http://ns.adobe.com/xap/1.0/"),
    ("xmpMM", "http://ns.adobe.com/xap/1.0/mm/"),
    ("pdf", "http://ns.adobe.com/pdf/1.3/"),
    ("pdfx", PDFX_NAMESPACE),
    ("pdfxid", PDFXID_NAMESPACE),
    ("pdfaid", "http://www.aiim.org/pdfa/ns/id/"),
    ("pdfaExtension", "http://www.aiim.org/pdfa/ns/extension/"),
    ("pdfaSchema", "http://www.aiim.org/pdfa/ns/schema#"),
    ("pdfaProperty", "http://www.aiim.org/pdfa/ns/property#"),
];

const PDFX_NAMESPACE: &str = "http://ns.adobe.com/pdfx/1.3/";
const PDFXID_NAMESPACE: &str = "http://www.npes.org/pdfx/ns/id/";
const PDF_NAMESPACE: &str = "http://ns.adobe.com/pdf/1.3/";

fn packet(facts: &Facts<'_>, said: &Said, document: &[u8; 32]) -> String {
    let Date { year, month, day } = facts.date;
    let when = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let edition: String = facts.contents.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let mut body = String::new();
    let mut property = |name: &str, value: &str| {
        body.push_str(&format!("   <{name}>{value}</{name}>\n"));
    };
    property("dc:format", "application/pdf");
    let title = escape(&said.title);
    property("dc:title", &format!(r#"<rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt>"#));
    if !said.author.is_empty() {
        let author = escape(&said.author);
        property("dc:creator", &format!("<rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq>"));
    }
    for date in ["xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate"] {
        property(date, &when);
    }
    property("xmp:CreatorTool", &escape(&said.creator));
    property("pdf:Producer", PRODUCER);
    property("pdf:Trapped", "False");
    property("xmpMM:DocumentID", &uuid(document));
    property("xmpMM:InstanceID", &uuid(&facts.contents));
    property("xmpMM:VersionID", &edition);
    property("xmpMM:RenditionClass", "default");
    let (name, namespace, part) = match facts.standard {
        PressStandard::X4 => ("pdfxid", PDFXID_NAMESPACE, "2"),
        PressStandard::X1a => ("pdfx", PDFX_NAMESPACE, "1"),
    };
    property(&format!("{name}:GTS_PDFXVersion"), version(facts.standard));
    property("pdfaid:part", part);
    property("pdfaid:conformance", "B");
    let schemas = [
        extension("PDF/X ID", namespace, name, "GTS_PDFXVersion"),
        extension("Adobe PDF", PDF_NAMESPACE, "pdf", "Trapped"),
    ];
    property("pdfaExtension:schemas", &format!("<rdf:Bag>{}</rdf:Bag>", schemas.concat()));
    let namespaces: String =
        NAMESPACES.iter().map(|(prefix, space)| format!("\n    xmlns:{prefix}=\"{space}\"")).collect();
    format!(
        "<?xpacket begin=\"\u{feff}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n \
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n  \
         <rdf:Description rdf:about=\"\"{namespaces}>\n{body}  </rdf:Description>\n \
         </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>"
    )
}

/// The description of a property that XMP itself does not know (ISO 19005-1,
/// 6.7.8).
fn extension(schema: &str, namespace: &str, prefix: &str, property: &str) -> String {
    let resource = |body: String| format!(r#"<rdf:li rdf:parseType="Resource">{body}</rdf:li>"#);
    let property = resource(format!(
        "<pdfaProperty:name>{property}</pdfaProperty:name>\
         <pdfaProperty:valueType>Text</pdfaProperty:valueType>\
         <pdfaProperty:category>internal</pdfaProperty:category>\
         <pdfaProperty:description>{property}</pdfaProperty:description>"
    ));
    resource(format!(
        "<pdfaSchema:schema>{schema}</pdfaSchema:schema>\
         <pdfaSchema:namespaceURI>{namespace}</pdfaSchema:namespaceURI>\
         <pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>\
         <pdfaSchema:property><rdf:Seq>{property}</rdf:Seq></pdfaSchema:property>"
    ))
}
