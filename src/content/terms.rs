//! The marks in the text that lead to the 名词解释: `三高四新[1]`, `三高四新①`.
//!
//! They count only in a text that has 名词解释. A bracketed number does there
//! wherever it stands; a circled one, which also numbers points within a
//! paragraph, only right behind the term of its entry.

use std::collections::BTreeMap;

use super::chars::{is_closer, is_colon, is_digit, is_space};
use super::model::{Block, BlockKind, Inline};
use super::number::Number;
use super::scan::Scan;
use super::text::plain_text;

/// The terms of an article's 名词解释 by their numbers; of two entries with one
/// number the first counts.
pub fn glossary(blocks: &[Block]) -> BTreeMap<u32, String> {
    let mut terms = BTreeMap::new();
    for block in blocks {
        if let BlockKind::GlossaryEntry { number, term, .. } = &block.kind
            && let Some(number) = value(&plain_text(number))
        {
            terms.entry(number).or_insert_with(|| bare(&plain_text(term)));
        }
    }
    terms
}

/// The number of a glossary's entry (`1.`, `[1]`, `①`).
pub fn value(text: &str) -> Option<u32> {
    let mut chars = text.chars().filter(|&c| !is_space(c));
    let first = chars.clone().next()?;
    if let Some(n) = circled(first) {
        return Some(n);
    }
    let digits: String = chars.by_ref().filter(|&c| is_digit(c)).map(half).collect();
    digits.parse().ok()
}

fn half(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

/// A term without the marks around it.
fn bare(term: &str) -> String {
    let mark = |c: char| is_colon(c) || is_space(c) || is_closer(c) || "“‘《【「".contains(c);
    term.trim_matches(mark).to_owned()
}

/// `①` to `㊿`.
fn circled(c: char) -> Option<u32> {
    let c = c as u32;
    match c {
        0x2460..=0x2473 => Some(c - 0x2460 + 1),
        0x3251..=0x325f => Some(c - 0x3251 + 21),
        0x32b1..=0x32bf => Some(c - 0x32b1 + 36),
        _ => None,
    }
}

/// A bracketed number at the head of a text: its value and its length.
fn bracketed(text: &str) -> Option<(u32, usize)> {
    let mut scan = Scan::new(text);
    let open = scan.peek()?;
    let close = match open {
        '[' => ']',
        '［' => '］',
        '【' => '】',
        _ => return None,
    };
    scan.one(|c| c == open);
    let start = scan.at;
    let digits = scan.run(3, is_digit);
    let number = text.get(start..scan.at).and_then(value).filter(|&n| n > 0)?;
    (digits > 0 && scan.one(|c| c == close)).then_some((number, scan.at))
}

/// The mark that opens an entry of the 名词解释: `[1]`, `①`.
pub(super) fn entry(text: &str) -> Option<Number> {
    let end = match bracketed(text) {
        Some((_, end)) => end,
        None => text.chars().next().filter(|&c| circled(c).is_some())?.len_utf8(),
    };
    let rest = text.get(end..)?;
    let body = rest.trim_start_matches(is_space);
    (!body.is_empty()).then_some(Number { level: 3, end: text.len() - body.len() })
}

/// Finds the marks in the blocks of an article.
pub(super) fn mark(blocks: &mut [Block]) {
    let terms = glossary(blocks);
    if terms.is_empty() {
        return;
    }
    let marker = Marker { terms };
    for block in blocks {
        match &mut block.kind {
            BlockKind::Paragraph { lead, body, .. } | BlockKind::Dash { lead, body } => {
                let mut before = String::new();
                if let Some(lead) = lead {
                    marker.run(lead, &mut before);
                }
                marker.run(body, &mut before);
            }
            BlockKind::Heading { body, .. } | BlockKind::Item(body) => marker.run(body, &mut String::new()),
            BlockKind::Question { mark, body } | BlockKind::Answer { mark, body } => {
                let mut before = plain_text(mark);
                marker.run(body, &mut before);
            }
            _ => {}
        }
    }
}

struct Marker {
    terms: BTreeMap<u32, String>,
}

impl Marker {
    /// Cuts the marks out of a run; `before` is the text up to it.
    fn run(&self, inlines: &mut Vec<Inline>, before: &mut String) {
        let mut out = Vec::with_capacity(inlines.len());
        for inline in inlines.drain(..) {
            match inline {
                Inline::Text { text, span } if text.len() == span.len() => {
                    self.text(&text, span.start, before, &mut out);
                }
                Inline::Strong(mut body) => {
                    self.run(&mut body, before);
                    out.push(Inline::Strong(body));
                }
                Inline::Emph(mut body) => {
                    self.run(&mut body, before);
                    out.push(Inline::Emph(body));
                }
                other => {
                    before.push_str(&plain_text(std::slice::from_ref(&other)));
                    out.push(other);
                }
            }
        }
        *inlines = out;
    }

    fn text(&self, text: &str, base: usize, before: &mut String, out: &mut Vec<Inline>) {
        let mut start = 0;
        let push = |range: std::ops::Range<usize>, out: &mut Vec<Inline>| {
            if let Some(piece) = text.get(range.clone()).filter(|piece| !piece.is_empty()) {
                let span = base + range.start..base + range.end;
                out.push(Inline::Text { text: piece.to_owned(), span });
            }
        };
        let mut skip = 0;
        for (at, c) in text.char_indices() {
            if at < skip {
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            let found = match bracketed(rest) {
                // A number that opens a paragraph numbers it.
                Some(_) if before.is_empty() => None,
                Some(found) => Some(found),
                None => circled(c).filter(|n| self.follows(*n, before)).map(|n| (n, c.len_utf8())),
            };
            let Some((number, len)) = found else {
                before.push(c);
                continue;
            };
            push(start..at, out);
            let mark = rest.get(..len).unwrap_or_default().to_owned();
            out.push(Inline::TermMark { number, text: mark, span: base + at..base + at + len });
            start = at + len;
            skip = start;
        }
        push(start..text.len(), out);
    }

    /// Whether the text ends with the term of this number.
    fn follows(&self, number: u32, before: &str) -> bool {
        self.terms.get(&number).is_some_and(|term| ends_with_term(before, term))
    }
}

/// Whether a text ends with a term, marks around the term aside.
pub fn ends_with_term(before: &str, term: &str) -> bool {
    let before = before.trim_end_matches(|c| is_closer(c) || is_space(c));
    !term.is_empty() && before.ends_with(term)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(value("1."), Some(1));
        assert_eq!(value("［１２］"), Some(12));
        assert_eq!(value("㊿"), Some(50));
        assert_eq!(bracketed("[3]甲"), Some((3, 3)));
        assert_eq!(bracketed("【21】"), Some((21, 8)));
        assert_eq!(bracketed("[2024]"), None);
        assert_eq!(bracketed("[0]"), None);
        assert_eq!(bracketed("[a]"), None);
    }

    #[test]
    fn terms() {
        assert!(ends_with_term("建设“三高四新”", "三高四新"));
        assert!(!ends_with_term("建设", "三高四新"));
    }
}
