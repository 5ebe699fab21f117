//! Functions of one number (ISO 32000-1, 7.10): sampled, exponential, stitched.

use lopdf::{Dictionary, Document, Object, dictionary};

use super::stream;

/// How deep functions may stand in each other, and how many.
const DEPTH: usize = 4;
/// The most functions that are stitched or stand side by side.
const PARTS: usize = 512;
/// The most components of a result.
const WIDTH: usize = 32;

/// A function of one number with any number of results.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Function {
    domain: [f64; 2],
    range: Vec<[f64; 2]>,
    kind: Kind,
}

#[derive(Debug, Clone, PartialEq)]
enum Kind {
    /// Results at even distances.
    Sampled { samples: Vec<Vec<f64>>, encode: [f64; 2] },
    /// From one result to another.
    Exponential { from: Vec<f64>, to: Vec<f64>, exponent: f64 },
    /// Functions one after another.
    Stitched { parts: Vec<Function>, bounds: Vec<f64>, encode: Vec<[f64; 2]> },
    /// Functions side by side.
    Beside(Vec<Function>),
}

/// The numbers of an array.
pub(super) fn numbers(document: &Document, array: &[Object]) -> Vec<f64> {
    let number = |object| Some(f64::from(document.dereference(object).ok()?.1.as_float().ok()?));
    array.iter().filter_map(number).filter(|number| number.is_finite()).collect()
}

fn entry(document: &Document, dictionary: &Dictionary, key: &[u8]) -> Option<Vec<f64>> {
    Some(numbers(document, dictionary.get_deref(key, document).ok()?.as_array().ok()?))
}

fn pairs(values: &[f64]) -> Vec<[f64; 2]> {
    values.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).collect()
}

/// Carries `x` from one interval to another.
fn interpolate(x: f64, [a, b]: [f64; 2], [c, d]: [f64; 2]) -> f64 {
    if b == a { c } else { c + (x - a) * (d - c) / (b - a) }
}

impl Function {
    /// Reads a function, or an array of functions. `None` for those of several
    /// numbers, for PostScript calculators, and for what is broken.
    pub(super) fn read(document: &Document, object: &Object) -> Option<Self> {
        Self::read_at(document, object, 0)
    }

    fn read_at(document: &Document, object: &Object, depth: usize) -> Option<Self> {
        let (_, object) = document.dereference(object).ok()?;
        if depth > DEPTH {
            return None;
        }
        let several = |array: &[Object]| {
            let read = |object| Self::read_at(document, object, depth + 1);
            (array.len() <= PARTS).then(|| array.iter().map(read).collect::<Option<Vec<_>>>())?
        };
        let (dictionary, content) = match object {
            Object::Array(array) => {
                let kind = Kind::Beside(several(array)?);
                return Some(Self { domain: [0.0, 1.0], range: Vec::new(), kind });
            }
            Object::Dictionary(dictionary) => (dictionary, None),
            Object::Stream(stream) => (&stream.dict, Some(stream)),
            _ => return None,
        };
        let domain = entry(document, dictionary, b"Domain")?;
        let [low, high] = domain.as_slice() else { return None };
        let domain = [*low, *high];
        let range = pairs(&entry(document, dictionary, b"Range").unwrap_or_default());
        let kind = match dictionary.get_deref(b"FunctionType", document).ok()?.as_i64().ok()? {
            0 => sampled(document, dictionary, &stream::plain(content?)?, &range)?,
            2 => {
                let from = entry(document, dictionary, b"C0").unwrap_or_else(|| vec![0.0]);
                let to = entry(document, dictionary, b"C1").unwrap_or_else(|| vec![1.0]);
                let exponent = f64::from(dictionary.get_deref(b"N", document).ok()?.as_float().ok()?);
                Kind::Exponential { from, to, exponent }
            }
            3 => Kind::Stitched {
                parts: several(dictionary.get_deref(b"Functions", document).ok()?.as_array().ok()?)?,
                bounds: entry(document, dictionary, b"Bounds")?,
                encode: pairs(&entry(document, dictionary, b"Encode")?),
            },
            _ => return None,
        };
        Some(Self { domain, range, kind })
    }

