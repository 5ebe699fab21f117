//! Fonts (ISO 32000-1, 9.5–9.8): codes, widths, and what is wrong with them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::cmap::CMap;
use super::program::{Glyph, Opened, Program, ascii_name};
use crate::preflight::cos::{Dict, Document, Object, text};
use crate::preflight::geometry::{Matrix, Rect};
use crate::preflight::limits;

/// A font as text uses it.
#[derive(Debug)]
pub(crate) struct Font {
    /// The PostScript name.
    pub(crate) name: String,
    /// /Subtype; of a composite font, its descendant's.
    pub(crate) kind: String,
    pub(crate) embedded: bool,
    /// Why its program or its dictionary can't be used.
    pub(crate) broken: Option<String>,
    /// Whether text in it can be read out.
    pub(crate) readable: bool,
    pub(crate) type3: Option<Type3>,
    pub(crate) downwards: bool,
    codes: Codes,
    widths: Widths,
    program: Option<Program>,
    /// What is known of codes that were used.
    seen: RefCell<BTreeMap<u32, Shown>>,
}

/// A Type 3 font (9.6.5).
#[derive(Debug)]
pub(crate) struct Type3 {
    pub(crate) matrix: Matrix,
    pub(crate) procedures: Option<Rc<Dict>>,
    pub(crate) resources: Option<Rc<Dict>>,
    names: BTreeMap<u8, Rc<[u8]>>,
}

/// One code as it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shown {
    pub(crate) code: u32,
    /// A space of one byte: word spacing applies.
    pub(crate) space: bool,
    /// As the dictionary says, in thousandths of an em.
    pub(crate) width: f64,
    /// As the program says, where that is known and different.
    pub(crate) other_width: Option<f64>,
    pub(crate) notdef: bool,
    /// Its ink in thousandths of an em; `None` for none.
    pub(crate) extent: Option<[f64; 4]>,
}

#[derive(Debug)]
enum Codes {
    Simple { names: BTreeMap<u8, String>, latin: bool, symbolic: bool },
    Composite { map: CMap, to_glyph: Option<Rc<[u8]>>, true_type: bool },
}

#[derive(Debug, Default)]
struct Widths {
    /// First and last code or CID, width; sorted, single ones before.
    ranges: Vec<(u32, u32, f64)>,
    default: f64,
}

impl Widths {
    fn of(&self, code: u32) -> f64 {
        let after = self.ranges.partition_point(|range| range.0 <= code);
        let found = after.checked_sub(1).and_then(|at| self.ranges.get(at)).filter(|range| code <= range.1);
        found.map_or(self.default, |range| range.2)
    }
}

/// Ink of a letter where the program does not tell, in thousandths of an em.
const USUAL: [f64; 4] = [0.0, -120.0, 1000.0, 880.0];
/// Widths may differ by so much, in thousandths of an em.
const SLACK: f64 = 2.0;

impl Font {
    /// Reads a font.
    pub(crate) fn read(document: &Document<'_>, dict: &Dict) -> Self {
        let word = |dict: &Dict, key: &str| {
            let value = document.get(dict, key);
            value.and_then(|value| value.name().map(|name| String::from_utf8_lossy(name).into_owned()))
        };
        let kind = word(dict, "Subtype").unwrap_or_default();
        let mut font = Self {
            name: word(dict, "BaseFont")
                .or_else(|| word(dict, "Name"))
                .unwrap_or_else(|| "（没有名称）".to_owned()),
            kind: kind.clone(),
            embedded: false,
            broken: None,
            readable: dict.has("ToUnicode"),
            type3: None,
            downwards: false,
            codes: Codes::Simple { names: BTreeMap::new(), latin: false, symbolic: false },
            widths: Widths::default(),
            program: None,
            seen: RefCell::default(),
        };
        match &*kind {
            "Type0" => font.composite(document, dict, &word),
            "Type3" => font.type3(document, dict),
            "Type1" | "MMType1" | "TrueType" => font.simple(document, dict),
            _ => font.broken = Some("不知道是哪种字体（Subtype）".to_owned()),
        }
        font
    }

