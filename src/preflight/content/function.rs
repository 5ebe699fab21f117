//! Functions (ISO 32000-1, 7.10), as far as a preflight needs their values:
//! PostScript ones are compared by their text alone.

use std::rc::Rc;

use crate::preflight::cos::{Dict, Document, Object, Stream};
use crate::preflight::limits;

/// A function.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Function {
    /// One output each.
    Several(Vec<Function>),
    Sampled {
        domain: Vec<f64>,
        range: Vec<f64>,
        size: Vec<usize>,
        samples: Rc<[f64]>,
    },
    Exponential {
        domain: Vec<f64>,
        from: Vec<f64>,
        to: Vec<f64>,
        exponent: f64,
    },
    Stitched {
        domain: Vec<f64>,
        parts: Vec<Function>,
        bounds: Vec<f64>,
        encode: Vec<f64>,
    },
    /// Its text, and how many values it gives.
    PostScript {
        text: Rc<[u8]>,
        range: Vec<f64>,
    },
    Identity,
}

/// Most samples of a table.
const SAMPLES: usize = 1 << 20;
/// Deepest stitching.
const DEPTH: usize = 8;
/// Most parts of a stitching function.
const PARTS: usize = 4096;

impl Function {
    /// Reads a function; `None` where it is none.
    pub(crate) fn read(document: &Document<'_>, object: &Object) -> Option<Self> {
        Self::at(document, object, 0)
    }

    fn at(document: &Document<'_>, object: &Object, depth: usize) -> Option<Self> {
        if depth > DEPTH {
            return None;
        }
        let object = document.resolve(object);
        if object.is_name("Identity") {
            return Some(Self::Identity);
        }
        if let Some(list) = object.array() {
            let parts = list.iter().take(64).map(|part| Self::at(document, part, depth + 1));
            return parts.collect::<Option<Vec<_>>>().map(Self::Several);
        }
        let dict = object.dict()?;
        let numbers = |key: &str| dict.raw(key).and_then(|value| document.numbers_of(value));
        let domain = numbers("Domain")?;
        match document.get(dict, "FunctionType")?.integer()? {
            0 => Self::sampled(document, object.stream()?, domain),
            2 => Some(Self::Exponential {
                domain,
                from: numbers("C0").unwrap_or_else(|| vec![0.0]),
                to: numbers("C1").unwrap_or_else(|| vec![1.0]),
                exponent: document.number(dict, "N")?,
            }),
            3 => {
                let parts = document.get(dict, "Functions")?;
                let parts = parts.array()?.iter().take(PARTS);
                let parts: Option<Vec<_>> = parts.map(|part| Self::at(document, part, depth + 1)).collect();
                Some(Self::Stitched {
                    domain,
                    parts: parts?,
                    bounds: numbers("Bounds")?,
                    encode: numbers("Encode")?,
                })
            }
            4 => {
                let text = document.decode(object.stream()?, limits::STREAM).ok()?.bytes;
                Some(Self::PostScript { text: text.into(), range: numbers("Range")? })
            }
            _ => None,
        }
    }

    fn sampled(document: &Document<'_>, stream: &Stream, domain: Vec<f64>) -> Option<Self> {
        let dict: &Dict = &stream.dict;
        let numbers = |key: &str| dict.raw(key).and_then(|value| document.numbers_of(value));
        let range = numbers("Range")?;
        let size: Vec<usize> = numbers("Size")?.iter().map(|size| (*size).max(0.0) as usize).collect();
        let bits = usize::try_from(document.get(dict, "BitsPerSample")?.integer()?).ok()?;
        let outputs = range.len() / 2;
        let count = size.iter().try_fold(outputs, |count, size| count.checked_mul(*size))?;
        if count > SAMPLES || !matches!(bits, 1 | 2 | 4 | 8 | 12 | 16 | 24 | 32) || outputs == 0 {
            return None;
        }
        let decode = numbers("Decode").unwrap_or_else(|| range.clone());
        let data = document.decode(stream, limits::STREAM).ok()?.bytes;
        let most = ((1u64 << bits) - 1) as f64;
        let sample = |at: usize| {
            let start = at * bits;
            let value = (start..start + bits).fold(0u64, |value, bit| {
                let byte = data.get(bit / 8).copied().unwrap_or(0);
                value << 1 | u64::from(byte >> (7 - bit % 8) & 1)
            });
            let output = at % outputs * 2;
            let (low, high) =
                (decode.get(output).copied().unwrap_or(0.0), decode.get(output + 1).copied().unwrap_or(1.0));
            low + value as f64 / most * (high - low)
        };
        let samples: Vec<f64> = (0..count).map(sample).collect();
        Some(Self::Sampled { domain, range, size, samples: samples.into() })
    }

