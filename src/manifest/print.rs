//! `[print]`: what the press needs to be told.

use toml::{Spanned, Value};

use super::kind::{Binding, BlankPages, CoverFile, PressStandard, PressText};
use super::lower::Lower;
use super::model::At;
use super::raw::RawPrint;
use crate::diagnostic::{Code, Diagnostic};

/// The output condition of the built-in profile, by its name in the ICC's
/// registry of characterization data.
pub const CONDITION: &str = "FOGRA39";

/// Settings of the print edition.
#[derive(Debug, Clone, PartialEq)]
pub struct Print {
    /// Which PDF/X.
    pub standard: PressStandard,
    /// OutputConditionIdentifier; the built-in profile's where none is named.
    pub condition: Option<At<String>>,
    /// ICC file in the publication's folder; `None` for the built-in one.
    pub profile: Option<At<String>>,
    /// The spot colour that 红 is printed in; `None` for Y80 M80.
    pub spot: Option<At<String>>,
    /// Whether black text overprints.
    pub overprint: bool,
    /// Bleed on every side, in mm.
    pub bleed_mm: f64,
    /// Printer's marks in the slug.
    pub marks: MarkKinds,
    /// Text as fonts or as outlines.
    pub text: PressText,
    /// Most ink in one place, all plates together, in per cent.
    pub ink_limit: f64,
    /// Least effective resolution of pictures, in pixels per inch.
    pub resolution: f64,
    /// The number of pages is a multiple of this.
    pub multiple: u8,
    /// Where the blank pages go that this takes.
    pub blank: BlankPages,
    /// How the booklet is bound.
    pub binding: Binding,
    /// Thickness of a leaf, in mm.
    pub paper_mm: f64,
    /// Whether the cover is a file of its own.
    pub cover: CoverFile,
    /// Whom the printer may ask.
    pub contact: Option<At<String>>,
}

impl Default for Print {
    fn default() -> Self {
        Self {
            standard: PressStandard::default(),
            condition: None,
            profile: None,
            spot: None,
            overprint: true,
            bleed_mm: 3.0,
            marks: MarkKinds::default(),
            text: PressText::default(),
            ink_limit: 300.0,
            resolution: 300.0,
            multiple: 4,
            blank: BlankPages::default(),
            binding: Binding::default(),
            paper_mm: 0.1,
            cover: CoverFile::default(),
            contact: None,
        }
    }
}

impl Print {
    /// The output condition's identifier.
    pub fn condition(&self) -> &str {
        self.condition.as_ref().map_or(CONDITION, |at| at.value.as_str())
    }

    /// How many pages stand in a file of their own as the cover.
    pub fn cover_pages(&self) -> usize {
        match self.cover {
            CoverFile::Inside => 0,
            CoverFile::Separate => 4,
        }
    }
}

/// Which printer's marks stand in the slug.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MarkKinds {
    /// 裁切线.
    pub crop: bool,
    /// 折线: between the pages of a spread.
    pub fold: bool,
    /// 套准线.
    pub registration: bool,
    /// 色标.
    pub bar: bool,
}

impl MarkKinds {
    /// Every kind.
    pub const ALL: Self = Self { crop: true, fold: true, registration: true, bar: true };

    /// Whether there are any.
    pub fn any(self) -> bool {
        self != Self::default()
    }
}

