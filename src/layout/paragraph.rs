//! `paragraph(body, …)`: the function through which a layout sets a paragraph
//! whose lines are broken by [`crate::compose`] and not by Typst.
//!
//! The content is read as a row of characters, composed, and built again with
//! the same elements around the same text, so that links, notes and places in
//! the editor's file stay what they were: only line breaks and spaces have been
//! added. What can't be read so, a formula for instance, is left to Typst.

#![expect(clippy::too_many_arguments, reason = "layouts name what they pass")]

use std::str::FromStr;
use std::sync::Arc;

use comemo::Tracked;
use ecow::{EcoString, eco_format};
use typst::World;
use typst::diag::{At, SourceDiagnostic, SourceResult};
use typst::engine::Engine;
use typst::foundations::{
    Content, Dict, FromValue, NativeElement, Resolve, SequenceElem, Smart, StyleChain, StyledElem, Styles,
    Value, dict, func,
};
use typst::introspection::Locator;
use typst::layout::{Abs, Axes, BoxElem, Em, HElem, Length, Ratio, Region, Size, Spacing};
use typst::model::{
    EmphElem, FirstLineIndent, FootnoteBody, FootnoteElem, JustificationLimits, Linebreaks, LinkElem,
    ParElem, StrongElem,
};
use typst::syntax::Span;
use typst::text::{
    FontFeatures, FontList, FontWeight, Lang, LinebreakElem, SpaceElem, SuperElem, Tag, TextElem, TextSize,
};

use super::elements::note_number;
use super::ruler::{Ink, Ruler, Width};
use crate::compose::{self, Item, Kind, Measure, Names, Setting, Tongue};
use crate::font::needs_glyph;

/// A mark whose ink keeps to this part of its width can give the rest away.
const HALF_INK: f64 = 0.52;

/// The number that opens a paragraph has fewer digits.
const LONGEST_OPENING: usize = 6;

/// Longer paragraphs, in characters, are left to Typst: it takes minutes to set
/// one of so many pieces, and no official text has any.
const LONGEST: usize = 20_000;

/// What stands for something that is not a character.
const OBJECT: char = '\u{fffc}';

/// A paragraph whose lines are broken the Chinese way.
#[func]
pub(super) fn paragraph(
    engine: &mut Engine,
    /// The text.
    body: Content,
    /// The faces: `base`, `strong`, `emph`, and `song` for Latin marks that
    /// the others lack; each with `font` and `weight`.
    faces: Dict,
    /// The size of the text.
    size: Length,
    /// The width of a line.
    measure: Length,
    /// The indent of the first line.
    #[named]
    #[default(Em::new(2.0).into())]
    indent: Length,
    /// Names that are not broken.
    #[named]
    #[default]
    names: Vec<EcoString>,
    /// By how many lines longer than is best.
    #[named]
    #[default(0)]
    looseness: i64,
    /// By how much all lines but the first are indented.
    #[named]
    #[default]
    hanging: Length,
    /// Whether lines are filled to the measure.
    #[named]
    #[default(true)]
    filled: bool,
    /// Where its block begins in the article's file, for
    /// [`ability`].
    #[named]
    #[default(-1)]
    at: i64,
) -> SourceResult<Content> {
    let base = face(&faces, "base")?;
    let world = engine.world;
    let mut root = base.clone();
    root.set(TextElem::size, TextSize(size));
    root.set(TextElem::lang, Lang::CHINESE);
    root.set(TextElem::region, typst::text::Region::from_str("CN").ok());
    root.set(TextElem::fallback, false);
    let library = StyleChain::new(&world.library().styles);
    let styles = library.chain(&root);
    let em = styles.resolve(TextElem::size);
    let faces =
        Faces { strong: face(&faces, "strong")?, emph: face(&faces, "emph")?, song: face(&faces, "song")? };
    let mut text = Vec::new();
    let read = walk(&body, styles, &faces, &mut |leaf, _| {
        leaf.push(&mut text);
        Ok(())
    });
    if read.is_err() || em <= Abs::zero() || text.len() > LONGEST {
        return Ok(ParElem::new(body).pack());
    }
    let tongues = compose::tongues(&text);
    let mut row = Row {
        text: &text,
        tongues: &tongues,
        figures: figures(&text),
        em,
        song: &faces.song,
        items: Vec::with_capacity(text.len()),
        dresses: Vec::new(),
    };
    let mut failed = Ok(());
    let _ = walk(&body, styles, &faces, &mut |leaf, styles| {
        failed = row.measure(engine, leaf, styles);
        if failed.is_ok() { Ok(()) } else { Err(Unreadable) }
    });
    failed?;
    let hung = hanging.resolve(styles) / em;
    let measure = Measure {
        width: measure.resolve(styles) / em - hung,
        indent: indent.resolve(styles) / em - hung,
        looseness: i8::try_from(looseness).unwrap_or(0),
        filled,
    };
    let setting = compose::compose(&row.items, &measure, &known(&names));
    if at >= 0 && (setting.shrinks.is_some() || setting.grows.is_some()) {
        engine.sink.warn(SourceDiagnostic::warning(first_span(&body), tell(at, &setting)));
    }
    let mut built = Builder { row: &row, places: places(&setting, &row.items), setting: &setting, at: 0 };
    let body = built.build(&body);
    let indent = Value::Dict(dict! { "amount" => indent, "all" => true });
    let paragraph = ParElem::new(body)
        .with_linebreaks(Smart::Custom(Linebreaks::Simple))
        .with_first_line_indent(FirstLineIndent::from_value(indent).at(Span::detached())?)
        .with_hanging_indent(hanging);
    // Shaping reads these from the styles around the paragraph. What is left to
    // fill is spread over Han and marks alone: no dash opens, no word is spaced.
    let unmoved = Value::Dict(dict! {
        "spacing" => dict! { "min" => Ratio::one(), "max" => Ratio::one() },
        "tracking" => dict! { "min" => Length::zero(), "max" => Length::zero() },
    });
    let unmoved = JustificationLimits::from_value(unmoved).at(Span::detached())?;
    let paragraph = paragraph.pack().set(ParElem::justification_limits, unmoved);
    Ok(paragraph.set(TextElem::cjk_latin_spacing, Smart::Custom(None)).set(TextElem::overhang, false))
}

