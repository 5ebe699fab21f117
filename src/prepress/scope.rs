//! The resources of one content stream: what its names stand for in the raw
//! file, and what they stand for in the new one.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::ink::Inks;
use super::rewrite::{Alpha, How, KNOCKOUT, Kind, Names, OVERPRINT, PATTERN, SPOT, Setting, rewrite};
use super::space::Space;
use super::works::{Use, Works};
use super::{font, inline, picture, separation, setting, shading, stream};

/// Kinds of resources, as PDF names them.
const KINDS: [&str; 6] = ["ColorSpace", "ExtGState", "Font", "Pattern", "Shading", "XObject"];

/// How many `q` may stand in each other (PDF Reference 1.4, appendix C; ISO
/// 19005-1, 6.1.12).
const Q_DEPTH: usize = 28;

/// What the names in one or several content streams stand for.
pub(super) struct Scope<'w, 'a> {
    works: &'w mut Works<'a>,
    /// In the raw file.
    resources: &'w Dictionary,
    /// In the new one, in the order of [`KINDS`].
    made: [Dictionary; 6],
    spaces: Vec<(Vec<u8>, Space)>,
    /// Names that were given.
    count: usize,
}

impl<'w, 'a> Scope<'w, 'a> {
    /// The resources that streams have in the raw file.
    pub(super) fn new(works: &'w mut Works<'a>, resources: &'w Dictionary) -> Self {
        Self { works, resources, made: KINDS.map(|_| Dictionary::new()), spaces: Vec::new(), count: 0 }
    }

    /// Rewrites a content stream.
    pub(super) fn rewrite(&mut self, content: &[u8], how: How) -> Vec<u8> {
        let (content, needs) = rewrite(content, how, self);
        if needs.spot
            && let Some(spot) = self.works.spot()
        {
            self.set("ColorSpace", SPOT.as_bytes(), spot);
        }
        if needs.pattern {
            let space: Vec<Object> = vec!["Pattern".into(), "DeviceCMYK".into()];
            self.set("ColorSpace", PATTERN.as_bytes(), space);
        }
        if needs.overprint {
            let [over, knock] = self.works.overprint_states();
            self.set("ExtGState", OVERPRINT.as_bytes(), over);
            self.set("ExtGState", KNOCKOUT.as_bytes(), knock);
        }
        if self.works.old && needs.depth > Q_DEPTH {
            let help = "把这一页的图另存成图片（PNG、JPEG）再插入";
            self.works.problem("图里的层次太多，PDF 1.4 容不下", help);
        }
        content
    }

    /// The resources in the new file.
    pub(super) fn finish(self) -> Dictionary {
        let mut resources = Dictionary::new();
        for (kind, made) in KINDS.into_iter().zip(self.made) {
            if !made.is_empty() {
                resources.set(kind, made);
            }
        }
        resources
    }
}

impl Scope<'_, '_> {
    /// What a name stands for in the raw file.
    fn named(&self, kind: &str, name: &[u8]) -> Option<Object> {
        let source = self.works.source;
        let named = self.resources.get_deref(kind.as_bytes(), source).ok()?.as_dict().ok()?;
        named.get(name).ok().cloned()
    }

    fn set(&mut self, kind: &str, name: &[u8], object: impl Into<Object>) {
        let made = KINDS.iter().position(|known| *known == kind).and_then(|index| self.made.get_mut(index));
        if let Some(made) = made {
            made.set(name.to_vec(), object);
        }
    }

    /// Puts something among the resources and names it.
    fn name(&mut self, kind: &str, id: ObjectId) -> String {
        let made = KINDS.iter().position(|known| *known == kind).and_then(|index| self.made.get(index));
        let known =
            made.and_then(|made| made.iter().find(|(_, object)| object.as_reference().ok() == Some(id)));
        if let Some((name, _)) = known {
            return String::from_utf8_lossy(name).into_owned();
        }
        let name = format!("Gb{}", self.count);
        self.count += 1;
        self.set(kind, name.as_bytes(), id);
        name
    }
}

/// An amount as a part of a key.
fn key(amount: f64) -> u32 {
    (amount.clamp(0.0, 1.0) * 1e6).round() as u32
}

impl Names for Scope<'_, '_> {
    fn inks(&mut self) -> &mut Inks {
        &mut self.works.inks
    }

    fn space(&mut self, name: &[u8]) -> Space {
        if let Some((_, space)) = self.spaces.iter().find(|(known, _)| known == name) {
            return space.clone();
        }
        let object = self.named("ColorSpace", name);
        let space = object.as_ref().map_or(Space::Unknown, |object| self.works.space(object, None));
        match (&space, &object) {
            (Space::Kept, Some(object)) => {
                if let Some(made) = separation::take_over(self.works, object) {
                    self.set("ColorSpace", name, made);
                }
            }
            (Space::Unknown, _) => {
                self.works.problem("图里有认不出的颜色空间", "把这一页的图另存成 RGB 或 CMYK 的图再插入");
            }
            _ => {}
        }
        self.spaces.push((name.to_vec(), space.clone()));
        space
    }

    fn setting(&mut self, name: &[u8]) -> Setting {
        let object = self.named("ExtGState", name);
        let entries =
            object.as_ref().and_then(|object| self.works.source.dereference(object).ok()?.1.as_dict().ok());
        let Some(entries) = entries else { return Setting::default() };
        let (setting, kept) = setting::read(self.works, entries);
        if let Some(kept) = kept {
            self.set("ExtGState", name, kept);
        }
        setting
    }

