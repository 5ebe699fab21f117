//! Content streams with the screen's colours become content streams with inks.
//!
//! Whatever has nothing to do with colour is copied byte by byte. Marked content
//! goes: tags are of no use at a press. Constant alpha goes too: a colour that
//! covers only a part becomes a lighter one, as it looks on white paper.

use super::content::{Operation, Scanner};
use super::ink::{Ink, Inks, black};
use super::number::numbers;
use super::space::Space;

/// The name of the spot that 红 is printed in.
pub(super) const SPOT: &str = "GbSpot";
/// A pattern's colour space whose uncoloured patterns are painted in CMYK.
pub(super) const PATTERN: &str = "GbPattern";
/// The graphics state in which black overprints.
pub(super) const OVERPRINT: &str = "GbOver";
/// The graphics state in which everything knocks out.
pub(super) const KNOCKOUT: &str = "GbKnock";

/// What a graphics state of the stream's resources becomes.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Setting {
    /// Whether something remains of it that holds at a press too.
    pub(super) keep: bool,
    /// What it sets the alpha of fills to, 0 to 1.
    pub(super) fill: Option<f64>,
    /// What it sets the alpha of strokes to, 0 to 1.
    pub(super) stroke: Option<f64>,
    /// What it says of a soft mask.
    pub(super) mask: Option<Mask>,
}

/// A soft mask that a graphics state sets.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Mask {
    /// None any more.
    Nothing,
    /// One whose alpha runs as a gradient, by a number that [`Names`] gives.
    Gradient(usize),
}

/// How much of what is below a painting covers, 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Alpha {
    /// Of fills, pictures and forms.
    pub(super) fill: f64,
    /// Of strokes.
    pub(super) stroke: f64,
}

impl Alpha {
    /// Everything is covered.
    pub(super) const FULL: Self = Self { fill: 1.0, stroke: 1.0 };
}

/// What the names in a stream stand for, and what they become. What gives `None`
/// is not painted.
pub(super) trait Names {
    /// The way to inks.
    fn inks(&mut self) -> &mut Inks;
    /// A colour space.
    fn space(&mut self, name: &[u8]) -> Space;
    /// A graphics state.
    fn setting(&mut self, name: &[u8]) -> Setting;
    /// A font.
    fn font(&mut self, name: &[u8]);
    /// A pattern that covers as much as `alpha` says, seen through a mask.
    fn pattern(&mut self, name: &[u8], alpha: f64, mask: Option<usize>) -> Option<String>;
    /// A gradient that covers as much as `alpha` says.
    fn shading(&mut self, name: &[u8], alpha: f64) -> Option<String>;
    /// A form or a picture.
    fn object(&mut self, name: &[u8], alpha: Alpha, masked: bool) -> Option<String>;
    /// An inline image, by its entries and its data, made an external one.
    fn image(&mut self, dictionary: &[u8], data: &[u8], alpha: f64) -> Option<String>;
}

/// Which black lets what is below show through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Overprint {
    /// None.
    Nothing,
    /// That of text.
    Text,
    /// That of text and of shapes: text may have become outlines.
    Shapes,
}

/// What the rewritten stream needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Needs {
    /// [`SPOT`] is used.
    pub(super) spot: bool,
    /// [`PATTERN`] is used.
    pub(super) pattern: bool,
    /// [`OVERPRINT`] and [`KNOCKOUT`] are used.
    pub(super) overprint: bool,
    /// How many `q` stand in each other.
    pub(super) depth: usize,
}

/// What one kind of painting uses.
#[derive(Debug, Clone)]
struct Paint {
    space: Space,
    /// The colour that was set last; `None` while it is whatever the stream is
    /// used with, or a pattern.
    values: Option<Vec<f64>>,
    /// The pattern that was set last.
    pattern: Option<Vec<u8>>,
    /// Whether it is black on the K plate at full strength; `None` while it is
    /// whatever the stream is used with.
    black: Option<bool>,
    /// The colour must be written before something is painted.
    pending: bool,
    alpha: f64,
}

