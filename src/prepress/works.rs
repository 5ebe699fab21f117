//! What is at hand while a press file is made: the raw file, the new one, the
//! way to inks, and what was found.
//!
//! The new file has nothing but what was put there on purpose, so that nothing
//! of the raw one comes along unseen.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::ink::{Inks, RED_INKS};
use super::problem::Problem;
use super::rewrite::Overprint;
use super::space::Space;
use super::spot::Spot;
use super::stream;

/// How deep things may stand in each other: forms, and parts of objects.
pub(super) const DEPTH: usize = 32;
/// How deep objects may go that are taken over as they are.
const COPY_DEPTH: usize = 100;
/// The most objects that a press file may have.
const OBJECTS: usize = 400_000;

/// What one thing of the raw file became, by what it was used for.
pub(super) type Key = (ObjectId, Use, [u32; 2]);

/// What something is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Use {
    /// A form or a picture.
    Object,
    /// A pattern, seen through the mask of this number.
    Pattern(Option<usize>),
    /// A gradient.
    Shading,
    /// A font.
    Font,
}

/// Everything at hand.
pub(super) struct Works<'a> {
    /// The raw file.
    pub(super) source: &'a Document,
    /// The new one.
    pub(super) out: Document,
    /// The way to inks.
    pub(super) inks: Inks,
    /// Which black lets show through what is below.
    pub(super) overprint: Overprint,
    /// Whether the file is to be PDF 1.4.
    pub(super) old: bool,
    /// The page that is being made, counted from 1.
    pub(super) page: usize,
    /// How many forms are open.
    pub(super) depth: usize,
    /// What can't be printed.
    pub(super) problems: Vec<Problem>,
    /// What prints otherwise than it looks on a screen.
    pub(super) warnings: Vec<Problem>,
    /// Names of the fonts in use.
    pub(super) fonts: BTreeSet<String>,
    /// Inks of their own, by name.
    pub(super) spots: BTreeMap<Vec<u8>, ObjectId>,
    /// Gradients that masks run as, by number.
    pub(super) masks: Vec<ObjectId>,
    spot: Option<Spot>,
    memo: BTreeMap<Key, Option<ObjectId>>,
    spaces: BTreeMap<ObjectId, Space>,
    copies: BTreeMap<ObjectId, ObjectId>,
    states: Option<[ObjectId; 2]>,
}

impl<'a> Works<'a> {
    /// Everything for a file whose 红 is printed in the spot named, if one is.
    pub(super) fn new(
        source: &'a Document,
        inks: Inks,
        overprint: Overprint,
        old: bool,
        spot: Option<&str>,
    ) -> Self {
        let spot = spot.map(|name| Spot { name: name.to_owned(), alternate: RED_INKS });
        Self {
            source,
            out: Document::with_version(if old { "1.4" } else { "1.6" }),
            inks,
            overprint,
            old,
            page: 0,
            depth: 0,
            problems: Vec::new(),
            warnings: Vec::new(),
            fonts: BTreeSet::new(),
            spots: BTreeMap::new(),
            masks: Vec::new(),
            spot,
            memo: BTreeMap::new(),
            spaces: BTreeMap::new(),
            copies: BTreeMap::new(),
            states: None,
        }
    }

    /// Something on this page can't be printed.
    pub(super) fn problem(&mut self, message: impl Into<String>, help: impl Into<String>) {
        let problem = Problem::new(message, help).on_page(self.page);
        if !self.problems.contains(&problem) {
            self.problems.push(problem);
        }
    }

    /// Something on this page prints otherwise than it looks on a screen.
    pub(super) fn warn(&mut self, message: impl Into<String>, help: impl Into<String>) {
        let problem = Problem::new(message, help).on_page(self.page);
        if !self.warnings.contains(&problem) {
            self.warnings.push(problem);
        }
    }

