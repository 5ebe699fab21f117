//! The programs of embedded fonts (ISO 32000-1, 9.9): which glyphs they have,
//! how wide and how large.

use std::rc::Rc;

use memchr::memmem;
use ttf_parser::{Face, GlyphId, cff};

/// An embedded font program.
#[derive(Debug, Clone)]
pub(crate) enum Program {
    /// TrueType or OpenType.
    Sfnt(Rc<[u8]>),
    /// CFF alone.
    Cff(Rc<[u8]>),
    /// Type 1, its encrypted part made readable.
    Type1(Rc<[u8]>),
}

/// A glyph, in thousandths of an em.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Glyph {
    pub(crate) advance: Option<f64>,
    /// Left, bottom, right, top of its ink; `None` for none.
    pub(crate) extent: Option<[f64; 4]>,
}

/// An open font program.
pub(crate) enum Opened<'a> {
    Sfnt(Box<Face<'a>>),
    Cff(Box<cff::Table<'a>>),
    Type1(&'a [u8]),
}

impl Program {
    /// A program that can be opened.
    pub(crate) fn read(bytes: Vec<u8>, key: &str) -> Option<Self> {
        let program = if key == "FontFile" {
            Self::Type1(decrypted(&bytes)?.into())
        } else if bytes.starts_with(b"OTTO") || bytes.starts_with(&[0, 1, 0, 0]) || bytes.starts_with(b"true")
        {
            Self::Sfnt(bytes.into())
        } else {
            Self::Cff(bytes.into())
        };
        program.open().is_some().then_some(program)
    }

    /// Opens it.
    pub(crate) fn open(&self) -> Option<Opened<'_>> {
        match self {
            Self::Sfnt(bytes) => {
                // An OpenType font around CFF may lack tables that only
                // viewers need.
                match Face::parse(bytes, 0) {
                    Ok(face) => Some(Opened::Sfnt(Box::new(face))),
                    Err(_) => {
                        let raw = ttf_parser::RawFace::parse(bytes, 0).ok()?;
                        let table = raw.table(ttf_parser::Tag::from_bytes(b"CFF "))?;
                        cff::Table::parse(table).map(|table| Opened::Cff(Box::new(table)))
                    }
                }
            }
            Self::Cff(bytes) => cff::Table::parse(bytes).map(|table| Opened::Cff(Box::new(table))),
            Self::Type1(bytes) => Some(Opened::Type1(bytes)),
        }
    }
}

impl Opened<'_> {
    fn cff(&self) -> Option<&cff::Table<'_>> {
        match self {
            Self::Sfnt(face) => face.tables().cff.as_ref(),
            Self::Cff(table) => Some(table),
            Self::Type1(_) => None,
        }
    }

    /// The glyph of a CID where no map says otherwise: by the charset of a
    /// CID-keyed font, else the same number.
    pub(crate) fn of_cid(&self, cid: u32) -> Option<u16> {
        let cid = u16::try_from(cid).ok()?;
        match self.cff() {
            Some(table) if table.glyph_cid(GlyphId(0)).is_some() => {
                (0..table.number_of_glyphs()).find(|glyph| table.glyph_cid(GlyphId(*glyph)) == Some(cid))
            }
            _ => self.has(cid).then_some(cid),
        }
    }

    /// The glyph of a code of a simple font, by the name that the encoding
    /// gives it, where it gives one.
    pub(crate) fn of_code(&self, code: u8, name: Option<&str>, symbolic: bool) -> Option<u16> {
        match self {
            Self::Type1(_) => None,
            Self::Cff(table) => match name {
                Some(name) => table.glyph_index_by_name(name).map(|glyph| glyph.0),
                None => table.glyph_index(code).map(|glyph| glyph.0),
            },
            Self::Sfnt(face) => {
                let subtables = face.tables().cmap.map(|cmap| cmap.subtables);
                let by_code = |code: u32| {
                    subtables
                        .into_iter()
                        .flatten()
                        .find_map(|table| table.glyph_index(code))
                        .map(|glyph| glyph.0)
                };
                let letter = name.and_then(letter_of);
                let by_letter = letter.and_then(|letter| by_code(u32::from(letter)));
                let by_name = || name.and_then(|name| face.glyph_index_by_name(name)).map(|glyph| glyph.0);
                let raw = || by_code(u32::from(code)).or_else(|| by_code(0xf000 | u32::from(code)));
                if symbolic { raw() } else { by_letter.or_else(by_name).or_else(raw) }
            }
        }
    }

    /// Whether a Type 1 font has a glyph of this name; `None` where that can't
    /// be told.
    pub(crate) fn has_name(&self, name: &str) -> Option<bool> {
        match self {
            Self::Type1(bytes) => {
                let entry = [b"/", name.as_bytes(), b" "].concat();
                Some(memmem::find(bytes, &entry).is_some())
            }
            _ => None,
        }
    }

    /// Whether it has a glyph of this number.
    pub(crate) fn has(&self, glyph: u16) -> bool {
        match self {
            Self::Sfnt(face) => glyph < face.number_of_glyphs(),
            Self::Cff(table) => glyph < table.number_of_glyphs(),
            Self::Type1(_) => true,
        }
    }

    /// A glyph's measures.
    pub(crate) fn glyph(&self, glyph: u16) -> Glyph {
        let id = GlyphId(glyph);
        match self {
            Self::Sfnt(face) => {
                let em = 1000.0 / f64::from(face.units_per_em().max(1));
                Glyph {
                    advance: face.glyph_hor_advance(id).map(|advance| f64::from(advance) * em),
                    extent: face.glyph_bounding_box(id).map(|extent| scaled(extent, em)),
                }
            }
            Self::Cff(table) => {
                let em = f64::from(table.matrix().sx) * 1000.0;
                let em = if em.is_finite() && em > 0.0 { em } else { 1.0 };
                let extent = table.outline(id, &mut Nowhere).ok();
                Glyph {
                    advance: table.glyph_width(id).map(|advance| f64::from(advance) * em),
                    extent: extent.map(|extent| scaled(extent, em)),
                }
            }
            Self::Type1(_) => Glyph::default(),
        }
    }
}