#[derive(Debug, Clone)]
struct State {
    fill: Paint,
    stroke: Paint,
    mask: Option<usize>,
    /// Text rendering mode.
    mode: i64,
    /// Whether the state is such that black overprints; `None` if not known.
    over: Option<bool>,
}

/// Where a stream stands, and so what colours it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A page or a pattern cell: begins with black, which is set in K here.
    Whole,
    /// A form: begins with the colours of the place that uses it, nothing
    /// overprinting.
    Form,
    /// A glyph of a Type 3 font: begins with whatever the text has.
    Glyph,
}

/// How a stream is to be rewritten.
#[derive(Debug, Clone, Copy)]
pub(super) struct How {
    /// Where it stands.
    pub(super) kind: Kind,
    /// What overprints.
    pub(super) overprint: Overprint,
    /// How much of it covers that covers fully by its own account.
    pub(super) base: f64,
    /// The alpha that it begins with.
    pub(super) alpha: Alpha,
}

/// The most `q` that may be open.
const NESTING: usize = 1000;

/// Rewrites a stream. In the result every `q` has its `Q`.
pub(super) fn rewrite(content: &[u8], how: How, names: &mut dyn Names) -> (Vec<u8>, Needs) {
    let How { kind, overprint, base, alpha } = how;
    let paint = |alpha: f64| Paint {
        space: Space::Gray,
        values: None,
        pattern: None,
        black: (kind == Kind::Whole).then_some(true),
        pending: false,
        alpha,
    };
    let over = (kind != Kind::Glyph).then_some(false);
    let state = State { fill: paint(alpha.fill), stroke: paint(alpha.stroke), mask: None, mode: 0, over };
    let mut writer = Writer {
        content,
        copied: 0,
        path: None,
        out: Vec::with_capacity(content.len()),
        state,
        stack: Vec::new(),
        base,
        overprint,
        needs: Needs::default(),
        names,
    };
    if kind == Kind::Whole {
        let inks = black(1.0).map(|ink| ink * base);
        writer.out.extend_from_slice(format!("{0} k {0} K\n", numbers(&inks)).as_bytes());
    }
    let mut scanner = Scanner::new(content);
    while let Some(operation) = scanner.next() {
        writer.operation(&operation);
    }
    writer.copy_to(content.len());
    for _ in 0..writer.stack.len() {
        writer.out.extend_from_slice(b"\nQ");
    }
    (writer.out, writer.needs)
}

struct Writer<'a> {
    content: &'a [u8],
    /// The stream has been dealt with as far as here.
    copied: usize,
    /// Where the path begins that is being built.
    path: Option<usize>,
    out: Vec<u8>,
    state: State,
    stack: Vec<State>,
    base: f64,
    overprint: Overprint,
    needs: Needs,
    names: &'a mut dyn Names,
}

/// What an operator paints with.
#[derive(Clone, Copy)]
struct Uses {
    fill: bool,
    stroke: bool,
    /// Whether it may overprint.
    free: bool,
}

