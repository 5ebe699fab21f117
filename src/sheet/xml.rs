//! Walking through the XML files of a workbook.

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use super::error::SheetError;

/// What is met on the way; names are without their prefixes.
pub(super) enum Step<'a> {
    /// An element begins.
    Open(&'a str, &'a BytesStart<'a>),
    /// An element ends.
    Close(&'a str),
    /// Characters.
    Text(&'a str),
}

/// Goes through a file from its beginning to its end.
pub(super) fn walk(text: &str, mut step: impl FnMut(Step<'_>)) -> Result<(), SheetError> {
    let mut reader = Reader::from_str(text);
    loop {
        let event = reader.read_event().map_err(|error| SheetError::Broken(error.to_string()))?;
        match &event {
            Event::Start(element) => step(Step::Open(element.local_name().as_ref(), element)),
            Event::Empty(element) => {
                let name = element.local_name();
                step(Step::Open(name.as_ref(), element));
                step(Step::Close(name.as_ref()));
            }
            Event::End(element) => step(Step::Close(element.local_name().as_ref())),
            Event::Text(text) => step(Step::Text(&text.xml10_content())),
            Event::CData(text) => step(Step::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let character = reference.resolve_char_ref().ok().flatten().map(String::from);
                let named = resolve_predefined_entity(reference).map(str::to_owned);
                if let Some(text) = character.or(named) {
                    step(Step::Text(&text));
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// An attribute by its name without prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().with_checks(false).flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
