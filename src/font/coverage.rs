//! Which face sets a character, and which characters none has.

use std::collections::BTreeMap;

use super::role::{Family, RoleFonts};
use super::store::Fonts;

/// What a role's chain does with some text.
#[derive(Debug, Default)]
pub struct Coverage {
    /// The family that sets what it can: the first one not limited to a few
    /// characters.
    pub first: Option<String>,
    /// How many different characters there are.
    pub total: usize,
    /// The characters that fall to a family behind the first.
    pub fallbacks: Vec<Fallback>,
    /// The characters that a bold role has in regular weight only.
    pub thin: Vec<char>,
    /// The characters that no family has.
    pub missing: Vec<char>,
}

/// Characters that a later family of the chain sets.
#[derive(Debug)]
pub struct Fallback {
    /// The family.
    pub family: String,
    /// Its characters, in code order.
    pub characters: Vec<char>,
}

impl RoleFonts {
    /// The family that sets a character.
    pub fn setter<'a>(&'a self, fonts: &'a Fonts, c: char) -> Option<&'a Family> {
        self.setting(fonts, c).map(|(family, _)| family)
    }

    /// What the chain does with some characters.
    pub fn coverage(&self, fonts: &Fonts, characters: impl Iterator<Item = char>) -> Coverage {
        let first = self.families.iter().find(|family| family.covers == super::Covers::All).map(|f| &f.name);
        let mut coverage = Coverage { first: first.cloned(), ..Coverage::default() };
        let mut behind: BTreeMap<usize, Fallback> = BTreeMap::new();
        for c in characters.filter(|&c| needs_glyph(c)) {
            coverage.total += 1;
            if self.is_thin(fonts, c) {
                coverage.thin.push(c);
            }
            match self.setter(fonts, c) {
                None => coverage.missing.push(c),
                Some(family) if Some(&family.name) != first => {
                    let rank = self.families.iter().position(|known| known.name == family.name).unwrap_or(0);
                    let new = || Fallback { family: family.name.clone(), characters: Vec::new() };
                    behind.entry(rank).or_insert_with(new).characters.push(c);
                }
                Some(_) => {}
            }
        }
        coverage.fallbacks = behind.into_values().collect();
        coverage
    }
}

/// Whether a character must be seen: spaces, line ends and joiners need no
/// glyph.
pub(crate) fn needs_glyph(c: char) -> bool {
    !(c.is_whitespace()
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}'))
}
