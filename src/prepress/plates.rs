//! Which plates each page of a press file needs: the inks of what it paints.
//!
//! Told for the printer, who lays out the job by it. Pictures and gradients count
//! with every ink that their colour space has, printer's marks not at all.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, Object, Stream};

use super::content::{Operation, Scanner};
use super::marks::REGISTRATION;
use super::problem::Problem;
use super::stream::plain;

/// How deep forms and patterns may stand in each other.
const DEPTH: usize = 16;
/// The most operators that are read for one page.
const OPERATORS: usize = 20_000_000;

/// An ink: a process ink by its place in C, M, Y, K, or a spot by its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Ink {
    Process(usize),
    Spot(String),
}

type Inks = BTreeSet<Ink>;

const PROCESS: [&str; 4] = ["Cyan", "Magenta", "Yellow", "Black"];

/// The names of the plates of each page, process inks in their order first.
pub fn plates(press: &[u8]) -> Result<Vec<Vec<String>>, Problem> {
    let unread = || Problem::new("印刷文件读不出来", "重新排一次");
    let document = Document::load_mem(press).map_err(|_| unread())?;
    let name = |ink: Ink| match ink {
        Ink::Process(place) => PROCESS.get(place).copied().unwrap_or_default().to_owned(),
        Ink::Spot(name) => name,
    };
    let mut pages = Vec::new();
    for id in document.page_iter() {
        let page = document.get_dictionary(id).map_err(|_| unread())?;
        let resources = page.get_deref(b"Resources", &document).and_then(Object::as_dict).ok();
        let parts: Option<Vec<_>> = document
            .get_page_contents(id)
            .into_iter()
            .map(|part| plain(document.get_object(part).ok()?.as_stream().ok()?))
            .collect();
        let content = parts.ok_or_else(unread)?.join(&b'\n');
        let mut reader = Reader { document: &document, found: Inks::new(), left: OPERATORS };
        reader.read(&content, resources, &State::default(), 0);
        pages.push(reader.found.into_iter().map(name).collect());
    }
    Ok(pages)
}

/// A colour space, as far as its inks go.
#[derive(Debug, Clone, PartialEq)]
enum Space {
    Gray,
    Cmyk,
    Named(Vec<String>),
    Other,
}

#[derive(Debug, Clone)]
struct Paint {
    space: Space,
    inks: Inks,
}

#[derive(Debug, Clone)]
struct State {
    fill: Paint,
    stroke: Paint,
    /// Text rendering mode.
    mode: i64,
    /// Printer's marks are being drawn.
    marks: bool,
}

impl Default for State {
    fn default() -> Self {
        let black = Paint { space: Space::Gray, inks: black() };
        Self { fill: black.clone(), stroke: black, mode: 0, marks: false }
    }
}

fn black() -> Inks {
    Inks::from([Ink::Process(3)])
}

/// The ink that a colorant's name means; `None` for no ink and for all.
fn colorant(name: &str) -> Option<Ink> {
    match PROCESS.iter().position(|process| *process == name) {
        Some(place) => Some(Ink::Process(place)),
        None if matches!(name, "All" | "None") => None,
        None => Some(Ink::Spot(name.to_owned())),
    }
}

impl Space {
    /// Every ink that the space has.
    fn all(&self) -> Inks {
        match self {
            Self::Gray => black(),
            Self::Cmyk => (0..4).map(Ink::Process).collect(),
            Self::Named(names) => names.iter().filter_map(|name| colorant(name)).collect(),
            Self::Other => Inks::new(),
        }
    }

    /// The inks of a colour.
    fn inks(&self, values: &[f64]) -> Inks {
        let inked = |place: &usize| values.get(*place).is_some_and(|value| *value > 0.0);
        match self {
            Self::Gray if values.first().is_some_and(|grey| *grey < 1.0) => black(),
            Self::Cmyk => (0..4).filter(inked).map(Ink::Process).collect(),
            Self::Named(names) => {
                let used = names.iter().enumerate().filter(|(place, _)| inked(place));
                used.filter_map(|(_, name)| colorant(name)).collect()
            }
            _ => Inks::new(),
        }
    }
}

struct Reader<'a> {
    document: &'a Document,
    found: Inks,
    left: usize,
}

