//! Inks of their own that a picture brings along: their colour spaces taken over
//! so that what stands for them is CMYK, and each name has one definition (ISO
//! 15930-7, 6.5.4).

use lopdf::{Object, ObjectId};

use super::space::{Space, alternate};
use super::works::Works;

/// A Separation or DeviceN space in the new file.
pub(super) fn take_over(works: &mut Works<'_>, object: &Object) -> Option<ObjectId> {
    let source = works.source;
    let (_, Object::Array(parts)) = source.dereference(object).ok()? else { return None };
    let name = source.dereference(parts.get(1)?).ok()?.1;
    let made = match name {
        Object::Name(name) if works.is_spot(name) => return works.spot(),
        Object::Name(name) => match works.spots.get(name) {
            Some(&known) => return Some(known),
            None => {
                let space = works.space(parts.get(2)?, None);
                let alternate = alternate(source, &space, parts.get(3)?, &mut works.inks);
                alternate.map(|tint| (vec![name.clone()], tint))
            }
        },
        Object::Array(names) => {
            let names: Vec<_> = names.iter().filter_map(|name| Some(name.as_name().ok()?.to_vec())).collect();
            let cmyk = works.space(parts.get(2)?, None) == Space::Cmyk;
            let tint = parts.get(3)?;
            cmyk.then(|| (names, works.copy(tint)))
        }
        _ => None,
    };
    let Some((names, tint)) = made else {
        works.problem("图里的专色没有可用的 CMYK 替代色", "在作图软件里把专色改成 CMYK 再插入");
        return None;
    };
    let several = matches!(name, Object::Array(_));
    let colorants = match (several, names.first()) {
        (false, Some(name)) => Object::Name(name.clone()),
        _ => Object::Array(names.iter().cloned().map(Object::Name).collect()),
    };
    let family = if several { "DeviceN" } else { "Separation" };
    let space = Object::Array(vec![family.into(), colorants, "DeviceCMYK".into(), tint]);
    let id = works.out.add_object(space);
    if let (false, Some(name)) = (several, names.into_iter().next()) {
        works.spots.insert(name, id);
    }
    Some(id)
}
