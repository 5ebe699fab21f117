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
                let tongue = around(text, from, at);
                out[from] = tongue;
                out[at] = tongue;
            }
            '—' | '…' | '·' => out[at] = beside(text, at),
            _ => {}
        }
    }
    for at in open {
        out[at] = around(text, at, at);
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

/// The language on the outside of a pair; inside it where nothing is outside.
fn around(text: &[char], from: usize, to: usize) -> Tongue {
    let before = text[..from].iter().rev().find_map(|&c| side(c));
    let after = text[to + 1..].iter().find_map(|&c| side(c));
    match (before, after) {
        (Some(Tongue::Chinese), _) | (_, Some(Tongue::Chinese)) => Tongue::Chinese,
        (Some(Tongue::Latin), _) | (_, Some(Tongue::Latin)) => Tongue::Latin,
        (None, None) => {
            let within = text.get(from + 1..to).unwrap_or_default().iter().filter_map(|&c| side(c));
            let mut within = within.peekable();
            let latin = within.peek().is_some() && within.all(|tongue| tongue == Tongue::Latin);
            if latin { Tongue::Latin } else { Tongue::Chinese }
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
    let letters = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_alphabetic() || *c == ' ');
    let word = |mut side: Box<dyn Iterator<Item = &char> + '_>| {
        side.find(|c| **c != ' ').is_some_and(|c| c.is_ascii_alphabetic())
    };
    let latin = at > 0
        && letters(text.get(at - 1))
        && letters(text.get(at + 1))
        && word(Box::new(text[..at].iter().rev()))
        && word(Box::new(text[at + 1..].iter()));
    if latin { Tongue::Latin } else { Tongue::Chinese }
}

/// What a neighbour says; marks and spaces say nothing, digits are at home in
/// Chinese text.
fn side(c: char) -> Option<Tongue> {
    if c.is_ascii_alphabetic() {
        Some(Tongue::Latin)
    } else if c.is_ascii() || is_shared(c) || c == '\u{fffc}' || c.is_whitespace() {
        None
    } else if c.is_alphabetic() && u32::from(c) < 0x2000 {
        Some(Tongue::Latin)
    } else {
        Some(Tongue::Chinese)
    }
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
    }
}
