//! How much of which ink a colour lays down.

use std::rc::Rc;

/// Inks of one colour, each from 0 to 1.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Inks {
    /// Cyan, magenta, yellow, black.
    pub(crate) process: [f64; 4],
    /// Which of these plates are painted at all; the others keep what is there
    /// when overprinting.
    pub(crate) painted: [bool; 4],
    /// Spots by name.
    pub(crate) spots: Vec<(Rc<str>, f64)>,
    /// Registration colour: on every plate.
    pub(crate) all: f64,
}

impl Inks {
    /// Process inks, all four plates painted.
    pub(crate) fn process(process: [f64; 4]) -> Self {
        Self { process: process.map(|ink| ink.clamp(0.0, 1.0)), painted: [true; 4], ..Self::default() }
    }

    /// Black alone, the other plates left white.
    pub(crate) fn gray(level: f64) -> Self {
        Self::process([0.0, 0.0, 0.0, 1.0 - level])
    }

    /// All plates together, in per cent.
    pub(crate) fn total(&self) -> f64 {
        let plates = self.process.len() + self.spots.len();
        let spots: f64 = self.spots.iter().map(|(_, ink)| ink).sum();
        100.0 * (self.process.iter().sum::<f64>() + spots + self.all * plates as f64)
    }

    /// Whether nothing is printed.
    pub(crate) fn is_white(&self) -> bool {
        const NOTHING: f64 = 0.002;
        self.all <= NOTHING
            && self.process.iter().all(|ink| *ink <= NOTHING)
            && self.spots.iter().all(|(_, ink)| *ink <= NOTHING)
    }

    /// What is on the paper where this overprints something: plates that it
    /// does not paint keep what they have.
    pub(crate) fn over(&self, below: &Self) -> Self {
        let mut sum = below.clone();
        for ((ink, painted), sum) in self.process.iter().zip(self.painted).zip(&mut sum.process) {
            if painted {
                *sum = *ink;
            }
        }
        for (name, ink) in &self.spots {
            match sum.spots.iter_mut().find(|(known, _)| known == name) {
                Some((_, below)) => *below = *ink,
                None => sum.spots.push((Rc::clone(name), *ink)),
            }
        }
        sum.all = sum.all.max(self.all);
        sum
    }

    /// The greater of each ink.
    pub(crate) fn most(&self, other: &Self) -> Self {
        let mut most = self.clone();
        for (ink, other) in most.process.iter_mut().zip(other.process) {
            *ink = ink.max(other);
        }
        for (painted, other) in most.painted.iter_mut().zip(other.painted) {
            *painted |= other;
        }
        for (name, ink) in &other.spots {
            match most.spots.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = known.max(*ink),
                None => most.spots.push((Rc::clone(name), *ink)),
            }
        }
        most.all = most.all.max(other.all);
        most
    }

    /// As printers write it: `C40 M0 Y0 K100`.
    pub(crate) fn shown(&self) -> String {
        let per_cent = |ink: f64| (ink * 100.0).round();
        let mut words: Vec<String> = Vec::new();
        for (name, ink) in ["C", "M", "Y", "K"].iter().zip(self.process) {
            if per_cent(ink) > 0.0 {
                words.push(format!("{name}{}", per_cent(ink)));
            }
        }
        words.extend(self.spots.iter().map(|(name, ink)| format!("{name} {}", per_cent(*ink))));
        if self.all > 0.0 {
            words.push(format!("套准色 {}", per_cent(self.all)));
        }
        if words.is_empty() { "白".to_owned() } else { words.join(" ") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn overprint_keeps_other_plates() {
        let below = Inks::process([0.0, 0.8, 0.8, 0.0]);
        let black = Inks { painted: [false, false, false, true], ..Inks::process([0.0, 0.0, 0.0, 1.0]) };
        assert_eq!(black.over(&below).total(), 260.0);
        assert_eq!(Inks::gray(0.0).over(&below).total(), 100.0);
    }
}
