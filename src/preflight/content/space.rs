//! Colour spaces (ISO 32000-1, 8.6) and what their colours are in inks.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::function::Function;
use super::ink::Inks;
use crate::preflight::cos::{Dict, Document, Object};
use crate::preflight::limits;

/// A colour space.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Space {
    Gray,
    Rgb,
    Cmyk,
    CalGray,
    CalRgb,
    Lab,
    /// ICC-based: its number of components and its profile.
    Icc(usize, Rc<[u8]>),
    Indexed {
        base: Rc<Space>,
        table: Rc<[u8]>,
        high: usize,
    },
    /// Separation, or DeviceN of several colorants.
    Tints(Tints),
    Pattern(Option<Rc<Space>>),
    /// One that is none, with the reason.
    Broken(String),
}

/// Colorants with what stands for them where they are not printed.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tints {
    pub(crate) names: Vec<Rc<str>>,
    pub(crate) alternate: Rc<Space>,
    pub(crate) transform: Option<Rc<Function>>,
    /// Spots of a DeviceN that are defined on their own (/Colorants).
    pub(crate) colorants: Vec<Rc<Space>>,
}

/// Deepest nesting of spaces in spaces.
const DEPTH: usize = 6;
/// Most colorants (annex C: 32).
const COLORANTS: usize = 32;

impl Space {
    /// The number of components.
    pub(crate) fn components(&self) -> usize {
        match self {
            Self::Gray | Self::CalGray | Self::Indexed { .. } => 1,
            Self::Rgb | Self::CalRgb | Self::Lab => 3,
            Self::Cmyk => 4,
            Self::Icc(components, _) => *components,
            Self::Tints(tints) => tints.names.len(),
            Self::Pattern(base) => base.as_ref().map_or(0, |base| base.components()),
            Self::Broken(_) => 0,
        }
    }

    /// The colour that holds when the space is set (8.6.8, CS).
    pub(crate) fn initial(&self) -> Vec<f64> {
        match self {
            Self::Cmyk | Self::Icc(4, _) => vec![0.0, 0.0, 0.0, 1.0],
            Self::Tints(tints) => vec![1.0; tints.names.len()],
            other => vec![0.0; other.components()],
        }
    }

    /// A colour's inks; `None` for what is not made of inks.
    pub(crate) fn inks(&self, colour: &[f64]) -> Option<Inks> {
        let at = |at: usize| colour.get(at).copied().unwrap_or(0.0);
        match self {
            Self::Gray | Self::CalGray | Self::Icc(1, _) => Some(Inks::gray(at(0))),
            Self::Cmyk | Self::Icc(4, _) => Some(Inks::process([at(0), at(1), at(2), at(3)])),
            Self::Indexed { base, table, high } => {
                let entry = (at(0).max(0.0) as usize).min(*high);
                base.inks(&indexed(base, table, entry))
            }
            Self::Tints(tints) => Some(tints.inks(colour)),
            Self::Pattern(Some(base)) => base.inks(colour),
            _ => None,
        }
    }

    /// The range that a picture's samples are spread over by default (8.9.5.2,
    /// table 90).
    pub(crate) fn decode(&self, bits: u32) -> Vec<f64> {
        match self {
            Self::Indexed { .. } => vec![0.0, f64::from((1u32 << bits.min(16)) - 1)],
            Self::Lab => vec![0.0, 100.0, -128.0, 127.0, -128.0, 127.0],
            other => [0.0, 1.0].repeat(other.components()),
        }
    }
}

/// An entry of a table, as a colour of the base space.
pub(crate) fn indexed(base: &Space, table: &[u8], entry: usize) -> Vec<f64> {
    let width = base.components();
    let bytes = table.get(entry * width..(entry + 1) * width).unwrap_or_default();
    bytes.iter().map(|byte| f64::from(*byte) / 255.0).collect()
}

