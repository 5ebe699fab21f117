//! What a page's content leads to: whether any of it is transparent (ISO
//! 32000-1, 11), whether all of it is there, and whether a form relies on the
//! page for its resources.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::problem::Problem;

/// Blend modes that only paint over.
const OPAQUE: [&[u8]; 2] = [b"Normal", b"Compatible"];
/// The most objects that are looked at for one page.
const OBJECTS: usize = 200_000;
/// The most objects that are looked at for all pages.
const WORK: usize = 20_000_000;

/// What is known of a document's resources so far.
#[derive(Default)]
pub(super) struct Resources {
    /// Whether what a resources object leads to is transparent.
    known: BTreeMap<ObjectId, bool>,
    /// Forms without resources, and the resources they were given.
    lent: BTreeMap<ObjectId, Object>,
    /// Spot colours by their names: Separation spaces or references to them.
    spots: BTreeMap<Vec<u8>, Object>,
    work: usize,
}

impl Resources {
    /// Whether anything that resources lead to is transparent.
    ///
    /// A form without resources of its own takes those of the page (ISO 32000-1,
    /// 7.8.3), and would take those of the sheet: it is given the page's.
    pub(super) fn examine(&mut self, document: &mut Document, resources: &Object) -> Result<bool, Problem> {
        let id = resources.as_reference().ok();
        if let Some(&known) = id.and_then(|id| self.known.get(&id)) {
            return Ok(known);
        }
        let Walk { seen, found, bare, spots, .. } = Walk::from(document, resources)?;
        for (name, space) in spots {
            self.spots.entry(name).or_insert(space);
        }
        self.work = self.work.saturating_add(seen.len());
        if self.work > WORK {
            return Err(Problem::new("文件里的对象多得不正常", "用原来的软件重新导出 PDF 再拼"));
        }
        for form in bare {
            self.lend(document, form, resources)?;
        }
        if let Some(id) = id {
            self.known.insert(id, found);
        }
        Ok(found)
    }

    /// The spot colours met so far, each as an object.
    pub(super) fn spots(&self, document: &mut Document) -> Vec<ObjectId> {
        let object = |space: &Object| match space {
            Object::Reference(id) => *id,
            space => document.add_object(space.clone()),
        };
        self.spots.values().map(object).collect()
    }

    fn lend(&mut self, document: &mut Document, form: ObjectId, resources: &Object) -> Result<(), Problem> {
        if let Some(lent) = self.lent.get(&form) {
            if lent == resources {
                return Ok(());
            }
            return Err(Problem::new(
                "几面共用的一个图形没有自己的资源，在各面上意思不同",
                "用原来的软件另存为较新的 PDF 版本（1.6），再拼",
            ));
        }
        match document.objects.get_mut(&form) {
            Some(Object::Stream(stream)) => stream.dict.set("Resources", resources.clone()),
            Some(Object::Dictionary(font)) => font.set("Resources", resources.clone()),
            _ => {}
        }
        self.lent.insert(form, resources.clone());
        Ok(())
    }
}

/// Entries of forms and pictures that nothing of is painted.
const ASIDE: [&[u8]; 2] = [b"Metadata", b"PieceInfo"];

/// What is around a resource, not in it. In a dictionary of names any key is a
/// name, so that it is the dictionary's type that tells, not the key.
const AROUND: [&[u8]; 5] = [b"Page", b"Pages", b"Annot", b"StructElem", b"StructTreeRoot"];

/// Goes through all that resources lead to, each object once.
struct Walk<'a> {
    document: &'a Document,
    seen: BTreeSet<ObjectId>,
    /// Something is transparent.
    found: bool,
    /// Forms and Type 3 fonts without resources.
    bare: Vec<ObjectId>,
    spots: Vec<(Vec<u8>, Object)>,
}

impl<'a> Walk<'a> {
    fn from(document: &'a Document, resources: &'a Object) -> Result<Self, Problem> {
        let mut walk =
            Self { document, seen: BTreeSet::new(), found: false, bare: Vec::new(), spots: Vec::new() };
        let mut open = vec![(None, resources)];
        while let Some((id, object)) = open.pop() {
            walk.visit(id, object, &mut open)?;
        }
        Ok(walk)
    }

