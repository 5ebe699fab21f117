//! A file's objects, read when they are asked for, and what is wrong with how
//! they are stored.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use memchr::memmem;

use super::filter::{self, Failure, Filter, Prediction};
use super::lexer::{Fault, Lexer};
use super::object::{Dict, Id, Object, Stream};
use super::xref::{self, Entry, Xref};
use crate::preflight::limits;

/// What is wrong with how a file is stored.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Defect {
    /// No `startxref` at the end.
    NoStartXref,
    /// What it names is no cross-reference section, or one of those is broken.
    BadXref,
    /// Sections that name each other.
    XrefLoop,
    /// An entry points at something else.
    BadOffset(Id),
    /// An object can't be read.
    Unreadable(Id),
    /// A stream's /Length is wrong.
    BadLength(Id),
    /// A stream's data can't be unpacked whole.
    BadData(Id),
    /// A key stands twice in one dictionary.
    RepeatedKey(Id, String),
    /// More of something than is looked at.
    TooMuch(&'static str),
    /// A stream unpacks to more than is looked at.
    Bomb(Id),
}

/// An object stream, unpacked.
#[derive(Debug)]
struct Container {
    data: Vec<u8>,
    /// Number and offset of each object.
    index: Vec<(u32, usize)>,
}

/// A stream's data after the filters that make bytes.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) bytes: Vec<u8>,
    /// The filter that would make pixels of them, with its parameters.
    pub(crate) picture: Option<(Filter, Option<Rc<Dict>>)>,
}

/// A file.
#[derive(Debug)]
pub(crate) struct Document<'a> {
    bytes: &'a [u8],
    xref: Xref,
    rebuilt: OnceCell<Xref>,
    objects: RefCell<BTreeMap<u32, Object>>,
    containers: RefCell<BTreeMap<u32, Option<Rc<Container>>>>,
    /// Objects being read, to stop at circles.
    open: RefCell<BTreeSet<u32>>,
    defects: RefCell<BTreeSet<Defect>>,
    values: Cell<u64>,
    lexed: Cell<u64>,
    decoded: Cell<u64>,
    /// Where `endstream` stands.
    ends: OnceCell<Vec<usize>>,
}

/// Longest chain of references to references.
const CHAIN: usize = 16;

impl<'a> Document<'a> {
    /// Opens a file; `None` for a trailer where there is none to be found.
    pub(crate) fn open(bytes: &'a [u8]) -> Self {
        let mut document = Self {
            bytes,
            xref: Xref::default(),
            rebuilt: OnceCell::new(),
            objects: RefCell::default(),
            containers: RefCell::default(),
            open: RefCell::default(),
            defects: RefCell::default(),
            values: Cell::new(limits::VALUES),
            lexed: Cell::new(limits::REREADS.saturating_mul(bytes.len() as u64).saturating_add(1 << 16)),
            decoded: Cell::new(limits::DECODED),
            ends: OnceCell::new(),
        };
        let start = xref::start(bytes);
        if start.is_none() {
            document.note(Defect::NoStartXref);
        }
        let xref = start.and_then(|start| Xref::read(&document, start));
        let usable =
            xref.as_ref().and_then(|xref| xref.trailer.as_ref()).is_some_and(|dict| dict.has("Root"));
        document.xref = match xref {
            Some(xref) if usable => xref,
            _ => {
                document.note(Defect::BadXref);
                Xref::rebuild(&document)
            }
        };
        // What was read with no table, or a broken one, is read anew.
        document.objects.borrow_mut().clear();
        document.containers.borrow_mut().clear();
        document
    }

    /// The file's bytes.
    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// The newest trailer.
    pub(crate) fn trailer(&self) -> Option<&Rc<Dict>> {
        self.xref.trailer.as_ref()
    }

    /// Whether objects or cross-references are packed in streams (PDF 1.5).
    pub(crate) fn packed(&self) -> bool {
        self.xref.streams || self.xref.entries.values().any(|entry| matches!(entry, Entry::In(..)))
    }

    /// The numbers of the objects in use.
    pub(crate) fn numbers(&self) -> Vec<u32> {
        let used = self.xref.entries.iter().filter(|(_, entry)| **entry != Entry::Free);
        used.map(|(number, _)| *number).collect()
    }

