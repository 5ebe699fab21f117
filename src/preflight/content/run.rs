//! The interpreter.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use memchr::memmem;

use super::font::Font;
use super::function::Function;
use super::ink::Inks;
use super::path::Path;
use super::picture::{self, Picture};
use super::space::{Space, Spaces};
use super::state::{Paint, State};
use super::text::TextLine;
use super::{Kind, Mark, Trouble, Watch};
use crate::preflight::cos::{Dict, Document, Fault, Id, Lexer, Object, Stream, Token, is_space};
use crate::preflight::geometry::{Matrix, Rect};
use crate::preflight::limits;
use crate::preflight::pages::Page;

/// What the pages of a file share: everything that is read once.
#[derive(Default)]
pub(crate) struct Shared {
    spaces: Spaces,
    fonts: RefCell<BTreeMap<Id, Rc<Font>>>,
    pictures: RefCell<BTreeMap<Id, Option<Rc<Picture>>>>,
    /// Unpacked forms, as long as they are small.
    forms: RefCell<BTreeMap<Id, Rc<[u8]>>>,
    kept: Cell<usize>,
    operators: Cell<u64>,
    pub(super) glyphs: Cell<u64>,
}

/// Forms are kept unpacked up to so many bytes in all.
const KEPT: usize = 32 << 20;

/// Reads one page.
pub(crate) struct Reader<'a, 'b, W: Watch> {
    pub(super) document: &'a Document<'b>,
    pub(super) shared: &'a Shared,
    pub(super) watch: &'a mut W,
    pub(super) state: State,
    saved: Vec<State>,
    path: Path,
    /// A clip that the next painting operator sets.
    clip: bool,
    pub(super) line: TextLine,
    /// Resources of the page and of the forms being painted, innermost first.
    resources: Vec<Rc<Dict>>,
    /// Forms, patterns and glyphs being painted.
    open: Vec<Id>,
    pub(super) depth: usize,
    /// Where what is painted inside a pattern's cell shows.
    within: Option<Rect>,
    pub(super) cell: bool,
    /// Colours are given from outside: an uncoloured pattern or glyph.
    pub(super) fixed: bool,
    /// Patterns whose cells have been looked at.
    patterns: BTreeSet<Id>,
    /// The page's own coordinates, which patterns start from.
    base: Matrix,
    stopped: bool,
}

impl<'a, 'b, W: Watch> Reader<'a, 'b, W> {
    /// Paints a page.
    pub(crate) fn page(document: &'a Document<'b>, shared: &'a Shared, page: &Page, watch: &'a mut W) {
        let clip = page.media.rect().unwrap_or(Rect::ALL);
        let mut reader = Self {
            document,
            shared,
            watch,
            state: State::new(clip),
            saved: Vec::new(),
            path: Path::default(),
            clip: false,
            line: TextLine::default(),
            resources: page.resources.iter().map(Rc::clone).collect(),
            open: Vec::new(),
            depth: 0,
            within: None,
            cell: false,
            fixed: false,
            patterns: BTreeSet::new(),
            base: Matrix::IDENTITY,
            stopped: false,
        };
        if let Some(content) = reader.contents(page) {
            reader.run(&content);
        }
        if !reader.saved.is_empty() {
            let open = reader.saved.len();
            reader.trouble(Trouble::Syntax(format!("有 {open} 个 q 没有对应的 Q")));
        }
    }

    /// A page's content streams, as one (7.7.3.3).
    fn contents(&mut self, page: &Page) -> Option<Vec<u8>> {
        let contents = self.document.get(&page.dict, "Contents")?;
        let parts = match contents.array() {
            Some(_) => self.document.list(&contents).unwrap_or_default(),
            None => vec![contents],
        };
        let mut joined = Vec::new();
        for part in parts {
            let Some(stream) = part.stream() else {
                self.trouble(Trouble::Syntax("页面内容（Contents）不是数据流".to_owned()));
                continue;
            };
            let left = limits::STREAM.saturating_sub(joined.len());
            let Ok(data) = self.document.decode(stream, left) else { continue };
            joined.extend(data.bytes);
            joined.push(b'\n');
        }
        Some(joined)
    }

