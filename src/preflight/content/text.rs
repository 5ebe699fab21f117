//! Text operators (ISO 32000-1, 9.3, 9.4).

use std::rc::Rc;

use super::font::{Font, Shown};
use super::run::{Reader, numbers};
use super::{Kind, Trouble, Watch};
use crate::preflight::cos::Object;
use crate::preflight::geometry::{Matrix, Rect};
use crate::preflight::limits;

/// Where text has got to: text matrix and text line matrix (9.4.1).
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextLine {
    at: Matrix,
    start: Matrix,
}

impl Default for TextLine {
    fn default() -> Self {
        Self { at: Matrix::IDENTITY, start: Matrix::IDENTITY }
    }
}

impl<W: Watch> Reader<'_, '_, W> {
    /// Text operators; `None` for others.
    pub(super) fn texts(&mut self, word: &[u8], operands: &[Object]) -> Option<bool> {
        let one = || numbers::<1>(operands).map(|[value]| value);
        let string = || operands.last().and_then(Object::text).map(<[u8]>::to_vec);
        let done = match word {
            b"BT" => {
                self.line = TextLine::default();
                true
            }
            b"ET" => true,
            b"Tc" => one().map(|value| self.state.text.char_space = value).is_some(),
            b"Tw" => one().map(|value| self.state.text.word_space = value).is_some(),
            b"Tz" => one().map(|value| self.state.text.stretch = value / 100.0).is_some(),
            b"TL" => one().map(|value| self.state.text.leading = value).is_some(),
            b"Ts" => one().map(|value| self.state.text.rise = value).is_some(),
            b"Tr" => one().map(|value| self.state.text.mode = value as i64).is_some(),
            b"Tf" => self.set_font(operands),
            b"Td" => numbers::<2>(operands).map(|[x, y]| self.next_line(x, y)).is_some(),
            b"TD" => numbers::<2>(operands)
                .map(|[x, y]| {
                    self.state.text.leading = -y;
                    self.next_line(x, y);
                })
                .is_some(),
            b"Tm" => numbers::<6>(operands)
                .map(|matrix| {
                    let matrix = Matrix(matrix);
                    self.line = TextLine { at: matrix, start: matrix };
                })
                .is_some(),
            b"T*" => {
                self.next_line(0.0, -self.state.text.leading);
                true
            }
            b"Tj" => string().map(|text| self.show(&text)).is_some(),
            b"'" => {
                self.next_line(0.0, -self.state.text.leading);
                string().map(|text| self.show(&text)).is_some()
            }
            b"\"" => {
                if let [word_space, char_space, _] = operands
                    && let (Some(word_space), Some(char_space)) = (word_space.number(), char_space.number())
                {
                    self.state.text.word_space = word_space;
                    self.state.text.char_space = char_space;
                }
                self.next_line(0.0, -self.state.text.leading);
                string().map(|text| self.show(&text)).is_some()
            }
            b"TJ" => match operands.last().and_then(Object::array) {
                Some(items) => {
                    for item in items {
                        match item {
                            Object::Text(text) => self.show(text),
                            other => self.kern(other.number().unwrap_or(0.0)),
                        }
                    }
                    true
                }
                None => false,
            },
            _ => return None,
        };
        Some(done)
    }

    fn set_font(&mut self, operands: &[Object]) -> bool {
        let [name, size] = operands else { return false };
        let (Some(name), Some(size)) = (name.name(), size.number()) else { return false };
        self.state.text.size = size;
        self.state.text.font = self.font(name);
        if self.state.text.font.is_none() {
            let name = String::from_utf8_lossy(name).into_owned();
            self.trouble(Trouble::NoFont(format!("资源里没有字体 {name}")));
        }
        true
    }

