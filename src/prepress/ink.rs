//! From the screen's colours to inks.
//!
//! Three rules, in this order: what is neutral goes to the K plate alone; the
//! publication's 红 and its tints go to its own inks; everything else goes through
//! the profile of the output condition, relative colorimetric with black point
//! compensation. No result has more ink than the limit.

use std::collections::BTreeMap;

use lcms2::{
    CIExyY, ColorSpaceSignature, DisallowCache, Flags, Intent, PixelFormat, Profile as Icc, ThreadContext,
    Transform,
};

use super::problem::Problem;
use super::profile::Profile;

/// 红 on the screen; `layouts/common/palette.typ` has the same.
pub(super) const RED: [u8; 3] = [0xc8, 0x16, 0x1d];
/// 红 in C, M, Y, K.
pub(super) const RED_INKS: [f64; 4] = [0.0, 0.8, 0.8, 0.0];

/// How far from the line of tints a colour may lie, in 255ths: what rounding a
/// tint to bytes gives.
const ROUNDING: f64 = 0.51;

/// What to print.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Ink {
    /// C, M, Y, K, each 0 to 1.
    Process([f64; 4]),
    /// A tint, 0 to 1, of the spot that 红 is printed in.
    Spot(f64),
}

impl Ink {
    /// What remains of it on white paper where it covers only a part, 0 to 1.
    #[must_use]
    pub(super) fn thinned(self, alpha: f64) -> Self {
        match self {
            Self::Process(inks) => Self::Process(inks.map(|ink| ink * alpha)),
            Self::Spot(tint) => Self::Spot(tint * alpha),
        }
    }

    /// In process inks, where a spot can't be used.
    pub(super) fn process(self) -> [f64; 4] {
        match self {
            Self::Process(inks) => inks,
            Self::Spot(tint) => RED_INKS.map(|ink| ink * tint),
        }
    }
}

/// A colour on the K plate alone.
pub(super) const fn black(amount: f64) -> [f64; 4] {
    [0.0, 0.0, 0.0, amount]
}

/// The amount of black that a grey value of 0 to 1 needs.
pub(super) fn grey(value: f64) -> [f64; 4] {
    black(1.0 - value.clamp(0.0, 1.0))
}

type Flat = Transform<[f32; 3], [f32; 4], ThreadContext, DisallowCache>;
type Bulk = Transform<[u8; 3], [u8; 4], ThreadContext, DisallowCache>;

/// An RGB colour space, and the way from it to the inks of the output condition
/// once it was asked for.
#[derive(Default)]
struct Source {
    /// Its profile; `None` for sRGB.
    icc: Option<Vec<u8>>,
    flat: Option<Flat>,
    bulk: Option<Bulk>,
}

/// Turns colours into inks. Holds what it has computed.
pub(super) struct Inks {
    target: Icc<ThreadContext>,
    context: ThreadContext,
    sources: Vec<Source>,
    lab: Option<Flat>,
    /// Colours that were computed, by source and components.
    known: BTreeMap<(usize, [u32; 3]), [f64; 4]>,
    limit: f64,
    spot: bool,
    /// Which of C, M, Y, K were used, and the spot.
    used: [bool; 5],
}

/// sRGB, the colour space of everything that does not say otherwise.
pub(super) const SRGB: usize = 0;

/// The most colours that are kept.
const KNOWN: usize = 1 << 16;

impl Inks {
    /// Opens the profile. `limit` is the most ink in one place, in per cent;
    /// `spot` says whether 红 is an ink of its own.
    pub(super) fn new(profile: &Profile, limit: f64, spot: bool) -> Result<Self, Problem> {
        let broken =
            |_| Problem::new("profile 所指的 ICC 文件已损坏，换算不出颜色", "向印厂重新要这个 ICC 文件");
        let context = ThreadContext::new();
        let target = Icc::new_icc_context(&context, profile.bytes()).map_err(broken)?;
        let mut inks = Self {
            target,
            context,
            sources: Vec::new(),
            lab: None,
            known: BTreeMap::new(),
            limit: (limit / 100.0).clamp(1.0, 4.0),
            spot,
            used: [false; 5],
        };
        let screen = Source { flat: Some(inks.flat(None).map_err(broken)?), ..Source::default() };
        inks.sources.push(screen);
        Ok(inks)
    }

