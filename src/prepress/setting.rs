//! Graphics state dictionaries (ISO 32000-1, 8.4.5): what remains of them at a
//! press.
//!
//! Overprinting is set anew; transfer functions, halftones and black generation
//! are the press's own affair and go (ISO 15930-7, 6.8). Transparency is resolved
//! as on white paper, or refused.

use lopdf::{Dictionary, Object};

use super::rewrite::{Mask, Setting};
use super::stream;
use super::works::Works;

/// What holds at a press too.
const KEPT: [&[u8]; 7] = [b"LW", b"LC", b"LJ", b"ML", b"D", b"SA", b"FL"];

/// What to do about transparency that can't be resolved.
const FLATTEN: &str = "在作图软件里把透明效果压平（拼合），或另存成不透明的图再插入";

/// Reads a graphics state: what it sets, and what is left of it.
pub(super) fn read(works: &mut Works<'_>, entries: &Dictionary) -> (Setting, Option<Dictionary>) {
    let source = works.source;
    let number = |key: &[u8]| {
        let number = entries.get_deref(key, source).and_then(Object::as_float).ok()?;
        Some(f64::from(number).clamp(0.0, 1.0))
    };
    let (fill, stroke) = (number(b"ca"), number(b"CA"));
    if [fill, stroke].iter().flatten().any(|alpha| *alpha < 1.0) {
        works.warn(
            "有半透明的颜色，已按白底换算成浅色",
            "压在别的颜色上的，印出来盖住下面；要透出下面，先在作图软件里压平",
        );
    }
    blend(works, entries);
    let mask = match entries.get_deref(b"SMask", source) {
        Ok(Object::Dictionary(mask)) => match gradient(works, mask) {
            Some(number) => Some(Mask::Gradient(number)),
            None => {
                refuse_mask(works);
                None
            }
        },
        Ok(Object::Name(_)) => Some(Mask::Nothing),
        _ => None,
    };
    let mut kept = Dictionary::new();
    works.copy_keys(entries, &KEPT, &mut kept);
    let setting = Setting { keep: !kept.is_empty(), fill, stroke, mask };
    (setting, (!kept.is_empty()).then_some(kept))
}

/// Says that a soft mask can't be printed.
pub(super) fn refuse_mask(works: &mut Works<'_>) {
    works.problem("图里有渐隐的透明蒙版，印刷不能直接印", FLATTEN);
}

/// Blend modes that over white paper do what Normal does pass with a warning.
fn blend(works: &mut Works<'_>, entries: &Dictionary) {
    let source = works.source;
    let mode = match entries.get_deref(b"BM", source) {
        Ok(Object::Array(modes)) => modes.first().and_then(|mode| mode.as_name().ok()),
        Ok(mode) => mode.as_name().ok(),
        Err(_) => None,
    };
    match mode {
        None | Some(b"Normal" | b"Compatible") => {}
        Some(b"Multiply" | b"Darken") => works.warn(
            "有“正片叠底”一类的混合效果，已按压在白底上处理",
            "压在别的颜色上的，印出来盖住下面；要叠在一起，先在作图软件里压平",
        ),
        Some(mode) => {
            let mode = String::from_utf8_lossy(mode).into_owned();
            works.problem(format!("图里有混合模式 {mode}，印刷不能直接印"), FLATTEN);
        }
    }
}

/// A mask whose brightness is one gradient and nothing else, as comes of colours
/// that fade away.
fn gradient(works: &mut Works<'_>, mask: &Dictionary) -> Option<usize> {
    let source = works.source;
    if mask.get_deref(b"S", source).and_then(Object::as_name).ok() != Some(b"Luminosity") || mask.has(b"TR") {
        return None;
    }
    let group = mask.get_deref(b"G", source).ok()?.as_stream().ok()?;
    let plain = stream::plain(group)?;
    let mut scanner = super::content::Scanner::new(&plain);
    let mut name = None;
    while let Some(operation) = scanner.next() {
        match operation.operator {
            b"q" | b"Q" | b"cm" => {}
            b"sh" if name.is_none() => name = operation.name(),
            _ => return None,
        }
    }
    let resources = group.dict.get_deref(b"Resources", source).ok()?.as_dict().ok()?;
    let shadings = resources.get_deref(b"Shading", source).ok()?.as_dict().ok()?;
    let shading = shadings.get(&name?).ok()?;
    let id = shading.as_reference().ok()?;
    if let Some(known) = works.masks.iter().position(|known| *known == id) {
        return Some(known);
    }
    works.masks.push(id);
    Some(works.masks.len() - 1)
}
