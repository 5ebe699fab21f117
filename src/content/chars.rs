//! What kind of character this is, and comparison that forgives what Word and
//! text recovery change: spaces, and marks in half or full width.

/// White space, including the two invisible characters that editors leave
/// behind: the byte order mark and the zero width space.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}')
}

/// A Han character.
pub(crate) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{4e00}'..='\u{9fff}' | '\u{3400}'..='\u{4dbf}' | '\u{20000}'..='\u{3ffff}'
        | '\u{f900}'..='\u{faff}' | '〇' | '々')
}

/// A character set without spaces around it: Han and full-width marks.
pub(crate) fn is_cjk(c: char) -> bool {
    is_han(c)
        || matches!(c,
            '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '\u{2460}'..='\u{24ff}'
            | '“' | '”' | '‘' | '’' | '—' | '…' | '·' | '⸺')
}

/// A digit, half or full width.
pub(crate) fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９')
}

/// A character of a number written in Chinese.
pub(crate) fn is_numeral(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九')
        || matches!(c, '十' | '百' | '〇' | '零' | '○')
}

/// A mark that ends a sentence.
pub(crate) fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?' | '｡')
}

/// A colon, half or full width.
pub(crate) fn is_colon(c: char) -> bool {
    matches!(c, '：' | ':' | '∶')
}

/// A comma, half or full width.
pub(crate) fn is_comma(c: char) -> bool {
    matches!(c, '，' | ',')
}

/// A semicolon, half or full width.
pub(crate) fn is_semicolon(c: char) -> bool {
    matches!(c, '；' | ';')
}

/// A mark after which a line does not end by chance: one that closes a
/// sentence, a clause, or a lead-in.
pub(crate) fn is_clause_end(c: char) -> bool {
    is_sentence_end(c) || is_colon(c) || is_comma(c) || is_semicolon(c) || c == '、'
}

/// A bracket or quotation mark that closes.
pub(crate) fn is_closer(c: char) -> bool {
    matches!(c, '”' | '’' | '）' | '》' | '〉' | '」' | '』' | '】' | '〕' | ')' | '"')
}

/// Number of characters, counted no further than `limit`.
pub(super) fn count(text: &str, limit: usize) -> usize {
    text.chars().take(limit).count()
}

/// The text without any white space.
pub(super) fn squeeze(text: &str) -> String {
    text.chars().filter(|&c| !is_space(c)).collect()
}

/// The comparison form of a character; `None` for those that do not count.
fn fold_char(c: char) -> Option<char> {
    Some(match c {
        _ if is_space(c) => return None,
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '〔' => '[',
        '〕' => ']',
        '。' => '.',
        '•' | '・' | '‧' => '·',
        _ => c,
    })
}

/// The comparison form of a text.
pub(super) fn fold(text: &str) -> Vec<char> {
    text.chars().filter_map(fold_char).collect()
}

/// How a text compares with (the rest of) a folded pattern.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Match {
    /// The whole pattern stands at the head of the text and ends before this
    /// byte.
    Complete(usize),
    /// The text is used up; the pattern goes on at this index.
    Partial(usize),
    /// They differ.
    Different,
}

/// Compares `text` with `pattern[at..]`.
pub(super) fn compare(text: &str, pattern: &[char], mut at: usize) -> Match {
    for (offset, c) in text.char_indices() {
        let Some(c) = fold_char(c) else { continue };
        match pattern.get(at) {
            None => return Match::Complete(offset),
            Some(&p) if p == c => at += 1,
            Some(_) => return Match::Different,
        }
    }
    if at == pattern.len() { Match::Complete(text.len()) } else { Match::Partial(at) }
}

/// Whether text and pattern are the same; an empty pattern equals nothing.
pub(super) fn same(text: &str, pattern: &[char]) -> bool {
    !pattern.is_empty() && compare(text, pattern, 0) == Match::Complete(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparison_forgives_spaces_and_width() {
        let title = fold("关于“三资”(试行)的通知");
        assert!(same("关于“三资”（试行） 的通知", &title));
        assert!(!same("关于“三资”（试行）的通知。", &title));
        assert_eq!(compare("关于 ", &title, 0), Match::Partial(2));
        assert_eq!(compare("甲乙丙", &fold("甲"), 0), Match::Complete(3));
        assert!(!same("", &fold("")));
    }
}

/// A set of characters, a bit each.
#[derive(Debug)]
pub(crate) struct CharSet(Vec<u64>);

impl Default for CharSet {
    fn default() -> Self {
        Self(vec![0; char::MAX as usize / 64 + 1])
    }
}

impl CharSet {
    /// Adds a character; tells whether it is new.
    pub(crate) fn insert(&mut self, c: char) -> bool {
        let (word, bit) = Self::place(c);
        let Some(word) = self.0.get_mut(word) else { return false };
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Whether a character is there.
    pub(crate) fn contains(&self, c: char) -> bool {
        let (word, bit) = Self::place(c);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    /// The characters, in the order of their codes.
    pub(crate) fn iter(&self) -> impl Iterator<Item = char> {
        let words = self.0.iter().zip(0_u32..).filter(|(word, _)| **word != 0);
        words.flat_map(|(word, at)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .filter_map(move |bit| char::from_u32(at * 64 + bit))
        })
    }

    fn place(c: char) -> (usize, u64) {
        (c as usize / 64, 1 << (c as usize % 64))
    }
}