impl<'a> Reader<'a> {
    /// Reads content that begins in a state.
    fn read(&mut self, content: &[u8], resources: Option<&'a Dictionary>, start: &State, depth: usize) {
        let mut state = start.clone();
        let mut stack: Vec<State> = Vec::new();
        let mut scanner = Scanner::new(content);
        while let Some(operation) = scanner.next() {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            match operation.operator {
                b"q" => stack.push(state.clone()),
                b"Q" => state = stack.pop().unwrap_or(state),
                b"g" => state.fill = set(Space::Gray, &operation),
                b"G" => state.stroke = set(Space::Gray, &operation),
                b"k" => state.fill = set(Space::Cmyk, &operation),
                b"K" => state.stroke = set(Space::Cmyk, &operation),
                b"cs" => state.fill = self.chosen(&operation, resources),
                b"CS" => {
                    state.marks |= operation.name().is_some_and(|name| name == REGISTRATION.as_bytes());
                    state.stroke = self.chosen(&operation, resources);
                }
                b"sc" | b"scn" => self.colour(&operation, resources, &mut state.fill, depth),
                b"SC" | b"SCN" => self.colour(&operation, resources, &mut state.stroke, depth),
                b"Tr" => state.mode = operation.numbers().first().map_or(0, |mode| *mode as i64),
                b"f" | b"F" | b"f*" => self.paint(&state, true, false),
                b"S" | b"s" => self.paint(&state, false, true),
                b"B" | b"B*" | b"b" | b"b*" => self.paint(&state, true, true),
                b"Tj" | b"TJ" | b"'" | b"\"" => {
                    let mode = state.mode % 4;
                    self.paint(&state, matches!(mode, 0 | 2), matches!(mode, 1 | 2));
                }
                b"sh" => {
                    let shading = self.named(&operation, resources, b"Shading").and_then(dictionary);
                    let space =
                        shading.map_or(Space::Other, |shading| self.space(shading, b"ColorSpace", resources));
                    self.found.extend(space.all());
                }
                b"Do" => self.external(&operation, resources, &state, depth),
                _ => {}
            }
        }
    }

    fn paint(&mut self, state: &State, fill: bool, stroke: bool) {
        if state.marks {
            return;
        }
        for (paint, used) in [(&state.fill, fill), (&state.stroke, stroke)] {
            if used {
                self.found.extend(paint.inks.iter().cloned());
            }
        }
    }

    /// A colour space that was chosen, with its initial colour (ISO 32000-1,
    /// 8.6.8): the full tone of every colorant, black of the device's spaces.
    fn chosen(&self, operation: &Operation<'_>, resources: Option<&'a Dictionary>) -> Paint {
        let name = operation.name().unwrap_or_default();
        let space = self.resolved(&Object::Name(name), resources, 0);
        let inks = if space == Space::Cmyk { black() } else { space.all() };
        Paint { space, inks }
    }

    fn colour(
        &mut self,
        operation: &Operation<'_>,
        resources: Option<&'a Dictionary>,
        paint: &mut Paint,
        depth: usize,
    ) {
        if let Some(pattern) = self.named(operation, resources, b"Pattern") {
            paint.inks = self.pattern(pattern, resources, depth);
        } else {
            paint.inks = paint.space.inks(&operation.numbers());
        }
    }

    /// The inks of a pattern.
    fn pattern(&mut self, pattern: &'a Object, resources: Option<&'a Dictionary>, depth: usize) -> Inks {
        let Some(entries) = dictionary(pattern) else { return Inks::new() };
        if let Ok(shading) = entries.get_deref(b"Shading", self.document) {
            let space = dictionary(shading).map(|shading| self.space(shading, b"ColorSpace", resources));
            return space.map_or_else(Inks::new, |space| space.all());
        }
        match pattern {
            Object::Stream(cell) if depth < DEPTH => {
                let before = std::mem::take(&mut self.found);
                self.nested(cell, resources, &State::default(), depth);
                std::mem::replace(&mut self.found, before)
            }
            _ => Inks::new(),
        }
    }

    fn external(
        &mut self,
        operation: &Operation<'_>,
        resources: Option<&'a Dictionary>,
        state: &State,
        depth: usize,
    ) {
        let Some(Object::Stream(object)) = self.named(operation, resources, b"XObject") else { return };
        let kind = object.dict.get_deref(b"Subtype", self.document).and_then(Object::as_name);
        let mask = object.dict.get_deref(b"ImageMask", self.document).and_then(Object::as_bool);
        match kind {
            Ok(b"Form") if depth < DEPTH => self.nested(object, resources, state, depth),
            Ok(b"Image") if mask.unwrap_or(false) => self.paint(state, true, false),
            Ok(b"Image") => {
                let space = self.space(&object.dict, b"ColorSpace", resources);
                self.found.extend(space.all());
            }
            _ => {}
        }
    }

    fn nested(&mut self, stream: &'a Stream, around: Option<&'a Dictionary>, state: &State, depth: usize) {
        let own = stream.dict.get_deref(b"Resources", self.document).and_then(Object::as_dict).ok();
        if let Some(content) = plain(stream) {
            self.read(&content, own.or(around), state, depth + 1);
        }
    }