    pub(super) fn trouble(&mut self, trouble: Trouble) {
        self.watch.trouble(trouble);
    }

    fn run(&mut self, content: &[u8]) {
        let mut lexer = Lexer::content(content);
        let mut operands: Vec<Object> = Vec::new();
        while !self.stopped {
            lexer.left = limits::OPERAND;
            match lexer.token() {
                Ok(None) => break,
                Ok(Some(Token::Value(value))) => {
                    const MOST: usize = 4096;
                    if operands.len() < MOST {
                        operands.push(value);
                    }
                }
                Ok(Some(Token::Word(b"BI"))) => {
                    operands.clear();
                    self.count();
                    if !self.inline_picture(&mut lexer, content) {
                        self.trouble(Trouble::Syntax("行内图片（BI）读不出来".to_owned()));
                        break;
                    }
                }
                Ok(Some(Token::Word(word))) => {
                    self.count();
                    self.operator(word, &operands);
                    operands.clear();
                }
                Err(Fault::Deep | Fault::Many) => {
                    self.trouble(Trouble::TooMuch("页面内容里的嵌套"));
                    break;
                }
                Err(_) => {
                    self.trouble(Trouble::Syntax("页面内容里有读不出来的东西".to_owned()));
                    operands.clear();
                    // What can't be read to its end would be read again from
                    // each of its bytes.
                    if lexer.at >= content.len() {
                        break;
                    }
                }
            }
        }
    }

    fn count(&mut self) {
        let count = self.shared.operators.get() + 1;
        self.shared.operators.set(count);
        if count > limits::OPERATORS {
            self.stop("页面内容的操作");
        }
    }

    pub(super) fn stop(&mut self, what: &'static str) {
        if !self.stopped {
            self.stopped = true;
            self.trouble(Trouble::TooMuch(what));
        }
    }

    fn operator(&mut self, word: &[u8], operands: &[Object]) {
        if !self.known(word, operands) {
            let shown =
                String::from_utf8_lossy(word.get(..word.len().min(16)).unwrap_or_default()).into_owned();
            self.trouble(Trouble::Syntax(format!("操作符 {shown} 不认识，或操作数不对")));
        }
    }

    /// Carries out an operator; false where it is none, or its operands are
    /// wrong.
    fn known(&mut self, word: &[u8], operands: &[Object]) -> bool {
        self.general(word, operands)
            .or_else(|| self.colours(word, operands))
            .or_else(|| self.paths(word, operands))
            .or_else(|| self.texts(word, operands))
            .unwrap_or(false)
    }

    /// Graphics state, objects, marked content; `None` for other operators.
    fn general(&mut self, word: &[u8], operands: &[Object]) -> Option<bool> {
        let done = match word {
            b"q" => {
                if self.saved.len() >= limits::STATES {
                    self.stop("图形状态（q）的嵌套");
                } else {
                    self.saved.push(self.state.clone());
                }
                true
            }
            b"Q" => match self.saved.pop() {
                Some(state) => {
                    self.state = state;
                    true
                }
                None => false,
            },
            b"cm" => match numbers::<6>(operands) {
                Some(matrix) => {
                    self.state.ctm = Matrix(matrix).then(self.state.ctm);
                    true
                }
                None => false,
            },
            b"w" => match numbers::<1>(operands) {
                Some([width]) => {
                    self.state.line_width = width.abs();
                    true
                }
                None => false,
            },
            b"gs" => {
                let name = operands.last().and_then(Object::name);
                let state = name.and_then(|name| self.resource("ExtGState", name));
                match state.as_ref().and_then(Object::dict) {
                    Some(dict) => {
                        self.parameters(dict);
                        true
                    }
                    None => false,
                }
            }
            b"Do" => {
                let name = operands.last().and_then(Object::name);
                let found = name.and_then(|name| self.resource("XObject", name));
                match found.as_ref().and_then(Object::stream) {
                    Some(stream) => self.object(stream),
                    None => return Some(false),
                }
                true
            }
            b"sh" => {
                let name = operands.last().and_then(Object::name);
                match name.and_then(|name| self.resource("Shading", name)) {
                    Some(shading) => self.shade(&shading),
                    None => return Some(false),
                }
                true
            }
            b"J" | b"j" | b"M" | b"i" => numbers::<1>(operands).is_some(),
            b"d" | b"ri" | b"MP" | b"DP" | b"BMC" | b"BDC" | b"EMC" | b"BX" | b"EX" => true,
            b"d0" => self.cell,
            b"d1" => {
                self.fixed = true;
                self.cell
            }
            _ => return None,
        };
        Some(done)
    }