impl Writer<'_> {
    fn copy_to(&mut self, end: usize) {
        self.out.extend_from_slice(self.content.get(self.copied..end).unwrap_or_default());
        self.copied = self.copied.max(end);
    }

    /// Writes `operators` in the place of an operation.
    fn replace(&mut self, operation: &Operation<'_>, operators: &str) {
        self.copy_to(operation.range.start);
        self.copied = operation.range.end;
        self.out.extend_from_slice(operators.as_bytes());
    }

    /// Writes `operators` before an operation, or before the path that it paints:
    /// nothing may stand between the two (ISO 32000-1, 8.2).
    fn insert(&mut self, operation: &Operation<'_>, operators: &str) {
        self.copy_to(self.path.unwrap_or(operation.range.start).max(self.copied));
        self.out.extend_from_slice(operators.as_bytes());
    }

    fn operation(&mut self, operation: &Operation<'_>) {
        match operation.operator {
            b"q" if self.stack.len() < NESTING => {
                self.stack.push(self.state.clone());
                self.needs.depth = self.needs.depth.max(self.stack.len());
            }
            b"Q" if !self.stack.is_empty() => {
                if let Some(state) = self.stack.pop() {
                    self.state = state;
                }
            }
            b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K" => self.device(operation),
            b"cs" | b"CS" => self.space(operation),
            b"sc" | b"scn" | b"SC" | b"SCN" => self.colour(operation),
            b"gs" => self.setting(operation),
            b"Tf" => {
                if let Some(name) = operation.first_name() {
                    self.names.font(&name);
                }
            }
            b"Tr" => self.state.mode = operation.numbers().first().map_or(0, |&mode| mode as i64),
            b"Tj" | b"TJ" | b"'" | b"\"" => {
                let (fill, stroke) = match self.state.mode {
                    0 | 4 => (true, false),
                    1 | 5 => (false, true),
                    2 | 6 => (true, true),
                    _ => return,
                };
                self.painted(operation, Uses { fill, stroke, free: true });
            }
            b"m" | b"re" => self.path = self.path.or(Some(operation.range.start)),
            b"n" => self.path = None,
            b"f" | b"F" | b"f*" => self.shape(operation, true, false),
            b"S" | b"s" => self.shape(operation, false, true),
            b"B" | b"B*" | b"b" | b"b*" => self.shape(operation, true, true),
            b"Do" => {
                let alpha = Alpha { fill: self.alpha(false), stroke: self.alpha(true) };
                let masked = self.state.mask.is_some();
                let made = operation.name().and_then(|name| self.names.object(&name, alpha, masked));
                self.placed(operation, made, "Do");
            }
            b"sh" => {
                let alpha = self.alpha(false);
                let made = operation.name().and_then(|name| self.names.shading(&name, alpha));
                self.placed(operation, made, "sh");
            }
            b"BI" => {
                let alpha = self.alpha(false);
                let made =
                    operation.inline().and_then(|(entries, data)| self.names.image(entries, data, alpha));
                self.placed(operation, made, "Do");
            }
            // Rendering intents are settled here; halftones and transfer curves
            // come with graphics states alone.
            b"q" | b"Q" | b"ri" | b"BMC" | b"BDC" | b"EMC" | b"MP" | b"DP" => self.replace(operation, ""),
            _ => {}
        }
    }

    /// Something is painted that has a name.
    fn placed(&mut self, operation: &Operation<'_>, made: Option<String>, operator: &str) {
        self.painted(operation, Uses { fill: true, stroke: true, free: false });
        let operators = made.map_or_else(String::new, |name| format!("/{name} {operator}"));
        self.replace(operation, &operators);
    }

    fn alpha(&self, strokes: bool) -> f64 {
        self.base * if strokes { self.state.stroke.alpha } else { self.state.fill.alpha }
    }

    fn paint(&mut self, strokes: bool) -> &mut Paint {
        if strokes { &mut self.state.stroke } else { &mut self.state.fill }
    }

    fn space(&mut self, operation: &Operation<'_>) {
        let space = operation.name().map_or(Space::Unknown, |name| match name.as_slice() {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern" => Space::device(&name),
            _ => self.names.space(&name),
        });
        let kept = space == Space::Kept;
        let plain = !kept && !matches!(space, Space::Pattern(_));
        let paint = self.paint(strokes(operation));
        paint.black = (!plain).then_some(false);
        paint.pending = plain;
        paint.values = plain.then(|| space.initial());
        paint.pattern = None;
        paint.space = space;
        if !kept {
            self.replace(operation, "");
        }
    }

    fn setting(&mut self, operation: &Operation<'_>) {
        let name = operation.name().unwrap_or_default();
        let Setting { keep, fill, stroke, mask } = self.names.setting(&name);
        let State { fill: fills, stroke: strokes, .. } = &mut self.state;
        for (paint, alpha) in [(fills, fill), (strokes, stroke)] {
            if let Some(alpha) = alpha.filter(|alpha| *alpha != paint.alpha) {
                paint.alpha = alpha;
                paint.pending |= paint.values.is_some() || paint.pattern.is_some();
            }
        }
        match mask {
            Some(Mask::Nothing) => self.state.mask = None,
            Some(Mask::Gradient(number)) => self.state.mask = Some(number),
            None => {}
        }
        if !keep {
            self.replace(operation, "");
        }
    }

    /// `g`, `rg`, `k` and their like for strokes.
    fn device(&mut self, operation: &Operation<'_>) {
        let space = match operation.operator {
            b"g" | b"G" => Space::Gray,
            b"rg" | b"RG" => Space::Rgb(super::ink::SRGB),
            _ => Space::Cmyk,
        };
        self.paint(strokes(operation)).space = space;
        self.colour(operation);
    }

    /// A colour in the space that was set.
    fn colour(&mut self, operation: &Operation<'_>) {
        let strokes = strokes(operation);
        let pattern = match self.paint(strokes).space {
            Space::Pattern(_) => operation.name(),
            _ => None,
        };
        let paint = self.paint(strokes);
        paint.values = Some(operation.numbers());
        paint.pattern = pattern;
        let operators = self.written(strokes);
        self.replace(operation, &operators);
    }

    /// The operators that set the colour in force.
    fn written(&mut self, strokes: bool) -> String {
        let alpha = self.alpha(strokes);
        let mask = self.state.mask;
        let paint = self.paint(strokes);
        paint.pending = false;
        paint.black = Some(false);
        let space = paint.space.clone();
        let values = paint.values.clone().unwrap_or_default();
        let pattern = paint.pattern.clone();
        let (set, colour, process) = if strokes { ("CS", "SCN", "K") } else { ("cs", "scn", "k") };
        let ink = match (&space, pattern) {
            (Space::Pattern(base), pattern) => {
                let made = pattern.and_then(|name| self.names.pattern(&name, alpha, mask));
                let Some(name) = made else { return format!("0 0 0 0 {process}") };
                let Some(base) = base.as_ref().filter(|_| !values.is_empty()) else {
                    return format!("/Pattern {set} /{name} {colour}");
                };
                // An uncoloured pattern with the colour to paint it in.
                let ink = base.ink(&values, self.names.inks()).thinned(alpha);
                self.names.inks().note(Ink::Process(ink.process()));
                self.needs.pattern = true;
                return format!("/{PATTERN} {set} {} /{name} {colour}", numbers(&ink.process()));
            }
            (Space::Kept, _) => {
                let values: Vec<_> = values.iter().map(|tint| tint * alpha).collect();
                return format!("{} {colour}", numbers(&values));
            }
            (space, _) => space.ink(&values, self.names.inks()).thinned(alpha),
        };
        self.names.inks().note(ink);
        match ink {
            Ink::Process(inks) => {
                self.paint(strokes).black = Some(inks == black(1.0));
                format!("{} {process}", numbers(&inks))
            }
            Ink::Spot(tint) => {
                self.needs.spot = true;
                format!("/{SPOT} {set} {} {colour}", numbers(&[tint]))
            }
        }
    }

    fn shape(&mut self, operation: &Operation<'_>, fill: bool, stroke: bool) {
        self.painted(operation, Uses { fill, stroke, free: self.overprint == Overprint::Shapes });
        self.path = None;
    }

    /// Before something is painted: colours that were not written yet, and
    /// whether it overprints.
    fn painted(&mut self, operation: &Operation<'_>, uses: Uses) {
        let mut before = String::new();
        for (used, strokes) in [(uses.fill, false), (uses.stroke, true)] {
            if used && self.paint(strokes).pending {
                before.push_str(&self.written(strokes));
                before.push('\n');
            }
        }
        if self.overprint != Overprint::Nothing {
            let State { fill, stroke, over, .. } = &mut self.state;
            let used = [(uses.fill, fill.black), (uses.stroke, stroke.black)];
            let mut blacks = used.iter().filter(|(used, _)| *used).map(|(_, black)| *black);
            // Where a colour is not known, text of the same kind decides.
            let want =
                if uses.free { blacks.try_fold(true, |all, black| Some(all & black?)) } else { Some(false) };
            if let Some(want) = want.filter(|want| *over != Some(*want)) {
                *over = Some(want);
                self.needs.overprint = true;
                before.push_str(&format!("/{} gs\n", if want { OVERPRINT } else { KNOCKOUT }));
            }
        }
        if !before.is_empty() {
            self.insert(operation, &before);
        }
    }
}