/// How the message begins that tells what a paragraph could bear. It is a
/// warning since a native function has no other way to say something beside its
/// result, and Typst repeats it when the result comes from its memory.
const ABILITY: &str = "gongbao paragraph";

fn tell(at: i64, setting: &Setting) -> String {
    let part = |strain: Option<f64>| strain.map_or_else(|| "-".to_owned(), |strain| format!("{strain:.2}"));
    format!("{ABILITY} {at} {} {}", part(setting.shrinks), part(setting.grows))
}

/// Reads what a paragraph has told: where its block begins, and how hard it is
/// on it to lose and to gain a line. `None` for every other warning.
pub(super) fn ability(warning: &SourceDiagnostic) -> Option<(usize, Option<f64>, Option<f64>)> {
    let mut parts = warning.message.strip_prefix(ABILITY)?.split_whitespace();
    let at = parts.next()?.parse().ok()?;
    let mut strain = || parts.next().and_then(|part| part.parse().ok());
    Some((at, strain(), strain()))
}

/// The first place in an editor's file that content comes from.
fn first_span(content: &Content) -> Span {
    content
        .traverse(&mut |part: Content| match part.span() {
            span if span.id().is_some() && part.is::<TextElem>() => std::ops::ControlFlow::Break(span),
            _ => std::ops::ControlFlow::Continue(()),
        })
        .break_value()
        .unwrap_or(Span::detached())
}

#[comemo::memoize]
fn known(names: &[EcoString]) -> Arc<Names> {
    Arc::new(names.iter().collect())
}

/// The faces of emphasis, as the layouts' show rules have them.
struct Faces {
    strong: Styles,
    emph: Styles,
    /// Has narrow “” and ‘’, which Chinese fonts may lack.
    song: Styles,
}

/// A face: `(font: …, weight: …)`.
fn face(faces: &Dict, key: &str) -> SourceResult<Styles> {
    let mut styles = Styles::new();
    let Some(Value::Dict(face)) = faces.get(key).ok() else { return Ok(styles) };
    if let Ok(font) = face.get("font") {
        styles.set(TextElem::font, FontList::from_value(font.clone()).at(Span::detached())?);
    }
    if let Ok(weight) = face.get("weight") {
        styles.set(TextElem::weight, FontWeight::from_value(weight.clone()).at(Span::detached())?);
    }
    Ok(styles)
}

