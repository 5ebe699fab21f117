//! Where the objects stand: cross-reference tables and streams (ISO 32000-1,
//! 7.5.4, 7.5.8), and what can be found without them.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use memchr::memmem;

use super::document::{Defect, Document};
use super::lexer::{Lexer, is_space};
use super::object::{Dict, Object};
use crate::preflight::limits;

/// Where an object stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Entry {
    Free,
    /// At a byte of the file.
    At(usize, u16),
    /// In an object stream, so many objects from its start.
    In(u32, usize),
}

/// The cross-reference sections, newest first, laid over each other.
#[derive(Debug, Default)]
pub(super) struct Xref {
    pub(super) entries: BTreeMap<u32, Entry>,
    /// The newest trailer.
    pub(super) trailer: Option<Rc<Dict>>,
    /// How many sections there are.
    pub(super) sections: usize,
    /// Whether any is a stream.
    pub(super) streams: bool,
}

/// Offset of the newest section, as the file's end says.
pub(super) fn start(bytes: &[u8]) -> Option<usize> {
    let word = memmem::rfind(bytes, b"startxref")?;
    let mut lexer = Lexer::file(bytes, word + b"startxref".len(), 10);
    usize::try_from(lexer.unsigned()?).ok()
}

impl Xref {
    /// Reads the sections from `start` on, each with those it names.
    pub(super) fn read(document: &Document<'_>, start: usize) -> Option<Self> {
        let mut xref = Self::default();
        let mut seen = BTreeSet::new();
        let mut next = vec![start];
        while let Some(at) = next.pop() {
            if !seen.insert(at) {
                document.note(Defect::XrefLoop);
                continue;
            }
            if xref.sections >= limits::XREF_SECTIONS {
                document.note(Defect::TooMuch("交叉引用段"));
                break;
            }
            let trailer = xref.section(document, at)?;
            xref.sections += 1;
            let offset = |key| {
                let value = trailer.raw(key)?.integer()?;
                Some(usize::try_from(value).unwrap_or(usize::MAX))
            };
            // What is pushed last is read first: a hybrid file's stream stands
            // before older sections.
            next.extend(offset("Prev"));
            next.extend(offset("XRefStm"));
            if xref.trailer.is_none() {
                xref.trailer = Some(trailer);
            }
        }
        Some(xref)
    }

    fn section(&mut self, document: &Document<'_>, at: usize) -> Option<Rc<Dict>> {
        let mut lexer = document.lexer(at);
        if !lexer.keyword(b"xref") {
            return self.stream(document, at);
        }
        loop {
            if lexer.keyword(b"trailer") {
                let trailer = lexer.value().ok()?;
                return trailer.dict().map(Rc::clone);
            }
            let first = lexer.unsigned()?;
            let count = lexer.unsigned()?;
            for number in first..first.checked_add(count)? {
                let offset = usize::try_from(lexer.unsigned()?).ok()?;
                let generation = lexer.unsigned()?;
                let entry = if lexer.keyword(b"n") {
                    Entry::At(offset, u16::try_from(generation).ok()?)
                } else if lexer.keyword(b"f") {
                    Entry::Free
                } else {
                    return None;
                };
                self.insert(document, number, entry)?;
            }
        }
    }

    fn insert(&mut self, document: &Document<'_>, number: u64, entry: Entry) -> Option<()> {
        if self.entries.len() >= limits::OBJECTS {
            document.note(Defect::TooMuch("对象"));
            return None;
        }
        self.entries.entry(u32::try_from(number).ok()?).or_insert(entry);
        Some(())
    }