    /// Colour operators (8.6.8); `None` for others.
    fn colours(&mut self, word: &[u8], operands: &[Object]) -> Option<bool> {
        let stroke = word.first().is_some_and(u8::is_ascii_uppercase);
        let paint = match word {
            b"g" | b"G" => {
                numbers::<1>(operands).map(|colour| Paint::new(Rc::new(Space::Gray), colour.to_vec()))
            }
            b"rg" | b"RG" => {
                numbers::<3>(operands).map(|colour| Paint::new(Rc::new(Space::Rgb), colour.to_vec()))
            }
            b"k" | b"K" => {
                numbers::<4>(operands).map(|colour| Paint::new(Rc::new(Space::Cmyk), colour.to_vec()))
            }
            b"cs" | b"CS" => operands.last().filter(|name| name.name().is_some()).map(|name| {
                let space = self.space(name);
                let colour = space.initial();
                Paint::new(space, colour)
            }),
            b"sc" | b"SC" | b"scn" | b"SCN" => self.set_colour(stroke, operands),
            _ => return None,
        };
        let done = paint.is_some();
        if let Some(paint) = paint.filter(|_| !self.fixed) {
            if stroke {
                self.state.stroke = paint;
            } else {
                self.state.fill = paint;
            }
        }
        Some(done)
    }

    fn set_colour(&mut self, stroke: bool, operands: &[Object]) -> Option<Paint> {
        let space = if stroke { &self.state.stroke.space } else { &self.state.fill.space };
        let space = Rc::clone(space);
        let colour: Vec<f64> = operands.iter().filter_map(Object::number).collect();
        if let Some(name) = operands.last().and_then(Object::name) {
            let pattern = self.resource("Pattern", name)?;
            let shading = pattern.dict().and_then(|dict| self.document.get(dict, "Shading"));
            if let Some(shading) = shading {
                let mut paint = self.shading(&shading);
                paint.pattern = None;
                return Some(paint);
            }
            let mut paint = Paint::new(space, colour);
            paint.pattern = Some(pattern);
            return Some(paint);
        }
        (colour.len() >= space.components()).then(|| Paint::new(space, colour))
    }

    /// Paths (8.5); `None` for other operators.
    fn paths(&mut self, word: &[u8], operands: &[Object]) -> Option<bool> {
        let two = || numbers::<2>(operands).map(|[x, y]| (x, y));
        let done = match word {
            b"m" => two().map(|point| self.path.move_to(point)).is_some(),
            b"l" => two().map(|point| self.path.line_to(point)).is_some(),
            b"c" => numbers::<6>(operands)
                .map(|[a, b, c, d, e, f]| self.path.curve_to([(a, b), (c, d), (e, f)]))
                .is_some(),
            b"v" => {
                let start = self.path.current();
                numbers::<4>(operands)
                    .map(|[c, d, e, f]| self.path.curve_to([start, (c, d), (e, f)]))
                    .is_some()
            }
            b"y" => numbers::<4>(operands)
                .map(|[a, b, e, f]| self.path.curve_to([(a, b), (e, f), (e, f)]))
                .is_some(),
            b"h" => {
                self.path.close();
                true
            }
            b"re" => numbers::<4>(operands).map(|rect| self.path.rect(rect)).is_some(),
            b"W" | b"W*" => {
                self.clip = true;
                true
            }
            b"n" => self.paint_path(false, false),
            b"f" | b"F" | b"f*" => self.paint_path(true, false),
            b"S" => self.paint_path(false, true),
            b"s" => {
                self.path.close();
                self.paint_path(false, true)
            }
            b"B" | b"B*" => self.paint_path(true, true),
            b"b" | b"b*" => {
                self.path.close();
                self.paint_path(true, true)
            }
            _ => return None,
        };
        Some(done)
    }