    fn composite(
        &mut self,
        document: &Document<'_>,
        dict: &Dict,
        word: &dyn Fn(&Dict, &str) -> Option<String>,
    ) {
        let descendant = document.get(dict, "DescendantFonts").and_then(|list| document.list(&list));
        let descendant = descendant.and_then(|list| list.first().cloned());
        let Some(descendant) = descendant.as_ref().and_then(Object::dict) else {
            self.broken = Some("没有下属字体（DescendantFonts）".to_owned());
            return;
        };
        self.kind = word(descendant, "Subtype").unwrap_or_default();
        if let Some(name) = word(descendant, "BaseFont") {
            self.name = name;
        }
        let Some((map, downwards)) = document.get(dict, "Encoding").and_then(|e| CMap::read(document, &e))
        else {
            self.broken = Some("没有编码（Encoding），或读不出来".to_owned());
            return;
        };
        // Predefined maps of known collections can be read without /ToUnicode.
        self.readable |= matches!(map, CMap::Double | CMap::Mixed);
        self.downwards = downwards;
        let map_of_glyphs = document.get(descendant, "CIDToGIDMap");
        let to_glyph = match &map_of_glyphs {
            Some(Object::Stream(stream)) => match document.decode(stream, limits::STREAM) {
                Ok(decoded) => Some(decoded.bytes.into()),
                Err(_) => {
                    self.broken = Some("CIDToGIDMap 读不出来".to_owned());
                    None
                }
            },
            _ => None,
        };
        self.codes = Codes::Composite { map, to_glyph, true_type: self.kind == "CIDFontType2" };
        self.widths = composite_widths(document, descendant);
        self.embed(document, descendant);
    }

    fn simple(&mut self, document: &Document<'_>, dict: &Dict) {
        let descriptor = document.dict(dict, "FontDescriptor");
        let flags = descriptor
            .as_ref()
            .and_then(|dict| document.get(dict, "Flags"))
            .and_then(|flags| flags.integer());
        let symbolic = flags.unwrap_or(0) & 4 != 0;
        let (names, latin) = encoding(document, dict);
        self.readable |= latin || !symbolic;
        self.codes = Codes::Simple { names, latin, symbolic };
        self.widths = simple_widths(document, dict, descriptor.as_deref());
        self.embed(document, dict);
    }

    fn type3(&mut self, document: &Document<'_>, dict: &Dict) {
        self.embedded = true;
        let matrix = dict.raw("FontMatrix").and_then(|matrix| document.numbers_of(matrix));
        let (names, _) = encoding(document, dict);
        self.type3 = Some(Type3 {
            matrix: matrix
                .and_then(|matrix| Matrix::of(&matrix))
                .unwrap_or(Matrix([0.001, 0.0, 0.0, 0.001, 0.0, 0.0])),
            procedures: document.dict(dict, "CharProcs"),
            resources: document.dict(dict, "Resources"),
            names: names.into_iter().map(|(code, name)| (code, name.into_bytes().into())).collect(),
        });
        self.widths = simple_widths(document, dict, None);
    }

    /// Finds the font program.
    fn embed(&mut self, document: &Document<'_>, dict: &Dict) {
        let Some(descriptor) = document.dict(dict, "FontDescriptor") else { return };
        for key in ["FontFile", "FontFile2", "FontFile3"] {
            let Some(file) = document.get(&descriptor, key) else { continue };
            self.embedded = true;
            let data = file.stream().and_then(|stream| document.decode(stream, limits::STREAM).ok());
            self.program = data.and_then(|data| Program::read(data.bytes, key));
            if self.program.is_none() {
                self.broken = Some("嵌入的字体数据读不出来".to_owned());
            }
        }
    }