/// Whether an operator of colours is one of strokes.
fn strokes(operation: &Operation<'_>) -> bool {
    matches!(operation.operator.first(), Some(b'A'..=b'Z'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepress::profile::Profile;

    /// Names that stand for themselves: `rgb` and `grey` are colour spaces, `half`
    /// sets alpha to a half, `ink` is a spot of its own.
    struct Named(Inks);

    impl Names for Named {
        fn inks(&mut self) -> &mut Inks {
            &mut self.0
        }

        fn space(&mut self, name: &[u8]) -> Space {
            match name {
                b"rgb" => Space::Rgb(super::super::ink::SRGB),
                b"grey" => Space::Gray,
                b"ink" => Space::Kept,
                b"uncoloured" => Space::Pattern(Some(Box::new(Space::Gray))),
                _ => Space::Unknown,
            }
        }

        fn setting(&mut self, name: &[u8]) -> Setting {
            match name {
                b"half" => Setting { fill: Some(0.5), stroke: Some(0.5), ..Setting::default() },
                b"thick" => Setting { keep: true, ..Setting::default() },
                _ => Setting::default(),
            }
        }

        fn font(&mut self, _: &[u8]) {}

        fn pattern(&mut self, name: &[u8], alpha: f64, _: Option<usize>) -> Option<String> {
            Some(format!("{}@{alpha}", String::from_utf8_lossy(name)))
        }

        fn shading(&mut self, name: &[u8], alpha: f64) -> Option<String> {
            self.pattern(name, alpha, None)
        }

        fn object(&mut self, name: &[u8], alpha: Alpha, _: bool) -> Option<String> {
            (name != b"gone").then(|| format!("{}@{}", String::from_utf8_lossy(name), alpha.fill))
        }

        fn image(&mut self, _: &[u8], _: &[u8], alpha: f64) -> Option<String> {
            Some(format!("inline@{alpha}"))
        }
    }

    fn rewritten(content: &str, kind: Kind, overprint: Overprint, spot: bool) -> String {
        let inks = Inks::new(&Profile::built_in(), 300.0, spot).expect("a profile");
        let how = How { kind, overprint, base: 1.0, alpha: Alpha::FULL };
        let (content, _) = rewrite(content.as_bytes(), how, &mut Named(inks));
        String::from_utf8(content).expect("text")
    }

    #[test]
    fn colours_become_inks() {
        for (content, expected) in [
            ("0 g f", "0 0 0 1 k f"),
            ("1 G S", "0 0 0 0 K S"),
            (".5 .5 .5 rg f", "0 0 0 0.5 k f"),
            ("/grey cs .25 scn f", " 0 0 0 0.75 k f"),
            ("/rgb CS 0.78431374 0.08627451 0.11372549 SCN S", " 0 0.8 0.8 0 K S"),
            // Half of 红 on the line to white.
            ("0.8922 0.5431 0.5569 rg f", "0 0.4 0.4 0 k f"),
            // Nothing was said: the initial colour of the space is black.
            ("/rgb cs 0 0 9 9 re f", " 0 0 0 1 k\n0 0 9 9 re f"),
            ("1 0 0 0.5 k f", "1 0 0 0.5 k f"),
            ("1 1 1 1 k f", "0.6667 0.6667 0.6667 1 k f"),
            ("/ink cs 1 scn f", "/ink cs 1 scn f"),
            ("/uncoloured cs .5 /p scn f", " /GbPattern cs 0 0 0 0.5 /p@1 scn f"),
            ("/Pattern cs /p scn f", " /Pattern cs /p@1 scn f"),
        ] {
            assert_eq!(rewritten(content, Kind::Form, Overprint::Nothing, false), expected, "{content}");
        }
    }

    #[test]
    fn red_can_be_a_spot() {
        let content = "0.78431374 0.08627451 0.11372549 rg f 1 0 0 rg f";
        let found = rewritten(content, Kind::Form, Overprint::Nothing, true);
        assert!(found.starts_with("/GbSpot cs 1 scn f 0 0.9"), "{found}");
    }

    #[test]
    fn alpha_becomes_a_lighter_colour() {
        for (content, expected) in [
            ("0 g /half gs f", "0 0 0 1 k  0 0 0 0.5 k\nf"),
            ("/half gs 0 g 9 w 0 0 9 9 re f", " 0 0 0 0.5 k 9 w 0 0 9 9 re f"),
            ("q /half gs 0 g f Q 0 g f", "q  0 0 0 0.5 k f Q 0 0 0 1 k f"),
            ("/half gs /x Do /s sh", " /x@0.5 Do /s@0.5 sh"),
            ("/ink cs 1 scn /half gs f", "/ink cs 1 scn  0.5 scn\nf"),
            ("/half gs /Pattern cs /p scn f", "  /Pattern cs /p@0.5 scn f"),
            ("/thick gs", "/thick gs"),
        ] {
            let found = rewritten(content, Kind::Form, Overprint::Nothing, false);
            let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
            assert_eq!(words(&found), words(expected), "{content}");
        }
    }

    #[test]
    fn black_text_overprints_and_all_else_knocks_out() {
        let whole = |content| rewritten(content, Kind::Whole, Overprint::Text, false);
        let begin = "0 0 0 1 k 0 0 0 1 K\n";
        assert_eq!(whole("BT (a) Tj ET"), format!("{begin}BT /GbOver gs\n(a) Tj ET"));
        let grey = whole("0 g BT (a) Tj .5 g (b) Tj (c) Tj ET");
        let expected = "0 0 0 1 k BT /GbOver gs\n(a) Tj 0 0 0 0.5 k /GbKnock gs\n(b) Tj (c) Tj ET";
        assert_eq!(grey, format!("{begin}{expected}"));
        // Shapes and pictures knock out; `Q` brings back what was.
        assert_eq!(whole("0 0 9 9 re f"), format!("{begin}0 0 9 9 re f"));
        let nested = whole("q BT (a) Tj ET 0 0 9 9 re f Q /x Do");
        let expected = "q BT /GbOver gs\n(a) Tj ET /GbKnock gs\n0 0 9 9 re f Q /x@1 Do";
        assert_eq!(nested, format!("{begin}{expected}"));
        let outlines = rewritten("0 0 9 9 re f", Kind::Whole, Overprint::Shapes, false);
        assert_eq!(outlines, format!("{begin}/GbOver gs\n0 0 9 9 re f"));
        // Stroked text overprints only if both colours are black.
        let both = whole("1 G 2 Tr BT (a) Tj ET");
        assert!(!both.contains("GbOver"), "{both}");
        assert_eq!(whole("3 Tr BT (a) Tj ET"), format!("{begin}3 Tr BT (a) Tj ET"));
    }

    #[test]
    fn what_a_press_has_no_use_for_goes() {
        let form = |content| rewritten(content, Kind::Form, Overprint::Text, false);
        assert_eq!(form("/P <</MCID 0>> BDC f EMC /Perceptual ri"), " f  ");
        assert_eq!(form("/gone Do n"), " n");
        assert_eq!(form("BI /W 1 ID \u{1}x EI n"), "/inline@1 Do n");
    }

    #[test]
    fn every_save_has_its_restore() {
        let form = |content| rewritten(content, Kind::Form, Overprint::Nothing, false);
        assert_eq!(form("q q n Q"), "q q n Q\nQ");
        assert_eq!(form("n Q Q n"), "n   n");
    }
}