    fn paint_path(&mut self, fill: bool, stroke: bool) -> bool {
        let path = std::mem::take(&mut self.path);
        let shapes = path.shapes(self.state.ctm);
        if fill {
            let paint = self.state.fill.clone();
            let bars = shapes.iter().all(|shape| shape.thickness.is_some());
            if bars {
                for shape in &shapes {
                    let kind = Kind::Area { thickness: shape.thickness };
                    self.mark(kind, shape.area, &paint, shape.whole, false);
                }
            } else if let Some(area) = shapes.iter().map(|shape| shape.area).reduce(Rect::union) {
                self.mark(Kind::Area { thickness: None }, area, &paint, false, false);
            }
        }
        if stroke {
            let width = self.state.line_width * self.state.ctm.least_scale();
            let paint = self.state.stroke.clone();
            for shape in &shapes {
                let area = shape.area.grown(width / 2.0);
                self.mark(Kind::Line { width }, area, &paint, false, true);
            }
        }
        if std::mem::take(&mut self.clip) {
            let area = shapes.iter().map(|shape| shape.area).reduce(Rect::union);
            let nothing = Rect { left: 0.0, bottom: 0.0, right: 0.0, top: 0.0 };
            self.state.clip = area.and_then(|area| self.state.clip.overlap(area)).unwrap_or(nothing);
        }
        true
    }

    /// Tells of something painted, as far as the clip lets it show.
    pub(super) fn mark(&mut self, kind: Kind<'_>, area: Rect, paint: &Paint, whole: bool, stroke: bool) {
        let shown = match self.within {
            Some(within) => Some(within),
            None => area.overlap(self.state.clip),
        };
        // A clip to nothing hides everything, a line without width shows.
        let clip = self.state.clip;
        let hidden = clip.width() <= 0.0 && clip.height() <= 0.0;
        let Some(area) = shown.filter(|_| !hidden) else { return };
        let [fill_overprints, stroke_overprints] = self.state.overprint;
        self.watch.mark(&Mark {
            kind,
            area,
            paint,
            overprint: if stroke { stroke_overprints } else { fill_overprints },
            mode1: self.state.mode1,
            whole: whole && self.within.is_none(),
            cell: self.cell,
        });
        if let Some(pattern) = &paint.pattern {
            self.pattern(&pattern.clone(), area, paint);
        }
    }

    /// A named resource, innermost first.
    pub(super) fn resource(&self, kind: &str, name: &[u8]) -> Option<Object> {
        let name = String::from_utf8_lossy(name);
        self.resources.iter().find_map(|resources| {
            let dict = self.document.dict(resources, kind)?;
            let raw = dict.raw(&name)?;
            let value = self.document.resolve(raw);
            (value != Object::Null).then_some(value)
        })
    }

    /// The reference that a named resource is, to know it again.
    pub(super) fn resource_id(&self, kind: &str, name: &[u8]) -> Option<Id> {
        let name = String::from_utf8_lossy(name);
        self.resources.iter().find_map(|resources| self.document.dict(resources, kind)?.raw(&name)?.id())
    }

    fn space(&mut self, value: &Object) -> Rc<Space> {
        let space = self.shared.spaces.read(self.document, value, &self.resources);
        if let Space::Broken(reason) = &*space {
            self.trouble(Trouble::Space(reason.clone()));
        }
        space
    }