    fn font(&mut self, name: &[u8]) {
        let Some(object) = self.named("Font", name) else { return };
        if let Some(made) = font::take_over(self.works, &object) {
            self.set("Font", name, made);
        }
    }

    fn pattern(&mut self, name: &[u8], alpha: f64, mask: Option<usize>) -> Option<String> {
        let object = self.named("Pattern", name)?;
        let made = match object.as_reference() {
            Ok(id) => self.works.once((id, Use::Pattern(mask), [key(alpha), 0]), |works| {
                pattern(works, &object, alpha, mask)
            }),
            Err(_) => pattern(self.works, &object, alpha, mask),
        };
        Some(self.name("Pattern", made?))
    }

    fn shading(&mut self, name: &[u8], alpha: f64) -> Option<String> {
        let object = self.named("Shading", name)?;
        let made = match object.as_reference() {
            Ok(id) => self.works.once((id, Use::Shading, [key(alpha), 0]), |works| {
                shading::convert(works, &object, alpha, None)
            }),
            Err(_) => shading::convert(self.works, &object, alpha, None),
        };
        Some(self.name("Shading", made?))
    }

    fn object(&mut self, name: &[u8], alpha: Alpha, masked: bool) -> Option<String> {
        let id = self.named("XObject", name)?.as_reference().ok()?;
        if masked {
            setting::refuse_mask(self.works);
        }
        let resources = self.resources;
        let made = self.works.once((id, Use::Object, [key(alpha.fill), key(alpha.stroke)]), |works| {
            object(works, id, alpha, resources)
        });
        Some(self.name("XObject", made?))
    }

    fn image(&mut self, entries: &[u8], data: &[u8], alpha: f64) -> Option<String> {
        let stream = inline::stream(entries, data)?;
        let source = self.works.source;
        let named = self.resources.get_deref(b"ColorSpace", source).and_then(Object::as_dict).ok();
        let made = picture::convert(self.works, &stream, alpha, named)?;
        Some(self.name("XObject", made))
    }
}

/// The resources that a stream names, else those of the place that uses it.
fn own_resources(works: &Works<'_>, entries: &Dictionary, around: Option<&Dictionary>) -> Dictionary {
    let own = entries.get_deref(b"Resources", works.source).and_then(Object::as_dict).ok();
    own.or(around).cloned().unwrap_or_default()
}

/// A form or a picture.
fn object(works: &mut Works<'_>, id: ObjectId, alpha: Alpha, around: &Dictionary) -> Option<ObjectId> {
    let source = works.source;
    let raw = source.get_object(id).ok()?.as_stream().ok()?;
    let kind = raw.dict.get_deref(b"Subtype", source).and_then(Object::as_name).ok();
    match kind {
        Some(b"Image") => picture::convert(works, raw, alpha.fill, None),
        Some(b"Form") => {
            let resources = own_resources(works, &raw.dict, Some(around));
            // A group is laid down as one: its own alpha begins anew.
            let (base, alpha) = if raw.dict.has(b"Group") { (alpha.fill, Alpha::FULL) } else { (1.0, alpha) };
            let plain = stream::plain(raw)?;
            let how = How { kind: Kind::Form, overprint: works.overprint, base, alpha };
            let mut scope = Scope::new(works, &resources);
            let content = scope.rewrite(&plain, how);
            let resources = scope.finish();
            let mut entries = dictionary! { "Type" => "XObject", "Subtype" => "Form" };
            works.copy_keys(&raw.dict, &[b"BBox", b"Matrix"], &mut entries);
            entries.set("Resources", resources);
            Some(works.out.add_object(stream::packed(entries, &content)))
        }
        _ => {
            works.problem("图里有印刷不能用的 PostScript 片段", "把这一页的图另存成图片（PNG、JPEG）再插入");
            None
        }
    }
}

/// A tiling pattern or a gradient.
fn pattern(works: &mut Works<'_>, object: &Object, alpha: f64, mask: Option<usize>) -> Option<ObjectId> {
    let source = works.source;
    match source.dereference(object).ok()?.1 {
        Object::Stream(raw) => {
            let resources = own_resources(works, &raw.dict, None);
            let coloured = raw.dict.get_deref(b"PaintType", source).and_then(Object::as_i64).ok() != Some(2);
            let kind = if coloured { Kind::Whole } else { Kind::Form };
            let base = if coloured { alpha } else { 1.0 };
            let how = How { kind, overprint: works.overprint, base, alpha: Alpha::FULL };
            let plain = stream::plain(raw)?;
            let mut scope = Scope::new(works, &resources);
            let content = scope.rewrite(&plain, how);
            let resources = scope.finish();
            let mut entries = dictionary! { "Type" => "Pattern", "PatternType" => 1 };
            let keys: [&[u8]; 6] = [b"PaintType", b"TilingType", b"BBox", b"XStep", b"YStep", b"Matrix"];
            works.copy_keys(&raw.dict, &keys, &mut entries);
            entries.set("Resources", resources);
            Some(works.out.add_object(stream::packed(entries, &content)))
        }
        Object::Dictionary(raw) => {
            let made = shading::convert(works, raw.get(b"Shading").ok()?, alpha, mask)?;
            let mut entries = dictionary! { "Type" => "Pattern", "PatternType" => 2, "Shading" => made };
            works.copy_keys(raw, &[b"Matrix"], &mut entries);
            Some(works.out.add_object(entries))
        }
        _ => None,
    }
}
