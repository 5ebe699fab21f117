//! Colour spaces (ISO 32000-1, 8.6), as far as the way to inks depends on them.

use lopdf::{Dictionary, Document, Object, dictionary};

use super::function::Function;
use super::ink::{Ink, Inks, SRGB, black, grey, limited};

/// How deep colour spaces may stand in each other.
const DEPTH: usize = 4;

/// A colour space.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Space {
    /// Any grey.
    Gray,
    /// RGB of the source that [`Inks`] has under this number.
    Rgb(usize),
    /// CIE L*a*b*, with the ranges of a and b.
    Lab([f64; 4]),
    /// CMYK as given.
    Cmyk,
    /// A separation of the K plate.
    Black,
    /// Entries of a table.
    Indexed(Box<Space>, Vec<u8>),
    /// Patterns; uncoloured ones in a space.
    Pattern(Option<Box<Space>>),
    /// An ink of its own, which stays.
    Kept,
    /// Nothing that can be made sense of.
    Unknown,
}

impl Space {
    /// A space by the name that needs no resources; sRGB for RGB.
    pub(super) fn device(name: &[u8]) -> Self {
        match name {
            b"DeviceGray" | b"G" | b"CalGray" => Self::Gray,
            b"DeviceRGB" | b"RGB" | b"CalRGB" => Self::Rgb(SRGB),
            b"DeviceCMYK" | b"CMYK" => Self::Cmyk,
            b"Pattern" => Self::Pattern(None),
            _ => Self::Unknown,
        }
    }

    /// Reads a space. `named` are the colour spaces of the resources.
    pub(super) fn read(
        document: &Document,
        object: &Object,
        named: Option<&Dictionary>,
        inks: &mut Inks,
    ) -> Self {
        Self::read_at(document, object, named, inks, 0)
    }

    fn read_at(
        document: &Document,
        object: &Object,
        named: Option<&Dictionary>,
        inks: &mut Inks,
        depth: usize,
    ) -> Self {
        let Ok((_, object)) = document.dereference(object) else { return Self::Unknown };
        if depth > DEPTH {
            return Self::Unknown;
        }
        let mut read = |object: &Object| Self::read_at(document, object, named, inks, depth + 1);
        let parts = match object {
            Object::Name(name) => {
                return match (Self::device(name), named.and_then(|named| named.get(name).ok())) {
                    (Self::Unknown, Some(object)) => read(object),
                    (device, _) => device,
                };
            }
            Object::Array(parts) => parts.as_slice(),
            _ => return Self::Unknown,
        };
        let Some(family) = parts.first().and_then(|family| family.as_name().ok()) else {
            return Self::Unknown;
        };
        let second = parts.get(1);
        match family {
            b"ICCBased" => {
                let stream = second.and_then(|stream| document.dereference(stream).ok()?.1.as_stream().ok());
                let Some(stream) = stream else { return Self::Unknown };
                match stream.dict.get_deref(b"N", document).and_then(Object::as_i64) {
                    Ok(1) => Self::Gray,
                    Ok(3) => Self::Rgb(super::stream::plain(stream).map_or(SRGB, |icc| inks.source(icc))),
                    Ok(4) => Self::Cmyk,
                    _ => Self::Unknown,
                }
            }
            b"Lab" => {
                let range = second.and_then(|lab| document.dereference(lab).ok()?.1.as_dict().ok());
                let range = range.and_then(|lab| lab.get_deref(b"Range", document).ok()?.as_array().ok());
                let range = range.map(|range| super::function::numbers(document, range));
                let range = range.and_then(|range| <[f64; 4]>::try_from(range).ok());
                Self::Lab(range.unwrap_or([-100.0, 100.0, -100.0, 100.0]))
            }
            b"Separation" => {
                match second.and_then(|name| document.dereference(name).ok()?.1.as_name().ok()) {
                    Some(b"Black") => Self::Black,
                    Some(_) => Self::Kept,
                    None => Self::Unknown,
                }
            }
            b"DeviceN" => Self::Kept,
            b"Indexed" | b"I" => {
                let base = second.map_or(Self::Unknown, &mut read);
                let table = parts.get(3).and_then(|table| document.dereference(table).ok());
                let table = table.and_then(|(_, table)| match table {
                    Object::String(bytes, _) => Some(bytes.clone()),
                    Object::Stream(stream) => super::stream::plain(stream),
                    _ => None,
                });
                match (base, table) {
                    (Self::Unknown | Self::Kept | Self::Pattern(_), _) | (_, None) => Self::Unknown,
                    (base, Some(table)) => Self::Indexed(Box::new(base), table),
                }
            }
            b"Pattern" => Self::Pattern(second.map(|base| Box::new(read(base)))),
            name => Self::device(name),
        }
    }