    /// A font by its name in the resources.
    pub(super) fn font(&mut self, name: &[u8]) -> Option<Rc<Font>> {
        let id = self.resource_id("Font", name);
        if let Some(font) = id.and_then(|id| self.shared.fonts.borrow().get(&id).cloned()) {
            return Some(font);
        }
        let found = self.resource("Font", name)?;
        let font = Rc::new(Font::read(self.document, found.dict()?));
        if let Some(id) = id {
            self.shared.fonts.borrow_mut().insert(id, Rc::clone(&font));
        }
        Some(font)
    }

    /// A graphics state parameter dictionary (8.4.5).
    fn parameters(&mut self, dict: &Rc<Dict>) {
        let document = self.document;
        if let Some(width) = document.number(dict, "LW") {
            self.state.line_width = width.abs();
        }
        let flag = |key: &str| match document.get(dict, key) {
            Some(Object::Bool(value)) => Some(value),
            _ => None,
        };
        if let Some(both) = flag("OP") {
            self.state.overprint = [both, both];
        }
        if let Some(fill) = flag("op") {
            self.state.overprint[0] = fill;
        }
        if let Some(mode) = document.number(dict, "OPM") {
            self.state.mode1 = mode == 1.0;
        }
        if let Some(list) = document.get(dict, "Font").and_then(|font| document.list(&font))
            && let [font, size] = &list[..]
            && let (Some(font), Some(size)) = (font.dict(), size.number())
        {
            self.state.text.font = Some(Rc::new(Font::read(document, font)));
            self.state.text.size = size;
        }
    }

    /// Form XObjects and pictures (8.8).
    fn object(&mut self, stream: &Rc<Stream>) {
        let kind = self.document.get(&stream.dict, "Subtype");
        match kind.as_ref().and_then(Object::name).unwrap_or_default() {
            b"Image" => self.picture(stream),
            b"Form" => self.form(stream),
            // PostScript is judged where objects are.
            _ => {}
        }
    }

    fn form(&mut self, stream: &Rc<Stream>) {
        let Some(content) = self.unpacked(stream) else { return };
        let numbers = |key: &str| stream.dict.raw(key).and_then(|value| self.document.numbers_of(value));
        let matrix = numbers("Matrix").and_then(|matrix| Matrix::of(&matrix)).unwrap_or(Matrix::IDENTITY);
        let bounds = numbers("BBox").and_then(|bounds| <[f64; 4]>::try_from(bounds).ok());
        let resources = self.document.dict(&stream.dict, "Resources");
        let state = self.state.clone();
        self.state.ctm = matrix.then(self.state.ctm);
        match bounds {
            Some(bounds) => {
                let bounds = self.state.ctm.rect(Rect::of(bounds));
                match self.state.clip.overlap(bounds) {
                    Some(clip) => self.state.clip = clip,
                    None => {
                        self.state = state;
                        return;
                    }
                }
            }
            None => self.trouble(Trouble::Syntax("图形（Form）没有边框（BBox）".to_owned())),
        }
        self.inside(stream.id, resources, &content);
        self.state = state;
    }

    /// A form's content, unpacked once where it is small.
    pub(super) fn unpacked(&mut self, stream: &Stream) -> Option<Rc<[u8]>> {
        if let Some(known) = stream.id.and_then(|id| self.shared.forms.borrow().get(&id).cloned()) {
            return Some(known);
        }
        let data: Rc<[u8]> = self.document.decode(stream, limits::STREAM).ok()?.bytes.into();
        let kept = self.shared.kept.get() + data.len();
        if let (Some(id), true) = (stream.id, kept <= KEPT) {
            self.shared.kept.set(kept);
            self.shared.forms.borrow_mut().insert(id, Rc::clone(&data));
        }
        Some(data)
    }