    /// The screen's profile that a source names, sRGB for one that can't be used.
    fn screen(&self, icc: Option<&[u8]>) -> Icc<ThreadContext> {
        let opened = icc.and_then(|icc| Icc::new_icc_context(&self.context, icc).ok());
        opened
            .filter(|icc| icc.color_space() == ColorSpaceSignature::RgbData)
            .unwrap_or_else(|| Icc::new_srgb_context(&self.context))
    }

    fn flat(&self, icc: Option<&[u8]>) -> Result<Flat, lcms2::Error> {
        Transform::new_flags_context(
            &self.context,
            &self.screen(icc),
            PixelFormat::RGB_FLT,
            &self.target,
            PixelFormat::CMYK_FLT,
            Intent::RelativeColorimetric,
            Flags::BLACKPOINT_COMPENSATION | Flags::NO_CACHE | Flags::NO_OPTIMIZE,
        )
    }

    fn bulk(&self, icc: Option<&[u8]>) -> Result<Bulk, lcms2::Error> {
        Transform::new_flags_context(
            &self.context,
            &self.screen(icc),
            PixelFormat::RGB_8,
            &self.target,
            PixelFormat::CMYK_8,
            Intent::RelativeColorimetric,
            Flags::BLACKPOINT_COMPENSATION | Flags::NO_CACHE,
        )
    }

    /// The number of the RGB colour space that an ICC profile describes.
    pub(super) fn source(&mut self, icc: Vec<u8>) -> usize {
        let known = self.sources.iter().position(|source| source.icc.as_ref() == Some(&icc));
        known.unwrap_or_else(|| {
            self.sources.push(Source { icc: Some(icc), ..Source::default() });
            self.sources.len() - 1
        })
    }

    /// The inks of an RGB colour, each component 0 to 1.
    pub(super) fn rgb(&mut self, source: usize, rgb: [f64; 3]) -> Ink {
        let rgb = rgb.map(|value| value.clamp(0.0, 1.0));
        // The palest tints of 红 are all but neutral.
        if let Some(tint) = red(rgb).filter(|_| spread(rgb) > 0.0) {
            return match self.spot {
                true => Ink::Spot(tint),
                false => Ink::Process(RED_INKS.map(|ink| ink * tint)),
            };
        }
        if spread(rgb) <= NEUTRAL {
            return Ink::Process(grey(rgb.iter().sum::<f64>() / 3.0));
        }
        let key = (source, rgb.map(|value| (value as f32).to_bits()));
        if let Some(inks) = self.known.get(&key) {
            return Ink::Process(*inks);
        }
        let inks = match self.flat_of(source) {
            Some(flat) => through(flat, rgb),
            None => black(1.0),
        };
        let inks = limited(inks, self.limit);
        if self.known.len() < KNOWN {
            self.known.insert(key, inks);
        }
        Ink::Process(inks)
    }

    fn flat_of(&mut self, source: usize) -> Option<&Flat> {
        let known = self.sources.get(source)?;
        if known.flat.is_none() {
            let made = self.flat(known.icc.as_deref()).ok();
            self.sources.get_mut(source)?.flat = made;
        }
        self.sources.get(source)?.flat.as_ref()
    }

    /// The inks of a CIE L*a*b* colour (D50).
    pub(super) fn lab(&mut self, lab: [f64; 3]) -> [f64; 4] {
        if self.lab.is_none() {
            let made = Icc::new_lab4_context(&self.context, &D50).and_then(|source| {
                Transform::new_flags_context(
                    &self.context,
                    &source,
                    PixelFormat::Lab_FLT,
                    &self.target,
                    PixelFormat::CMYK_FLT,
                    Intent::RelativeColorimetric,
                    Flags::BLACKPOINT_COMPENSATION | Flags::NO_CACHE | Flags::NO_OPTIMIZE,
                )
            });
            self.lab = made.ok();
        }
        match &self.lab {
            Some(transform) => limited(through(transform, lab), self.limit),
            None => grey(lab[0] / 100.0),
        }
    }

