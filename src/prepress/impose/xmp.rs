//! An XMP packet (ISO 16684-1) of another program: read and changed in a few
//! places, the rest of it left as it stands.
//!
//! A property is an element, or an attribute of `rdf:Description`; which of the
//! two is the writer's choice, so both are looked at.

use std::ops::Range;

use quick_xml::NsReader;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// Namespace of the identifiers of documents.
pub(super) const MEDIA: &str = "http://ns.adobe.com/xap/1.0/mm/";
/// Namespace of PDF/A's own properties.
pub(super) const PDFA: &str = "http://www.aiim.org/pdfa/ns/id/";
/// Namespace of PDF/UA's own properties.
pub(super) const PDFUA: &str = "http://www.aiim.org/pdfua/ns/id/";
/// Namespace of PDF/X's own properties since X-4.
pub(super) const PDFXID: &str = "http://www.npes.org/pdfx/ns/id/";
/// Namespace that Acrobat shows entries of Info in, and X-1a's version, too.
pub(super) const PDFX: &str = "http://ns.adobe.com/pdfx/1.3/";

/// The largest packet that is read, in bytes.
const LIMIT: usize = 4 << 20;

/// What becomes of a property.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// Nothing.
    Keep,
    /// It says this.
    Set(String),
    /// It goes.
    Drop,
}

/// Shows every simple property (namespace, name, value) and changes it as asked.
/// `None` for what is no XML in UTF-8.
pub(super) fn edit(packet: &[u8], mut change: impl FnMut(&str, &str, &str) -> Change) -> Option<String> {
    let text = std::str::from_utf8(packet).ok().filter(|text| text.len() <= LIMIT)?;
    let mut reader = NsReader::from_str(text);
    let mut edits: Vec<(Range<usize>, String)> = Vec::new();
    // The element that was opened last, if nothing but text came since.
    let mut open: Option<Open> = None;
    loop {
        let before = usize::try_from(reader.buffer_position()).ok()?;
        let event = reader.read_event().ok()?;
        let after = usize::try_from(reader.buffer_position()).ok()?;
        match event {
            Event::Start(element) => {
                attributes(&reader, &element, text, before..after, &mut edits, &mut change)?;
                let (namespace, name) = resolved(&reader, &element);
                open = Some(Open { namespace, name, tag: before, inside: after });
            }
            Event::Empty(element) => {
                attributes(&reader, &element, text, before..after, &mut edits, &mut change)?;
                open = None;
            }
            Event::End(_) => {
                if let Some(Open { namespace, name, tag, inside }) = open.take() {
                    let value = unescape(text.get(inside..before)?).ok()?;
                    match change(&namespace, &name, value.trim()) {
                        Change::Keep => {}
                        Change::Set(value) => edits.push((inside..before, escape(value).into_owned())),
                        Change::Drop => edits.push((tag..after, String::new())),
                    }
                }
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let mut result = text.to_owned();
    for (range, value) in edits.iter().rev() {
        result.replace_range(range.clone(), value);
    }
    Some(result)
}

struct Open {
    namespace: String,
    name: String,
    /// Where its start tag begins.
    tag: usize,
    /// Where its start tag ends.
    inside: usize,
}

fn space(resolved: &ResolveResult<'_>) -> String {
    match resolved {
        ResolveResult::Bound(namespace) => namespace.as_ref().to_owned(),
        _ => String::new(),
    }
}

fn resolved(reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> (String, String) {
    let (namespace, name) = reader.resolver().resolve_element(element.name());
    (space(&namespace), name.as_ref().to_owned())
}

fn attributes(
    reader: &NsReader<&[u8]>,
    element: &BytesStart<'_>,
    text: &str,
    tag: Range<usize>,
    edits: &mut Vec<(Range<usize>, String)>,
    change: &mut impl FnMut(&str, &str, &str) -> Change,
) -> Option<()> {
    for attribute in element.attributes() {
        let attribute = attribute.ok()?;
        let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
        let value = unescape(&attribute.value).ok()?.into_owned();
        let asked = change(&space(&namespace), name.as_ref(), &value);
        if asked == Change::Keep {
            continue;
        }
        let (whole, inner) = located(text.get(tag.clone())?, attribute.key.as_ref())?;
        let moved = |range: Range<usize>| tag.start + range.start..tag.start + range.end;
        match asked {
            Change::Set(value) => edits.push((moved(inner), escape(value).into_owned())),
            _ => edits.push((moved(whole), String::new())),
        }
    }
    Some(())
}

/// Where an attribute stands in its tag, and where its value does.
fn located(tag: &str, key: &str) -> Option<(Range<usize>, Range<usize>)> {
    let mut from = 0;
    loop {
        let start = from + tag.get(from..)?.find(key)?;
        from = start + key.len();
        let spaced = tag.get(..start)?.ends_with(|c: char| c.is_ascii_whitespace());
        let rest = tag.get(from..)?;
        let Some(value) = rest.trim_start().strip_prefix('=').map(str::trim_start) else { continue };
        let Some(quote) = value.chars().next().filter(|quote| spaced && matches!(quote, '"' | '\'')) else {
            continue;
        };
        let inner = tag.len() - value.len() + 1;
        let end = inner + tag.get(inner..)?.find(quote)?;
        return Some((start..end + 1, inner..end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PACKET: &str = r#"<?xpacket begin="" id="W5M0"?><x:xmpmeta xmlns:x="adobe:ns:meta/">
<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:m="http://ns.adobe.com/xap/1.0/mm/">
<r:Description r:about="" xmlns:a="http://www.aiim.org/pdfa/ns/id/" a:part = '2' a:conformance="A"/>
<r:Description><m:InstanceID>uuid:1</m:InstanceID><m:DerivedFrom><m:DocumentID>x &amp; y</m:DocumentID></m:DerivedFrom>
<a:part xmlns:a="http://www.aiim.org/pdfua/ns/id/">1</a:part></r:Description></r:RDF></x:xmpmeta><?xpacket end="w"?>"#;

    #[test]
    fn properties_change_where_they_stand() {
        let mut seen = Vec::new();
        let edited = edit(PACKET.as_bytes(), |namespace, name, value| {
            match (namespace, name) {
                (MEDIA, "InstanceID") => return Change::Set("uuid:<2>".to_owned()),
                (PDFA, "conformance") => return Change::Set("B".to_owned()),
                (PDFUA, _) => return Change::Drop,
                (MEDIA | PDFA, _) => seen.push(format!("{name}={value}")),
                _ => {}
            }
            Change::Keep
        });
        let wanted = PACKET
            .replace("uuid:1<", "uuid:&lt;2&gt;<")
            .replace("conformance=\"A\"", "conformance=\"B\"")
            .replace("<a:part xmlns:a=\"http://www.aiim.org/pdfua/ns/id/\">1</a:part>", "");
        assert_eq!(edited.as_deref(), Some(wanted.as_str()));
        assert_eq!(seen, ["part=2", "DocumentID=x & y"]);
    }

    #[test]
    fn what_is_no_xml_is_none() {
        for packet in [&b"\xfe\xff\x00<"[..], b"<a", b"<a></b>", b"<a b='&x;'/>", b"<a b=c/>"] {
            assert_eq!(edit(packet, |_, _, _| Change::Keep), None);
        }
    }
}