    /// Runs a content stream inside another, with its own resources.
    pub(super) fn inside(&mut self, id: Option<Id>, resources: Option<Rc<Dict>>, content: &[u8]) {
        if self.depth >= limits::FORMS {
            self.trouble(Trouble::TooMuch("图形的嵌套"));
            return;
        }
        if id.is_some_and(|id| self.open.contains(&id)) {
            self.trouble(Trouble::TooMuch("图形套着自己，嵌套"));
            return;
        }
        self.open.extend(id);
        self.depth += 1;
        let outer = std::mem::take(&mut self.saved);
        let path = std::mem::take(&mut self.path);
        let line = self.line;
        let named = resources.is_some();
        if let Some(resources) = resources {
            self.resources.insert(0, resources);
        }
        self.run(content);
        if named {
            self.resources.remove(0);
        }
        if !self.saved.is_empty() {
            self.trouble(Trouble::Syntax("图形里的 q 和 Q 不成对".to_owned()));
        }
        self.saved = outer;
        self.path = path;
        self.line = line;
        self.depth -= 1;
        if id.is_some() {
            self.open.pop();
        }
    }

    /// A tiling pattern's cell (8.7.3), looked at once: what is painted in it
    /// shows all over the area.
    fn pattern(&mut self, pattern: &Object, area: Rect, paint: &Paint) {
        let Some(stream) = pattern.stream() else { return };
        if let Some(id) = stream.id
            && !self.patterns.insert(id)
        {
            return;
        }
        let Some(content) = self.unpacked(stream) else { return };
        let dict = &stream.dict;
        let matrix = dict.raw("Matrix").and_then(|matrix| self.document.numbers_of(matrix));
        let matrix = matrix.and_then(|matrix| Matrix::of(&matrix)).unwrap_or(Matrix::IDENTITY);
        let uncoloured = self.document.number(dict, "PaintType") == Some(2.0);
        let resources = self.document.dict(dict, "Resources");
        let state = self.state.clone();
        let (within, cell, fixed) = (self.within, self.cell, self.fixed);
        let mut own = State::new(Rect::ALL);
        own.ctm = matrix.then(self.base);
        own.overprint = state.overprint;
        own.mode1 = state.mode1;
        if uncoloured {
            let mut paint = paint.clone();
            paint.pattern = None;
            own.fill = paint.clone();
            own.stroke = paint;
        }
        self.state = own;
        self.within = Some(within.unwrap_or(area));
        self.cell = true;
        self.fixed = uncoloured;
        self.inside(stream.id, resources, &content);
        (self.within, self.cell, self.fixed) = (within, cell, fixed);
        self.state = state;
    }

    fn shade(&mut self, shading: &Object) {
        let paint = self.shading(shading);
        let area = self.state.clip;
        self.mark(Kind::Shading, area, &paint, true, false);
    }

    /// A shading's space and the colour of it with most ink (8.7.4).
    fn shading(&mut self, shading: &Object) -> Paint {
        let Some(dict) = shading.dict().map(Rc::clone) else {
            return Paint::new(Rc::new(Space::Broken(String::new())), Vec::new());
        };
        let space = match dict.raw("ColorSpace").or_else(|| dict.raw("CS")) {
            Some(space) => self.space(&space.clone()),
            None => Rc::new(Space::Broken("渐变没有颜色空间".to_owned())),
        };
        let function = dict.raw("Function").and_then(|function| Function::read(self.document, function));
        let domain = dict.raw("Domain").and_then(|domain| self.document.numbers_of(domain));
        let domain = domain.and_then(|domain| <[f64; 2]>::try_from(domain).ok()).unwrap_or([0.0, 1.0]);
        let colours = function.and_then(|function| function.greatest(domain)).unwrap_or_default();
        let inks = colours.iter().filter_map(|colour| space.inks(colour));
        let most = inks.max_by(|a, b| a.total().total_cmp(&b.total()));
        Paint { space, colour: Rc::from([]), inks: most.map(Rc::new), pattern: None, even: false }
    }

    fn picture(&mut self, stream: &Rc<Stream>) {
        let id = stream.id;
        let known = id.and_then(|id| self.shared.pictures.borrow().get(&id).cloned());
        let found = match known {
            Some(known) => known,
            None => {
                let data = self.document.stored(stream);
                let found = self.read_picture(&stream.dict, data, id);
                if let Some(id) = id {
                    self.shared.pictures.borrow_mut().insert(id, found.clone());
                }
                found
            }
        };
        match found {
            Some(picture) => self.place(&picture),
            None => self.trouble(Trouble::Picture("没有宽、高".to_owned())),
        }
    }