    /// Whether it has glyphs that no program tells of.
    pub(crate) fn is_type3(&self) -> bool {
        self.type3.is_some()
    }

    /// Splits a string into codes and tells what each shows.
    pub(crate) fn show(&self, string: &[u8]) -> Vec<Shown> {
        let mut shown = Vec::with_capacity(string.len() / 2);
        let mut rest = string;
        let mut opened: Option<Option<Opened<'_>>> = None;
        while !rest.is_empty() {
            let (length, code, cid) = match &self.codes {
                Codes::Simple { .. } => (1, rest.first().copied().map_or(0, u32::from), None),
                Codes::Composite { map, .. } => map.next(rest),
            };
            rest = rest.get(length..).unwrap_or_default();
            if let Some(known) = self.seen.borrow().get(&code) {
                shown.push(*known);
                continue;
            }
            let program = opened.get_or_insert_with(|| self.program.as_ref().and_then(Program::open));
            let found = self.look(length, code, cid, program.as_ref());
            self.seen.borrow_mut().insert(code, found);
            shown.push(found);
        }
        shown
    }

    fn look(&self, length: usize, code: u32, cid: Option<u32>, program: Option<&Opened<'_>>) -> Shown {
        let width = self.widths.of(cid.unwrap_or(code));
        let space = length == 1 && code == 32;
        let mut shown =
            Shown { code, space, width, other_width: None, notdef: false, extent: usual(width, space) };
        let Some(program) = program else {
            shown.notdef = matches!(&self.codes, Codes::Simple { names, .. }
                if u8::try_from(code).ok().and_then(|code| names.get(&code)).is_some_and(|name| name == ".notdef"));
            return shown;
        };
        let Some(glyph) = self.glyph(code, cid, program) else {
            shown.notdef = self.is_missing(code, cid, program);
            return shown;
        };
        shown.notdef = glyph == 0 || !program.has(glyph);
        let Glyph { advance, extent } = program.glyph(glyph);
        shown.extent = extent;
        // Widths of composite fonts written downwards are heights.
        shown.other_width = advance.filter(|advance| (advance - width).abs() > SLACK && !self.downwards);
        shown
    }

    /// Whether a code without a glyph is known to have none.
    fn is_missing(&self, code: u32, cid: Option<u32>, program: &Opened<'_>) -> bool {
        match &self.codes {
            Codes::Composite { .. } => cid.is_some(),
            Codes::Simple { names, latin, .. } => {
                let Ok(code) = u8::try_from(code) else { return true };
                let given = names.get(&code);
                if given.is_some_and(|name| name == ".notdef") {
                    return true;
                }
                let name = given.cloned().or_else(|| ascii_name(code).filter(|_| *latin));
                match (name, program) {
                    (Some(name), Opened::Type1(_)) => program.has_name(&name) == Some(false),
                    (None, Opened::Type1(_)) => false,
                    // A name or encoding that is not known here proves nothing.
                    (name, _) => name.is_some() || !latin,
                }
            }
        }
    }

    fn glyph(&self, code: u32, cid: Option<u32>, program: &Opened<'_>) -> Option<u16> {
        match &self.codes {
            Codes::Simple { names, latin, symbolic } => {
                let code = u8::try_from(code).ok()?;
                let given = names.get(&code).cloned();
                let name = given.or_else(|| ascii_name(code).filter(|_| *latin));
                if name.as_deref() == Some(".notdef") {
                    return None;
                }
                if name.is_none() && *latin && matches!(program, Opened::Cff(_)) {
                    return None;
                }
                program.of_code(code, name.as_deref(), *symbolic && names.is_empty())
            }
            Codes::Composite { to_glyph: Some(map), .. } => {
                let at = usize::try_from(cid?).ok()?.checked_mul(2)?;
                let pair = map.get(at..at + 2)?;
                Some(pair.iter().fold(0u16, |glyph, byte| glyph << 8 | u16::from(*byte)))
            }
            Codes::Composite { true_type: true, .. } => {
                let glyph = u16::try_from(cid?).ok()?;
                program.has(glyph).then_some(glyph)
            }
            Codes::Composite { .. } => program.of_cid(cid?),
        }
    }