impl Tints {
    fn inks(&self, colour: &[f64]) -> Inks {
        let mut inks = Inks::default();
        for (name, tint) in self.names.iter().zip(colour) {
            let tint = tint.clamp(0.0, 1.0);
            let plate = ["Cyan", "Magenta", "Yellow", "Black"].iter().position(|plate| **plate == **name);
            match (&**name, plate) {
                ("None", _) => {}
                ("All", _) => inks.all = tint,
                (_, Some(plate)) => {
                    if let (Some(ink), Some(painted)) =
                        (inks.process.get_mut(plate), inks.painted.get_mut(plate))
                    {
                        *ink = tint;
                        *painted = true;
                    }
                }
                _ => inks.spots.push((Rc::clone(name), tint)),
            }
        }
        inks
    }

    /// Whether it is a Separation of one spot.
    pub(crate) fn spot(&self) -> Option<&Rc<str>> {
        let [name] = &self.names[..] else { return None };
        is_spot(name).then_some(name)
    }

    /// What defines a spot, to be compared: the alternate space and the colours
    /// that some tints have in it.
    pub(crate) fn definition(&self) -> String {
        let space = match &*self.alternate {
            Space::Icc(components, profile) => format!("ICC {components} {}", profile.len()),
            other => format!("{other:?}"),
        };
        let tints = [0.0, 0.1, 0.25, 0.5, 0.75, 1.0];
        let colours: Option<Vec<Vec<f64>>> = self
            .transform
            .as_ref()
            .and_then(|function| tints.iter().map(|tint| function.at_point(&[*tint])).collect());
        match (colours, &self.transform) {
            // Written with other digits, a definition is the same.
            (Some(colours), _) => {
                let rounded = |value: &f64| (value * 200.0).round() / 200.0 + 0.0;
                let colours: Vec<Vec<f64>> =
                    colours.iter().map(|colour| colour.iter().map(rounded).collect()).collect();
                format!("{space} {colours:?}")
            }
            (None, Some(function)) => format!("{space} {function:?}"),
            (None, None) => space,
        }
    }
}

/// Whether a colorant is none of the process inks and none of the reserved
/// names.
pub(crate) fn is_spot(name: &str) -> bool {
    !matches!(name, "Cyan" | "Magenta" | "Yellow" | "Black" | "All" | "None")
}

/// Reads spaces, each indirect one once.
#[derive(Default)]
pub(crate) struct Spaces {
    known: RefCell<BTreeMap<u32, Rc<Space>>>,
}

impl Spaces {
    /// The space that a value stands for; names are looked up in the resources.
    pub(crate) fn read(&self, document: &Document<'_>, value: &Object, resources: &[Rc<Dict>]) -> Rc<Space> {
        self.at(document, value, resources, 0)
    }

    fn at(&self, document: &Document<'_>, value: &Object, resources: &[Rc<Dict>], depth: usize) -> Rc<Space> {
        if depth > DEPTH {
            return broken("颜色空间套得太深");
        }
        if let Object::Ref(id) = value {
            if let Some(known) = self.known.borrow().get(&id.number) {
                return Rc::clone(known);
            }
            let space = self.at(document, &document.resolve(value), resources, depth + 1);
            self.known.borrow_mut().insert(id.number, Rc::clone(&space));
            return space;
        }
        if let Some(name) = value.name() {
            return self.named(document, name, resources, depth);
        }
        let Some(list) = value.array() else { return broken("颜色空间不是名称，也不是数组") };
        let item = |at: usize| list.get(at).map(|value| document.resolve(value));
        let Some(kind) = item(0) else { return broken("颜色空间是空的") };
        let sub = |value: &Object| self.at(document, value, resources, depth + 1);
        let space = match kind.name().unwrap_or_default() {
            b"CalGray" => Some(Space::CalGray),
            b"CalRGB" => Some(Space::CalRgb),
            b"CalCMYK" => Some(Space::Cmyk),
            b"Lab" => Some(Space::Lab),
            b"ICCBased" => item(1).and_then(|stream| icc(document, &stream)),
            b"Indexed" | b"I" => {
                list.get(1).and_then(|base| indexed_space(document, sub(base), item(2)?, item(3)?))
            }
            b"Separation" => list.get(2).and_then(|alternate| {
                tints(document, vec![colorant(&item(1)?)?], sub(alternate), list.get(3)?, Vec::new())
            }),
            b"DeviceN" => list.get(2).and_then(|alternate| {
                let names = document.list(&item(1)?)?.iter().map(colorant).collect::<Option<Vec<_>>>()?;
                let colorants = item(4).and_then(|more| document.dict(more.dict()?, "Colorants"));
                let colorants = colorants.iter().flat_map(|dict| dict.iter().map(|(_, space)| sub(space)));
                tints(document, names, sub(alternate), list.get(3)?, colorants.take(COLORANTS).collect())
            }),
            b"Pattern" => Some(Space::Pattern(list.get(1).map(sub))),
            name if list.len() == 1 => return self.named(document, name, resources, depth),
            _ => None,
        };
        space.map_or_else(
            || {
                broken(&format!(
                    "颜色空间 {} 不完整",
                    String::from_utf8_lossy(kind.name().unwrap_or_default())
                ))
            },
            Rc::new,
        )
    }