    /// Notes a defect.
    pub(crate) fn note(&self, defect: Defect) {
        let mut defects = self.defects.borrow_mut();
        if defects.len() < limits::FINDINGS {
            defects.insert(defect);
        }
    }

    /// The defects noted so far.
    pub(crate) fn defects(&self) -> Vec<Defect> {
        self.defects.borrow().iter().cloned().collect()
    }

    pub(super) fn lexer(&self, at: usize) -> Lexer<'a> {
        Lexer::file(self.bytes, at, self.values.get())
    }

    /// Counts what a reader has read.
    fn spend(&self, lexer: &Lexer<'_>, from: usize) -> bool {
        self.values.set(self.values.get().min(lexer.left));
        let read = lexer.at.saturating_sub(from) as u64;
        match self.lexed.get().checked_sub(read) {
            Some(left) => self.lexed.set(left),
            None => {
                self.lexed.set(0);
                self.note(Defect::TooMuch("重叠的对象"));
                return false;
            }
        }
        true
    }

    /// The value behind an object's head, a stream's data included.
    pub(super) fn body(&self, lexer: &mut Lexer<'a>, id: Id) -> Option<Object> {
        let from = lexer.at;
        let value = lexer.value();
        if !self.spend(lexer, from) {
            return None;
        }
        let value = match value {
            Ok(value) => value,
            Err(Fault::Many) => {
                self.note(Defect::TooMuch("值"));
                return None;
            }
            Err(Fault::Deep) => {
                self.note(Defect::TooMuch("嵌套"));
                return None;
            }
            Err(Fault::Syntax | Fault::End) => {
                self.note(Defect::Unreadable(id));
                return None;
            }
        };
        self.look_for_repeats(&value, id);
        if let Object::Dict(dict) = &value
            && lexer.keyword(b"stream")
        {
            return Some(Object::Stream(Rc::new(self.stream(lexer, id, dict))));
        }
        Some(value)
    }

    fn look_for_repeats(&self, value: &Object, id: Id) {
        let mut next = vec![value];
        while let Some(value) = next.pop() {
            match value {
                Object::Dict(dict) => {
                    if let Some(key) = &dict.repeated {
                        let key = String::from_utf8_lossy(key).into_owned();
                        self.note(Defect::RepeatedKey(id, key));
                    }
                    next.extend(dict.iter().map(|(_, value)| value));
                }
                Object::Array(values) => next.extend(values.iter()),
                _ => {}
            }
        }
    }

    /// A stream's extent (7.3.8.1). Where /Length is wrong, it ends before the
    /// next `endstream`.
    fn stream(&self, lexer: &mut Lexer<'a>, id: Id, dict: &Rc<Dict>) -> Stream {
        match lexer.rest() {
            [b'\r', b'\n', ..] => lexer.at += 2,
            [b'\n' | b'\r', ..] => lexer.at += 1,
            _ => {}
        }
        let start = lexer.at;
        let told = dict.raw("Length").map(|length| self.resolve(length));
        let told = told.and_then(|length| usize::try_from(length.integer()?).ok());
        let fits = told.filter(|length| {
            let Some(end) = start.checked_add(*length).filter(|end| *end <= self.bytes.len()) else {
                return false;
            };
            Lexer::file(self.bytes, end, 1).keyword(b"endstream")
        });
        let length = fits.unwrap_or_else(|| {
            self.note(Defect::BadLength(id));
            let ends = self.ends.get_or_init(|| memmem::find_iter(self.bytes, b"endstream").collect());
            let end = ends.get(ends.partition_point(|end| *end < start)).copied();
            end.unwrap_or(self.bytes.len()) - start.min(self.bytes.len())
        });
        lexer.at = start.saturating_add(length);
        Stream { dict: Rc::clone(dict), start, length, id: Some(id) }
    }

    /// What a reference stands for; anything else stands for itself.
    pub(crate) fn resolve(&self, object: &Object) -> Object {
        let mut object = object.clone();
        for _ in 0..CHAIN {
            match object {
                Object::Ref(id) => object = self.load(id),
                other => return other,
            }
        }
        Object::Null
    }

    /// A dictionary's value, references resolved.
    pub(crate) fn get(&self, dict: &Dict, key: &str) -> Option<Object> {
        let value = self.resolve(dict.raw(key)?);
        (value != Object::Null).then_some(value)
    }

    /// A dictionary in a dictionary.
    pub(crate) fn dict(&self, dict: &Dict, key: &str) -> Option<Rc<Dict>> {
        self.get(dict, key)?.dict().map(Rc::clone)
    }

    /// A number in a dictionary.
    pub(crate) fn number(&self, dict: &Dict, key: &str) -> Option<f64> {
        self.get(dict, key)?.number()
    }

    /// An array's values, references resolved.
    pub(crate) fn list(&self, array: &Object) -> Option<Vec<Object>> {
        Some(self.resolve(array).array()?.iter().map(|value| self.resolve(value)).collect())
    }

    /// An array of numbers.
    pub(crate) fn numbers_of(&self, array: &Object) -> Option<Vec<f64>> {
        self.resolve(array).array()?.iter().map(|value| self.resolve(value).number()).collect()
    }

    /// The object of a number; null where there is none.
    pub(crate) fn load(&self, id: Id) -> Object {
        if let Some(object) = self.objects.borrow().get(&id.number) {
            return object.clone();
        }
        // A stream's /Length may be another stream's, and so on.
        if self.open.borrow().len() >= CHAIN || !self.open.borrow_mut().insert(id.number) {
            return Object::Null;
        }
        let object = self.fetch(id).unwrap_or(Object::Null);
        self.open.borrow_mut().remove(&id.number);
        self.objects.borrow_mut().insert(id.number, object.clone());
        object
    }

    fn fetch(&self, id: Id) -> Option<Object> {
        let entry = *self.xref.entries.get(&id.number)?;
        match entry {
            Entry::Free => None,
            Entry::At(at, generation) => {
                let mut lexer = self.lexer(at);
                let head = lexer.object_head();
                if head == Some(Id { number: id.number, generation }) {
                    return self.body(&mut lexer, id);
                }
                self.note(Defect::BadOffset(id));
                let found = self.rebuilt.get_or_init(|| Xref::rebuild(self));
                match *found.entries.get(&id.number)? {
                    Entry::At(at, _) => {
                        let mut lexer = self.lexer(at);
                        let id = lexer.object_head()?;
                        self.body(&mut lexer, id)
                    }
                    _ => None,
                }
            }
            Entry::In(container, index) => {
                let found = self.container(container, &self.xref);
                let object = found.as_ref().and_then(|container| self.inside(container, id, index));
                if object.is_none() {
                    self.note(Defect::Unreadable(id));
                }
                object
            }
        }
    }

    fn inside(&self, container: &Container, id: Id, index: usize) -> Option<Object> {
        let told = container.index.get(index).filter(|(number, _)| *number == id.number);
        let (_, offset) = told.or_else(|| container.index.iter().find(|(number, _)| *number == id.number))?;
        let mut lexer = Lexer::file(&container.data, *offset, self.values.get());
        let value = lexer.value().ok();
        self.spend(&lexer, *offset).then_some(())?;
        let value = value?;
        self.look_for_repeats(&value, id);
        Some(value)
    }

    /// The numbers of the objects in an object stream.
    pub(super) fn contained(&self, number: u32, xref: &Xref) -> Vec<u32> {
        let container = self.container(number, xref);
        container.map(|found| found.index.iter().map(|(number, _)| *number).collect()).unwrap_or_default()
    }

    /// An object stream (7.5.7).
    fn container(&self, number: u32, xref: &Xref) -> Option<Rc<Container>> {
        if let Some(found) = self.containers.borrow().get(&number) {
            return found.clone();
        }
        let found = self.unpack_container(number, xref).map(Rc::new);
        self.containers.borrow_mut().insert(number, found.clone());
        found
    }

    fn unpack_container(&self, number: u32, xref: &Xref) -> Option<Container> {
        // An object stream stands in no other.
        let Entry::At(at, _) = *xref.entries.get(&number)? else { return None };
        let mut lexer = self.lexer(at);
        let id = lexer.object_head()?;
        let object = self.body(&mut lexer, id)?;
        let stream = object.stream()?;
        let count = stream.dict.raw("N").and_then(Object::integer).and_then(|n| usize::try_from(n).ok())?;
        let first =
            stream.dict.raw("First").and_then(Object::integer).and_then(|n| usize::try_from(n).ok())?;
        if count > limits::OBJECTS {
            self.note(Defect::TooMuch("对象"));
            return None;
        }
        let data = self.decode(stream, limits::STREAM).ok()?.bytes;
        let mut head = Lexer::file(&data, 0, u64::MAX);
        let mut index = Vec::new();
        for _ in 0..count {
            let number = u32::try_from(head.unsigned()?).ok()?;
            let offset = usize::try_from(head.unsigned()?).ok()?;
            index.push((number, first.checked_add(offset)?));
        }
        Some(Container { data, index })
    }

    /// A stream's bytes as stored.
    pub(crate) fn stored(&self, stream: &Stream) -> &'a [u8] {
        self.bytes.get(stream.start..stream.start.saturating_add(stream.length)).unwrap_or_default()
    }

    /// The filters on a stream, each with its parameters.
    pub(crate) fn filters(&self, dict: &Dict) -> Vec<(Filter, Option<Rc<Dict>>)> {
        let either = |long, short| self.get(dict, long).or_else(|| self.get(dict, short));
        let Some(names) = either("Filter", "F") else { return Vec::new() };
        let parameters = either("DecodeParms", "DP");
        if let Some(name) = names.name() {
            return vec![(Filter::named(name), parameters.and_then(|value| value.dict().map(Rc::clone)))];
        }
        let names = self.list(&names).unwrap_or_default();
        let parameters = parameters.and_then(|list| self.list(&list)).unwrap_or_default();
        let named = names.iter().enumerate().filter_map(|(at, name)| {
            let parameters = parameters.get(at).and_then(Object::dict).map(Rc::clone);
            Some((Filter::named(name.name()?), parameters))
        });
        named.collect()
    }

    /// A stream's data, unpacked up to where pixels would begin. `limit` bounds
    /// the bytes.
    pub(crate) fn decode(&self, stream: &Stream, limit: usize) -> Result<Decoded, Failure> {
        let result = self.unpack(&stream.dict, self.stored(stream), stream.id, limit);
        if let (Err(failure), Some(id)) = (&result, stream.id) {
            self.note(match failure {
                Failure::Large => Defect::Bomb(id),
                _ => Defect::BadData(id),
            });
        }
        result
    }

    /// The same for data that stands elsewhere, as an inline image's does.
    pub(crate) fn unpack(
        &self,
        dict: &Dict,
        stored: &[u8],
        id: Option<Id>,
        limit: usize,
    ) -> Result<Decoded, Failure> {
        let filters = self.filters(dict);
        if filters.len() > limits::FILTERS {
            return Err(Failure::Large);
        }
        let mut bytes: Option<Vec<u8>> = None;
        for (filter, parameters) in filters {
            if filter.is_picture() {
                let bytes = bytes.unwrap_or_else(|| stored.to_vec());
                return Ok(Decoded { bytes, picture: Some((filter, parameters)) });
            }
            let data = bytes.as_deref().unwrap_or(stored);
            let left = usize::try_from(self.decoded.get()).unwrap_or(usize::MAX);
            let out = filter::unpack(filter, data, self.prediction(parameters.as_deref()), limit.min(left))?;
            self.decoded.set(self.decoded.get().saturating_sub(out.bytes.len() as u64));
            if let (true, Some(id)) = (out.damaged, id) {
                self.note(Defect::BadData(id));
            }
            bytes = Some(out.bytes);
        }
        Ok(Decoded { bytes: bytes.unwrap_or_else(|| stored.to_vec()), picture: None })
    }

    fn prediction(&self, parameters: Option<&Dict>) -> Prediction {
        let number = |key: &str, default| {
            parameters
                .and_then(|dict| self.get(dict, key))
                .and_then(|value| value.integer())
                .unwrap_or(default)
        };
        Prediction {
            predictor: number("Predictor", 1),
            colours: number("Colors", 1),
            bits: number("BitsPerComponent", 8),
            columns: number("Columns", 1),
            early: number("EarlyChange", 1) != 0,
        }
    }
}
