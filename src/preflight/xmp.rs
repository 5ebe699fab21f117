//! XMP metadata (ISO 16684-1): an RDF description of the file.

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;

/// Name spaces of what is looked for.
pub(crate) mod space {
    /// Dublin Core.
    pub(crate) const DC: &str = "http://purl.org/dc/elements/1.1/";
    /// XMP's own.
    pub(crate) const XMP: &str = "http://ns.adobe.com/xap/1.0/";
    /// Identity of documents.
    pub(crate) const MM: &str = "http://ns.adobe.com/xap/1.0/mm/";
    /// PDF.
    pub(crate) const PDF: &str = "http://ns.adobe.com/pdf/1.3/";
    /// PDF/X-4's mark.
    pub(crate) const PDFXID: &str = "http://www.npes.org/pdfx/ns/id/";
    /// PDF/X-1a's mark in XMP.
    pub(crate) const PDFX: &str = "http://ns.adobe.com/pdfx/1.3/";
    pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
}

/// The properties at the top of the description.
#[derive(Debug, Default)]
pub(crate) struct Xmp {
    /// Name space, name and value; of a list, the first item, of alternatives
    /// in languages, the default one.
    properties: Vec<(String, String, String)>,
}

/// Largest metadata, in bytes.
const LIMIT: usize = 4 << 20;

impl Xmp {
    /// Reads metadata; the reason in Chinese where it can't be read.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, String> {
        if bytes.len() > LIMIT {
            return Err("太大".to_owned());
        }
        let text = std::str::from_utf8(bytes).map_err(|_| "不是 UTF-8 编码".to_owned())?;
        let mut reader = NsReader::from_str(text);
        let mut walk = Walk::default();
        loop {
            let (space, event) =
                reader.read_resolved_event().map_err(|error| format!("不是合法的 XML：{error}"))?;
            let space = match space {
                ResolveResult::Bound(name) => name.0.to_string(),
                ResolveResult::Unbound => String::new(),
                ResolveResult::Unknown(_) => return Err("用了没有声明的名字空间".to_owned()),
            };
            match event {
                Event::Start(element) => {
                    let attributes = attributes(&reader, &element)?;
                    walk.open(space, element.local_name().as_ref(), attributes);
                }
                Event::Empty(element) => {
                    let attributes = attributes(&reader, &element)?;
                    walk.open(space, element.local_name().as_ref(), attributes);
                    walk.close();
                }
                Event::End(_) => walk.close(),
                Event::Text(text) => walk.text(&text.xml10_content()),
                Event::CData(text) => walk.text(&text.xml10_content()),
                Event::GeneralRef(reference) => {
                    let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                    let named = resolve_predefined_entity(&reference).map(str::to_owned);
                    walk.text(&character.or(named).ok_or("用了没有定义的实体")?);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        if !walk.path.is_empty() {
            return Err("没有写完".to_owned());
        }
        if !walk.described {
            return Err("里面没有 rdf:Description".to_owned());
        }
        Ok(Self { properties: walk.properties })
    }

    /// A property's value, without blanks around it.
    pub(crate) fn get(&self, space: &str, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(of, called, _)| of == space && called == name);
        found.map(|(_, _, value)| value.trim())
    }
}

struct Attribute {
    space: String,
    name: String,
    value: String,
}

fn attributes(reader: &NsReader<&[u8]>, element: &BytesStart<'_>) -> Result<Vec<Attribute>, String> {
    let mut found = Vec::new();
    for attribute in element.attributes() {
        let attribute = attribute.map_err(|error| format!("不是合法的 XML：{error}"))?;
        let (space, name) = reader.resolver().resolve_attribute(attribute.key);
        let space = match space {
            ResolveResult::Bound(name) => name.0.to_string(),
            ResolveResult::Unbound => String::new(),
            // `xml:lang` and declarations of name spaces.
            ResolveResult::Unknown(_) => continue,
        };
        let name = name.as_ref().to_string();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|error| format!("不是合法的 XML：{error}"))?;
        found.push(Attribute { space, name, value: value.into_owned() });
    }
    Ok(found)
}

/// Where the reader stands.
#[derive(Default)]
struct Walk {
    /// Name spaces and names of the open elements.
    path: Vec<(String, String)>,
    properties: Vec<(String, String, String)>,
    described: bool,
    /// The property being read: the depth of its element.
    property: Option<usize>,
    /// An item that is not the first, nor the default language's.
    passed_over: bool,
    items: usize,
}

impl Walk {
    fn open(&mut self, space: String, name: &str, attributes: Vec<Attribute>) {
        let is_description = |at: &(String, String)| at.0 == space::RDF && at.1 == "Description";
        let top = self.path.last().is_some_and(is_description) && self.property.is_none();
        if space == space::RDF && name == "Description" && self.property.is_none() {
            self.described = true;
            let own = attributes
                .iter()
                .filter(|attribute| attribute.space != space::RDF && !attribute.space.is_empty());
            self.properties.extend(
                own.map(|attribute| {
                    (attribute.space.clone(), attribute.name.clone(), attribute.value.clone())
                }),
            );
        } else if top {
            self.property = Some(self.path.len());
            self.items = 0;
            self.passed_over = false;
            self.properties.push((space.clone(), name.to_owned(), String::new()));
        } else if self.property.is_some() && space == space::RDF && name == "li" {
            self.items += 1;
            let default =
                attributes.iter().any(|attribute| attribute.name == "lang" && attribute.value == "x-default");
            if default
                && self.items > 1
                && let Some((_, _, value)) = self.properties.last_mut()
            {
                value.clear();
            }
            self.passed_over = self.items > 1 && !default;
        }
        self.path.push((space, name.to_owned()));
    }

    fn close(&mut self) {
        self.path.pop();
        if self.property == Some(self.path.len()) {
            self.property = None;
        }
    }

    fn text(&mut self, text: &str) {
        if self.property.is_some()
            && !self.passed_over
            && let Some((_, _, value)) = self.properties.last_mut()
        {
            value.push_str(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_attributes_and_languages() {
        let text = r#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Trapped="False"/>
            <rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>
            <rdf:li xml:lang="en">Other</rdf:li><rdf:li xml:lang="x-default">A &amp; B</rdf:li></rdf:Alt></dc:title>
            </rdf:Description></rdf:RDF></x:xmpmeta>"#;
        let xmp = Xmp::read(text.as_bytes()).expect("good metadata");
        assert_eq!(xmp.get(space::PDF, "Trapped"), Some("False"));
        assert_eq!(xmp.get(space::DC, "title"), Some("A & B"));
        assert!(Xmp::read(text.replace("</rdf:RDF>", "").as_bytes()).is_err());
    }
}