    /// The results for a number.
    pub(super) fn at(&self, x: f64) -> Vec<f64> {
        let [low, high] = self.domain;
        let x = x.max(low).min(high);
        let mut result = match &self.kind {
            Kind::Sampled { samples, encode } => {
                let last = samples.len().saturating_sub(1);
                let place = interpolate(x, self.domain, *encode).clamp(0.0, last as f64);
                let before = place.floor() as usize;
                let part = place - place.floor();
                let row = |index: usize| samples.get(index.min(last)).map_or(&[][..], Vec::as_slice);
                row(before).iter().zip(row(before + 1)).map(|(a, b)| a + part * (b - a)).collect()
            }
            Kind::Exponential { from, to, exponent } => {
                let weight = x.max(0.0).powf(*exponent);
                let weight = if weight.is_finite() { weight } else { 0.0 };
                from.iter().zip(to).map(|(a, b)| a + weight * (b - a)).collect()
            }
            Kind::Stitched { parts, bounds, encode } => {
                let index =
                    bounds.iter().filter(|&&bound| x >= bound).count().min(parts.len().saturating_sub(1));
                let start =
                    index.checked_sub(1).and_then(|before| bounds.get(before)).copied().unwrap_or(low);
                let end = bounds.get(index).copied().unwrap_or(high);
                let into = encode.get(index).copied().unwrap_or([0.0, 1.0]);
                parts.get(index).map_or_else(Vec::new, |part| part.at(interpolate(x, [start, end], into)))
            }
            Kind::Beside(parts) => parts.iter().flat_map(|part| part.at(x)).collect(),
        };
        for (value, [low, high]) in result.iter_mut().zip(&self.range) {
            *value = value.max(*low).min(*high);
        }
        result.truncate(WIDTH);
        result
    }

    /// The numbers that it is computed for.
    pub(super) fn domain(&self) -> [f64; 2] {
        self.domain
    }

    /// This function's results and then those of another.
    pub(super) fn beside(self, other: Self) -> Self {
        let (domain, range) = (self.domain, Vec::new());
        let kind = match (self, other) {
            (
                Self { kind: Kind::Stitched { parts: a, bounds, encode }, .. },
                Self { kind: Kind::Stitched { parts: b, bounds: same, encode: alike }, .. },
            ) if bounds == same && encode == alike => {
                let parts = a.into_iter().zip(b).map(|(a, b)| a.beside(b)).collect();
                Kind::Stitched { parts, bounds, encode }
            }
            (a, b) => Kind::Beside(vec![a, b]),
        };
        Self { domain, range, kind }
    }

    /// A function whose results, each 0 to 1, a rule makes of this one's. It is
    /// exact at the ends and bounds, and true to half a 255th in between.
    pub(super) fn mapped(&self, document: &mut Document, rule: &mut dyn FnMut(&[f64]) -> Vec<f64>) -> Object {
        let domain = reals(&self.domain);
        if let Kind::Stitched { parts, bounds, encode } = &self.kind {
            let functions: Vec<_> = parts.iter().map(|part| part.mapped(document, rule)).collect();
            return Object::Dictionary(dictionary! {
                "FunctionType" => 3,
                "Domain" => domain,
                "Functions" => functions,
                "Bounds" => reals(bounds),
                "Encode" => reals(encode.as_flattened()),
            });
        }
        let [low, high] = self.domain;
        let place = |part: usize| low + (high - low) * part as f64 / STEPS as f64;
        let rows: Vec<_> = (0..=STEPS).map(|part| rule(&self.at(place(part)))).collect();
        let (from, to) =
            (rows.first().cloned().unwrap_or_default(), rows.last().cloned().unwrap_or_default());
        let straight = rows.iter().enumerate().all(|(part, row)| {
            let weight = part as f64 / STEPS as f64;
            row.iter()
                .zip(from.iter().zip(&to))
                .all(|(x, (a, b))| (a + weight * (b - a) - x).abs() < TOLERANCE)
        });
        if straight && self.domain == [0.0, 1.0] {
            return Object::Dictionary(dictionary! {
                "FunctionType" => 2,
                "Domain" => domain,
                "C0" => reals(&from),
                "C1" => reals(&to),
                "N" => 1,
            });
        }
        let sample = |value: &f64| (value.clamp(0.0, 1.0) * 255.0).round() as u8;
        let samples: Vec<u8> = rows.iter().flatten().map(sample).collect();
        let entries = dictionary! {
            "FunctionType" => 0,
            "Domain" => domain,
            "Range" => reals(&[0.0, 1.0].repeat(from.len())),
            "Size" => vec![Object::Integer(rows.len() as i64)],
            "BitsPerSample" => 8,
        };
        document.add_object(stream::packed(entries, &samples)).into()
    }
}

