//! Roles: which families a kind of text is set in, in order.

use serde::Serialize;
use typst::text::{FontVariant, FontWeight};

use super::store::{Face, FaceId, Fonts, Named};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::manifest::{At, FontChoice, Role};

/// Which characters a family in a chain may set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// Whatever it has.
    All,
    /// Chinese characters only: its marks and letters look different from the
    /// role's own.
    Han,
    /// Raised and lowered figures, which few faces have: CO₂.
    Figures,
    /// ①–㊿, which must come from one face; dashes and dots, which in FandolFang
    /// are bold and do not join.
    Marks,
}

impl Covers {
    /// Typst's `covers` expression, if the family is limited at all.
    const fn regex(self) -> Option<&'static str> {
        match self {
            Self::All => None,
            Self::Han => Some(r"\p{Han}"),
            Self::Figures => Some("[⁰ⁱ⁴-₎]"),
            Self::Marks => Some("[①-⑳㉑-㉟㊱-㊿…—]"),
        }
    }

    /// Whether it may set a character.
    pub fn allows(self, c: char) -> bool {
        match self {
            Self::All => true,
            Self::Han => is_han(c),
            Self::Figures => matches!(c, '⁰'..='₎'),
            Self::Marks => matches!(c, '①'..='⑳' | '㉑'..='㉟' | '㊱'..='㊿' | '…' | '—'),
        }
    }
}

/// Whether a character is a Chinese one (Unicode script Han).
pub(super) fn is_han(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fd5}' | '々' | '〇' | '〡'..='〩' | '〸'..='〻'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{fad9}' | '\u{20000}'..='\u{3ffff}')
}

/// A family in a role's chain.
#[derive(Debug, Clone, Serialize)]
pub struct Family {
    /// As Typst calls it.
    pub name: String,
    /// Limits it to some characters.
    #[serde(skip)]
    pub covers: Covers,
    /// The same for the layout, as a regular expression.
    #[serde(rename = "covers", skip_serializing_if = "Option::is_none")]
    regex: Option<&'static str>,
    /// Whether the office asked for it.
    #[serde(skip)]
    pub own: bool,
    /// The faces that Typst takes for it: in the role's weight, and regular.
    #[serde(skip)]
    faces: [Option<FaceId>; 2],
}

impl Family {
    fn new(name: &str, covers: Covers, own: bool) -> Self {
        Self { name: name.to_owned(), covers, regex: covers.regex(), own, faces: [None; 2] }
    }

    fn find_faces(&mut self, fonts: &Fonts, weight: u16) {
        self.faces = [weight, REGULAR].map(|weight| {
            let variant = FontVariant { weight: FontWeight::from_number(weight), ..FontVariant::default() };
            fonts.face_for(&self.name, variant)
        });
    }
}

/// A role with its fonts.
#[derive(Debug, Clone, Serialize)]
pub struct RoleFonts {
    /// The role.
    #[serde(skip)]
    pub role: Role,
    /// The families, the preferred one first.
    pub families: Vec<Family>,
    /// Weight, 100–900.
    pub weight: u16,
    /// The issue's characters that a role in bold has in regular weight only;
    /// the layout thickens them.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub thin: String,
}

/// From this weight on regular glyphs stand out among the others.
const BOLD: u16 = 600;

/// The weight that rare characters have.
const REGULAR: u16 = 400;

impl RoleFonts {
    /// Whether the role is bold and has a character in regular weight only.
    pub fn is_thin(&self, fonts: &Fonts, c: char) -> bool {
        self.weight >= BOLD
            && is_han(c)
            && self.setting(fonts, c).is_some_and(|(_, face)| weight(face) < BOLD)
    }

    /// Notes which of some characters are thin.
    pub fn find_thin(&mut self, fonts: &Fonts, characters: impl Iterator<Item = char>) {
        self.thin = characters.filter(|&c| self.is_thin(fonts, c)).collect();
    }

