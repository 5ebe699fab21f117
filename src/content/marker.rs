//! The Markdown marks that open a line. They say what the line is, whatever
//! its text looks like.

use super::chars::is_space;
use super::inline::note_label;

/// An explicit mark at the head of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marker {
    /// `#` to `######`: the number of signs.
    Heading(usize),
    /// `- `, `* `, `+ `.
    Item,
    /// `> `.
    Quote,
    /// `[^label]: `.
    Note(String),
    /// `---`.
    Rule,
    /// `\`: an ordinary paragraph, whatever it opens with.
    Literal,
}

/// Recognises a mark; returns it and where the line's text begins.
pub(super) fn marker(text: &str) -> Option<(Marker, usize)> {
    let first = text.chars().next()?;
    let (marker, end) = match first {
        '#' => {
            let signs = text.bytes().take(7).take_while(|&b| b == b'#').count();
            (Marker::Heading(signs), signs)
        }
        // `____` is a blank to be filled in.
        '-' | '*' if is_rule(text, first) => return Some((Marker::Rule, text.len())),
        '-' | '*' | '+' => (Marker::Item, 1),
        '>' => return quote(text).map(|end| (Marker::Quote, end)),
        '[' => {
            let label = note_label(text)?;
            let end = label.len() + 3;
            let colon = text[end..].chars().next().filter(|&c| c == ':' || c == '：')?;
            return Some((Marker::Note(label.to_owned()), skip_spaces(text, end + colon.len_utf8())));
        }
        '\\' => {
            // Before an ASCII mark the backslash is an ordinary escape and is
            // dropped with the other inline marks.
            let next = text[1..].chars().next().filter(|&c| !is_space(c))?;
            return Some((Marker::Literal, usize::from(!next.is_ascii_punctuation())));
        }
        _ => return None,
    };
    if marker == Marker::Heading(7) || !text[end..].starts_with(is_space) {
        return None;
    }
    Some((marker, skip_spaces(text, end)))
}

/// Three or more of the same mark, spaces between allowed.
fn is_rule(text: &str, mark: char) -> bool {
    text.chars().all(|c| c == mark || c == ' ') && text.chars().filter(|&c| c == mark).count() > 2
}

/// `>`, repeated or not; but `>60%` is a comparison.
fn quote(text: &str) -> Option<usize> {
    let body = text.trim_start_matches(|c| c == '>' || is_space(c));
    let comparison = |c: char| c.is_ascii_digit() || c == '=';
    (!text[1..].starts_with(comparison)).then_some(text.len() - body.len())
}

fn skip_spaces(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(is_space).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers() {
        assert_eq!(marker("## 甲"), Some((Marker::Heading(2), 3)));
        assert_eq!(marker("- 甲"), Some((Marker::Item, 2)));
        assert_eq!(marker("> > 甲"), Some((Marker::Quote, 4)));
        assert_eq!(marker("[^a]：甲"), Some((Marker::Note("a".into()), 7)));
        assert_eq!(marker("----"), Some((Marker::Rule, 4)));
        assert_eq!(marker("* * *"), Some((Marker::Rule, 5)));
        assert_eq!(marker("\\1. 甲"), Some((Marker::Literal, 1)));
        assert_eq!(marker("\\- 甲"), Some((Marker::Literal, 0)));
    }

    #[test]
    fn what_is_no_marker() {
        for text in ["#甲", "####### 甲", "-甲", "**甲**", ">60%", "[甲]: 乙", "--", "\\", "甲"] {
            assert_eq!(marker(text), None, "{text}");
        }
    }
}