/// A part of a paragraph that has no parts.
enum Leaf<'a> {
    Text(&'a str),
    Space,
    Break,
    /// Something that has a width and is not text.
    Object(&'a Content),
}

impl Leaf<'_> {
    fn push(&self, text: &mut Vec<char>) {
        match self {
            Self::Text(more) => text.extend(more.chars()),
            Self::Space => text.push(' '),
            Self::Break => text.push('\n'),
            Self::Object(_) => text.push(OBJECT),
        }
    }
}

/// There is something in the content that is not read here.
struct Unreadable;

/// Goes through the leaves of a paragraph in reading order.
fn walk(
    content: &Content,
    styles: StyleChain,
    faces: &Faces,
    visit: &mut dyn FnMut(Leaf, StyleChain) -> Result<(), Unreadable>,
) -> Result<(), Unreadable> {
    if let Some(sequence) = content.to_packed::<SequenceElem>() {
        sequence.children.iter().try_for_each(|child| walk(child, styles, faces, visit))
    } else if let Some(styled) = content.to_packed::<StyledElem>() {
        walk(&styled.child, styles.chain(&styled.styles), faces, visit)
    } else if let Some(strong) = content.to_packed::<StrongElem>() {
        walk(&strong.body, styles.chain(&faces.strong), faces, visit)
    } else if let Some(emph) = content.to_packed::<EmphElem>() {
        walk(&emph.body, styles.chain(&faces.emph), faces, visit)
    } else if let Some(link) = content.to_packed::<LinkElem>() {
        walk(&link.body, styles, faces, visit)
    } else if let Some(text) = content.to_packed::<TextElem>() {
        visit(Leaf::Text(&text.text), styles)
    } else if content.is::<SpaceElem>() {
        visit(Leaf::Space, styles)
    } else if content.is::<LinebreakElem>() {
        visit(Leaf::Break, styles)
    } else if content.is::<BoxElem>()
        || content.is::<SuperElem>()
        || content.is::<FootnoteElem>()
        || content.to_packed::<HElem>().is_some_and(|space| matches!(space.amount, Spacing::Rel(_)))
    {
        visit(Leaf::Object(content), styles)
    } else {
        Err(Unreadable)
    }
}

/// What a character wears so that its mark has the right width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Dress {
    Plain,
    /// Full width, by the font's own feature.
    Wide,
    /// Half an em wide, by the font's own feature: figures.
    Half,
    /// Proportional, by the font's own feature.
    Narrow,
    /// The same from the face that has it.
    Borrowed,
}

/// The paragraph as a row of items.
struct Row<'a> {
    /// Its characters.
    text: &'a [char],
    tongues: &'a [Tongue],
    /// Which of its characters are figures of a number and not of a word.
    figures: Vec<bool>,
    /// The paragraph's size.
    em: Abs,
    song: &'a Styles,
    items: Vec<Item>,
    dresses: Vec<Dress>,
}