    /// The family and the face that set a character. In a bold role a Chinese
    /// character that no bold face has is taken from the regular ones, which
    /// have many more.
    pub(super) fn setting<'a>(&'a self, fonts: &'a Fonts, c: char) -> Option<(&'a Family, &'a Face)> {
        let find = |which: fn(&Family) -> Option<FaceId>| {
            let chain = self.families.iter().filter(|family| family.covers.allows(c));
            chain
                .filter_map(|family| Some((family, fonts.face(which(family)?))))
                .find(|(_, face)| face.has(c))
        };
        let own = find(|family| family.faces[0]);
        let bold = own.is_some_and(|(_, face)| weight(face) >= BOLD);
        if self.weight < BOLD || bold || !is_han(c) { own } else { find(|family| family.faces[1]).or(own) }
    }

    /// The face that Typst takes for one of the families.
    pub fn face<'a>(&self, fonts: &'a Fonts, family: &Family) -> Option<&'a Face> {
        family.faces[0].map(|face| fonts.face(face))
    }
}

fn weight(face: &Face) -> u16 {
    face.info.variant.weight.to_number()
}

/// Our own choice for a role: families, and weight.
fn standard(role: Role) -> (&'static [(&'static str, Covers)], u16) {
    const SONG: (&str, Covers) = ("Noto Serif SC", Covers::All);
    const RARE: (&str, Covers) = ("HanaMinB", Covers::All);
    const MARKS: (&str, Covers) = ("Noto Serif SC", Covers::Marks);
    const HANDWRITTEN: (&str, Covers) = ("LXGW WenKai", Covers::Han);
    const FIGURES: (&str, Covers) = ("LXGW WenKai", Covers::Figures);
    match role {
        Role::Song => (&[SONG, RARE, FIGURES], 400),
        Role::Title => (&[SONG, RARE, FIGURES], 700),
        Role::Hei => (&[("Noto Sans SC", Covers::All), SONG, RARE, FIGURES], 400),
        Role::Fangsong => (&[MARKS, ("FandolFang R", Covers::All), HANDWRITTEN, SONG, RARE, FIGURES], 400),
        Role::Kai => (&[MARKS, ("FandolKai", Covers::All), HANDWRITTEN, SONG, RARE, FIGURES], 400),
        Role::Masthead => (&[MARKS, ("Ma Shan Zheng", Covers::All), SONG, RARE], 400),
    }
}

/// Finds every role's fonts: the office's own first, ours behind them for the
/// characters they lack. A role whose font is not there is an error, never
/// a silent substitute; `place` tells where a name stands.
pub fn resolve(
    fonts: &Fonts,
    choice: &FontChoice,
    place: impl Fn(&At<String>) -> Place,
) -> (Vec<RoleFonts>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let roles = Role::ALL.map(|role| {
        let (families, mut weight) = standard(role);
        let mut chain = Vec::new();
        let asked = choice.roles.iter().find(|(known, _)| *known == role).map(|(_, names)| names.as_slice());
        for name in asked.unwrap_or_default() {
            match fonts.named(&name.value) {
                Some(Named { face, alone }) => {
                    // One weight holds for the whole role: that of the first.
                    if alone && chain.is_empty() {
                        weight = face.info.variant.weight.to_number();
                    }
                    chain.push(Family::new(&face.info.family, Covers::All, true));
                }
                None => diagnostics.push(unknown(fonts, role, name).at(place(name))),
            }
        }
        for (family, covers) in families {
            match fonts.named(family) {
                Some(Named { face, .. }) => chain.push(Family::new(&face.info.family, *covers, false)),
                None if asked.is_none() => diagnostics.push(lacking(role, family)),
                None => {}
            }
        }
        chain.iter_mut().for_each(|family| family.find_faces(fonts, weight));
        RoleFonts { role, families: chain, weight, thin: String::new() }
    });
    (roles.into(), diagnostics)
}

fn unknown(fonts: &Fonts, role: Role, name: &At<String>) -> Diagnostic {
    let message = format!("{}（{}）的字体“{}”找不到", role.label(), role.key(), name.value);
    let diagnostic = Diagnostic::error(Code::MissingFont, message)
        .help("把字体文件放进刊物文件夹的 fonts 文件夹；要用本机安装的字体，在 [fonts] 里写 system = true");
    match fonts.similar(&name.value) {
        Some(guess) => diagnostic.label(format!("是不是 {guess}？")),
        None => diagnostic,
    }
}

fn lacking(role: Role, family: &str) -> Diagnostic {
    let message = format!("自带字体里缺 {family}，{}排不了", role.label());
    Diagnostic::error(Code::MissingFont, message)
        .help("重新取得完整的 gongbao，fonts 文件夹要和程序在一起，或用 --fonts 指明")
}