    /// What an object of the raw file became, made now if it was not yet. What is
    /// being made is nothing for those inside.
    pub(super) fn once(
        &mut self,
        key: Key,
        make: impl FnOnce(&mut Self) -> Option<ObjectId>,
    ) -> Option<ObjectId> {
        if let Some(&known) = self.memo.get(&key) {
            return known;
        }
        if self.depth >= DEPTH || self.out.objects.len() > OBJECTS {
            self.problem("图里的东西套得太深或太多", "把这一页的图另存成图片（PNG、JPEG）再插入");
            return None;
        }
        self.memo.insert(key, None);
        self.depth += 1;
        let made = make(self);
        self.depth -= 1;
        self.memo.insert(key, made);
        made
    }

    /// A colour space of the raw file; `named` are those of the resources.
    pub(super) fn space(&mut self, object: &Object, named: Option<&Dictionary>) -> Space {
        let id = object.as_reference().ok();
        if let Some(known) = id.and_then(|id| self.spaces.get(&id)) {
            return known.clone();
        }
        let space = Space::read(self.source, object, named, &mut self.inks);
        if let Some(id) = id {
            self.spaces.insert(id, space.clone());
        }
        space
    }

    /// The colour space of the spot that 红 is printed in, in the new file.
    pub(super) fn spot(&mut self) -> Option<ObjectId> {
        let spot = self.spot.as_ref()?;
        let name = spot.name.clone().into_bytes();
        if let Some(&known) = self.spots.get(&name) {
            return Some(known);
        }
        let id = self.out.add_object(spot.space());
        self.spots.insert(name, id);
        Some(id)
    }

    /// Whether a name is that of the spot that 红 is printed in.
    pub(super) fn is_spot(&self, name: &[u8]) -> bool {
        self.spot.as_ref().is_some_and(|spot| spot.name.as_bytes() == name)
    }

    /// The graphics states in which black overprints, and in which all knocks out
    /// (ISO 32000-1, 8.6.7: with OPM 1 a component of 0 leaves its plate alone).
    pub(super) fn overprint_states(&mut self) -> [ObjectId; 2] {
        let out = &mut self.out;
        *self.states.get_or_insert_with(|| {
            [true, false].map(|over| {
                out.add_object(dictionary! { "Type" => "ExtGState", "OP" => over, "op" => over, "OPM" => 1 })
            })
        })
    }

    /// Takes over an object with all that belongs to it. LZW, which archives may not
    /// have (ISO 19005-1, 6.1.10), becomes Flate.
    pub(super) fn copy(&mut self, object: &Object) -> Object {
        self.copy_at(object, 0)
    }

    fn copy_at(&mut self, object: &Object, depth: usize) -> Object {
        if depth > COPY_DEPTH {
            return Object::Null;
        }
        let source = self.source;
        match object {
            Object::Reference(id) => {
                if let Some(&known) = self.copies.get(id) {
                    return known.into();
                }
                let Ok(object) = source.get_object(*id) else { return Object::Null };
                let copy = self.out.new_object_id();
                self.copies.insert(*id, copy);
                let object = self.copy_at(object, depth + 1);
                self.out.set_object(copy, object);
                copy.into()
            }
            Object::Array(parts) => {
                Object::Array(parts.iter().map(|part| self.copy_at(part, depth + 1)).collect())
            }
            Object::Dictionary(entries) => Object::Dictionary(self.copy_entries(entries, depth)),
            Object::Stream(stream) => {
                let entries = self.copy_entries(&stream.dict, depth);
                let old = stream.filters().is_ok_and(|filters| filters.contains(&&b"LZWDecode"[..]));
                let plain = if old { stream::plain(stream) } else { None };
                Object::Stream(match plain {
                    Some(plain) => stream::packed(entries, &plain),
                    None => Stream::new(entries, stream.content.clone()).with_compression(false),
                })
            }
            plain => plain.clone(),
        }
    }

    fn copy_entries(&mut self, entries: &Dictionary, depth: usize) -> Dictionary {
        let mut copy = Dictionary::new();
        for (key, value) in entries.iter() {
            copy.set(key.clone(), self.copy_at(value, depth + 1));
        }
        copy
    }

    /// Some entries of a dictionary, taken over under the same names.
    pub(super) fn copy_keys(&mut self, from: &Dictionary, keys: &[&[u8]], to: &mut Dictionary) {
        for key in keys {
            if let Ok(value) = from.get(key) {
                let value = self.copy(value);
                to.set(key.to_vec(), value);
            }
        }
    }
}
