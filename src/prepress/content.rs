//! Content streams, read operator by operator (ISO 32000-1, 7.8.2) without
//! taking apart what nobody asks about.

use std::ops::Range;

/// One operator and where its operands stand in the stream.
#[derive(Debug)]
pub(super) struct Operation<'a> {
    /// The operator; `BI` stands for a whole inline image.
    pub(super) operator: &'a [u8],
    /// Operands and operator, in bytes of the stream.
    pub(super) range: Range<usize>,
    operands: &'a [Range<usize>],
    content: &'a [u8],
}

impl Operation<'_> {
    /// Operands that are numbers, in their order; those that are not are left
    /// out.
    pub(super) fn numbers(&self) -> Vec<f64> {
        self.operands.iter().filter_map(|range| number(self.content.get(range.clone())?)).collect()
    }

    /// The last operand, if it is a name, without its slash.
    pub(super) fn name(&self) -> Option<Vec<u8>> {
        self.content.get(self.operands.last()?.clone())?.strip_prefix(b"/").map(unescape)
    }

    /// The first operand, if it is a name, without its slash.
    pub(super) fn first_name(&self) -> Option<Vec<u8>> {
        self.content.get(self.operands.first()?.clone())?.strip_prefix(b"/").map(unescape)
    }

    /// The dictionary's entries and the data of an inline image, as they are
    /// written.
    pub(super) fn inline(&self) -> Option<(&[u8], &[u8])> {
        let [dictionary, data] = self.operands else { return None };
        Some((self.content.get(dictionary.clone())?, self.content.get(data.clone())?))
    }
}

/// Reads a number as PDF writes it.
pub(super) fn number(word: &[u8]) -> Option<f64> {
    let first = word.first()?;
    if !(first.is_ascii_digit() || matches!(first, b'+' | b'-' | b'.')) {
        return None;
    }
    let number: f64 = std::str::from_utf8(word).ok()?.parse().ok()?;
    number.is_finite().then_some(number)
}

/// A name with its `#xx` resolved.
fn unescape(name: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(name.len());
    let mut rest = name;
    while let Some((&byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| byte == b'#').and_then(|two| std::str::from_utf8(two).ok());
        match code.and_then(|two| u8::from_str_radix(two, 16).ok()) {
            Some(code) => {
                plain.push(code);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                plain.push(byte);
                rest = after;
            }
        }
    }
    plain
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

const fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

/// Walks through a stream.
pub(super) struct Scanner<'a> {
    content: &'a [u8],
    at: usize,
    operands: Vec<Range<usize>>,
}

impl<'a> Scanner<'a> {
    /// Begins at the start.
    pub(super) fn new(content: &'a [u8]) -> Self {
        Self { content, at: 0, operands: Vec::new() }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.content.get(at).copied()
    }