impl Row<'_> {
    fn measure(&mut self, engine: &mut Engine, leaf: Leaf, styles: StyleChain) -> SourceResult<()> {
        match leaf {
            Leaf::Text(text) => self.text(engine.world, &text.chars().collect::<Vec<_>>(), styles),
            Leaf::Space => self.text(engine.world, &[' '], styles),
            Leaf::Break => self.push('\n', Width { inside: 0.0, last: 0.0 }, Dress::Plain, None),
            Leaf::Object(content) => {
                let width = object_width(engine, content, styles)? / self.em;
                self.push(OBJECT, Width { inside: width, last: width }, Dress::Plain, None);
            }
        }
        Ok(())
    }

    /// The kind of the character so far behind the last item.
    fn kind(&self, offset: usize, c: char) -> Kind {
        let half = self
            .text
            .get(self.items.len() + offset)
            .and_then(|_| compose::half_width(self.text, self.items.len() + offset));
        half.unwrap_or_else(|| Kind::of(c, self.tongue(offset)))
    }

    /// The tongue of the character so far behind the last item.
    fn tongue(&self, offset: usize) -> Tongue {
        self.tongues.get(self.items.len() + offset).copied().unwrap_or_default()
    }

    fn text(&mut self, world: Tracked<'_, dyn World + '_>, text: &[char], styles: StyleChain) {
        let scale = styles.resolve(TextElem::size) / self.em;
        let ruler = Ruler::new(world, styles);
        let mut start = 0;
        while start < text.len() {
            let rest = &text[start..];
            let shaped = |kind| matches!(kind, Kind::Latin | Kind::Sign | Kind::Space);
            let plain = |&(offset, &c): &(usize, &char)| {
                shaped(self.kind(offset, c)) && !compose::is_shared(c) && !self.is_figure(offset)
            };
            let run = rest.iter().enumerate().take_while(plain).count();
            if run > 0 {
                for (&c, width) in rest.iter().zip(ruler.run(&rest[..run], None)) {
                    self.push(c, width.scaled(scale), Dress::Plain, None);
                }
                start += run;
                continue;
            }
            let c = rest[0];
            let (width, dress) = self.dressed(world, &ruler, styles, c);
            let ink = self.kind(0, c).is_mark().then(|| ruler.ink(c)).flatten();
            self.push(c, width.scaled(scale), dress, ink);
            start += 1;
        }
    }

    /// The width of a character that is not shaped with its neighbours, and
    /// what it needs for it.
    fn dressed(
        &self,
        world: Tracked<'_, dyn World + '_>,
        ruler: &Ruler,
        styles: StyleChain,
        c: char,
    ) -> (Width, Dress) {
        let featured =
            |ruler: &Ruler, feature| ruler.run(&[c], Some(feature)).first().map_or(1.0, |w| w.inside);
        let natural = ruler.width(c);
        if c.is_ascii_digit() {
            let half = featured(ruler, b"hwid");
            let dress = if natural != half && (half - 0.5).abs() < 0.01 { Dress::Half } else { Dress::Plain };
            return (Width::of(if dress == Dress::Half { half } else { natural }), dress);
        }
        if !compose::is_shared(c) {
            return (Width::of(natural), Dress::Plain);
        }
        if self.tongue(0) == Tongue::Latin {
            let narrow = featured(ruler, b"pwid");
            if narrow < 0.75 || c != '“' && c != '”' && c != '‘' && c != '’' {
                return (Width::of(narrow), Dress::Narrow);
            }
            let song = Ruler::new(world, styles.chain(self.song));
            return (Width::of(featured(&song, b"pwid")), Dress::Borrowed);
        }
        let wide = if natural < 0.99 { featured(ruler, b"fwid") } else { natural };
        if wide > natural { (Width::of(wide), Dress::Wide) } else { (Width::of(natural), Dress::Plain) }
    }

    /// Whether the character so far behind the last item is a figure of a
    /// number and not of a word.
    fn is_figure(&self, offset: usize) -> bool {
        self.figures.get(self.items.len() + offset).copied().unwrap_or(false)
    }

    fn push(&mut self, c: char, width: Width, dress: Dress, ink: Option<Ink>) {
        let kind = self.kind(0, c);
        // Joiners and chances to break are never seen, whatever the font has for them.
        let unseen = kind == Kind::Chance || !c.is_whitespace() && !needs_glyph(c);
        let width = if unseen { Width::of(0.0) } else { width };
        let full = width.inside > 0.99;
        let half = |ink: Ink| match kind {
            Kind::Open => ink.left >= 1.0 - HALF_INK,
            Kind::Middle => ink.left >= 0.25 && ink.right <= 0.75,
            _ => ink.right <= HALF_INK,
        };
        let (lead, trail) = self.blanks(kind, c, width.inside);
        let squeezable = kind.is_mark() && (lead + trail >= 0.5 || full && ink.is_some_and(half));
        self.items.push(Item { c, kind, width: width.inside, last: width.last, lead, trail, squeezable });
        self.dresses.push(dress);
    }

    /// The blanks that a character needs before and behind it, in em, to stand
    /// well beside characters of one em.
    fn blanks(&self, kind: Kind, c: char, width: f64) -> (f64, f64) {
        let at = self.items.len();
        let digit = |at: Option<usize>| at.and_then(|at| self.text.get(at)).is_some_and(char::is_ascii_digit);
        let lacking = 1.0 - width;
        match kind {
            _ if kind.is_mark() && lacking < 0.01 => (0.0, 0.0),
            Kind::Open => (lacking, 0.0),
            Kind::Middle => (lacking / 2.0, lacking / 2.0),
            _ if kind.is_mark() => (0.0, lacking),
            // A number is as wide as whole and half characters, its point a quarter.
            Kind::Sign if matches!(c, '.' | ',') && digit(at.checked_sub(1)) && digit(Some(at + 1)) => {
                let more = 0.25 - width;
                if more.abs() < 0.1 { (more / 2.0, more / 2.0) } else { (0.0, 0.0) }
            }
            Kind::Sign if matches!(c, '-' | '–') && digit(at.checked_sub(1)) && digit(Some(at + 1)) => {
                let more = (0.5 - width).clamp(0.0, 0.2);
                (more / 2.0, more / 2.0)
            }
            // The number of a paragraph is as wide as whole and half characters.
            Kind::Sign
                if c == '.'
                    && at > 0
                    && at < LONGEST_OPENING
                    && self.text[..at].iter().all(char::is_ascii_digit) =>
            {
                let number: f64 = self.items.iter().map(|item| item.width).sum::<f64>() + width;
                (0.0, (number * 2.0).ceil() / 2.0 - number)
            }
            Kind::Latin if c == '%' => {
                let more = lacking.clamp(0.0, 0.12);
                (more / 2.0, more / 2.0)
            }
            _ => (0.0, 0.0),
        }
    }
}

