//! Titles: where a title goes on in a new line.
//!
//! GB/T 9704—2012, 7.3.1: 回行时，要做到词意完整，排列对称，长短适宜，间距恰当，标题排列
//! 应当使用梯形或菱形. So: a title is divided into words (`words`), each gap
//! between two characters gets a price by what it would tear (`sense`), and
//! of all ways to break the title the cheapest is taken (`breaks`).
//!
//! Knows no Typst, no font and no page: a layout asks with a measure in em.

mod breaks;
mod sense;
mod words;

use breaks::{Shape, choose};

pub(crate) use words::words;

/// Longer texts are no titles: they are filled line by line, so that a hostile
/// text costs no time.
const LONGEST: usize = 240;

/// A thousandth of an em.
type Milli = u32;

/// How lines should compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fill {
    /// As equal as sense allows, in the shape of a trapezoid or a lozenge: for
    /// centred titles.
    Even,
    /// As full as sense allows, the rest on the last line: for titles set
    /// flush left, as in the contents.
    Full,
}

/// Breaks a title into lines of at most `most` em. `parts` are the lines that
/// the editor asked for; each is made to fit by itself.
///
/// The lines hold all characters in their order; only white space at their
/// ends is dropped.
#[must_use]
pub fn lines<S: AsRef<str>>(parts: &[S], most: f64, fill: Fill) -> Vec<String> {
    // Not less than one character, and no overflow further on.
    let most = (most.clamp(1.0, 1000.0) * 1000.0).round() as Milli;
    parts.iter().flat_map(|part| part_lines(part.as_ref(), most, fill)).collect()
}

fn part_lines(text: &str, most: Milli, fill: Fill) -> Vec<String> {
    let chars: Vec<char> = text.trim().chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if chars.is_empty() {
        return Vec::new();
    }
    let widths = widths(&chars);
    let shape = match fill {
        _ if chars.len() > LONGEST => Shape::Greedy,
        Fill::Even => Shape::Even,
        Fill::Full => Shape::Full,
    };
    let total: Milli = widths.iter().sum();
    let ends = if total <= most { vec![chars.len()] } else { choose(&chars, &widths, most, shape) };
    let mut start = 0;
    let mut out = Vec::new();
    for end in ends {
        let line: String = chars.get(start..end).unwrap_or_default().iter().collect();
        let line = line.trim();
        if !line.is_empty() {
            out.push(line.to_owned());
        }
        start = end;
    }
    out
}

/// What the characters take in the bold face of titles. Letters and digits are
/// counted a little wide, and with the quarter em that stands between them and
/// Chinese characters, so that a line never runs over.
fn widths(chars: &[char]) -> Vec<Milli> {
    let latin = |c: char| c.is_ascii_alphanumeric();
    let mut before = None;
    let mut out = Vec::with_capacity(chars.len());
    for &c in chars {
        let own = match c {
            ' ' => 300,
            'A'..='Z' => 720,
            _ if c.is_ascii() => 600,
            '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => 0,
            _ => 1000,
        };
        let gap = before.is_some_and(|b| latin(c) && is_han(b) || latin(b) && is_han(c));
        out.push(own + if gap { 250 } else { 0 });
        before = Some(c);
    }
    out
}

/// A Chinese character, no mark.
fn is_han(c: char) -> bool {
    matches!(c,
        '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3ffff}')
}