    /// The next operator; `None` at the end of the stream.
    pub(super) fn next(&mut self) -> Option<Operation<'_>> {
        self.operands.clear();
        loop {
            let start = self.skip_space(self.at);
            let first = self.byte(start)?;
            let end = self.token_end(start, first);
            self.at = end;
            let operand = matches!(first, b'(' | b'<' | b'[' | b'/' | b'+' | b'-' | b'.' | b'0'..=b'9')
                || matches!(self.content.get(start..end), Some(b"true" | b"false" | b"null"));
            if operand {
                self.operands.push(start..end);
                continue;
            }
            if matches!(first, b')' | b'>' | b']' | b'{' | b'}') {
                continue;
            }
            let mut operator = start..end;
            let mut from = self.operands.first().map_or(start, |first| first.start);
            if self.content.get(operator.clone()) == Some(b"BI") {
                from = start;
                self.inline_image(end);
                operator = start..end;
            }
            return Some(Operation {
                operator: self.content.get(operator)?,
                range: from..self.at,
                operands: &self.operands,
                content: self.content,
            });
        }
    }

    /// Sets the operands to dictionary and data of the inline image that begins
    /// before `at`, and goes behind its `EI`.
    fn inline_image(&mut self, at: usize) {
        let mut cursor = at;
        let mut dictionary = at..at;
        while let Some(first) = self.byte(self.skip_space(cursor)) {
            let start = self.skip_space(cursor);
            cursor = self.token_end(start, first);
            if self.content.get(start..cursor) == Some(b"ID") {
                break;
            }
            dictionary.end = cursor;
        }
        // One white-space character, then the data, then white space and EI.
        let data = (cursor + 1).min(self.content.len());
        let ends = |at: &usize| {
            let closed = self.byte(at + 3).is_none_or(|byte| is_space(byte) || is_delimiter(byte));
            self.byte(*at).is_some_and(is_space) && self.content.get(at + 1..at + 3) == Some(b"EI") && closed
        };
        let end = (data..self.content.len()).find(ends);
        self.operands = vec![dictionary, data..end.unwrap_or(self.content.len())];
        self.at = end.map_or(self.content.len(), |end| (end + 3).min(self.content.len()));
    }

    fn skip_space(&self, mut at: usize) -> usize {
        while let Some(byte) = self.byte(at) {
            if byte == b'%' {
                while self.byte(at).is_some_and(|byte| byte != b'\n' && byte != b'\r') {
                    at += 1;
                }
            } else if is_space(byte) {
                at += 1;
            } else {
                break;
            }
        }
        at
    }

    /// Where the token that starts with `first` at `start` ends; always behind
    /// `start`.
    fn token_end(&self, start: usize, first: u8) -> usize {
        match first {
            b'(' => self.string_end(start),
            b'<' if self.byte(start + 1) == Some(b'<') => self.group_end(start, 2),
            b'[' => self.group_end(start, 1),
            b'<' => {
                let rest = self.content.get(start..).unwrap_or_default();
                rest.iter().position(|&byte| byte == b'>').map_or(self.content.len(), |end| start + end + 1)
            }
            b')' | b'>' | b']' | b'{' | b'}' => start + 1,
            _ => {
                let mut end = start + 1;
                while self.byte(end).is_some_and(|byte| !is_space(byte) && !is_delimiter(byte)) {
                    end += 1;
                }
                end
            }
        }
    }

    fn string_end(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        let mut at = start;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'\\' => at += 1,
                b'(' => depth += 1,
                b')' => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return at + 1;
                    }
                }
                _ => {}
            }
            at += 1;
        }
        self.content.len()
    }

    /// The end of an array or dictionary with everything in it.
    fn group_end(&self, start: usize, opening: usize) -> usize {
        let mut depth = 1_usize;
        let mut at = start + opening;
        while let Some(byte) = self.byte(at) {
            match byte {
                b'(' => {
                    at = self.string_end(at);
                    continue;
                }
                b'%' => {
                    at = self.skip_space(at);
                    continue;
                }
                b'[' => depth += 1,
                b'<' if self.byte(at + 1) == Some(b'<') => {
                    depth += 1;
                    at += 1;
                }
                b']' => depth -= 1,
                b'>' if self.byte(at + 1) == Some(b'>') => {
                    depth -= 1;
                    at += 1;
                }
                _ => {}
            }
            at += 1;
            if depth == 0 {
                return at;
            }
        }
        self.content.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn operators(content: &[u8]) -> Vec<(String, String)> {
        let mut scanner = Scanner::new(content);
        let mut found = Vec::new();
        while let Some(operation) = scanner.next() {
            let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
            let range = operation.range.clone();
            found.push((text(operation.operator), text(&content[range])));
        }
        found
    }

    #[test]
    fn operators_come_with_their_operands() {
        let content =
            b"q 1 0 0 1 2.5 -.3 cm\n/cs0 cs .2 scn BT [(a)-3 (\\)b) <0f>]TJ/a<</B[1>>]>>BDC ET % x Q\nf*";
        let found = operators(content);
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["q", "cm", "cs", "scn", "BT", "TJ", "BDC", "ET", "f*"]);
        assert_eq!(found[1].1, "1 0 0 1 2.5 -.3 cm");
        assert_eq!(found[5].1, "[(a)-3 (\\)b) <0f>]TJ");
    }

    #[test]
    fn inline_images_are_one_operation() {
        let content = b"q BI /W 2 /H 1 /CS /RGB /BPC 8 ID \xff(EI\x00Q\x01\nEI Q";
        let mut scanner = Scanner::new(content);
        assert_eq!(scanner.next().expect("q").operator, b"q");
        let image = scanner.next().expect("an image");
        assert_eq!(image.operator, b"BI");
        assert_eq!(image.inline(), Some((&b" /W 2 /H 1 /CS /RGB /BPC 8"[..], &b"\xff(EI\x00Q\x01"[..])));
        assert_eq!(scanner.next().expect("Q").operator, b"Q");
        assert!(scanner.next().is_none());
    }

    #[test]
    fn what_breaks_off_ends() {
        for content in
            [&b"BI /W"[..], b"(((", b"[[<<", b"<", b"/", b"BI ID", b"BI ID x", b")>]}{", b"1 2", b"% "]
        {
            let mut scanner = Scanner::new(content);
            for _ in 0..10 {
                if scanner.next().is_none() {
                    break;
                }
            }
            assert!(scanner.next().is_none());
        }
    }

    #[test]
    fn names_are_unescaped() {
        assert_eq!(unescape(b"a#20b#zz#"), b"a b#zz#");
    }
}