/// Lays typed settings over those that hold so far.
pub(crate) fn overlay(lower: &mut Lower<'_>, base: &mut Print, raw: RawPrint) {
    base.standard = raw.standard.unwrap_or(base.standard);
    base.condition = raw.condition.map(|typed| lower.at(typed)).or(base.condition.take());
    base.profile = raw.profile.map(|typed| lower.at(typed)).or(base.profile.take());
    if let Some(red) = raw.red {
        base.spot = spot(lower, red);
    }
    base.overprint = raw.overprint.unwrap_or(base.overprint);
    base.bleed_mm = raw.bleed.unwrap_or(base.bleed_mm);
    if let Some(marks) = raw.marks {
        base.marks = kinds(lower, &marks).unwrap_or(base.marks);
    }
    base.text = raw.text.unwrap_or(base.text);
    base.ink_limit = raw.ink_limit.unwrap_or(base.ink_limit);
    base.resolution = raw.resolution.unwrap_or(base.resolution);
    if let Some(typed) = raw.multiple {
        match u8::try_from(*typed.get_ref()).ok().filter(|n| [4, 8, 16, 32].contains(n)) {
            Some(multiple) => base.multiple = multiple,
            None => {
                let found = Diagnostic::error(Code::BadValue, "multiple 只能是 4、8、16 或 32");
                lower.report(found.help("骑马订写 4；锁线、胶装按印厂的折页写 8 或 16"), typed.span());
            }
        }
    }
    base.blank = raw.blank.unwrap_or(base.blank);
    base.binding = raw.binding.unwrap_or(base.binding);
    base.paper_mm = raw.paper.unwrap_or(base.paper_mm);
    base.cover = raw.cover.unwrap_or(base.cover);
    base.contact = raw.contact.map(|typed| lower.at(typed)).or(base.contact.take());
}

/// Names that no spot may have: those of the process inks, and the two that
/// PDF reserves (ISO 32000-1, 8.6.6.4).
const RESERVED: [&str; 6] = ["All", "None", "Cyan", "Magenta", "Yellow", "Black"];

/// The name of a spot; `None` for process inks.
fn spot(lower: &mut Lower<'_>, typed: Spanned<String>) -> Option<At<String>> {
    let At { value, span, file } = lower.at(typed);
    let value = value.trim().to_owned();
    if value.eq_ignore_ascii_case("cmyk") {
        return None;
    }
    let reserved = RESERVED.iter().any(|name| name.eq_ignore_ascii_case(&value));
    if value.is_empty() || reserved || value.chars().any(char::is_control) || value.len() > 100 {
        let found = Diagnostic::error(Code::BadValue, format!("“{value}”不能作专色的名字"));
        lower.report(
            found.help("写 \"cmyk\"（红色用 M80 Y80 印），或印厂给的专色名，如 \"PANTONE 485 C\""),
            span,
        );
        return None;
    }
    Some(At { value, span, file })
}

fn kinds(lower: &mut Lower<'_>, typed: &Spanned<Value>) -> Option<MarkKinds> {
    let listed = match typed.get_ref() {
        Value::Boolean(true) => return Some(MarkKinds::ALL),
        Value::Boolean(false) => return Some(MarkKinds::default()),
        Value::Array(listed) => listed,
        _ => return None,
    };
    let mut kinds = MarkKinds::default();
    for word in listed.iter().filter_map(Value::as_str) {
        match word {
            "crop" => kinds.crop = true,
            "fold" => kinds.fold = true,
            "registration" => kinds.registration = true,
            "bar" => kinds.bar = true,
            _ => {
                let found = Diagnostic::error(Code::BadValue, format!("没有名叫 {word} 的标记"));
                let help =
                    "可写 crop（裁切线）、fold（折线）、registration（套准线）、bar（色标），或 true、false";
                lower.report(found.help(help), typed.span());
            }
        }
    }
    Some(kinds)
}

/// Profile and condition belong together: with one of them alone the file would
/// promise what it does not hold.
pub(crate) fn conflict(print: &Print) -> Option<(At<String>, Diagnostic)> {
    match (&print.profile, &print.condition) {
        (Some(profile), None) => Some((
            profile.clone(),
            Diagnostic::error(Code::MissingKey, "写了 profile，还要写 condition")
                .help("condition 是印刷条件的名称，如 \"JC200103\"，向印厂要"),
        )),
        (None, Some(condition)) if condition.value != CONDITION => Some((
            condition.clone(),
            Diagnostic::error(Code::MissingKey, format!("印刷条件 {} 没有特性文件", condition.value))
                .help(format!("把印厂给的 ICC 文件放进刊物文件夹，写 profile = \"文件名\"；不写 condition 则用 {CONDITION}")),
        )),
        _ => None,
    }
}