    /// Components of a colour.
    pub(super) fn components(&self) -> usize {
        match self {
            Self::Gray | Self::Black | Self::Indexed(..) => 1,
            Self::Rgb(_) | Self::Lab(_) => 3,
            Self::Cmyk => 4,
            Self::Pattern(_) | Self::Kept | Self::Unknown => 0,
        }
    }

    /// What values lie between, for each component.
    pub(super) fn range(&self) -> Vec<[f64; 2]> {
        match self {
            Self::Lab([a0, a1, b0, b1]) => vec![[0.0, 100.0], [*a0, *a1], [*b0, *b1]],
            Self::Indexed(..) => vec![[0.0, 255.0]],
            space => vec![[0.0, 1.0]; space.components()],
        }
    }

    /// The inks of a colour. Missing values count as 0.
    pub(super) fn ink(&self, values: &[f64], inks: &mut Inks) -> Ink {
        let value = |index: usize| values.get(index).copied().unwrap_or(0.0);
        let three = [value(0), value(1), value(2)];
        Ink::Process(match self {
            Self::Gray => grey(value(0)),
            Self::Rgb(source) => return inks.rgb(*source, three),
            Self::Lab(_) => inks.lab(three),
            Self::Cmyk => {
                limited([value(0), value(1), value(2), value(3)].map(|ink| ink.clamp(0.0, 1.0)), inks.limit())
            }
            Self::Black => black(value(0).clamp(0.0, 1.0)),
            Self::Indexed(base, table) => {
                let size = base.components();
                let start = (value(0).clamp(0.0, 255.0) as usize).saturating_mul(size);
                let entry = table.get(start..start.saturating_add(size)).unwrap_or_default();
                let scale =
                    |(byte, [low, high]): (&u8, [f64; 2])| low + f64::from(*byte) / 255.0 * (high - low);
                let entry: Vec<_> = entry.iter().zip(base.range()).map(scale).collect();
                return base.ink(&entry, inks);
            }
            Self::Pattern(_) | Self::Kept | Self::Unknown => black(1.0),
        })
    }

    /// The inks of a colour where a spot can't be used.
    pub(super) fn process(&self, values: &[f64], inks: &mut Inks) -> [f64; 4] {
        self.ink(values, inks).process()
    }

    /// The colour that holds when the space has just been set.
    pub(super) fn initial(&self) -> Vec<f64> {
        match self {
            Self::Cmyk => vec![0.0, 0.0, 0.0, 1.0],
            Self::Black => vec![1.0],
            space => vec![0.0; space.components()],
        }
    }
}

/// What a Separation or DeviceN space shows where its inks are missing, as a
/// function to DeviceCMYK. `None` if that can't be computed.
pub(super) fn alternate(
    document: &Document,
    space: &Space,
    tint: &Object,
    inks: &mut Inks,
) -> Option<Object> {
    let function = Function::read(document, tint)?;
    let full = space.process(&function.at(1.0), inks);
    let none = space.process(&function.at(0.0), inks);
    let tone = |inks: [f64; 4]| inks.map(|ink| Object::Real(ink as f32)).to_vec();
    Some(Object::Dictionary(dictionary! {
        "FunctionType" => 2,
        "Domain" => vec![0.into(), 1.into()],
        "C0" => tone(none),
        "C1" => tone(full),
        "N" => 1,
    }))
}
