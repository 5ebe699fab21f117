//! Flat colours without black.
//!
//! A profile makes dark colours with black in them. In a photograph that is as it
//! should be; in a drawing or in coloured type an edge of four inks shows every
//! error of register, and black beside black text looks like dirt. Where cyan,
//! magenta and yellow alone give the same colour, they do it alone.

use lcms2::{DisallowCache, Flags, Intent, PixelFormat, Profile as Icc, ThreadContext, Transform};

/// How far the colour may be off, as a distance in CIE L*a*b*: less than presses
/// vary from sheet to sheet.
const TOLERANCE: f64 = 2.5;
/// How often an approximation is made better.
const STEPS: usize = 20;
/// By how much an ink is changed to see what that does.
const PROBE: f64 = 0.01;

/// What inks look like.
pub(super) struct Look(Transform<[f32; 4], [f32; 3], ThreadContext, DisallowCache>);

impl Look {
    /// By the profile of the output condition; `lab` is that of CIE L*a*b*.
    pub(super) fn new(
        context: &ThreadContext,
        target: &Icc<ThreadContext>,
        lab: &Icc<ThreadContext>,
    ) -> Option<Self> {
        let made = Transform::new_flags_context(
            context,
            target,
            PixelFormat::CMYK_FLT,
            lab,
            PixelFormat::Lab_FLT,
            Intent::RelativeColorimetric,
            Flags::NO_CACHE | Flags::NO_OPTIMIZE,
        );
        made.ok().map(Self)
    }

    /// L*, a* and b* of inks, each 0 to 1.
    fn of(&self, inks: [f64; 4]) -> [f64; 3] {
        let mut lab = [[0.0_f32; 3]];
        self.0.transform_pixels(&[inks.map(|ink| (ink * 100.0) as f32)], &mut lab);
        lab[0].map(f64::from)
    }

    /// The same colour in C, M and Y alone, if there is one.
    pub(super) fn without_black(&self, inks: [f64; 4]) -> Option<[f64; 4]> {
        let wanted = self.of(inks);
        let [c, m, y, k] = inks;
        let mut best = [c + k, m + k, y + k].map(|ink| ink.clamp(0.0, 1.0));
        let mut off = distance(self.of(three(best)), wanted);
        for _ in 0..STEPS {
            let here = self.of(three(best));
            let missing = std::array::from_fn(|part| wanted[part] - here[part]);
            // What a little more of each ink does, then the mix that is missing
            // (Newton's method).
            let effects = std::array::from_fn(|ink| {
                let mut probe = best;
                let step = if probe[ink] > 0.5 { -PROBE } else { PROBE };
                probe[ink] += step;
                let there = self.of(three(probe));
                std::array::from_fn(|part| (there[part] - here[part]) / step)
            });
            let Some(change) = solve(effects, missing) else { break };
            let next: [f64; 3] = std::array::from_fn(|ink| (best[ink] + change[ink]).clamp(0.0, 1.0));
            let better = distance(self.of(three(next)), wanted);
            if better >= off {
                break;
            }
            (best, off) = (next, better);
        }
        (off <= TOLERANCE).then_some(three(best))
    }
}

fn three([c, m, y]: [f64; 3]) -> [f64; 4] {
    [c, m, y, 0.0]
}

/// CIE 1976 colour difference.
fn distance(a: [f64; 3], b: [f64; 3]) -> f64 {
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// How much of each of three columns their sum takes (Cramer's rule).
fn solve(columns: [[f64; 3]; 3], sum: [f64; 3]) -> Option<[f64; 3]> {
    let determinant = |[a, b, c]: [[f64; 3]; 3]| {
        a[0] * (b[1] * c[2] - b[2] * c[1]) - b[0] * (a[1] * c[2] - a[2] * c[1])
            + c[0] * (a[1] * b[2] - a[2] * b[1])
    };
    let whole = determinant(columns);
    let [a, b, c] = columns;
    let parts = [[sum, b, c], [a, sum, c], [a, b, sum]].map(|columns| determinant(columns) / whole);
    parts.iter().all(|part| part.is_finite()).then_some(parts)
}