    fn named(&self, document: &Document<'_>, name: &[u8], resources: &[Rc<Dict>], depth: usize) -> Rc<Space> {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => Rc::new(Space::Gray),
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Rc::new(Space::Rgb),
            b"DeviceCMYK" | b"CMYK" | b"CalCMYK" => Rc::new(Space::Cmyk),
            b"Pattern" => Rc::new(Space::Pattern(None)),
            _ => {
                let name = String::from_utf8_lossy(name).into_owned();
                let found = resources
                    .iter()
                    .find_map(|resources| document.dict(resources, "ColorSpace")?.raw(&name).cloned());
                match found {
                    Some(found) if !found.is_name(&name) => self.at(document, &found, resources, depth + 1),
                    _ => broken(&format!("资源里没有颜色空间 {name}")),
                }
            }
        }
    }
}

fn broken(reason: &str) -> Rc<Space> {
    Rc::new(Space::Broken(reason.to_owned()))
}

fn colorant(name: &Object) -> Option<Rc<str>> {
    name.name().map(|name| String::from_utf8_lossy(name).into())
}

fn icc(document: &Document<'_>, stream: &Object) -> Option<Space> {
    let stream = stream.stream()?;
    let components = usize::try_from(document.get(&stream.dict, "N")?.integer()?).ok()?;
    let profile = document.decode(stream, limits::STREAM).ok()?.bytes;
    matches!(components, 1 | 3 | 4).then(|| Space::Icc(components, profile.into()))
}

fn indexed_space(document: &Document<'_>, base: Rc<Space>, high: Object, table: Object) -> Option<Space> {
    let high = usize::try_from(high.integer()?).ok()?.min(255);
    let table: Rc<[u8]> = match &table {
        Object::Text(text) => Rc::clone(text),
        other => document.decode(other.stream()?, limits::STREAM).ok()?.bytes.into(),
    };
    let fits = base.components() > 0 && !matches!(*base, Space::Indexed { .. } | Space::Pattern(_));
    (fits && table.len() >= (high + 1) * base.components()).then_some(Space::Indexed { base, table, high })
}

fn tints(
    document: &Document<'_>,
    names: Vec<Rc<str>>,
    alternate: Rc<Space>,
    transform: &Object,
    colorants: Vec<Rc<Space>>,
) -> Option<Space> {
    let fits = !names.is_empty() && names.len() <= COLORANTS;
    let sound = !matches!(*alternate, Space::Broken(_) | Space::Pattern(_) | Space::Indexed { .. });
    let transform = Function::read(document, transform).map(Rc::new);
    (fits && sound && transform.is_some()).then_some(Space::Tints(Tints {
        names,
        alternate,
        transform,
        colorants,
    }))
}