    fn next_line(&mut self, x: f64, y: f64) {
        let start = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line.start);
        self.line = TextLine { at: start, start };
    }

    fn advance(&mut self, x: f64, y: f64) {
        self.line.at = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line.at);
    }

    /// A number in TJ: thousandths of an em backwards.
    fn kern(&mut self, by: f64) {
        let text = &self.state.text;
        let by = -by / 1000.0 * text.size;
        if text.font.as_ref().is_some_and(|font| font.downwards) {
            self.advance(0.0, by);
        } else {
            self.advance(by * text.stretch, 0.0);
        }
    }

    /// Shows a string.
    fn show(&mut self, string: &[u8]) {
        let Some(font) = self.state.text.font.as_ref().map(Rc::clone) else {
            self.trouble(Trouble::NoFont("有文字没有指定字体".to_owned()));
            return;
        };
        let shown = font.show(string);
        let glyphs = self.shared.glyphs.get() + shown.len() as u64;
        self.shared.glyphs.set(glyphs);
        if glyphs > limits::GLYPHS {
            self.stop("文字");
            return;
        }
        if font.is_type3() {
            self.show_drawn(&font, &shown);
            return;
        }
        let text = self.state.text.clone();
        let mut ink: Option<Rect> = None;
        let (mut x, mut y) = (0.0, 0.0);
        for code in &shown {
            let word = if code.space { text.word_space } else { 0.0 };
            let em = text.size / 1000.0;
            if let Some([left, bottom, right, top]) = code.extent {
                // Downwards, letters hang centred from their line (9.7.4.3).
                let (dx, dy) = if font.downwards { (-code.width / 2.0, -880.0) } else { (0.0, 0.0) };
                let across = |side: f64| x + (side + dx) * em * text.stretch;
                let along = |side: f64| y + (side + dy) * em + text.rise;
                let letter = Rect::of([across(left), along(bottom), across(right), along(top)]);
                ink = Some(ink.map_or(letter, |ink| ink.union(letter)));
            }
            if font.downwards {
                y += -text.size + text.char_space + word;
            } else {
                x += (code.width * em + text.char_space + word) * text.stretch;
            }
        }
        let matrix = self.line.at.then(self.state.ctm);
        self.advance(x, y);
        let visible = !matches!(text.mode, 3 | 7);
        let nowhere = Font::usual_extent();
        let area = matrix.rect(ink.unwrap_or(nowhere));
        self.watch.string(&font, &shown, area, visible && ink.is_some());
        if ink.is_none() || !visible {
            return;
        }
        let size = text.size.abs() * matrix.scales().1;
        if matches!(text.mode, 0 | 2 | 4 | 6) {
            let paint = self.state.fill.clone();
            self.mark(Kind::Text { size }, area, &paint, false, false);
        }
        if matches!(text.mode, 1 | 2 | 5 | 6) {
            let paint = self.state.stroke.clone();
            self.mark(Kind::Text { size }, area, &paint, false, true);
        }
    }

    /// Shows a string in a Type 3 font, whose glyphs are content streams.
    fn show_drawn(&mut self, font: &Rc<Font>, shown: &[Shown]) {
        let Some(type3) = &font.type3 else { return };
        let text = self.state.text.clone();
        let state = self.state.clone();
        let (cell, fixed) = (self.cell, self.fixed);
        for code in shown {
            let size = Matrix([text.size * text.stretch, 0.0, 0.0, text.size, 0.0, text.rise]);
            let place = size.then(self.line.at).then(state.ctm);
            let area = type3.matrix.then(place).rect(Rect::of([0.0, 0.0, code.width.max(1.0), 1.0]));
            self.watch.string(font, std::slice::from_ref(code), area, text.mode != 3);
            if let Some(procedure) = type3.procedure(self.document, code.code)
                && let Some(stream) = procedure.stream()
                && text.mode != 3
                && let Some(data) = self.unpacked(stream)
            {
                self.state.ctm = type3.matrix.then(place);
                self.cell = true;
                self.inside(stream.id, type3.resources.clone(), &data);
                (self.cell, self.fixed) = (cell, fixed);
                self.state = state.clone();
            }
            let [a, ..] = type3.matrix.0;
            let word = if code.space { text.word_space } else { 0.0 };
            let by = (code.width * a * text.size + text.char_space + word) * text.stretch;
            self.advance(by, 0.0);
        }
    }
}
