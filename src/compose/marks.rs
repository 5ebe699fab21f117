//! Which of the marks that Chinese and Latin text share is meant: “” ‘’ — … ·
//! are one character each in Unicode, but full width beside Chinese and narrow
//! in Latin text. The apostrophe of PEOPLE'S is Latin wherever it stands.

use super::Kind;

/// The language a mark belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tongue {
    /// Full-width marks.
    #[default]
    Chinese,
    /// Narrow marks.
    Latin,
}

/// Whether a character is one of the shared marks.
pub fn is_shared(c: char) -> bool {
    matches!(c, '“' | '”' | '‘' | '’' | '—' | '…' | '·')
}

/// The language of every character's mark; Chinese for those that are no shared
/// mark. A pair of quotation marks belongs to the text around the pair: in
/// 获评“AAA”等级 the marks are Chinese.
pub fn tongues(text: &[char]) -> Vec<Tongue> {
    let mut out = vec![Tongue::Chinese; text.len()];
    let sides = Sides::of(text);
    let mut open: Vec<usize> = Vec::new();
    for (at, &c) in text.iter().enumerate() {
        match c {
            '’' if apostrophe(text, at) => out[at] = Tongue::Latin,
            '“' | '‘' => open.push(at),
            '”' | '’' => {
                let start = open.iter().rposition(|&o| text[o] == if c == '”' { '“' } else { '‘' });
                let from = match start {
                    Some(depth) => {
                        let from = open[depth];
                        open.truncate(depth);
                        from
                    }
                    None => at,
                };
                let tongue = sides.around(from, at);
                out[from] = tongue;
                out[at] = tongue;
            }
            '—' | '…' | '·' => out[at] = beside(text, at),
            _ => {}
        }
    }
    for at in open {
        out[at] = sides.around(at, at);
    }
    out
}

/// What a half-width mark is that was typed in Chinese text: it takes the room
/// of the full-width mark that it stands for, so that a line of such marks is
/// no more uneven than another.
pub fn half_width(text: &[char], at: usize) -> Option<Kind> {
    let kind = match text[at] {
        ',' | ';' | ':' => Kind::Pause,
        '!' | '?' => Kind::Stop,
        '(' => Kind::Open,
        ')' => Kind::Close,
        _ => return None,
    };
    let before = at.checked_sub(1).and_then(|before| text.get(before));
    let after = text.get(at + 1);
    let chinese = |c: Option<&char>| c.is_some_and(|&c| side(c) == Some(Tongue::Chinese));
    let word = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || *c == ' ');
    let stands = match kind {
        Kind::Open | Kind::Close => chinese(before) || chinese(after),
        _ => chinese(before) || before.is_some_and(|c| *c != ' ') && !word(after) && chinese(after),
    };
    stands.then_some(kind)
}

/// Between two Latin letters.
fn apostrophe(text: &[char], at: usize) -> bool {
    let letter = |c: Option<&char>| c.is_some_and(|c| side(*c) == Some(Tongue::Latin) && c.is_alphabetic());
    at > 0 && letter(text.get(at - 1)) && letter(text.get(at + 1))
}

/// What is said of a mark's language by what is near, looked up once for all.
struct Sides {
    /// The nearest that is said before each character.
    before: Vec<Option<Tongue>>,
    /// The nearest that is said from each character on.
    after: Vec<Option<Tongue>>,
    /// How many Chinese characters there are before each.
    chinese: Vec<usize>,
}

impl Sides {
    fn of(text: &[char]) -> Self {
        let nearest = |last: &mut Option<Tongue>, c: &char| {
            *last = side(*c).or(*last);
            Some(*last)
        };
        let mut before = vec![None];
        before.extend(text.iter().scan(None, nearest));
        let mut after = vec![None];
        after.extend(text.iter().rev().scan(None, nearest));
        after.reverse();
        let mut chinese = vec![0];
        chinese.extend(text.iter().scan(0, |count, c| {
            *count += usize::from(side(*c) == Some(Tongue::Chinese));
            Some(*count)
        }));
        Self { before, after, chinese }
    }

    /// The language on the outside of a pair; inside it where nothing is outside.
    fn around(&self, from: usize, to: usize) -> Tongue {
        let outside = [self.before[from], self.after[to + 1]];
        if outside.contains(&Some(Tongue::Chinese)) {
            Tongue::Chinese
        } else if outside.contains(&Some(Tongue::Latin))
            || self.chinese[from] == self.chinese[to] && self.after[from].is_some()
        {
            Tongue::Latin
        } else {
            Tongue::Chinese
        }
    }
}

/// A dash or dot is Latin only where Latin stands at both its sides, and is
/// never so when doubled, which only Chinese does.
fn beside(text: &[char], at: usize) -> Tongue {
    let same = |c: Option<&char>| c == Some(&text[at]);
    if text[at] != '·' && (same(text.get(at + 1)) || at > 0 && same(text.get(at - 1))) {
        return Tongue::Chinese;
    }
    let near = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphabetic() || *c == ' ');
    let latin = at > 0
        && near(text.get(at - 1))
        && near(text.get(at + 1))
        && is_word(text[..at].iter().rev())
        && is_word(text[at + 1..].iter());
    if latin { Tongue::Latin } else { Tongue::Chinese }
}

/// Whether the first that is not a space is a letter.
fn is_word<'a>(mut chars: impl Iterator<Item = &'a char>) -> bool {
    chars.find(|c| **c != ' ').is_some_and(char::is_ascii_alphabetic)
}

/// What a neighbour says; marks and spaces say nothing, digits are at home in
/// Chinese text.
fn side(c: char) -> Option<Tongue> {
    if c.is_ascii_alphabetic() {
        Some(Tongue::Latin)
    } else if c.is_ascii() || is_shared(c) || c == '\u{fffc}' || c.is_whitespace() || is_unseen(c) {
        None
    } else if c.is_alphabetic() && u32::from(c) < 0x2000 {
        Some(Tongue::Latin)
    } else {
        Some(Tongue::Chinese)
    }
}

/// Joiners, chances to break, variants: they have no width and no side.
fn is_unseen(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The shared marks that are Latin.
    fn latin(text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let found = tongues(&chars);
        chars
            .iter()
            .zip(found)
            .filter(|(c, t)| is_shared(**c) && *t == Tongue::Latin)
            .map(|(c, _)| *c)
            .collect()
    }

    #[test]
    fn marks_follow_what_is_around_them() {
        assert_eq!(latin("获评“AAA”等级"), "");
        assert_eq!(latin("DISTRICT PEOPLE’S GOVERNMENT"), "’");
        assert_eq!(latin("区政府（PEOPLE’S GOVERNMENT）"), "’");
        assert_eq!(latin("The “Belt and Road” plan"), "“”");
        assert_eq!(latin("“三高四新”"), "");
        assert_eq!(latin("“RCEP”"), "“”");
        assert_eq!(latin("用“RCEP”"), "");
        assert_eq!(latin("他说：“叫‘OK’镇。”"), "");
        assert_eq!(latin("甲——乙……"), "");
        assert_eq!(latin("1—9月"), "");
        assert_eq!(latin("买买提·艾力"), "");
        assert_eq!(latin("Yes — no"), "—");
        assert_eq!(latin("’”“‘"), "");
        assert_eq!(latin("PEOPLE\u{200b}’S"), "’");
        assert_eq!(latin("“\u{200b}RCEP\u{200b}”"), "“”");
    }
}
