//! HTML character references, as far as pages copied from the web have them.

/// The names worth knowing; anything else stays as it was typed.
const NAMED: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("middot", '·'),
    ("bull", '•'),
    ("times", '×'),
    ("divide", '÷'),
    ("plusmn", '±'),
    ("deg", '°'),
    ("permil", '‰'),
    ("yen", '¥'),
    ("sect", '§'),
    ("copy", '©'),
    ("reg", '®'),
    ("le", '≤'),
    ("ge", '≥'),
];

/// The longest reference looked for, in bytes.
const MAX_LEN: usize = 12;

/// The character that a reference at the head of `text` stands for, and the
/// reference's length in bytes.
pub(super) fn entity(text: &str) -> Option<(char, usize)> {
    let body = text.strip_prefix('&')?;
    let end = body.bytes().take(MAX_LEN).position(|b| b == b';')?;
    let name = body.get(..end)?;
    let c = if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        char::from_u32(code).filter(|c| !c.is_control())?
    } else {
        NAMED.iter().find(|(known, _)| *known == name)?.1
    };
    Some((c, end + 2))
}

#[cfg(test)]
mod tests {
    use super::entity;

    #[test]
    fn known_and_unknown_references() {
        assert_eq!(entity("&amp;x"), Some(('&', 5)));
        assert_eq!(entity("&#x4e00;"), Some(('一', 8)));
        assert_eq!(entity("&#19968;"), Some(('一', 8)));
        assert_eq!(entity("&#0;"), None);
        assert_eq!(entity("&甲;"), None);
        assert_eq!(entity("&unknown;"), None);
        assert_eq!(entity("&"), None);
    }
}