    fn stream(&mut self, document: &Document<'_>, at: usize) -> Option<Rc<Dict>> {
        let mut lexer = document.lexer(at);
        let id = lexer.object_head()?;
        let object = document.body(&mut lexer, id)?;
        let stream = object.stream()?;
        let dict = Rc::clone(&stream.dict);
        if !dict.raw("Type")?.is_name("XRef") {
            return None;
        }
        self.streams = true;
        let data = document.decode(stream, limits::STREAM).ok()?.bytes;
        let widths = dict.raw("W")?.array()?;
        let width = |at: usize| {
            let value =
                widths.get(at).and_then(Object::integer).and_then(|value| usize::try_from(value).ok());
            value.filter(|width| *width <= 8)
        };
        let (kind, second, third) = (width(0)?, width(1)?, width(2)?);
        let row = kind + second + third;
        if row == 0 {
            return None;
        }
        let size = dict.raw("Size").and_then(Object::integer)?;
        let index = dict.raw("Index").and_then(Object::array);
        let index: Vec<i64> = match index {
            Some(values) => values.iter().filter_map(Object::integer).collect(),
            None => vec![0, size],
        };
        let mut rows = data.chunks_exact(row);
        for pair in index.chunks_exact(2) {
            let [first, count] = pair else { continue };
            let (first, count) = (u64::try_from(*first).ok()?, u64::try_from(*count).ok()?);
            for number in first..first.checked_add(count)? {
                let Some(row) = rows.next() else { break };
                let field = |from: usize, width: usize| {
                    let bytes = row.get(from..from + width).unwrap_or_default();
                    bytes.iter().fold(0u64, |value, byte| value << 8 | u64::from(*byte))
                };
                let what = if kind == 0 { 1 } else { field(0, kind) };
                let (a, b) = (field(kind, second), field(kind + second, third));
                let entry = match what {
                    0 => Entry::Free,
                    1 => Entry::At(usize::try_from(a).ok()?, u16::try_from(b).unwrap_or(0)),
                    2 => Entry::In(u32::try_from(a).ok()?, usize::try_from(b).ok()?),
                    _ => continue,
                };
                self.insert(document, number, entry)?;
            }
        }
        Some(dict)
    }

    /// Finds the objects without a table: `N G obj` wherever it stands, the
    /// last one of a number holding, as after saving on.
    pub(super) fn rebuild(document: &Document<'_>) -> Self {
        let mut xref = Self::default();
        let bytes = document.bytes();
        let mut containers = Vec::new();
        let mut catalog = None;
        let mut end = 0;
        for at in memmem::find_iter(bytes, b"obj") {
            let Some((start, number, generation)) = head_before(bytes, at) else { continue };
            if start < end || xref.entries.len() >= limits::OBJECTS {
                continue;
            }
            xref.entries.insert(number, Entry::At(start, generation));
            let mut lexer = document.lexer(start);
            let Some(id) = lexer.object_head() else { continue };
            let Some(object) = document.body(&mut lexer, id) else { continue };
            // What stands inside a stream is no object.
            end = object.stream().map_or(end, |stream| stream.start.saturating_add(stream.length));
            let Some(dict) = object.dict() else { continue };
            match dict.raw("Type").and_then(Object::name) {
                Some(b"ObjStm") => containers.push(id.number),
                Some(b"XRef") if dict.has("Root") => xref.trailer = Some(Rc::clone(dict)),
                Some(b"Catalog") => catalog = Some(id),
                _ => {}
            }
        }
        for container in containers {
            for (index, number) in document.contained(container, &xref).into_iter().enumerate() {
                xref.entries.entry(number).or_insert(Entry::In(container, index));
            }
        }
        for at in memmem::find_iter(bytes, b"trailer") {
            let trailer = document.lexer(at + b"trailer".len()).value().ok();
            if let Some(dict) = trailer.as_ref().and_then(Object::dict)
                && dict.has("Root")
            {
                xref.trailer = Some(Rc::clone(dict));
            }
        }
        if let (None, Some(id)) = (&xref.trailer, catalog) {
            let root = (Rc::from(&b"Root"[..]), Object::Ref(id));
            xref.trailer = Some(Rc::new(Dict::new(vec![root])));
        }
        xref
    }
}

/// The `N G ` before an `obj` at `at`: where it starts, and both numbers.
fn head_before(bytes: &[u8], at: usize) -> Option<(usize, u32, u16)> {
    fn back(bytes: &[u8], end: usize, test: impl Fn(u8) -> bool) -> usize {
        // No object number is longer; blanks are one or two.
        let from = end.saturating_sub(16);
        let part = bytes.get(from..end).unwrap_or_default();
        end - part.iter().rev().take_while(|byte| test(**byte)).count()
    }
    let digit = |byte: u8| byte.is_ascii_digit();
    let second_end = back(bytes, at, is_space);
    let second = back(bytes, second_end, digit);
    let first_end = back(bytes, second, is_space);
    let first = back(bytes, first_end, digit);
    if second == second_end || first_end == second || first == first_end {
        return None;
    }
    let text = |from: usize, to: usize| std::str::from_utf8(bytes.get(from..to)?).ok();
    let number = text(first, first_end)?.parse().ok()?;
    let generation = text(second, second_end)?.parse().ok()?;
    Some((first, number, generation))
}
