//! Bytes → values and operators (ISO 32000-1, 7.2 and 7.3). Nothing is
//! repaired silently: what is no value is an error for the caller to judge.

use std::rc::Rc;

use super::object::{Dict, Id, Object};
use crate::preflight::limits;

/// Why no value could be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Not a value.
    Syntax,
    /// The bytes end.
    End,
    /// Nested too deeply.
    Deep,
    /// More values than are looked at.
    Many,
}

/// A value or a bare word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Token<'a> {
    Value(Object),
    Word(&'a [u8]),
}

/// A reader of values.
#[derive(Debug, Clone)]
pub(crate) struct Lexer<'a> {
    bytes: &'a [u8],
    pub(crate) at: usize,
    /// Values that may still be read.
    pub(crate) left: u64,
    /// Whether `1 0 R` is a reference; not in content streams.
    references: bool,
}

/// White space (7.2.2, table 1).
pub(crate) fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

/// Delimiters (7.2.2, table 2).
pub(crate) fn is_delimiter(byte: u8) -> bool {
    matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !is_delimiter(byte)
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<'a> Lexer<'a> {
    /// Reads a file's objects from `at` on.
    pub(crate) fn file(bytes: &'a [u8], at: usize, left: u64) -> Self {
        Self { bytes, at, left, references: true }
    }

    /// Reads a content stream.
    pub(crate) fn content(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0, left: u64::MAX, references: false }
    }

    /// The next byte.
    pub(crate) fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// The bytes not read yet.
    pub(crate) fn rest(&self) -> &'a [u8] {
        self.bytes.get(self.at..).unwrap_or_default()
    }

    /// Passes over white space and comments.
    pub(crate) fn skip_space(&mut self) {
        while let Some(byte) = self.peek() {
            if is_space(byte) {
                self.at += 1;
            } else if byte == b'%' {
                let line = self.rest().iter().position(|byte| matches!(byte, b'\n' | b'\r'));
                self.at = line.map_or(self.bytes.len(), |length| self.at + length);
            } else {
                return;
            }
        }
    }

    /// Passes over a keyword if it comes next.
    pub(crate) fn keyword(&mut self, word: &[u8]) -> bool {
        self.skip_space();
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// An unsigned integer that comes next.
    pub(crate) fn unsigned(&mut self) -> Option<u64> {
        self.skip_space();
        let digits = self.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = self.rest().get(..digits)?;
        let value = std::str::from_utf8(text).ok()?.parse().ok()?;
        self.at += digits;
        Some(value)
    }

    /// `N G obj`.
    pub(crate) fn object_head(&mut self) -> Option<Id> {
        let number = u32::try_from(self.unsigned()?).ok()?;
        let generation = u16::try_from(self.unsigned()?).ok()?;
        self.keyword(b"obj").then_some(Id { number, generation })
    }

    /// The next value or word; `None` at the end.
    pub(crate) fn token(&mut self) -> Result<Option<Token<'a>>, Fault> {
        self.skip_space();
        if self.peek().is_none() {
            return Ok(None);
        }
        self.inner(0).map(Some)
    }

    /// The next value.
    pub(crate) fn value(&mut self) -> Result<Object, Fault> {
        match self.token()? {
            Some(Token::Value(value)) => Ok(value),
            Some(Token::Word(_)) => Err(Fault::Syntax),
            None => Err(Fault::End),
        }
    }

    fn inner(&mut self, depth: usize) -> Result<Token<'a>, Fault> {
        if depth > limits::NESTING {
            return Err(Fault::Deep);
        }
        self.left = self.left.checked_sub(1).ok_or(Fault::Many)?;
        let byte = self.peek().ok_or(Fault::End)?;
        let value = match byte {
            b'/' => self.name(),
            b'(' => self.literal()?,
            b'<' if self.rest().starts_with(b"<<") => self.dict(depth)?,
            b'<' => self.hexadecimal()?,
            b'[' => self.array(depth)?,
            b'+' | b'-' | b'.' | b'0'..=b'9' => match self.number() {
                Some(value) => value,
                None => return Ok(Token::Word(self.word())),
            },
            b')' | b'>' | b']' | b'{' | b'}' => {
                self.at += 1;
                return Err(Fault::Syntax);
            }
            _ => match self.word() {
                b"true" => Object::Bool(true),
                b"false" => Object::Bool(false),
                b"null" => Object::Null,
                word => return Ok(Token::Word(word)),
            },
        };
        Ok(Token::Value(value))
    }

    /// A run of regular characters, at least one byte.
    fn word(&mut self) -> &'a [u8] {
        let length = self.rest().iter().take_while(|byte| is_regular(**byte)).count().max(1);
        let word = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        word
    }

    /// A number (7.3.3), or a reference where they are looked for (7.3.10).
    fn number(&mut self) -> Option<Object> {
        let start = self.at;
        let word = self.word();
        let value = number(word);
        if value.is_none() {
            self.at = start;
        }
        let value = value?;
        if let (true, Object::Int(first)) = (self.references, &value)
            && let Ok(number) = u32::try_from(*first)
            && let Some(reference) = self.reference(number)
        {
            return Some(reference);
        }
        Some(value)
    }

    /// `G R` behind a number.
    fn reference(&mut self, number: u32) -> Option<Object> {
        let mut ahead = self.clone();
        let generation = ahead.unsigned().and_then(|value| u16::try_from(value).ok())?;
        ahead.skip_space();
        if ahead.peek() != Some(b'R') {
            return None;
        }
        ahead.at += 1;
        if ahead.peek().is_some_and(is_regular) {
            return None;
        }
        self.at = ahead.at;
        Some(Object::Ref(Id { number, generation }))
    }

    /// A name (7.3.5), `#xx` resolved.
    fn name(&mut self) -> Object {
        self.at += 1;
        let length = self.rest().iter().take_while(|byte| is_regular(**byte)).count();
        let raw = self.rest().get(..length).unwrap_or_default();
        self.at += length;
        if !raw.contains(&b'#') {
            return Object::Name(raw.into());
        }
        let mut name = Vec::with_capacity(raw.len());
        let mut rest = raw;
        while let [byte, tail @ ..] = rest {
            if let (b'#', [high, low, after @ ..]) = (*byte, tail)
                && let (Some(high), Some(low)) = (hex(*high), hex(*low))
            {
                name.push(high << 4 | low);
                rest = after;
            } else {
                name.push(*byte);
                rest = tail;
            }
        }
        Object::Name(name.into())
    }

    /// A literal string (7.3.4.2).
    fn literal(&mut self) -> Result<Object, Fault> {
        self.at += 1;
        let mut text = Vec::new();
        let mut depth = 1usize;
        loop {
            let byte = self.peek().ok_or(Fault::End)?;
            self.at += 1;
            match byte {
                b'(' => depth += 1,
                b')' if depth == 1 => return Ok(Object::Text(text.into())),
                b')' => depth -= 1,
                b'\\' => {
                    text.extend(self.escape());
                    continue;
                }
                b'\r' => {
                    // An end of line counts as one line feed.
                    if self.peek() == Some(b'\n') {
                        self.at += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
    }

    fn escape(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        match byte {
            b'n' => Some(b'\n'),
            b'r' => Some(b'\r'),
            b't' => Some(b'\t'),
            b'b' => Some(8),
            b'f' => Some(12),
            b'\n' => None,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.at += 1;
                }
                None
            }
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    match self.peek() {
                        Some(digit @ b'0'..=b'7') => {
                            code = code * 8 + u32::from(digit - b'0');
                            self.at += 1;
                        }
                        _ => break,
                    }
                }
                Some((code & 0xff) as u8)
            }
            other => Some(other),
        }
    }

    /// A hexadecimal string (7.3.4.3).
    fn hexadecimal(&mut self) -> Result<Object, Fault> {
        self.at += 1;
        let mut text = Vec::new();
        let mut high = None;
        loop {
            let byte = self.peek().ok_or(Fault::End)?;
            self.at += 1;
            match (byte, hex(byte), high) {
                (b'>', ..) => {
                    text.extend(high.map(|high: u8| high << 4));
                    return Ok(Object::Text(text.into()));
                }
                (_, Some(digit), None) => high = Some(digit),
                (_, Some(digit), Some(first)) => {
                    text.push(first << 4 | digit);
                    high = None;
                }
                (other, None, _) if is_space(other) => {}
                _ => return Err(Fault::Syntax),
            }
        }
    }

    fn array(&mut self, depth: usize) -> Result<Object, Fault> {
        self.at += 1;
        let mut values = Vec::new();
        loop {
            self.skip_space();
            if self.peek() == Some(b']') {
                self.at += 1;
                return Ok(Object::Array(values.into()));
            }
            match self.inner(depth + 1)? {
                Token::Value(value) => values.push(value),
                Token::Word(_) => return Err(Fault::Syntax),
            }
        }
    }

    fn dict(&mut self, depth: usize) -> Result<Object, Fault> {
        self.at += 2;
        self.entries(depth, b">>").map(|dict| Object::Dict(Rc::new(dict)))
    }

    /// Keys and values up to `end`, which is passed over too.
    pub(crate) fn entries(&mut self, depth: usize, end: &[u8]) -> Result<Dict, Fault> {
        let mut entries = Vec::new();
        loop {
            if self.keyword(end) {
                return Ok(Dict::new(entries));
            }
            match self.peek() {
                Some(b'/') => {}
                Some(_) => return Err(Fault::Syntax),
                None => return Err(Fault::End),
            }
            let Object::Name(key) = self.name() else { return Err(Fault::Syntax) };
            self.skip_space();
            match self.inner(depth + 1)? {
                Token::Value(value) => entries.push((key, value)),
                Token::Word(_) => return Err(Fault::Syntax),
            }
        }
    }
}

