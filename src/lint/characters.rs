//! Characters that no font of their role has.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::content::Article;
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};
use crate::font::{Fonts, RoleFonts, needs_glyph};
use crate::manifest::{At, Manifest, Role};

/// More places of one character than this are not listed one by one.
const MOST_PLACES: usize = 20;

/// Remembers what was found for a character: texts repeat few of them often.
struct Chain<'a> {
    fonts: &'a Fonts,
    role: &'a RoleFonts,
    known: BTreeMap<char, bool>,
}

impl Chain<'_> {
    fn lacks(&mut self, c: char) -> bool {
        let set = || !needs_glyph(c) || self.role.setter(self.fonts, c).is_some();
        // ASCII is in every font that can be a role's.
        !(matches!(c, ' '..='~') || *self.known.entry(c).or_insert_with(set))
    }
}

fn chain<'a>(fonts: &'a Fonts, roles: &'a [RoleFonts], role: Role) -> Option<Chain<'a>> {
    let role = roles.iter().find(|known| known.role == role)?;
    Some(Chain { fonts, role, known: BTreeMap::new() })
}

/// Checks the characters of an article. Every place is reported, up to a
/// number that nobody would read on after.
pub fn check_text(
    source: &Arc<SourceText>,
    article: &Article,
    fonts: &Fonts,
    roles: &[RoleFonts],
) -> Vec<Diagnostic> {
    let Some(mut chain) = chain(fonts, roles, Role::Song) else { return Vec::new() };
    let mut counts: BTreeMap<char, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for (text, span) in article.texts() {
        let verbatim = text.len() == span.len();
        for (at, c) in text.char_indices() {
            if !chain.lacks(c) {
                continue;
            }
            let count = counts.entry(c).or_insert(0);
            *count += 1;
            if *count <= MOST_PLACES {
                let start = if verbatim { span.start + at } else { span.start };
                found.push(missing_character(c).at(Place::new(source, start..start + c.len_utf8())));
            }
        }
    }
    found
}

/// Checks what the manifests hold. `place` tells where a value stands.
pub fn check_manifest(
    manifest: &Manifest,
    fonts: &Fonts,
    roles: &[RoleFonts],
    place: impl Fn(&At<String>) -> Place,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (role, values) in manifest.printed() {
        let Some(mut chain) = chain(fonts, roles, role) else { continue };
        for value in values {
            let missing = value.value.chars().filter(|&c| chain.lacks(c));
            found.extend(missing.map(|c| missing_character(c).at(place(value))));
        }
    }
    found
}

/// The finding for a character that no font has, still without its place.
pub fn missing_character(c: char) -> Diagnostic {
    let code = u32::from(c);
    let (message, help) = if c.is_control() {
        (format!("文中有看不见的控制字符（U+{code:04X}）"), "删去这个字符")
    } else if matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}') {
        (format!("U+{code:04X} 是自造字，换一台机器就变样"), "改用正式编码的字，或以图片代替")
    } else {
        let help = "核对是否错字；确要用的，把有这个字的字体放进刊物文件夹的 fonts 文件夹，并写进 [fonts]";
        (format!("没有字体有“{c}”（U+{code:04X}）这个字"), help)
    };
    Diagnostic::error(Code::MissingCharacter, message).help(help)
}
