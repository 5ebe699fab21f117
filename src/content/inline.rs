//! The marks inside a paragraph: `**`, `*`, links, footnote marks, escapes.
//!
//! An own scanner rather than CommonMark's, for three reasons. CommonMark's
//! rule for which `**` may close looks at the marks around it and fails in
//! Chinese, where no space stands between words (`**…“标配”。**始终` stays
//! open). Much of what CommonMark reads as markup is plain text here (`_`,
//! backquotes, HTML, bare addresses). And every byte must be accounted for: a
//! character that is not markup is text, with its own place in the file.
//!
//! This file cuts the paragraph into tokens and pairs the brackets;
//! [`super::emphasis`] pairs the stars and builds the tree. Both are one pass.

use std::ops::Range;

use super::Format;
use super::chars::{is_cjk, is_space};
use super::emphasis::tree;
use super::entity::entity;
use super::model::{Inline, Span};

/// One line of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// Where the line's text stands, without white space at its ends.
    pub(super) range: Range<usize>,
    /// Whether the editor asked for a line break after it.
    pub(super) hard: bool,
}

impl Segment {
    pub(super) fn new(range: Range<usize>) -> Self {
        Self { range, hard: false }
    }
}

/// A piece of a paragraph before pairing.
#[derive(Debug)]
pub(super) enum Token {
    /// Text as it stands in the file.
    Verbatim(Span),
    /// A character written in another way (`\*`, `&amp;`, a joined line end).
    Char(char, Span),
    /// One to three stars.
    Stars {
        span: Span,
        opens: bool,
        closes: bool,
    },
    /// `[` of a link, with the target and the index of the token that closes
    /// it; until one is found it is text.
    Open {
        span: Span,
        image: bool,
        link: Option<(usize, String)>,
    },
    /// `](target)`.
    Close,
    Note(String, Span),
    Break,
}

/// The longest label of a footnote, in bytes.
const MAX_LABEL: usize = 100;

/// The longest target of a link, in bytes.
const MAX_URL: usize = 2000;

/// Reads the lines of one paragraph.
pub(super) fn inlines(src: &str, segments: &[Segment], format: Format) -> Vec<Inline> {
    let mut scanner = Scanner { src, format, tokens: Vec::new(), open: Vec::new() };
    let mut previous: Option<&Segment> = None;
    for segment in segments {
        if let Some(previous) = previous {
            scanner.join(previous, segment);
        }
        scanner.line(segment.range.clone());
        previous = Some(segment);
    }
    tree(src, &scanner.tokens)
}

struct Scanner<'a> {
    src: &'a str,
    format: Format,
    tokens: Vec<Token>,
    /// Indices of `[` that may still become links.
    open: Vec<usize>,
}

impl Scanner<'_> {
    /// A line end inside a paragraph: nothing beside a Chinese character, for
    /// which a space would be wrong, and one space between words.
    fn join(&mut self, before: &Segment, after: &Segment) {
        let last = self.src[before.range.clone()].chars().next_back();
        let first = self.src[after.range.clone()].chars().next();
        if before.hard {
            self.tokens.push(Token::Break);
        } else if !last.is_some_and(is_cjk) && !first.is_some_and(is_cjk) {
            self.tokens.push(Token::Char(' ', before.range.end..before.range.end));
        }
    }

    fn line(&mut self, line: Range<usize>) {
        let text = &self.src[line.clone()];
        let targets = Targets::new(text);
        let (mut at, mut text_start) = (0, 0);
        while let Some(found) = text[at..].find(['\\', '&', '*', '[', ']', '!']) {
            at += found;
            let Some(len) = self.mark(text, at, line.start, text_start, &targets) else {
                at += 1;
                continue;
            };
            at += len;
            text_start = at;
        }
        self.verbatim(line.start + text_start..line.end);
    }

    fn verbatim(&mut self, span: Span) {
        if !span.is_empty() {
            self.tokens.push(Token::Verbatim(span));
        }
    }

    /// Reads a mark at `at`; returns its length, or `None` if it is text.
    fn mark(
        &mut self,
        text: &str,
        at: usize,
        base: usize,
        text_start: usize,
        targets: &Targets,
    ) -> Option<usize> {
        let rest = &text[at..];
        let (token, len) = match rest.as_bytes()[0] {
            b'\\' => {
                let c = rest[1..].chars().next().filter(char::is_ascii_punctuation)?;
                (Token::Char(c, base + at..base + at + 2), 2)
            }
            b'&' => {
                let (c, len) = entity(rest)?;
                (Token::Char(c, base + at..base + at + len), len)
            }
            b'*' => {
                let len = rest.bytes().take_while(|&b| b == b'*').count();
                let span = base + at..base + at + len;
                match stars(text, at, len, span.clone(), self.format) {
                    Some(token) => (token, len),
                    None => (Token::Verbatim(span), len),
                }
            }
            b'!' if !rest.starts_with("![") => return None,
            b']' => {
                let open = self.open.pop()?;
                let (url, len) = targets.at(text, at + 1)?;
                self.verbatim(base + text_start..base + at);
                let close = self.tokens.len();
                if let Token::Open { image, link, .. } = &mut self.tokens[open] {
                    *link = Some((close, url.to_owned()));
                    // Links do not nest.
                    if !*image {
                        self.open.clear();
                    }
                }
                self.tokens.push(Token::Close);
                return Some(1 + len);
            }
            _ => match note_label(rest) {
                Some(label) => {
                    let len = label.len() + 3;
                    (Token::Note(label.to_owned(), base + at..base + at + len), len)
                }
                None => {
                    let image = rest.starts_with('!');
                    let len = 1 + usize::from(image);
                    let span = base + at..base + at + len;
                    (Token::Open { span, image, link: None }, len)
                }
            },
        };
        self.verbatim(base + text_start..base + at);
        if matches!(token, Token::Open { .. }) {
            self.open.push(self.tokens.len());
        }
        self.tokens.push(token);
        Some(len)
    }
}