/// A number's value; `None` for what is none.
fn number(word: &[u8]) -> Option<Object> {
    let (negative, digits) = match word {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    if digits.is_empty() || !digits.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.') {
        return None;
    }
    let text = std::str::from_utf8(digits).ok()?;
    if !digits.contains(&b'.') {
        return match text.parse::<i64>() {
            Ok(value) => Some(Object::Int(if negative { -value } else { value })),
            Err(_) => {
                text.parse::<f64>().ok().map(|value| Object::Real(if negative { -value } else { value }))
            }
        };
    }
    if digits == b"." {
        return None;
    }
    text.parse::<f64>().ok().map(|value| Object::Real(if negative { -value } else { value }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Object {
        Lexer::file(text.as_bytes(), 0, 1000).value().expect("a value")
    }

    #[test]
    fn values() {
        assert_eq!(read("-.5"), Object::Real(-0.5));
        assert_eq!(read("12"), Object::Int(12));
        assert_eq!(read("12 0 R"), Object::Ref(Id { number: 12, generation: 0 }));
        assert_eq!(read("/A#20B").name(), Some(&b"A B"[..]));
        assert_eq!(read("(a\\(b\\051(c)\\\n)").text(), Some(&b"a(b)(c)"[..]));
        assert_eq!(read("<616>").text(), Some(&b"a`"[..]));
        let dict = read("<</A[1 0 R 2]/B<</C/D>>/A 3>>");
        let dict = dict.dict().expect("a dictionary");
        assert_eq!(dict.raw("A").and_then(Object::array).map(<[_]>::len), Some(2));
        assert_eq!(dict.repeated.as_deref(), Some(&b"A"[..]));
    }

    #[test]
    fn nesting_ends() {
        let deep = "[".repeat(100_000);
        assert_eq!(Lexer::file(deep.as_bytes(), 0, u64::MAX).value(), Err(Fault::Deep));
    }

    #[test]
    fn content_has_words() {
        let mut lexer = Lexer::content(b"1 0 R BT");
        let words: Vec<_> = std::iter::from_fn(|| lexer.token().ok().flatten()).collect();
        assert_eq!(words.len(), 4);
        assert_eq!(words.last(), Some(&Token::Word(b"BT")));
    }
}
