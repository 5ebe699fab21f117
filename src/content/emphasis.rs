//! Pairing stars and building the tree of inlines from tokens.

use super::inline::Token;
use super::model::{Inline, Span};

/// A pair of stars that waits for its end.
struct Frame {
    strong: bool,
    stars: Span,
    body: Vec<Inline>,
}

/// Builds the tree. Stars pair up inside a link or outside it, not across.
pub(super) fn tree(src: &str, tokens: &[Token]) -> Vec<Inline> {
    build(src, tokens, 0..tokens.len())
}

fn build(src: &str, tokens: &[Token], range: std::ops::Range<usize>) -> Vec<Inline> {
    let mut builder = Builder { src, base: Vec::new(), frames: Vec::new() };
    let mut at = range.start;
    while at < range.end {
        match &tokens[at] {
            Token::Verbatim(span) => builder.text(span.clone()),
            Token::Char(c, span) => {
                builder.push(Inline::Text { text: c.to_string(), span: span.clone() });
            }
            Token::Stars { span, opens, closes } => builder.stars(span, *opens, *closes),
            Token::Open { image: false, link: Some((close, url)), .. } if *close < range.end => {
                let body = build(src, tokens, at + 1..*close);
                builder.push(Inline::Link { url: url.clone(), body });
                at = *close;
            }
            Token::Open { link: Some(_), span, .. } => builder.push(Inline::Picture { span: span.clone() }),
            Token::Close => {}
            Token::Open { span, link: None, .. } => builder.text(span.clone()),
            Token::Note(label, span) => {
                builder.push(Inline::NoteRef { label: label.clone(), span: span.clone() });
            }
            Token::Break => builder.push(Inline::Break),
        }
        at += 1;
    }
    while !builder.frames.is_empty() {
        builder.flatten(builder.frames.len() - 1);
    }
    builder.base
}

struct Builder<'a> {
    src: &'a str,
    base: Vec<Inline>,
    /// At most one strong and one emphasised.
    frames: Vec<Frame>,
}

impl Builder<'_> {
    fn top(&mut self) -> &mut Vec<Inline> {
        self.frames.last_mut().map_or(&mut self.base, |frame| &mut frame.body)
    }

    fn push(&mut self, inline: Inline) {
        self.top().push(inline);
    }

    /// Adds text of the file, as one piece with the text right before it.
    fn text(&mut self, span: Span) {
        let src = self.src;
        let Some(new) = src.get(span.clone()) else {
            return;
        };
        if let Some(Inline::Text { text, span: last }) = self.top().last_mut()
            && last.end == span.start
            && text.len() == last.len()
        {
            text.push_str(new);
            last.end = span.end;
        } else {
            self.push(Inline::Text { text: new.to_owned(), span });
        }
    }

    fn stars(&mut self, span: &Span, opens: bool, closes: bool) {
        let mut rest = span.clone();
        while closes && !rest.is_empty() {
            let fits = |frame: &Frame| match rest.len() {
                1 => !frame.strong,
                2 => frame.strong,
                _ => true,
            };
            let Some(found) = self.frames.iter().rposition(fits) else {
                break;
            };
            while self.frames.len() > found + 1 {
                self.flatten(self.frames.len() - 1);
            }
            let Some(frame) = self.frames.pop() else {
                break;
            };
            rest.start += frame.stars.len();
            let wrap = if frame.strong { Inline::Strong } else { Inline::Emph };
            self.push(wrap(frame.body));
        }
        if rest.is_empty() {
            return;
        }
        if !opens {
            self.text(rest);
            return;
        }
        if rest.len() >= 2 {
            self.open(true, rest.start..rest.start + 2);
            rest.start += 2;
        }
        if !rest.is_empty() {
            self.open(false, rest);
        }
    }

    /// Opens a pair; one of the same kind still open was text after all.
    fn open(&mut self, strong: bool, stars: Span) {
        if let Some(old) = self.frames.iter().position(|frame| frame.strong == strong) {
            self.flatten(old);
        }
        self.frames.push(Frame { strong, stars, body: Vec::new() });
    }

    /// Turns an open pair back into text, in the frame below it.
    fn flatten(&mut self, index: usize) {
        let frame = self.frames.remove(index);
        let above = self.frames.split_off(index);
        self.text(frame.stars);
        for inline in frame.body {
            match inline {
                Inline::Text { text, span } if text.len() == span.len() => self.text(span),
                other => self.push(other),
            }
        }
        self.frames.extend(above);
    }
}