    fn visit(
        &mut self,
        id: Option<ObjectId>,
        object: &'a Object,
        open: &mut Vec<(Option<ObjectId>, &'a Object)>,
    ) -> Result<(), Problem> {
        match object {
            Object::Reference(id) => {
                if !self.seen.insert(*id) {
                    return Ok(());
                }
                if self.seen.len() > OBJECTS {
                    return Err(Problem::new("这一面用到的对象多得不正常", "用原来的软件重新导出 PDF 再拼"));
                }
                let Some(object) = self.document.objects.get(id) else {
                    return Err(Problem::new(
                        "这一面已损坏：缺字体、图片或别的对象",
                        "用原来的软件重新导出 PDF 再拼",
                    ));
                };
                open.push((Some(*id), object));
            }
            Object::Array(parts) => {
                if let Some(name) = spot(parts) {
                    let space = id.map_or_else(|| object.clone(), Object::Reference);
                    self.spots.push((name.to_vec(), space));
                }
                open.extend(parts.iter().map(|part| (None, part)));
            }
            Object::Dictionary(dictionary) => self.dictionary(id, dictionary, &[], open),
            Object::Stream(stream) => self.dictionary(id, &stream.dict, &ASIDE, open),
            _ => {}
        }
        Ok(())
    }

    fn dictionary(
        &mut self,
        id: Option<ObjectId>,
        dictionary: &'a Dictionary,
        aside: &[&[u8]],
        open: &mut Vec<(Option<ObjectId>, &'a Object)>,
    ) {
        let own = dictionary.get(b"Type").and_then(Object::as_name);
        if own.is_ok_and(|own| AROUND.contains(&own)) {
            return;
        }
        self.found |= transparent(self.document, dictionary);
        let kind = dictionary.get_deref(b"Subtype", self.document).and_then(Object::as_name);
        if matches!(kind, Ok(b"Form" | b"Type3")) && !dictionary.has(b"Resources") {
            self.bare.extend(id);
        }
        let inside = dictionary.iter().filter(|(key, _)| !aside.contains(&key.as_slice()));
        open.extend(inside.map(|(_, object)| (None, object)));
    }
}

/// The name of a spot colour, if an array is a Separation space of one.
fn spot(parts: &[Object]) -> Option<&[u8]> {
    const PROCESS: [&[u8]; 6] = [b"Cyan", b"Magenta", b"Yellow", b"Black", b"All", b"None"];
    let [Object::Name(family), Object::Name(name), _, _] = parts else { return None };
    (family == b"Separation" && !PROCESS.contains(&name.as_slice())).then_some(name)
}

/// Whether a graphics state (ISO 32000-1, table 58) or a picture (table 89) asks
/// for transparency.
fn transparent(document: &Document, dictionary: &Dictionary) -> bool {
    let get = |key: &[u8]| dictionary.get_deref(key, document).ok();
    let mask = get(b"SMask").is_some_and(|mask| !matches!(mask, Object::Name(_) | Object::Null));
    let in_data = get(b"SMaskInData").and_then(|mask| mask.as_i64().ok()).is_some_and(|kind| kind != 0);
    let thin = |key| get(key).and_then(|alpha| alpha.as_float().ok()).is_some_and(|alpha| alpha < 1.0);
    let plain = |mode: &Object| mode.as_name().is_ok_and(|mode| OPAQUE.contains(&mode));
    let blends = get(b"BM").is_some_and(|mode| match mode {
        Object::Array(modes) => !modes.first().is_some_and(plain),
        mode => !plain(mode),
    });
    mask || in_data || thin(b"ca") || thin(b"CA") || blends
}

#[cfg(test)]
mod tests {
    use lopdf::{Stream, dictionary};

    use super::*;

    fn examined(state: Dictionary) -> bool {
        // A name may be any word, also one that is a key elsewhere.
        let [plain, key] = ["G", "P"].map(|name| examined_as(name, state.clone()));
        assert_eq!(plain, key);
        plain
    }

    fn examined_as(name: &str, state: Dictionary) -> bool {
        let mut document = Document::with_version("1.6");
        let state = document.add_object(state);
        let inner = dictionary! { "ExtGState" => dictionary! { name => state } };
        let form = Stream::new(dictionary! { "Subtype" => "Form", "Resources" => inner }, Vec::new());
        let form = document.add_object(form);
        let resources = Object::Dictionary(dictionary! { "XObject" => dictionary! { "F" => form } });
        Resources::default().examine(&mut document, &resources).expect("nothing missing")
    }

    #[test]
    fn transparency_is_found_inside_forms() {
        assert!(!examined(dictionary! { "ca" => 1, "BM" => "Normal", "SMask" => "None", "OP" => true }));
        assert!(examined(dictionary! { "ca" => 0.5 }));
        assert!(examined(dictionary! { "BM" => "Multiply" }));
        assert!(examined(dictionary! { "BM" => vec!["Multiply".into(), "Normal".into()] }));
        assert!(examined(dictionary! { "SMask" => dictionary! { "S" => "Luminosity" } }));
    }

    #[test]
    fn forms_without_resources_get_the_pages_own() {
        let mut document = Document::with_version("1.6");
        let form = document.add_object(Stream::new(dictionary! { "Subtype" => "Form" }, b"/F Tf".to_vec()));
        let of = |name: &str| {
            let fonts = dictionary! { name => 1 };
            Object::Dictionary(dictionary! { "XObject" => dictionary! { "X" => form }, "Font" => fonts })
        };
        let mut resources = Resources::default();
        assert_eq!(resources.examine(&mut document, &of("F")), Ok(false));
        let stream = document.get_object(form).and_then(Object::as_stream).expect("a stream");
        assert!(stream.dict.has(b"Resources"));
        let mut other = Document::with_version("1.6");
        other.objects = document.objects.clone();
        assert_eq!(resources.examine(&mut document, &of("F")), Ok(false));
    }

    #[test]
    fn what_is_missing_is_told_and_circles_end() {
        let mut document = Document::with_version("1.6");
        let missing = Object::Dictionary(dictionary! { "Font" => Object::Reference((99, 0)) });
        assert!(Resources::default().examine(&mut document, &missing).is_err());
        let one = document.new_object_id();
        document.objects.insert(one, Object::Dictionary(dictionary! { "X" => one }));
        let resources = Object::Dictionary(dictionary! { "XObject" => one });
        assert_eq!(Resources::default().examine(&mut document, &resources), Ok(false));
    }
}