    /// The inks of a picture's RGB pixels, a byte each, 255 being full ink.
    pub(super) fn pixels(&mut self, source: usize, rgb: &[[u8; 3]]) -> Vec<[u8; 4]> {
        let mut inks = vec![[0; 4]; rgb.len()];
        let missing = self.sources.get(source).filter(|known| known.bulk.is_none());
        if let Some(made) = missing.map(|known| self.bulk(known.icc.as_deref()).ok())
            && let Some(known) = self.sources.get_mut(source)
        {
            known.bulk = made;
        }
        if let Some(bulk) = self.sources.get(source).and_then(|known| known.bulk.as_ref()) {
            bulk.transform_pixels(rgb, &mut inks);
        }
        limit_pixels(&mut inks, self.limit);
        inks
    }

    /// The most ink in one place, 1 to 4.
    pub(super) fn limit(&self) -> f64 {
        self.limit
    }

    /// Notes what was printed, to tell which plates there are.
    pub(super) fn note(&mut self, ink: Ink) {
        match ink {
            Ink::Process(inks) => {
                for (used, ink) in self.used.iter_mut().zip(inks) {
                    *used |= ink > 0.0;
                }
            }
            Ink::Spot(tint) => self.used[4] |= tint > 0.0,
        }
    }

    /// Which of C, M, Y, K were noted, and then the spot.
    pub(super) fn used(&self) -> [bool; 5] {
        self.used
    }
}

fn through(transform: &Flat, colour: [f64; 3]) -> [f64; 4] {
    let mut result = [[0.0_f32; 4]];
    transform.transform_pixels(&[colour.map(|value| value as f32)], &mut result);
    // CMYK in floating point is in per cent.
    result[0].map(|ink| (f64::from(ink) / 100.0).clamp(0.0, 1.0))
}

/// The white point that PDF and ICC count from.
const D50: CIExyY = CIExyY { x: 0.3457, y: 0.3585, Y: 1.0 };

/// How far components may differ in a neutral colour: two 255ths, which nobody
/// sees, but gradients of greys have them.
const NEUTRAL: f64 = 2.01 / 255.0;

/// How far the components of a colour differ.
fn spread(rgb: [f64; 3]) -> f64 {
    let most = rgb.into_iter().fold(0.0, f64::max);
    most - rgb.into_iter().fold(1.0, f64::min)
}

/// The tint of 红 that a colour is, if it lies on the straight line from 红 to
/// white.
pub(super) fn red(rgb: [f64; 3]) -> Option<f64> {
    let line = RED.map(|value| 255.0 - f64::from(value));
    let away = rgb.map(|value| 255.0 * (1.0 - value));
    let dot: f64 = line.iter().zip(away).map(|(a, b)| a * b).sum();
    let length: f64 = line.iter().map(|a| a * a).sum();
    let tint = dot / length;
    let near = line.iter().zip(away).all(|(a, b)| (b - a * tint).abs() <= ROUNDING + 0.02);
    (near && tint > 0.0).then(|| ((tint * 1000.0).round() / 1000.0).min(1.0))
}

/// No more ink than `limit` (1 to 4): C, M and Y give way, K keeps the drawing.
pub(super) fn limited(inks: [f64; 4], limit: f64) -> [f64; 4] {
    let [c, m, y, k] = inks;
    let colours = c + m + y;
    if colours + k <= limit || colours <= 0.0 {
        return inks;
    }
    let keep = ((limit - k) / colours).clamp(0.0, 1.0);
    [c * keep, m * keep, y * keep, k]
}

/// A byte an ink, 255 being full. Rounded down, so that the limit holds.
pub(super) fn bytes(inks: [f64; 4]) -> [u8; 4] {
    inks.map(|ink| (ink * 255.0 + 1e-6).floor() as u8)
}

