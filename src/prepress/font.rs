//! Fonts are taken over as they are, if they are embedded (ISO 15930-7, 6.3.2).

use lopdf::{Dictionary, Object, ObjectId};

use super::rewrite::{Alpha, How, Kind};
use super::scope::Scope;
use super::stream;
use super::works::{Use, Works};

/// A font in the new file.
pub(super) fn take_over(works: &mut Works<'_>, object: &Object) -> Option<Object> {
    let id = object.as_reference();
    match id {
        Ok(id) => works.once((id, Use::Font, [0, 0]), |works| make(works, object)).map(Object::Reference),
        Err(_) => make(works, object).map(Object::Reference),
    }
}

fn make(works: &mut Works<'_>, object: &Object) -> Option<ObjectId> {
    let source = works.source;
    let entries = source.dereference(object).ok()?.1.as_dict().ok()?;
    let kind = entries.get_deref(b"Subtype", source).and_then(Object::as_name).unwrap_or_default();
    if kind == b"Type3" {
        return Some(drawn(works, entries));
    }
    let name = entries.get_deref(b"BaseFont", source).and_then(Object::as_name).unwrap_or_default();
    let name = plain_name(name);
    let descendant = entries.get_deref(b"DescendantFonts", source).and_then(Object::as_array).ok();
    let descendant = descendant.and_then(|fonts| source.dereference(fonts.first()?).ok()?.1.as_dict().ok());
    let described = descendant.unwrap_or(entries).get_deref(b"FontDescriptor", source);
    let described = described.and_then(Object::as_dict).ok();
    let embedded = [&b"FontFile"[..], b"FontFile2", b"FontFile3"].into_iter().any(|file| {
        let file = described.and_then(|described| described.get_deref(file, source).ok());
        file.is_some_and(|file| file.as_stream().is_ok())
    });
    if !embedded {
        let help = "在作图软件里嵌入字体或把文字转成曲线，再插入";
        works.problem(format!("图里的字体 {name} 没有嵌入"), help);
        return None;
    }
    works.fonts.insert(name);
    match works.copy(object) {
        Object::Reference(id) => Some(id),
        made => Some(works.out.add_object(made)),
    }
}

/// A font whose glyphs are content (Type 3).
fn drawn(works: &mut Works<'_>, entries: &Dictionary) -> ObjectId {
    let source = works.source;
    let resources =
        entries.get_deref(b"Resources", source).and_then(Object::as_dict).cloned().unwrap_or_default();
    let how = How { kind: Kind::Glyph, overprint: works.overprint, base: 1.0, alpha: Alpha::FULL };
    let mut glyphs = Dictionary::new();
    let mut rewritten = Vec::new();
    let mut scope = Scope::new(works, &resources);
    let raw = entries.get_deref(b"CharProcs", source).and_then(Object::as_dict).ok();
    for (name, glyph) in raw.into_iter().flat_map(Dictionary::iter) {
        let glyph = source.dereference(glyph).ok().and_then(|(_, glyph)| glyph.as_stream().ok());
        let Some(plain) = glyph.and_then(stream::plain) else { continue };
        rewritten.push((name, stream::packed(Dictionary::new(), &scope.rewrite(&plain, how))));
    }
    let resources = scope.finish();
    for (name, glyph) in rewritten {
        glyphs.set(name.clone(), works.out.add_object(glyph));
    }
    let mut made = Dictionary::new();
    let keys: [&[u8]; 9] = [
        b"Type",
        b"Subtype",
        b"FontBBox",
        b"FontMatrix",
        b"Encoding",
        b"FirstChar",
        b"LastChar",
        b"Widths",
        b"ToUnicode",
    ];
    works.copy_keys(entries, &keys, &mut made);
    made.set("CharProcs", glyphs);
    made.set("Resources", resources);
    works.out.add_object(made)
}

/// A font's name without the six letters of a subset.
fn plain_name(name: &[u8]) -> String {
    let name = String::from_utf8_lossy(name);
    match name.split_once('+') {
        Some((tag, plain)) if tag.len() == 6 && tag.bytes().all(|byte| byte.is_ascii_uppercase()) => {
            plain.to_owned()
        }
        _ => name.into_owned(),
    }
}
