//! What may be asked of imposition, and what of it makes no sense.

use super::super::geometry::MM;
use super::super::problem::Problem;
use crate::manifest::MarkKinds;

/// How pages are imposed.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// Which pages stand together.
    pub scheme: Scheme,
    /// The sheet's size; `None` for as large as it needs to be.
    pub sheet: Option<PaperSize>,
    /// The most that is kept of each page beyond its trim, in mm.
    pub bleed_mm: f64,
    /// Printer's marks around the sheet.
    pub marks: MarkKinds,
    /// Which box of a page is taken for its trim.
    pub trim_from: TrimFrom,
}

/// Which pages stand together on a sheet.
#[derive(Debug, Clone, PartialEq)]
pub enum Scheme {
    /// 骑马订: sheets of four pages put into each other.
    Saddle(Saddle),
    /// 书帖: sheets folded at right angles, gathered one behind the other.
    Signature(Signature),
    /// Pages side by side, to be cut apart.
    Nup(Nup),
}

/// Saddle stitching.
#[derive(Debug, Clone, PartialEq)]
pub struct Saddle {
    /// Thickness of a leaf, in mm; 0 for no creep.
    pub paper_mm: f64,
    /// Where blank pages go.
    pub blank: Blank,
}

/// Signatures.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Pages of a full signature: 4, 8, 16 or 32.
    pub pages: usize,
    /// What happens at the spine.
    pub binding: Binding,
    /// Thickness of a leaf, in mm; 0 for no creep.
    pub paper_mm: f64,
    /// Where blank pages go.
    pub blank: Blank,
    /// Blank pages up to a full signature, rather than smaller signatures.
    pub fill: bool,
    /// 折标: a black bar on the fold, stepping down from signature to signature.
    pub collation: bool,
}

/// What happens at the spine of gathered signatures.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Binding {
    /// 锁线: the folds stay.
    Sewn,
    /// 无线胶装: the folds are ground off.
    Glued {
        /// How far, in mm, from the fold.
        grind_mm: f64,
    },
}

/// Where the blank pages go that make up the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Blank {
    /// Behind everything.
    End,
    /// Before the last two pages, which stay inside and outside of the back
    /// cover.
    BeforeBack,
}

/// Pages side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct Nup {
    /// Pages across.
    pub columns: usize,
    /// Pages down.
    pub rows: usize,
    /// Between pages, in mm; `None` for twice the bleed.
    pub gutter_mm: Option<f64>,
    /// The same page in every place (step and repeat).
    pub repeat: bool,
    /// Every other side is the back of the one before it.
    pub duplex: bool,
}

/// Which box of a page is taken for its trim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TrimFrom {
    /// TrimBox.
    Trim,
    /// ArtBox.
    Art,
    /// CropBox.
    Crop,
    /// MediaBox.
    Media,
}

/// A sheet's width and height, in mm.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PaperSize {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// Sheets by name, in mm, short side first: ISO 216 and ISO 217, and the two
/// sizes that Chinese presses take from the mill (正度, 大度), whole and halved.
const NAMED: [(&str, f64, f64); 13] = [
    ("A5", 148.0, 210.0),
    ("A4", 210.0, 297.0),
    ("A3", 297.0, 420.0),
    ("A2", 420.0, 594.0),
    ("A1", 594.0, 841.0),
    ("SRA4", 225.0, 320.0),
    ("SRA3", 320.0, 450.0),
    ("SRA2", 450.0, 640.0),
    ("SRA1", 640.0, 900.0),
    ("正度", 787.0, 1092.0),
    ("正度对开", 546.0, 787.0),
    ("大度", 889.0, 1194.0),
    ("大度对开", 597.0, 889.0),
];

/// The largest sheet, in mm: ISO 32000-1, annex C, has 14 400 units.
const LARGEST: f64 = 5080.0;

impl PaperSize {
    /// Reads a name, or width and height in mm as in `450x320`. A name is the
    /// short side first or the long one, whichever the pages need.
    pub fn read(text: &str) -> Option<Self> {
        let named = |(name, ..): &&(&str, f64, f64)| name.eq_ignore_ascii_case(text.trim());
        if let Some(&(_, width, height)) = NAMED.iter().find(named) {
            return Some(Self { width, height });
        }
        let (width, height) = text.split_once(['x', 'X', '×', '*'])?;
        let side = |text: &str| text.trim().trim_end_matches("mm").trim().parse::<f64>().ok();
        let (width, height) = (side(width)?, side(height)?);
        let sane = |side: f64| side.is_finite() && (10.0..=LARGEST).contains(&side);
        (sane(width) && sane(height)).then_some(Self { width, height })
    }

    /// Lying or standing, as a block of that width and height (any unit) does.
    #[must_use]
    pub fn like(self, width: f64, height: f64) -> Self {
        let (short, long) = (self.width.min(self.height), self.width.max(self.height));
        if width > height { Self { width: long, height: short } } else { Self { width: short, height: long } }
    }

    /// In points.
    pub fn points(self) -> [f64; 2] {
        [self.width * MM, self.height * MM]
    }
}

impl Options {
    /// What is asked and can't be done.
    pub(super) fn check(&self) -> Result<(), Vec<Problem>> {
        let mut problems = Vec::new();
        let mut within = |what: &str, value: f64, most: f64| {
            if !(value.is_finite() && (0.0..=most).contains(&value)) {
                let message = format!("{what}不能是 {value} 毫米");
                problems.push(Problem::new(message, format!("写 0 到 {most} 之间的数")));
            }
        };
        within("出血", self.bleed_mm, 20.0);
        match &self.scheme {
            Scheme::Saddle(saddle) => within("纸厚", saddle.paper_mm, 1.0),
            Scheme::Signature(signature) => {
                within("纸厚", signature.paper_mm, 1.0);
                if let Binding::Glued { grind_mm } = signature.binding {
                    within("铣背", grind_mm, 10.0);
                }
                if ![4, 8, 16, 32].contains(&signature.pages) {
                    problems.push(Problem::new(
                        format!("一帖不能是 {} 面", signature.pages),
                        "每帖写 4、8、16 或 32 面",
                    ));
                }
            }
            Scheme::Nup(nup) => {
                within("版间距", nup.gutter_mm.unwrap_or(0.0), 100.0);
                let sane = 1..=MOST_ACROSS;
                if !sane.contains(&nup.columns) || !sane.contains(&nup.rows) {
                    let message = format!("不能排成 {}×{}", nup.columns, nup.rows);
                    problems.push(Problem::new(message, format!("横、竖各 1 到 {MOST_ACROSS} 页")));
                }
            }
        }
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }
}

/// The most pages across or down a sheet.
const MOST_ACROSS: usize = 20;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheets_by_name_and_by_size() {
        let size = |text| PaperSize::read(text).map(|size| (size.width, size.height));
        assert_eq!(size("a3"), Some((297.0, 420.0)));
        assert_eq!(size("450x320"), Some((450.0, 320.0)));
        assert_eq!(size("889 × 1194mm"), Some((889.0, 1194.0)));
        for wrong in ["", "B17", "0x10", "-5x3", "1e9x1e9", "NaNxNaN", "3x"] {
            assert_eq!(size(wrong), None, "{wrong}");
        }
        let a3 = PaperSize::read("A3").expect("a size");
        assert_eq!(a3.like(3.0, 2.0), PaperSize { width: 420.0, height: 297.0 });
    }
}
