//! Gradients (ISO 32000-1, 8.7.4.5): axial and radial ones, their colours turned
//! into inks.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use super::function::{Function, reals};
use super::ink::Ink;
use super::space::Space;
use super::works::Works;

/// At how many places a gradient is looked at to see what inks it takes.
const LOOKS: usize = 64;

/// A gradient in the new file. It covers as much as `alpha` says, 0 to 1, and as
/// much as the mask of that number lets through.
pub(super) fn convert(
    works: &mut Works<'_>,
    object: &Object,
    alpha: f64,
    mask: Option<usize>,
) -> Option<ObjectId> {
    let source = works.source;
    let entries = match source.dereference(object).ok()?.1 {
        Object::Dictionary(entries) => entries,
        Object::Stream(stream) => &stream.dict,
        _ => return None,
    };
    let kind = entries.get_deref(b"ShadingType", source).and_then(Object::as_i64).unwrap_or(0);
    let function = entries.get(b"Function").ok().and_then(|function| Function::read(source, function));
    let space = works.space(entries.get(b"ColorSpace").ok()?, None);
    let usable = matches!(kind, 2 | 3) && !matches!(space, Space::Unknown | Space::Kept | Space::Pattern(_));
    let (true, Some(function)) = (usable, function) else {
        works.problem(
            "图里有锥形、重复或网格的渐变，印刷不能直接印",
            "改成线性或径向的渐变，或把图另存成图片（PNG、JPEG）再插入",
        );
        return None;
    };
    let mask = match mask {
        None => None,
        Some(number) => {
            let Some(mask) = through(works, number, entries) else {
                super::setting::refuse_mask(works);
                return None;
            };
            Some(mask)
        }
    };
    let rule = |works: &mut Works<'_>, values: &[f64], cover: f64| {
        let ink = space.ink(values, &mut works.inks).thinned(alpha * cover);
        works.inks.note(ink);
        ink
    };
    let [low, high] = function.domain();
    let mut spot = false;
    let mut process = false;
    for look in 0..=LOOKS {
        let place = low + (high - low) * look as f64 / LOOKS as f64;
        match rule(works, &function.at(place), 1.0) {
            Ink::Spot(_) => spot = true,
            Ink::Process(inks) => process |= inks != [0.0; 4],
        }
    }
    let alone = spot && !process;
    let colours = match alone.then(|| works.spot()).flatten() {
        Some(spot) => Object::Reference(spot),
        None => "DeviceCMYK".into(),
    };
    let mut made = dictionary! { "ShadingType" => kind, "ColorSpace" => colours };
    works.copy_keys(entries, &[b"Coords", b"Domain", b"Extend", b"BBox"], &mut made);
    let numbers = |ink: Ink| match (alone, ink) {
        (true, Ink::Spot(tint)) => vec![tint],
        (true, Ink::Process(_)) => vec![0.0],
        (false, ink) => ink.process().to_vec(),
    };
    if let Ok(Object::Array(background)) = entries.get_deref(b"Background", source) {
        let background = super::function::numbers(source, background);
        let ink = rule(works, &background, 1.0);
        made.set("Background", reals(&numbers(ink)));
    }
    let mut out = std::mem::take(&mut works.out);
    let function = match mask {
        None => function.mapped(&mut out, &mut |values| numbers(rule(works, values, 1.0))),
        Some(mask) => function.beside(mask).mapped(&mut out, &mut |values| {
            let (cover, values) = values.split_last().unwrap_or((&1.0, &[]));
            numbers(rule(works, values, *cover))
        }),
    };
    works.out = out;
    made.set("Function", function);
    Some(works.out.add_object(made))
}

/// The function of a mask that runs the same way as a gradient.
fn through(works: &Works<'_>, number: usize, gradient: &Dictionary) -> Option<Function> {
    let source = works.source;
    let mask = source.get_object(*works.masks.get(number)?).ok()?.as_dict().ok()?;
    let same = |key: &[u8]| match (gradient.get_deref(key, source), mask.get_deref(key, source)) {
        (Ok(a), Ok(b)) => a == b,
        (Err(_), Err(_)) => true,
        _ => false,
    };
    let alike = [&b"ShadingType"[..], b"Coords", b"Domain", b"Extend"].into_iter().all(same);
    Function::read(source, mask.get(b"Function").ok()?).filter(|_| alike)
}