    fn read_picture(&mut self, dict: &Rc<Dict>, data: &[u8], id: Option<Id>) -> Option<Rc<Picture>> {
        let space = dict.raw("ColorSpace").or_else(|| dict.raw("CS")).cloned();
        let space =
            space.filter(|_| !picture::is_stencil(self.document, dict)).map(|space| self.space(&space));
        let limit = self.watch.ink_limit();
        Picture::read(self.document, dict, data, id, space, limit).map(Rc::new)
    }

    /// Paints a picture on the unit square.
    fn place(&mut self, picture: &Rc<Picture>) {
        let unit = Rect { left: 0.0, bottom: 0.0, right: 1.0, top: 1.0 };
        let area = self.state.ctm.rect(unit);
        let (width, height) = self.state.ctm.scales();
        let per_inch =
            |pixels: usize, points: f64| if points > 0.0 { pixels as f64 / points * 72.0 } else { f64::MAX };
        let resolution = per_inch(picture.width, width).min(per_inch(picture.height, height));
        let paint = match (&picture.space, picture.stencil) {
            (_, true) => self.state.fill.clone(),
            (Some(space), _) => {
                let mut paint = Paint::new(Rc::clone(space), space.initial());
                paint.inks = None;
                paint.even = false;
                paint
            }
            (None, _) => Paint { inks: None, ..Paint::black() },
        };
        let whole = self.state.ctm.is_upright() && !picture.stencil;
        self.mark(Kind::Picture { picture, resolution }, area, &paint, whole, false);
    }

    /// An inline image (8.9.7); false where it can't be read.
    fn inline_picture(&mut self, lexer: &mut Lexer<'_>, content: &[u8]) -> bool {
        let Ok(dict) = lexer.entries(0, b"ID") else { return false };
        let dict = Rc::new(dict);
        // One blank stands behind ID.
        let start = lexer.at + 1;
        let rest = content.get(start..).unwrap_or_default();
        let Some(length) = end_of_inline(rest) else { return false };
        lexer.at = start + length.1;
        let data = rest.get(..length.0).unwrap_or_default();
        match self.read_picture(&dict, data, None) {
            Some(picture) => self.place(&picture),
            None => return false,
        }
        true
    }
}

/// Where an inline image's data ends, and where its `EI` does: between blanks,
/// with text and no binary data behind it.
fn end_of_inline(data: &[u8]) -> Option<(usize, usize)> {
    memmem::find_iter(data, b"EI").find_map(|at| {
        let before = at.checked_sub(1).and_then(|at| data.get(at)).is_none_or(|byte| is_space(*byte));
        let after = data.get(at + 2..).unwrap_or_default();
        let ends = after.first().is_none_or(|byte| is_space(*byte));
        let text =
            after.iter().take(12).all(|byte| is_space(*byte) && *byte != 0 || (32..127).contains(byte));
        (before && ends && text).then(|| (at.saturating_sub(1), at + 2))
    })
}

/// The last operands as numbers.
pub(super) fn numbers<const N: usize>(operands: &[Object]) -> Option<[f64; N]> {
    let from = operands.len().checked_sub(N)?;
    let mut numbers = [0.0; N];
    for (number, operand) in numbers.iter_mut().zip(operands.get(from..)?) {
        *number = operand.number().filter(|number| number.is_finite())?;
    }
    Some(numbers)
}

/// A colour's inks as they are laid down: in overprint mode 1, inks of
/// DeviceCMYK that are zero are not (8.6.7).
pub(crate) fn laid_down(mark: &Mark<'_>) -> Option<Inks> {
    let mut inks = (**mark.paint.inks.as_ref()?).clone();
    if mark.overprint && mark.mode1 && matches!(*mark.paint.space, Space::Cmyk) {
        inks.painted = inks.process.map(|ink| ink > 0.0);
    }
    Some(inks)
}
