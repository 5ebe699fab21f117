//! Content streams with the screen's colours become content streams with inks.
//!
//! Whatever has nothing to do with colour is copied byte by byte. Marked content
//! goes: tags are of no use at a press.

use super::content::{Operation, Scanner};
use super::ink::{Ink, Inks, black};
use super::number::numbers;
use super::space::Space;

/// The name of the spot that 红 is printed in.
pub const SPOT: &str = "GbSpot";
/// A pattern's colour space whose uncoloured patterns are painted in CMYK.
pub const PATTERN: &str = "GbPattern";
/// The graphics state in which black overprints.
pub const OVERPRINT: &str = "GbOver";
/// The graphics state in which everything knocks out.
pub const KNOCKOUT: &str = "GbKnock";

/// What a graphics state of the stream's resources becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Setting {
    /// It says something that holds at a press too.
    Keep,
    /// Nothing of it remains.
    Drop,
}

/// What the names in a stream stand for.
pub trait Names {
    /// A colour space.
    fn space(&mut self, name: &[u8]) -> Space;
    /// A graphics state.
    fn setting(&mut self, name: &[u8]) -> Setting;
    /// Makes an external object of an inline image, from its entries and its
    /// data, and names it. `None` if that can't be done.
    fn image(&mut self, dictionary: &[u8], data: &[u8]) -> Option<String>;
}

/// Which black lets what is below show through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Overprint {
    /// None.
    Nothing,
    /// That of text.
    Text,
    /// That of text and of shapes: text may have become outlines.
    Shapes,
}

/// What the rewritten stream needs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Needs {
    /// [`SPOT`] is used.
    pub spot: bool,
    /// [`PATTERN`] is used.
    pub pattern: bool,
    /// [`OVERPRINT`] and [`KNOCKOUT`] are used.
    pub overprint: bool,
}

/// What one kind of painting uses.
#[derive(Debug, Clone)]
struct Paint {
    space: Space,
    /// Whether it is black on the K plate at full strength; `None` while it is
    /// whatever the stream is used with.
    black: Option<bool>,
    /// A colour space was set, and no colour yet: its initial colour holds.
    pending: bool,
}

#[derive(Debug, Clone)]
struct State {
    fill: Paint,
    stroke: Paint,
    /// Text rendering mode.
    mode: i64,
    /// Whether the state is such that black overprints; `None` if not known.
    over: Option<bool>,
}

/// Where a stream stands, and so what colours it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A page or a pattern cell: begins with black, which is set in K here.
    Whole,
    /// A form: begins with the colours of the place that uses it, nothing
    /// overprinting.
    Form,
    /// A glyph of a Type 3 font: begins with whatever the text has.
    Glyph,
}

/// The most `q` that may be open.
const NESTING: usize = 1000;

