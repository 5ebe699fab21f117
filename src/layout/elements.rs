//! Makes Typst elements of what the parser found: inline text and pictures,
//! each with its place in the editor's file.

use std::collections::BTreeMap;
use std::ops::Range;

use ecow::EcoString;
use typst::World;
use typst::diag::{At, SourceResult, StrResult};
use typst::foundations::{Content, Derived, Label, NativeElement, Str};
use typst::loading::{DataSource, LoadSource, Loaded};
use typst::model::{
    Destination, EmphElem, FootnoteBody, FootnoteElem, LinkElem, LinkTarget, StrongElem, Url,
};
use typst::syntax::{FileId, RangeMapper, Span, Spanned, SyntaxKind, SyntaxNode};
use typst::text::{LinebreakElem, SuperElem, TextElem};
use typst::utils::PicoStr;
use typst::visualize::ImageElem;

use crate::content::{Article, Inline, Note};

/// How the label of a note begins; its number follows.
const NOTE: &str = "note-";

/// The number of a note that [`Elements`] has made.
pub(super) fn note_number(content: &Content) -> Option<usize> {
    let name = content.label()?.resolve();
    name.as_str().strip_prefix(NOTE)?.split('-').next()?.parse().ok()
}

/// Builds the content of one article.
pub(super) struct Elements<'a> {
    id: FileId,
    text: &'a str,
    notes: BTreeMap<&'a str, &'a Note>,
    /// Notes that a mark has been made for: further marks refer to the first.
    marked: BTreeMap<&'a str, usize>,
}

impl<'a> Elements<'a> {
    pub(super) fn new(id: FileId, text: &'a str, article: &'a Article) -> Self {
        // Of two notes with one label the first counts.
        let notes = article.notes.iter().rev().map(|note| (note.label.as_str(), note)).collect();
        Self { id, text, notes, marked: BTreeMap::new() }
    }

    /// A span of the editor's file. Typst has no other public way to one than
    /// a syntax node mapped onto the file.
    pub(super) fn span(&self, range: Range<usize>) -> Span {
        let Some(slice) = self.text.get(range.clone()) else { return Span::detached() };
        let mut leaf = SyntaxNode::leaf(SyntaxKind::Text, slice);
        match RangeMapper::new([range]) {
            Ok(mapper) if leaf.synthesize_mapped(self.id, &mapper).is_ok() => leaf.span(),
            _ => Span::detached(),
        }
    }

    /// A run of inlines.
    pub(super) fn inlines(&mut self, inlines: &'a [Inline]) -> Content {
        Content::sequence(inlines.iter().map(|inline| self.inline(inline)))
    }

    /// The same character by character, each with its text, so that a layout
    /// can break the run where it likes. A line break counts as a space.
    pub(super) fn pieces(&mut self, inlines: &'a [Inline]) -> Vec<(String, Content)> {
        let mut out = Vec::new();
        for inline in inlines {
            match inline {
                Inline::Text { text, span } => {
                    let verbatim = text.len() == span.len();
                    for (at, c) in text.char_indices() {
                        let start = span.start + at;
                        let place = if verbatim { start..start + c.len_utf8() } else { span.clone() };
                        let body = TextElem::packed(EcoString::from(c)).spanned(self.span(place));
                        out.push((c.to_string(), body));
                    }
                }
                Inline::Strong(body) => {
                    let pieces = self.pieces(body).into_iter();
                    out.extend(pieces.map(|(c, body)| (c, StrongElem::new(body).pack())));
                }
                Inline::Emph(body) => {
                    let pieces = self.pieces(body).into_iter();
                    out.extend(pieces.map(|(c, body)| (c, EmphElem::new(body).pack())));
                }
                // A title is no place for a link.
                Inline::Link { body, .. } => out.extend(self.pieces(body)),
                Inline::Break => out.push((" ".to_owned(), Content::empty())),
                Inline::NoteRef { .. } | Inline::TermMark { .. } | Inline::Picture { .. } => {}
            }
        }
        out
    }