    /// Its values at a point; `None` where they are not known.
    pub(crate) fn at_point(&self, point: &[f64]) -> Option<Vec<f64>> {
        let first = point.first().copied().unwrap_or(0.0);
        match self {
            Self::Identity => Some(point.to_vec()),
            Self::Several(parts) => {
                let values: Option<Vec<_>> = parts.iter().map(|part| part.at_point(point)).collect();
                values.map(|values| values.into_iter().flatten().collect())
            }
            Self::Exponential { domain, from, to, exponent } => {
                let x = clamp(first, domain).powf(*exponent);
                Some(from.iter().zip(to).map(|(from, to)| from + x * (to - from)).collect())
            }
            Self::Stitched { domain, parts, bounds, encode } => {
                let x = clamp(first, domain);
                let part =
                    bounds.iter().filter(|bound| x >= **bound).count().min(parts.len().checked_sub(1)?);
                let low = part.checked_sub(1).and_then(|at| bounds.get(at)).or(domain.first())?;
                let high = bounds.get(part).or(domain.get(1))?;
                let (start, end) = (encode.get(2 * part)?, encode.get(2 * part + 1)?);
                let share = if high > low { (x - low) / (high - low) } else { 0.0 };
                parts.get(part)?.at_point(&[start + share * (end - start)])
            }
            Self::Sampled { domain, range, size, samples } => sampled(point, domain, range, size, samples),
            Self::PostScript { .. } => None,
        }
    }

    /// The greatest values of a function of one number, each output on its own.
    pub(crate) fn greatest(&self, domain: [f64; 2]) -> Option<Vec<Vec<f64>>> {
        const STEPS: u32 = 64;
        let [low, high] = domain;
        (0..=STEPS)
            .map(|step| self.at_point(&[low + (high - low) * f64::from(step) / f64::from(STEPS)]))
            .collect()
    }
}

fn clamp(value: f64, domain: &[f64]) -> f64 {
    match domain {
        [low, high, ..] if low <= high => value.clamp(*low, *high),
        _ => value,
    }
}

/// A table's values: between samples of one number, at the nearest sample of
/// several.
fn sampled(
    point: &[f64],
    domain: &[f64],
    range: &[f64],
    size: &[usize],
    samples: &[f64],
) -> Option<Vec<f64>> {
    let outputs = range.len() / 2;
    let place = |input: usize| {
        let (low, high) = (domain.get(2 * input)?, domain.get(2 * input + 1)?);
        let value = point.get(input)?.clamp(low.min(*high), high.max(*low));
        let last = size.get(input)?.checked_sub(1)? as f64;
        Some(if high > low { (value - low) / (high - low) * last } else { 0.0 })
    };
    if let [_] = size {
        let at = place(0)?;
        let below = at.floor() as usize;
        let share = at - at.floor();
        return (0..outputs)
            .map(|output| {
                let from = samples.get(below * outputs + output)?;
                let to = samples.get((below + 1) * outputs + output).unwrap_or(from);
                Some(from + share * (to - from))
            })
            .collect();
    }
    let mut index = 0;
    let mut step = 1;
    for (input, size) in size.iter().enumerate() {
        index += place(input)?.round() as usize * step;
        step *= size;
    }
    (0..outputs).map(|output| samples.get(index * outputs + output).copied()).collect()
}