/// The same as [`limited`] for pixels.
pub(super) fn limit_pixels(inks: &mut [[u8; 4]], limit: f64) {
    let most = (limit * 255.0).floor() as u32;
    for pixel in inks {
        let sum: u32 = pixel.iter().map(|&ink| u32::from(ink)).sum();
        if sum > most {
            let [c, m, y, k] = *pixel;
            let black = u32::from(k);
            let (room, colours) = (most.saturating_sub(black), sum - black);
            let less = |ink: u8| u8::try_from(u32::from(ink) * room / colours.max(1)).unwrap_or(ink);
            *pixel = [less(c), less(m), less(y), k];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inks(spot: bool) -> Inks {
        Inks::new(&Profile::built_in(), 300.0, spot).expect("a profile")
    }

    fn parts(rgb: [u8; 3]) -> [f64; 3] {
        rgb.map(|value| f64::from(value) / 255.0)
    }

    #[test]
    fn neutral_colours_are_black_alone() {
        let mut inks = inks(false);
        for value in 0..=255 {
            let grey = 1.0 - f64::from(value) / 255.0;
            let Ink::Process([c, m, y, k]) = inks.rgb(SRGB, parts([value; 3])) else { panic!("{value}") };
            assert_eq!([c, m, y], [0.0; 3]);
            assert!((k - grey).abs() < 1e-9, "{value} {k}");
        }
    }

    #[test]
    fn every_tint_of_red_is_found_in_bytes() {
        let (mut process, mut spot) = (inks(false), inks(true));
        for percent in 1..=100 {
            let tint = f64::from(percent) / 100.0;
            let rgb = RED.map(|value| (255.0 - (255.0 - f64::from(value)) * tint).round() as u8);
            let Ink::Spot(found) = spot.rgb(SRGB, parts(rgb)) else { panic!("{rgb:?}") };
            assert!((found - tint).abs() < 0.003, "{tint} {found}");
            assert_eq!(process.rgb(SRGB, parts(rgb)), Ink::Process([0.0, 0.8 * found, 0.8 * found, 0.0]));
        }
        assert_eq!(spot.rgb(SRGB, parts(RED)), Ink::Spot(1.0));
        assert!(red(parts([0xd8, 0x16, 0x1d])).is_none());
        assert!(red(parts([0xff, 0, 0])).is_none());
    }

    /// Against Little CMS called by another program, on the built-in profile.
    #[test]
    fn colours_go_through_the_profile() {
        let mut inks = inks(false);
        for (rgb, expected) in [
            ([31, 78, 121], [89.0, 62.0, 24.3, 22.0]),
            ([46, 117, 182], [81.2, 47.5, 4.7, 0.4]),
            ([255, 192, 0], [1.2, 27.1, 92.9, 0.0]),
            ([112, 173, 71], [61.6, 7.8, 87.1, 0.8]),
            ([255, 0, 0], [0.0, 91.8, 96.9, 0.0]),
            ([0, 0, 255], [100.0, 77.6, 0.0, 0.0]),
            ([12, 20, 30], [82.7, 68.2, 49.8, 80.8]),
            ([240, 230, 220], [7.1, 9.8, 14.5, 0.0]),
        ] {
            let Ink::Process(found) = inks.rgb(SRGB, parts(rgb)) else { panic!("{rgb:?}") };
            for (found, expected) in found.iter().zip(expected) {
                assert!((found * 100.0 - expected).abs() < 1.0, "{rgb:?}: {found:?} {expected:?}");
            }
        }
    }

    #[test]
    fn no_colour_has_more_ink_than_the_limit() {
        let mut inks = Inks::new(&Profile::built_in(), 240.0, false).expect("a profile");
        let steps = [0_u8, 16, 32, 64, 128, 192, 255];
        let mut pixels = Vec::new();
        for r in steps {
            for g in steps {
                for b in steps {
                    pixels.push([r, g, b]);
                    let sum: f64 = inks.rgb(SRGB, parts([r, g, b])).process().iter().sum();
                    assert!(sum <= 2.4 + 1e-9, "{r} {g} {b}: {sum}");
                }
            }
        }
        for pixel in inks.pixels(SRGB, &pixels) {
            let sum: u32 = pixel.iter().map(|&ink| u32::from(ink)).sum();
            assert!(sum <= 612, "{pixel:?}");
        }
    }
}