    fn inline(&mut self, inline: &'a Inline) -> Content {
        match inline {
            Inline::Text { text, span } => self.text(text, span.clone()),
            Inline::Strong(body) => StrongElem::new(self.inlines(body)).pack(),
            Inline::Emph(body) => EmphElem::new(self.inlines(body)).pack(),
            Inline::Link { url, body } => self.link(url, body),
            Inline::NoteRef { label, span } => self.note(label, span.clone()),
            Inline::TermMark { text, span, .. } => self.term_mark(text, span.clone()),
            Inline::Picture { .. } => Content::empty(),
            Inline::Break => LinebreakElem::shared().clone(),
        }
    }

    /// Text. A tab is a full-width space, since no tab stop is known.
    fn text(&self, text: &str, span: Range<usize>) -> Content {
        let verbatim = text.len() == span.len();
        let piece = |range: Range<usize>| {
            let place =
                if verbatim { span.start + range.start..span.start + range.end } else { span.clone() };
            TextElem::packed(EcoString::from(&text[range])).spanned(self.span(place))
        };
        let mut pieces = Vec::new();
        let mut start = 0;
        for (at, tab) in text.match_indices('\t') {
            pieces.push(piece(start..at));
            pieces.push(TextElem::packed("\u{3000}"));
            start = at + tab.len();
        }
        pieces.push(piece(start..text.len()));
        Content::sequence(pieces)
    }

    /// A link, or plain text where the target is none that a PDF can have.
    fn link(&mut self, url: &str, body: &'a [Inline]) -> Content {
        let body = self.inlines(body);
        match Url::new(url) {
            Ok(url) => LinkElem::new(LinkTarget::Dest(Destination::Url(url)), body).pack(),
            Err(_) => body,
        }
    }

    fn note(&mut self, label: &'a str, span: Range<usize>) -> Content {
        let place = self.span(span);
        let Some(&note) = self.notes.get(label) else {
            return Content::empty();
        };
        // Layouts count an article's notes by the order of their first marks.
        let next = self.marked.len() + 1;
        let number = *self.marked.entry(label).or_insert(next);
        let name = format!("{NOTE}{number}-{}-{label}", self.id.into_raw());
        let Some(reference) = Label::new(PicoStr::intern(&name)) else { return Content::empty() };
        if number == next {
            let body = self.inlines(&note.body);
            FootnoteElem::new(FootnoteBody::Content(body)).pack().spanned(place).labelled(reference)
        } else {
            FootnoteElem::new(FootnoteBody::Reference(reference)).pack().spanned(place)
        }
    }

    /// The number of a term, raised, without the brackets it was typed with. Like
    /// a note's mark it never begins a line.
    fn term_mark(&self, text: &str, span: Range<usize>) -> Content {
        let digits = text.trim_matches(|c| "[]［］【】".contains(c));
        let start = span.start + text.find(digits).unwrap_or(0);
        let place = self.span(start..start + digits.len());
        let raised = SuperElem::new(TextElem::packed(EcoString::from(digits)).spanned(place)).pack();
        raised.spanned(self.span(span))
    }

    /// A picture. What is wrong with it is reported at `place`.
    pub(super) fn picture(
        &self,
        world: comemo::Tracked<'_, dyn World + '_>,
        file: StrResult<FileId>,
        alt: &str,
        place: Range<usize>,
    ) -> SourceResult<Content> {
        let span = self.span(place);
        let file = file.at(span)?;
        let data = world.file(file).at(span)?;
        let source =
            DataSource::Path(typst::foundations::PathOrStr::Str(Str::from(file.vpath().get_with_slash())));
        let loaded = Loaded::new(Spanned::new(LoadSource::Path(file), span), data);
        let mut image = ImageElem::new(Derived::new(source, loaded));
        if !alt.is_empty() {
            image = image.with_alt(Some(alt.into()));
        }
        Ok(image.pack().spanned(span))
    }
}