fn scaled(extent: ttf_parser::Rect, em: f64) -> [f64; 4] {
    [extent.x_min, extent.y_min, extent.x_max, extent.y_max].map(|side| f64::from(side) * em)
}

/// Outlines are only measured.
struct Nowhere;

impl ttf_parser::OutlineBuilder for Nowhere {
    fn move_to(&mut self, _: f32, _: f32) {}
    fn line_to(&mut self, _: f32, _: f32) {}
    fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
    fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
    fn close(&mut self) {}
}

/// A Type 1 font with its encrypted part decrypted (Adobe Type 1 Font Format,
/// 7.3); `None` for what is none.
fn decrypted(bytes: &[u8]) -> Option<Vec<u8>> {
    let head = bytes.starts_with(b"%!") || bytes.starts_with(&[0x80, 1]);
    let at = memmem::find(bytes, b"eexec").filter(|_| head)? + b"eexec".len();
    let rest = bytes.get(at..)?;
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\r' | b'\n' | b'\t')).count();
    let rest = rest.get(blanks..)?;
    let is_hex = rest.iter().take(4).all(u8::is_ascii_hexdigit);
    let cipher: Vec<u8> = if is_hex {
        let digits: Vec<u8> = rest
            .iter()
            .filter_map(|byte| char::from(*byte).to_digit(16))
            .filter_map(|d| u8::try_from(d).ok())
            .collect();
        digits.chunks_exact(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect()
    } else {
        rest.to_vec()
    };
    let mut key = 55_665u16;
    let plain = cipher.iter().map(|byte| {
        let plain = byte ^ key.to_be_bytes()[0];
        key = u16::from(*byte).wrapping_add(key).wrapping_mul(52_845).wrapping_add(22_719);
        plain
    });
    let plain: Vec<u8> = plain.collect();
    memmem::find(&plain, b"/CharStrings").is_some().then_some(plain)
}

/// The letter that a glyph's name stands for, as far as Latin text goes.
pub(crate) fn letter_of(name: &str) -> Option<char> {
    let mut letters = name.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_ascii_alphabetic()
    {
        return Some(letter);
    }
    if let Some(hex) = name.strip_prefix("uni").and_then(|hex| hex.get(..4)) {
        return u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    }
    PUNCTUATION.iter().find(|(_, called)| *called == name).map(|(letter, _)| *letter)
}

/// The name of an ASCII character's glyph, in all Latin encodings alike.
pub(crate) fn ascii_name(code: u8) -> Option<String> {
    let letter = char::from(code);
    if letter.is_ascii_alphabetic() {
        return Some(letter.to_string());
    }
    PUNCTUATION.iter().find(|(known, _)| *known == letter).map(|(_, name)| (*name).to_owned())
}

/// Names of the glyphs of digits and marks (annex D.2), those left out that
/// differ between encodings.
const PUNCTUATION: [(char, &str); 41] = [
    (' ', "space"),
    ('!', "exclam"),
    ('"', "quotedbl"),
    ('#', "numbersign"),
    ('$', "dollar"),
    ('%', "percent"),
    ('&', "ampersand"),
    ('(', "parenleft"),
    (')', "parenright"),
    ('*', "asterisk"),
    ('+', "plus"),
    (',', "comma"),
    ('-', "hyphen"),
    ('.', "period"),
    ('/', "slash"),
    ('0', "zero"),
    ('1', "one"),
    ('2', "two"),
    ('3', "three"),
    ('4', "four"),
    ('5', "five"),
    ('6', "six"),
    ('7', "seven"),
    ('8', "eight"),
    ('9', "nine"),
    (':', "colon"),
    (';', "semicolon"),
    ('<', "less"),
    ('=', "equal"),
    ('>', "greater"),
    ('?', "question"),
    ('@', "at"),
    ('[', "bracketleft"),
    ('\\', "backslash"),
    (']', "bracketright"),
    ('^', "asciicircum"),
    ('_', "underscore"),
    ('{', "braceleft"),
    ('|', "bar"),
    ('}', "braceright"),
    ('~', "asciitilde"),
];