/// Into how many steps a function is divided where it is not straight.
const STEPS: usize = 128;
/// How far from a straight line results may lie and still be written as one.
const TOLERANCE: f64 = 0.5 / 255.0;

/// An array of numbers.
pub(super) fn reals(values: &[f64]) -> Vec<Object> {
    values.iter().map(|value| Object::Real(*value as f32)).collect()
}

fn sampled(document: &Document, dictionary: &Dictionary, content: &[u8], range: &[[f64; 2]]) -> Option<Kind> {
    let size = *entry(document, dictionary, b"Size")?.first()? as usize;
    let bits = dictionary.get_deref(b"BitsPerSample", document).ok()?.as_i64().ok()?;
    let bytes = match bits {
        8 => 1,
        16 => 2,
        _ => return None,
    };
    let width = range.len();
    if size == 0 || width == 0 || width > WIDTH || content.len() < size.checked_mul(width * bytes)? {
        return None;
    }
    let decode = entry(document, dictionary, b"Decode").map(|decode| pairs(&decode));
    let decode = decode.filter(|decode| decode.len() == width).unwrap_or_else(|| range.to_vec());
    let most = if bytes == 1 { 255.0 } else { 65535.0 };
    let value = |sample: &[u8]| sample.iter().fold(0.0, |sum, &byte| sum * 256.0 + f64::from(byte)) / most;
    let row = |row: &[u8]| {
        let decoded = row.chunks_exact(bytes).zip(&decode);
        decoded.map(|(sample, [low, high])| low + value(sample) * (high - low)).collect()
    };
    let samples: Vec<Vec<f64>> = content.chunks_exact(width * bytes).take(size).map(row).collect();
    let encode = entry(document, dictionary, b"Encode").map(|encode| pairs(&encode));
    let encode = encode.and_then(|encode| encode.first().copied()).unwrap_or([0.0, (size - 1) as f64]);
    Some(Kind::Sampled { samples, encode })
}

#[cfg(test)]
mod tests {
    use super::*;
    use lopdf::Stream;

    fn exponential(from: f64, to: f64) -> Object {
        Object::Dictionary(dictionary! {
            "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
            "C0" => vec![from.into(), 0.into()], "C1" => vec![to.into(), 1.into()],
        })
    }

    #[test]
    fn functions_are_computed() {
        let document = Document::with_version("1.6");
        let simple = Function::read(&document, &exponential(1.0, 0.0)).expect("a function");
        assert_eq!(simple.at(0.25), [0.75, 0.25]);
        assert_eq!(simple.at(7.0), [0.0, 1.0]);
        let stitched = Object::Dictionary(dictionary! {
            "FunctionType" => 3, "Domain" => vec![0.into(), 1.into()], "Bounds" => vec![0.5.into()],
            "Encode" => vec![0.into(), 1.into(), 1.into(), 0.into()],
            "Functions" => vec![exponential(0.0, 1.0), exponential(0.5, 1.0)],
        });
        let stitched = Function::read(&document, &stitched).expect("a function");
        assert_eq!(stitched.at(0.25), [0.5, 0.5]);
        assert_eq!(stitched.at(0.5), [1.0, 1.0]);
        assert_eq!(stitched.at(1.0), [0.5, 0.0]);
        let sampled = Object::Stream(Stream::new(
            dictionary! {
                "FunctionType" => 0, "Domain" => vec![0.into(), 1.into()], "Range" => vec![0.into(), 1.into()],
                "Size" => vec![3.into()], "BitsPerSample" => 8,
            },
            vec![0, 255, 0],
        ));
        let sampled = Function::read(&document, &sampled).expect("a function");
        assert_eq!(sampled.at(0.25), [0.5]);
        assert_eq!(sampled.at(0.5), [1.0]);
    }

    #[test]
    fn what_is_broken_is_none() {
        let document = Document::with_version("1.6");
        let postscript =
            Object::Dictionary(dictionary! { "FunctionType" => 4, "Domain" => vec![0.into(), 1.into()] });
        assert_eq!(Function::read(&document, &postscript), None);
        assert_eq!(Function::read(&document, &Object::Null), None);
        assert_eq!(Function::read(&document, &Object::Dictionary(Dictionary::new())), None);
    }
}
