//! Character codes → CIDs (ISO 32000-1, 9.7.5): the predefined maps as far as
//! code lengths go, embedded ones in full.

use std::rc::Rc;

use crate::preflight::cos::{Document, Lexer, Object, Stream, Token};
use crate::preflight::limits;

/// How the strings of a composite font fall into codes.
#[derive(Debug, Clone)]
pub(crate) enum CMap {
    /// Two bytes are a CID.
    Identity,
    /// Two bytes a code, their CIDs not known here.
    Double,
    /// One byte below 0x81, else two, as in GBK; their CIDs not known here.
    Mixed,
    Embedded(Rc<Embedded>),
}

/// A map that stands in the file.
#[derive(Debug, Default)]
pub(crate) struct Embedded {
    /// Length in bytes, first and last code.
    spaces: Vec<(usize, u32, u32)>,
    /// First and last code, and the first one's CID; sorted.
    ranges: Vec<(u32, u32, u32)>,
}

/// Most ranges of one map.
const RANGES: usize = 200_000;

impl CMap {
    /// The map of a font's /Encoding, and whether it is written downwards.
    pub(crate) fn read(document: &Document<'_>, encoding: &Object) -> Option<(Self, bool)> {
        if let Some(name) = encoding.name() {
            let name = String::from_utf8_lossy(name);
            let downwards = name.ends_with("-V");
            let map = match &*name {
                "Identity-H" | "Identity-V" => Self::Identity,
                name if name.contains("UCS2") || name.contains("UTF16") => Self::Double,
                _ => Self::Mixed,
            };
            return Some((map, downwards));
        }
        let stream = encoding.stream()?;
        let downwards = document.get(&stream.dict, "WMode").and_then(|mode| mode.integer()) == Some(1);
        Embedded::read(document, stream).map(|map| (Self::Embedded(Rc::new(map)), downwards))
    }

    /// The first code of a string: how many bytes it has, and its CID where
    /// that is known.
    pub(crate) fn next(&self, text: &[u8]) -> (usize, u32, Option<u32>) {
        let code =
            |length: usize| text.iter().take(length).fold(0u32, |code, byte| code << 8 | u32::from(*byte));
        match self {
            Self::Identity => (2, code(2), Some(code(2))),
            Self::Double => (2, code(2), None),
            Self::Mixed if text.first().is_some_and(|byte| *byte < 0x81) => (1, code(1), None),
            Self::Mixed => (2, code(2), None),
            Self::Embedded(map) => {
                let fits = |space: &&(usize, u32, u32)| {
                    let code = code(space.0);
                    space.0 <= text.len() && space.1 <= code && code <= space.2
                };
                let shortest = map.spaces.iter().map(|space| space.0).min().unwrap_or(2).max(1);
                let length = map.spaces.iter().find(fits).map_or(shortest, |space| space.0);
                (length, code(length), Some(map.cid(code(length))))
            }
        }
    }
}

impl Embedded {
    fn read(document: &Document<'_>, stream: &Stream) -> Option<Self> {
        let data = document.decode(stream, limits::STREAM).ok()?.bytes;
        let mut map = Self::default();
        if let Some(base) = document.get(&stream.dict, "UseCMap")
            && base.name().is_some_and(|name| name.starts_with(b"Identity"))
        {
            map.spaces.push((2, 0, 0xffff));
            map.ranges.push((0, 0xffff, 0));
        }
        let mut lexer = Lexer::content(&data);
        let mut operands: Vec<Object> = Vec::new();
        // What can't be read is passed over: a map may hold PostScript.
        loop {
            match lexer.token() {
                Ok(None) => break,
                Ok(Some(Token::Value(value))) if operands.len() < RANGES => operands.push(value),
                Ok(Some(Token::Word(word))) => {
                    map.section(word, &operands);
                    operands.clear();
                }
                Ok(_) | Err(_) => {}
            }
        }
        map.spaces.sort_unstable();
        map.ranges.sort_unstable();
        Some(map)
    }

    fn section(&mut self, word: &[u8], operands: &[Object]) {
        let code = |value: &Object| {
            let bytes = value.text()?;
            (bytes.len() <= 4)
                .then(|| (bytes.len(), bytes.iter().fold(0u32, |code, byte| code << 8 | u32::from(*byte))))
        };
        let cid = |value: &Object| u32::try_from(value.integer()?).ok();
        match word {
            b"endcodespacerange" => {
                let pairs = operands.chunks_exact(2).filter_map(|pair| {
                    let [low, high] = pair else { return None };
                    let ((length, low), (_, high)) = (code(low)?, code(high)?);
                    Some((length, low, high))
                });
                self.spaces.extend(pairs);
            }
            b"endcidrange" => {
                let ranges = operands.chunks_exact(3).filter_map(|triple| {
                    let [low, high, first] = triple else { return None };
                    Some((code(low)?.1, code(high)?.1, cid(first)?))
                });
                self.ranges.extend(ranges.take(RANGES));
            }
            b"endcidchar" => {
                let single = operands.chunks_exact(2).filter_map(|pair| {
                    let [at, number] = pair else { return None };
                    let (_, at) = code(at)?;
                    Some((at, at, cid(number)?))
                });
                self.ranges.extend(single.take(RANGES));
            }
            _ => {}
        }
    }

    fn cid(&self, code: u32) -> u32 {
        let after = self.ranges.partition_point(|range| range.0 <= code);
        // Ranges may overlap: the nearest that holds the code.
        let found = self.ranges.iter().take(after).rev().take(4).find(|range| code <= range.1);
        found.map_or(0, |(low, _, first)| first.saturating_add(code - low))
    }
}