    /// The largest ink of any usual letter, in thousandths of an em.
    pub(crate) fn usual_extent() -> Rect {
        Rect::of(USUAL)
    }
}

impl Type3 {
    /// The procedure that draws a code.
    pub(crate) fn procedure(&self, document: &Document<'_>, code: u32) -> Option<Object> {
        let name = self.names.get(&u8::try_from(code).ok()?)?;
        document.get(self.procedures.as_ref()?, &String::from_utf8_lossy(name))
    }
}

/// Ink where the program does not tell.
fn usual(width: f64, space: bool) -> Option<[f64; 4]> {
    let [left, bottom, _, top] = USUAL;
    (!space).then_some([left, bottom, width.max(0.0), top])
}

/// The names that an encoding gives to codes, and whether the others are as in
/// Latin text.
fn encoding(document: &Document<'_>, dict: &Dict) -> (BTreeMap<u8, String>, bool) {
    let mut names = BTreeMap::new();
    let encoding = document.get(dict, "Encoding");
    let is_latin = |name: &Object| {
        matches!(name.name(), Some(b"WinAnsiEncoding" | b"MacRomanEncoding" | b"StandardEncoding"))
    };
    let Some(encoding) = encoding else { return (names, false) };
    let Some(dict) = encoding.dict() else { return (names, is_latin(&encoding)) };
    let latin = document.get(dict, "BaseEncoding").is_some_and(|base| is_latin(&base));
    let differences = document.get(dict, "Differences").and_then(|list| document.list(&list));
    let mut code = 0i64;
    for item in differences.unwrap_or_default() {
        if let Some(next) = item.integer() {
            code = next;
        } else if let (Some(name), Ok(at)) = (item.name(), u8::try_from(code)) {
            names.insert(at, text(name));
            code += 1;
        }
    }
    (names, latin)
}

fn simple_widths(document: &Document<'_>, dict: &Dict, descriptor: Option<&Dict>) -> Widths {
    let first = document.get(dict, "FirstChar").and_then(|first| first.integer()).unwrap_or(0);
    let listed = document.get(dict, "Widths").and_then(|list| document.list(&list)).unwrap_or_default();
    let ranges = listed.iter().take(256).zip(first..).filter_map(|(width, code)| {
        let code = u32::try_from(code).ok()?;
        Some((code, code, width.number()?))
    });
    let default = descriptor.and_then(|dict| document.number(dict, "MissingWidth")).unwrap_or(0.0);
    Widths { ranges: ranges.collect(), default }
}

/// /W (9.7.4.3): `c [w …]` or `first last w`.
fn composite_widths(document: &Document<'_>, dict: &Dict) -> Widths {
    let listed = document.get(dict, "W").and_then(|list| document.list(&list)).unwrap_or_default();
    let mut ranges = Vec::new();
    let mut rest = &listed[..];
    while let [first, second, tail @ ..] = rest {
        let Some(from) = first.integer().and_then(|from| u32::try_from(from).ok()) else { break };
        if let Some(widths) = second.array() {
            let singles = widths
                .iter()
                .zip(from..)
                .filter_map(|(width, cid)| Some((cid, cid, document.resolve(width).number()?)));
            ranges.extend(singles);
            rest = tail;
        } else {
            let [width, after @ ..] = tail else { break };
            if let (Some(last), Some(width)) =
                (second.integer().and_then(|last| u32::try_from(last).ok()), width.number())
            {
                ranges.push((from, last, width));
            }
            rest = after;
        }
    }
    ranges.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.cmp(&a.1)));
    Widths { ranges, default: document.number(dict, "DW").unwrap_or(1000.0) }
}
