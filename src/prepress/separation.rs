//! Inks of their own that a picture brings along: their colour spaces taken over
//! so that what stands for them is CMYK, and each name has one definition (ISO
//! 15930-7, 6.2.4.4).

use lopdf::{Object, ObjectId};

use super::space::alternate;
use super::works::Works;

/// A Separation space in the new file. Spaces of several such inks are refused:
/// what stands for them depends on all of them at once.
pub(super) fn take_over(works: &mut Works<'_>, object: &Object) -> Option<ObjectId> {
    let made = separation(works, object);
    if made.is_none() {
        works.problem("图里的专色没有可用的 CMYK 替代色", "在作图软件里把专色改成 CMYK 再插入");
    }
    made
}

fn separation(works: &mut Works<'_>, object: &Object) -> Option<ObjectId> {
    let source = works.source;
    let parts = source.dereference(object).ok()?.1.as_array().ok()?;
    let name = source.dereference(parts.get(1)?).ok()?.1.as_name().ok()?.to_vec();
    if works.is_spot(&name) {
        return works.spot();
    }
    if let Some(&known) = works.spots.get(&name) {
        return Some(known);
    }
    let space = works.space(parts.get(2)?, None);
    let tint = alternate(source, &space, parts.get(3)?, &mut works.inks)?;
    let made = vec!["Separation".into(), Object::Name(name.clone()), "DeviceCMYK".into(), tint];
    let id = works.out.add_object(made);
    works.spots.insert(name, id);
    Some(id)
}
