//! Characters that no font of their role has.

use std::sync::Arc;

use crate::content::Article;
use crate::content::chars::CharSet;
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};
use crate::font::{Fonts, RoleFonts, needs_glyph};
use crate::manifest::{At, Manifest};

/// Which characters no role's fonts have. A layout may set a text in any role,
/// so only what none of them has is an error here; what the role that is really
/// used lacks is found on the finished pages.
pub struct Characters<'a> {
    fonts: &'a Fonts,
    roles: &'a [RoleFonts],
    /// The characters that have been looked up, and those of them that no font
    /// has: texts repeat few of them often.
    known: CharSet,
    lacking: CharSet,
}

impl<'a> Characters<'a> {
    /// For an issue's roles.
    pub fn new(fonts: &'a Fonts, roles: &'a [RoleFonts]) -> Self {
        Self { fonts, roles, known: CharSet::default(), lacking: CharSet::default() }
    }

    /// Whether no role's fonts have a character.
    pub fn lacks(&mut self, c: char) -> bool {
        let Self { fonts, roles, known, lacking } = self;
        let is_set = |role: &RoleFonts| role.setter(fonts, c).is_some();
        if known.insert(c) && needs_glyph(c) && !roles.is_empty() && !roles.iter().any(is_set) {
            lacking.insert(c);
        }
        lacking.contains(c)
    }

    /// Checks the characters of an article.
    pub fn check_text(&mut self, source: &Arc<SourceText>, article: &Article) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (text, span) in article.texts() {
            let verbatim = text.len() == span.len();
            for (at, c) in text.char_indices().filter(|&(_, c)| self.lacks(c)) {
                let start = if verbatim { span.start + at } else { span.start };
                found.push(missing_character(c).at(Place::new(source, start..start + c.len_utf8())));
            }
        }
        found
    }

    /// Checks what the manifests hold. `place` tells where a value stands.
    pub fn check_manifest(
        &mut self,
        manifest: &Manifest,
        place: impl Fn(&At<String>) -> Place,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for value in manifest.printed() {
            let missing = value.value.chars().filter(|&c| self.lacks(c));
            found.extend(missing.map(|c| missing_character(c).at(place(value))));
        }
        found
    }
}

/// The finding for a character that no font has, still without its place.
pub fn missing_character(c: char) -> Diagnostic {
    let code = u32::from(c);
    let hidden = c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let (message, help) = if hidden {
        (format!("文中有看不见的控制字符（U+{code:04X}）"), "删去这个字符")
    } else if matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}') {
        (format!("U+{code:04X} 是自造字，换一台机器就变样"), "改用正式编码的字，或以图片代替")
    } else {
        let help = "核对是否错字；确要用的，把有这个字的字体放进刊物文件夹的 fonts 文件夹，并写进 [fonts]";
        (format!("没有字体有“{c}”（U+{code:04X}）这个字"), help)
    };
    Diagnostic::error(Code::MissingCharacter, message).help(help)
}