/// Rewrites a stream.
pub fn rewrite(
    content: &[u8],
    kind: Kind,
    overprint: Overprint,
    names: &mut dyn Names,
    inks: &mut Inks,
) -> (Vec<u8>, Needs) {
    let paint = Paint { space: Space::Gray, black: (kind == Kind::Whole).then_some(true), pending: false };
    let over = (kind != Kind::Glyph).then_some(false);
    let mut writer = Writer {
        content,
        copied: 0,
        path: None,
        out: Vec::with_capacity(content.len()),
        state: State { fill: paint.clone(), stroke: paint, mode: 0, over },
        stack: Vec::new(),
        overprint,
        needs: Needs::default(),
        names,
        inks,
    };
    if kind == Kind::Whole {
        writer.out.extend_from_slice(b"0 0 0 1 k 0 0 0 1 K\n");
    }
    let mut scanner = Scanner::new(content);
    while let Some(operation) = scanner.next() {
        writer.operation(&operation);
    }
    writer.copy_to(content.len());
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
    overprint: Overprint,
    needs: Needs,
    names: &'a mut dyn Names,
    inks: &'a mut Inks,
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
        self.copied = end;
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
            b"q" => {
                if self.stack.len() < NESTING {
                    self.stack.push(self.state.clone());
                }
            }
            b"Q" => {
                if let Some(state) = self.stack.pop() {
                    self.state = state;
                }
            }
            b"g" | b"rg" | b"k" | b"G" | b"RG" | b"K" => self.device(operation),
            b"cs" | b"CS" => {
                let space = operation.name().map_or(Space::Unknown, |name| match name.as_slice() {
                    b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern" => Space::device(&name),
                    _ => self.names.space(&name),
                });
                let kept = space.kept();
                let paint = self.paint(operation.operator);
                paint.black = kept.then_some(false);
                paint.pending = !kept;
                paint.space = space;
                if !kept {
                    self.replace(operation, "");
                }
            }
            b"sc" | b"scn" | b"SC" | b"SCN" => self.colour(operation),
            b"gs" => {
                let name = operation.name().unwrap_or_default();
                if self.names.setting(&name) == Setting::Drop {
                    self.replace(operation, "");
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
            b"Do" | b"sh" => self.painted(operation, Uses { fill: true, stroke: true, free: false }),
            b"BI" => {
                let made = operation.inline().and_then(|(entries, data)| self.names.image(entries, data));
                self.painted(operation, Uses { fill: true, stroke: false, free: false });
                let operators = made.map_or_else(String::new, |name| format!("/{name} Do"));
                self.replace(operation, &operators);
            }
            // Rendering intents are settled here; halftones and transfer curves
            // come with graphics states alone.
            b"ri" | b"BMC" | b"BDC" | b"EMC" | b"MP" | b"DP" => self.replace(operation, ""),
            _ => {}
        }
    }

    fn paint(&mut self, operator: &[u8]) -> &mut Paint {
        match operator.first() {
            Some(b'A'..=b'Z') => &mut self.state.stroke,
            _ => &mut self.state.fill,
        }
    }

    /// `g`, `rg`, `k` and their like for strokes.
    fn device(&mut self, operation: &Operation<'_>) {
        let space = match operation.operator {
            b"g" | b"G" => Space::Gray,
            b"rg" | b"RG" => Space::Rgb(super::ink::SRGB),
            _ => Space::Cmyk,
        };
        self.paint(operation.operator).space = space;
        self.colour(operation);
    }

    /// A colour in the space that was set.
    fn colour(&mut self, operation: &Operation<'_>) {
        let values = operation.numbers();
        let strokes = matches!(operation.operator.first(), Some(b'A'..=b'Z'));
        let space = self.paint(operation.operator).space.clone();
        let paint = self.paint(operation.operator);
        paint.pending = false;
        paint.black = Some(false);
        let ink = match &space {
            Space::Pattern(base) => {
                if let (Some(base), false) = (base, values.is_empty()) {
                    // An uncoloured pattern with the colour to paint it in.
                    let inks = base.process(&values, self.inks);
                    let name = operation.name().unwrap_or_default();
                    let name = String::from_utf8_lossy(&name).into_owned();
                    let (set, colour) = if strokes { ("CS", "SCN") } else { ("cs", "scn") };
                    self.needs.pattern = true;
                    let text = format!("/{PATTERN} {set} {} /{name} {colour}", numbers(&inks));
                    self.replace(operation, &text);
                }
                return;
            }
            Space::Kept | Space::Unknown => return,
            space => space.ink(&values, self.inks),
        };
        let (text, is_black) = match ink {
            Ink::Process(inks) => {
                (format!("{} {}", numbers(&inks), if strokes { "K" } else { "k" }), inks == black(1.0))
            }
            Ink::Spot(tint) => {
                self.needs.spot = true;
                let (set, colour) = if strokes { ("CS", "SCN") } else { ("cs", "scn") };
                (format!("/{SPOT} {set} {} {colour}", numbers(&[tint])), false)
            }
        };
        self.paint(operation.operator).black = Some(is_black);
        self.replace(operation, &text);
    }

    fn shape(&mut self, operation: &Operation<'_>, fill: bool, stroke: bool) {
        self.painted(operation, Uses { fill, stroke, free: self.overprint == Overprint::Shapes });
        self.path = None;
    }

    /// Before something is painted: initial colours that were not replaced yet,
    /// and whether it overprints.
    fn painted(&mut self, operation: &Operation<'_>, uses: Uses) {
        let mut before = String::new();
        for (paint, used, operator) in
            [(&mut self.state.fill, uses.fill, "k"), (&mut self.state.stroke, uses.stroke, "K")]
        {
            if paint.pending && used {
                let inks = paint.space.initial(self.inks);
                paint.pending = false;
                paint.black = Some(inks == black(1.0));
                before.push_str(&format!("{} {operator}\n", numbers(&inks)));
            }
        }
        if self.overprint != Overprint::Nothing {
            let State { fill, stroke, over, .. } = &mut self.state;
            let used = [(uses.fill, fill.black), (uses.stroke, stroke.black)];
            let mut blacks = used.iter().filter(|(used, _)| *used).map(|(_, black)| *black);
            // Where a colour is not known, text of the same kind decides.
            let want = if uses.free { blacks.try_fold(true, |all, black| Some(all & black?)) } else { Some(false) };
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