/// Which characters are figures of a number and not of a word.
fn figures(text: &[char]) -> Vec<bool> {
    let mut out = Vec::with_capacity(text.len());
    for run in text.chunk_by(|a, b| a.is_ascii_digit() == b.is_ascii_digit()) {
        let (start, end) = (out.len(), out.len() + run.len());
        let letter =
            |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(char::is_ascii_alphabetic);
        let number = run.first().is_some_and(char::is_ascii_digit);
        out.resize(end, number && !letter(start.checked_sub(1)) && !letter(Some(end)));
    }
    out
}

/// The width of something that is not text.
fn object_width(engine: &mut Engine, content: &Content, styles: StyleChain) -> SourceResult<Abs> {
    if let Some(space) = content.to_packed::<HElem>() {
        return Ok(match space.amount {
            Spacing::Rel(amount) => amount.abs.resolve(styles),
            Spacing::Fr(_) => Abs::zero(),
        });
    }
    let region = Region::new(Size::splat(Abs::inf()), Axes::splat(false));
    let mark;
    let shown = if let Some(note) = content.to_packed::<FootnoteElem>() {
        // A mark for the same note again has its number in the reference.
        let reference = match &note.body {
            FootnoteBody::Reference(label) => Some(Content::empty().labelled(*label)),
            FootnoteBody::Content(_) => None,
        };
        mark = SuperElem::new(TextElem::packed(note_mark(reference.as_ref().unwrap_or(content)))).pack();
        &mark
    } else {
        content
    };
    Ok(typst_layout::layout_frame(engine, shown, Locator::root(), styles, region)?.width())
}

/// A note's mark as the layouts have it: ① to ㊿, all as wide, then (51).
fn note_mark(note: &Content) -> EcoString {
    match note_number(note) {
        Some(number) if number > 50 => eco_format!("({number})"),
        _ => "①".into(),
    }
}

/// What happens to an item when the paragraph is built again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// It stands in a line.
    Inside,
    /// It begins a line; the line before is filled to the measure, or not.
    Starts { filled: bool },
    /// It is a space at a break and disappears.
    Dropped,
}

fn places(setting: &Setting, items: &[Item]) -> Vec<Place> {
    let mut out = vec![Place::Dropped; items.len()];
    let mut before: Option<&compose::Line> = None;
    for line in &setting.lines {
        out[line.start..line.end].fill(Place::Inside);
        // Behind a break that was asked for, the next line begins by itself.
        let asked = |line: &compose::Line| items.get(line.end).is_some_and(|item| item.kind == Kind::Break);
        if let Some(before) = before.filter(|before| !asked(before) && line.start < line.end) {
            out[line.start] = Place::Starts { filled: before.full };
        }
        before = Some(line);
    }
    // A break that was asked for stays what it is.
    for (place, item) in out.iter_mut().zip(items) {
        if item.kind == Kind::Break {
            *place = Place::Inside;
        }
    }
    out
}

/// Builds the paragraph again, with its breaks and spaces.
struct Builder<'a> {
    row: &'a Row<'a>,
    places: Vec<Place>,
    setting: &'a Setting,
    /// The next item.
    at: usize,
}