    /// What an operator's name stands for in a part of the resources.
    fn named(
        &self,
        operation: &Operation<'_>,
        resources: Option<&'a Dictionary>,
        kind: &[u8],
    ) -> Option<&'a Object> {
        let name = operation.name()?;
        let part = resources?.get_deref(kind, self.document).ok()?.as_dict().ok()?;
        part.get_deref(&name, self.document).ok()
    }

    fn space(&self, entries: &'a Dictionary, key: &[u8], resources: Option<&'a Dictionary>) -> Space {
        entries.get(key).map_or(Space::Other, |object| self.resolved(object, resources, 0))
    }

    fn resolved(&self, object: &Object, resources: Option<&'a Dictionary>, depth: usize) -> Space {
        let Ok((_, object)) = self.document.dereference(object) else { return Space::Other };
        if depth > DEPTH {
            return Space::Other;
        }
        let name = |object: &Object| {
            let (_, object) = self.document.dereference(object).ok()?;
            Some(String::from_utf8_lossy(object.as_name().ok()?).into_owned())
        };
        match object {
            Object::Name(device) if device == b"DeviceGray" => Space::Gray,
            Object::Name(device) if device == b"DeviceCMYK" => Space::Cmyk,
            Object::Name(name) => {
                let spaces = resources
                    .and_then(|all| all.get_deref(b"ColorSpace", self.document).ok()?.as_dict().ok());
                let known = spaces.and_then(|spaces| spaces.get(name).ok());
                known.map_or(Space::Other, |known| self.resolved(known, None, depth + 1))
            }
            Object::Array(parts) => match (parts.first().and_then(name).as_deref(), parts.get(1)) {
                (Some("Separation"), Some(colorant)) => Space::Named(name(colorant).into_iter().collect()),
                (Some("DeviceN"), Some(names)) => {
                    let names =
                        self.document.dereference(names).ok().and_then(|(_, names)| names.as_array().ok());
                    Space::Named(names.into_iter().flatten().filter_map(name).collect())
                }
                (Some("Indexed" | "Pattern"), Some(base)) => self.resolved(base, resources, depth + 1),
                (Some("DeviceGray"), _) => Space::Gray,
                (Some("DeviceCMYK"), _) => Space::Cmyk,
                _ => Space::Other,
            },
            _ => Space::Other,
        }
    }
}

fn set(space: Space, operation: &Operation<'_>) -> Paint {
    let inks = space.inks(&operation.numbers());
    Paint { space, inks }
}

fn dictionary(object: &Object) -> Option<&Dictionary> {
    match object {
        Object::Dictionary(entries) => Some(entries),
        Object::Stream(stream) => Some(&stream.dict),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use lopdf::dictionary;

    use super::super::spot::Spot;
    use super::*;

    fn plates_of(content: &str) -> Vec<String> {
        let mut document = Document::with_version("1.6");
        let spot = Spot { name: "PANTONE 485 C".to_owned(), alternate: [0.0, 0.8, 0.8, 0.0] };
        let picture = |space: &str| {
            Stream::new(dictionary! { "Subtype" => "Image", "ColorSpace" => space }, Vec::new())
        };
        let (grey, colour) =
            (document.add_object(picture("DeviceGray")), document.add_object(picture("DeviceCMYK")));
        let form = Stream::new(dictionary! { "Subtype" => "Form" }, b"0 0 1 1 re f".to_vec());
        let form = document.add_object(form);
        let marks = document.add_object(Spot::registration().space());
        let resources = dictionary! {
            "ColorSpace" => dictionary! { "Red" => spot.space(), REGISTRATION => marks },
            "XObject" => dictionary! { "G" => grey, "C" => colour, "F" => form },
        };
        let content = document.add_object(Stream::new(Dictionary::new(), content.as_bytes().to_vec()));
        let page = document
            .add_object(dictionary! { "Type" => "Page", "Contents" => content, "Resources" => resources });
        let kids: Vec<Object> = vec![page.into()];
        let tree = document.add_object(dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => 1 });
        let root = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
        document.trailer.set("Root", root);
        let mut bytes = Vec::new();
        document.save_to(&mut bytes).expect("memory");
        plates(&bytes).expect("a PDF").remove(0)
    }

    #[test]
    fn only_what_is_painted_counts() {
        let none: [&str; 0] = [];
        assert_eq!(plates_of(""), none);
        assert_eq!(plates_of("0 0 0 0 k 0 0 9 9 re f 0.5 0 0 0 k"), none);
        assert_eq!(plates_of("BT (a) Tj ET"), ["Black"]);
        assert_eq!(
            plates_of("0 .8 .8 0 k 0 0 9 9 re f q 1 0 0 0 K Q 0 0 m 9 9 l S"),
            ["Magenta", "Yellow", "Black"]
        );
        assert_eq!(plates_of("3 Tr (a) Tj"), none);
        assert_eq!(plates_of("/Red cs 0.5 scn 0 0 9 9 re f"), ["PANTONE 485 C"]);
        assert_eq!(plates_of("/Red cs 0 scn 0 0 9 9 re f"), none);
        assert_eq!(plates_of("/G Do"), ["Black"]);
        assert_eq!(plates_of("/C Do"), PROCESS);
        assert_eq!(plates_of("/Red cs 1 scn /F Do"), ["PANTONE 485 C"]);
    }

    #[test]
    fn marks_do_not_count() {
        let marks = format!(
            "q /{REGISTRATION} CS 1 SCN 0 0 m 9 9 l S 1 0 0 0 k 0 0 9 9 re f Q 0 0 0 1 k 0 0 9 9 re f"
        );
        assert_eq!(plates_of(&marks), ["Black"]);
    }
}
