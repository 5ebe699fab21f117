//! The values a PDF is made of (ISO 32000-1, 7.3). Cloning is cheap.

use std::rc::Rc;

/// An indirect object's number and generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Id {
    pub(crate) number: u32,
    pub(crate) generation: u16,
}

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Object {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Name(Rc<[u8]>),
    Text(Rc<[u8]>),
    Array(Rc<[Object]>),
    Dict(Rc<Dict>),
    Stream(Rc<Stream>),
    Ref(Id),
}

/// A dictionary. Of a key that stands twice, the first value holds.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Dict {
    /// Sorted by key.
    entries: Vec<(Rc<[u8]>, Object)>,
    /// A key that stands twice.
    pub(crate) repeated: Option<Rc<[u8]>>,
}

/// A stream: a dictionary and where its bytes stand in the file.
#[derive(Debug, PartialEq)]
pub(crate) struct Stream {
    pub(crate) dict: Rc<Dict>,
    pub(crate) start: usize,
    pub(crate) length: usize,
    /// The object it is.
    pub(crate) id: Option<Id>,
}

impl Dict {
    /// Takes the entries as they stand in the file.
    pub(crate) fn new(mut entries: Vec<(Rc<[u8]>, Object)>) -> Self {
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        let twice = entries.windows(2).find(|pair| matches!(pair, [a, b] if a.0 == b.0));
        let repeated = twice.and_then(|pair| pair.first()).map(|(key, _)| Rc::clone(key));
        entries.dedup_by(|later, first| later.0 == first.0);
        Self { entries, repeated }
    }

    /// The value as it stands: a reference stays one.
    pub(crate) fn raw(&self, key: &str) -> Option<&Object> {
        let at = self.entries.binary_search_by(|(name, _)| (**name).cmp(key.as_bytes())).ok()?;
        self.entries.get(at).map(|(_, value)| value).filter(|value| !matches!(value, Object::Null))
    }

    /// Whether there is a value that is not null.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.raw(key).is_some()
    }

    /// Keys and values, by key.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[u8], &Object)> {
        self.entries.iter().map(|(key, value)| (&**key, value))
    }
}

impl Object {
    /// A number.
    pub(crate) fn number(&self) -> Option<f64> {
        match *self {
            Self::Int(value) => Some(value as f64),
            Self::Real(value) => Some(value),
            _ => None,
        }
    }

    /// An integer, also where it is written as a real.
    pub(crate) fn integer(&self) -> Option<i64> {
        match *self {
            Self::Int(value) => Some(value),
            Self::Real(value) if value.fract() == 0.0 && value.abs() < 1e15 => Some(value as i64),
            _ => None,
        }
    }

    /// A name's bytes.
    pub(crate) fn name(&self) -> Option<&[u8]> {
        match self {
            Self::Name(name) => Some(name),
            _ => None,
        }
    }

    /// Whether it is this name.
    pub(crate) fn is_name(&self, name: &str) -> bool {
        self.name() == Some(name.as_bytes())
    }

    /// A string's bytes.
    pub(crate) fn text(&self) -> Option<&[u8]> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// An array's values.
    pub(crate) fn array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(values) => Some(values),
            _ => None,
        }
    }

    /// A dictionary, or a stream's.
    pub(crate) fn dict(&self) -> Option<&Rc<Dict>> {
        match self {
            Self::Dict(dict) => Some(dict),
            Self::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    /// A stream.
    pub(crate) fn stream(&self) -> Option<&Rc<Stream>> {
        match self {
            Self::Stream(stream) => Some(stream),
            _ => None,
        }
    }

    /// What it refers to.
    pub(crate) fn id(&self) -> Option<Id> {
        match self {
            Self::Ref(id) => Some(*id),
            Self::Stream(stream) => stream.id,
            _ => None,
        }
    }
}