/// The label of a footnote mark `[^label]` at the head of a text.
pub(super) fn note_label(text: &str) -> Option<&str> {
    let body = text.strip_prefix("[^")?;
    let end = body
        .char_indices()
        .take(MAX_LABEL)
        .find(|&(_, c)| matches!(c, ']' | '[') || is_space(c))
        .filter(|&(end, c)| c == ']' && end > 0)?;
    Some(&body[..end.0])
}

/// What a run of stars may do. A star beside a space does nothing on that
/// side, one between two Latin letters or digits is a sign (`5*3`), and more
/// than three are a mask (`138****0000`). In plain text a single star is one
/// too (`单价*数量`): only `**` is left over from Markdown there.
fn stars(text: &str, at: usize, len: usize, span: Span, format: Format) -> Option<Token> {
    let before = text[..at].chars().next_back();
    let after = text[at + len..].chars().next();
    let solid = |c: Option<char>| c.is_some_and(|c| !is_space(c));
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let sign = latin(before) && latin(after) || format == Format::Plain && len != 2;
    if len > 3 || sign {
        return None;
    }
    Some(Token::Stars { span, opens: solid(after), closes: solid(before) })
}

/// The places in a line where the target of a link may end, found in one pass
/// so that no line costs more than its length.
struct Targets {
    /// `(` and its `)`, sorted.
    parens: Vec<(usize, usize)>,
    /// Positions of white space, sorted.
    spaces: Vec<usize>,
}

impl Targets {
    fn new(text: &str) -> Self {
        let (mut parens, mut spaces, mut stack) = (Vec::new(), Vec::new(), Vec::new());
        if text.contains("](") {
            for (at, c) in text.char_indices() {
                match c {
                    '(' => stack.push(at),
                    ')' => parens.extend(stack.pop().map(|open| (open, at))),
                    _ if is_space(c) => spaces.push(at),
                    _ => {}
                }
            }
            parens.sort_unstable();
        }
        Self { parens, spaces }
    }

    /// The target `(url)` or `(url "title")` that opens at `at`, and the
    /// length of the whole. An unwritten title is lost: print has no place
    /// for it.
    fn at<'t>(&self, text: &'t str, at: usize) -> Option<(&'t str, usize)> {
        let found = self.parens.binary_search_by_key(&at, |&(open, _)| open).ok()?;
        let close = self.parens[found].1;
        let space = self.spaces.get(self.spaces.partition_point(|&space| space < at));
        let end = match space {
            Some(&space) if space < close => {
                let title = text[space..close].strip_prefix(" \"")?;
                title.strip_suffix('"')?;
                space
            }
            _ => close,
        };
        let url = &text[at + 1..end];
        // `〔3〕` and `（4.5）` typed as `[3](4.5)` are text: a target has a mark that
        // only addresses and file names have, and a word.
        let address = url.len() <= MAX_URL
            && url.contains([':', '/', '.', '#', '@'])
            && url.contains(char::is_alphabetic);
        address.then_some((url, close + 1 - at))
    }
}
