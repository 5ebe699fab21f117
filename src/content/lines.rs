//! Cutting a file into lines.

use std::ops::Range;

use super::chars::is_space;

/// One line of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    /// The line with the white space at its ends, without its line end.
    pub(super) whole: Range<usize>,
    /// Where its text stands, without white space at either end.
    pub(super) range: Range<usize>,
    /// Ideographic spaces before it: two or more open a Chinese paragraph.
    pub(super) wide: usize,
    /// Columns of other white space before it.
    pub(super) narrow: usize,
    /// Whether it ends with two spaces, Markdown's hard break.
    pub(super) two_spaces: bool,
}

impl Line {
    pub(super) fn is_blank(&self) -> bool {
        self.range.is_empty()
    }

    pub(super) fn text<'a>(&self, src: &'a str) -> &'a str {
        &src[self.range.clone()]
    }
}

/// Ends of lines: besides LF, CR and CRLF also the page break, Word's manual
/// line break (vertical tab) and Unicode's own separators.
const ENDS: &[char] = &['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];

/// Cuts a text into lines.
pub(super) fn lines(src: &str) -> Vec<Line> {
    let mut out = Vec::new();
    let mut start = 0;
    while start <= src.len() {
        let rest = &src[start..];
        let end = rest.find(ENDS).unwrap_or(rest.len());
        out.push(line(&rest[..end], start));
        let skip = match rest[end..].chars().next() {
            Some('\r') if rest[end..].starts_with("\r\n") => 2,
            Some(c) => c.len_utf8(),
            None => break,
        };
        start += end + skip;
    }
    out
}

fn line(text: &str, start: usize) -> Line {
    let body = text.trim_start_matches(is_space);
    let indent = &text[..text.len() - body.len()];
    let kept = body.trim_end_matches(is_space);
    let from = start + indent.len();
    Line {
        whole: start..start + text.len(),
        range: from..from + kept.len(),
        wide: indent.chars().filter(|&c| c == '\u{3000}').count(),
        narrow: indent
            .chars()
            .map(|c| match c {
                '\u{3000}' | '\u{feff}' | '\u{200b}' => 0,
                '\t' => 4,
                _ => 1,
            })
            .sum(),
        two_spaces: body[kept.len()..].starts_with("  "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end() {
        let src = "\u{feff}甲\r\n乙\r丙\n\n\u{3000}\u{3000}丁\u{2028}戊\u{c}\t己  ";
        let got: Vec<_> = lines(src).iter().map(|l| l.text(src)).collect();
        assert_eq!(got, ["甲", "乙", "丙", "", "丁", "戊", "己"]);
        assert_eq!(lines(src)[4].wide, 2);
        assert_eq!(lines(src)[6].narrow, 4);
        assert!(lines(src)[6].two_spaces);
    }

    #[test]
    fn a_line_of_white_space_is_blank() {
        assert!(lines(" \u{3000}\u{a0}").iter().all(Line::is_blank));
    }
}