impl Builder<'_> {
    fn build(&mut self, content: &Content) -> Content {
        if let Some(sequence) = content.to_packed::<SequenceElem>() {
            Content::sequence(sequence.children.iter().map(|child| self.build(child)).collect::<Vec<_>>())
        } else if let Some(styled) = content.to_packed::<StyledElem>() {
            self.build(&styled.child).styled_with_map(styled.styles.clone())
        } else if let Some(strong) = content.to_packed::<StrongElem>() {
            let mut strong = strong.clone();
            strong.body = self.build(&strong.body);
            strong.pack()
        } else if let Some(emph) = content.to_packed::<EmphElem>() {
            let mut emph = emph.clone();
            emph.body = self.build(&emph.body);
            emph.pack()
        } else if let Some(link) = content.to_packed::<LinkElem>() {
            let mut link = link.clone();
            link.body = self.build(&link.body);
            link.pack()
        } else if let Some(text) = content.to_packed::<TextElem>() {
            self.text(&text.text, content.span())
        } else {
            self.whole(content)
        }
    }

    /// What stands before the next item: a break, or space.
    fn before(&self, out: &mut Vec<Content>) {
        match self.places.get(self.at) {
            Some(Place::Starts { filled }) => out.push(LinebreakElem::new().with_justify(*filled).pack()),
            Some(Place::Inside) => {
                let amount = self.setting.before.get(self.at).copied().unwrap_or(0.0);
                if amount.abs() > 1e-6 && self.at > 0 && !self.starts_line() {
                    out.push(HElem::new(Spacing::from(self.row.em * amount)).pack());
                }
            }
            _ => {}
        }
    }

    fn starts_line(&self) -> bool {
        self.setting.lines.binary_search_by_key(&self.at, |line| line.start).is_ok()
    }

    /// An element that is one item.
    fn whole(&mut self, content: &Content) -> Content {
        let mut out = Vec::new();
        self.before(&mut out);
        if self.places.get(self.at) != Some(&Place::Dropped) {
            out.push(content.clone());
        }
        self.at += 1;
        Content::sequence(out)
    }

    /// Text, cut where something comes between its characters.
    fn text(&mut self, text: &str, span: Span) -> Content {
        let mut out = Vec::new();
        let mut piece = Piece { text: EcoString::new(), offset: 0, dress: Dress::Plain, span };
        for (offset, c) in text.char_indices() {
            let place = self.places.get(self.at).copied().unwrap_or(Place::Inside);
            let dress = self.row.dresses.get(self.at).copied().unwrap_or(Dress::Plain);
            let mut between = Vec::new();
            self.before(&mut between);
            if !between.is_empty() || dress != piece.dress || place == Place::Dropped {
                piece.finish(self.row.song, &mut out);
                out.append(&mut between);
            }
            if place != Place::Dropped {
                if piece.text.is_empty() {
                    piece.offset = offset;
                    piece.dress = dress;
                }
                piece.text.push(c);
            }
            self.at += 1;
        }
        piece.finish(self.row.song, &mut out);
        Content::sequence(out)
    }
}

/// A stretch of text that stays together.
struct Piece {
    text: EcoString,
    /// Where it begins in the element's text.
    offset: usize,
    dress: Dress,
    span: Span,
}

impl Piece {
    fn finish(&mut self, song: &Styles, out: &mut Vec<Content>) {
        if self.text.is_empty() {
            return;
        }
        let mut content = TextElem::packed(std::mem::take(&mut self.text)).spanned(self.span);
        if self.offset > 0 {
            content = content.set(TextElem::span_offset, self.offset);
        }
        out.push(match self.dress {
            Dress::Plain => content,
            Dress::Wide => content.set(TextElem::features, feature(b"fwid")),
            Dress::Half => content.set(TextElem::features, feature(b"hwid")),
            Dress::Narrow => content.set(TextElem::features, feature(b"pwid")),
            Dress::Borrowed => {
                content.set(TextElem::features, feature(b"pwid")).styled_with_map(song.clone())
            }
        });
    }
}

fn feature(tag: &[u8; 4]) -> FontFeatures {
    FontFeatures(std::iter::once((Tag::from_bytes(tag), 1)).collect())
}
