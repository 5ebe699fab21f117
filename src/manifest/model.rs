//! What the manifests mean: everything resolved, nothing optional that need
//! not be.

use std::ops::Range;

use serde::Serialize;

use super::lint::Lint;

pub use super::kind::{
    ArticleKind, Attachments, Binding, BlankPages, CoverFile, LayoutStart, PermitKind, PressStandard,
    PressText, Signature,
};
pub use super::print::{CONDITION, MarkKinds, Print};

/// A value and where it stands in its manifest, in bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// The place.
    pub span: Range<usize>,
    /// Which of the two manifests it stands in.
    pub file: ManifestFile,
}

/// One of the two manifests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ManifestFile {
    /// `publication.toml`
    Publication,
    /// `issue.toml`
    Issue,
}

/// A whole issue, as far as the manifests tell.
#[derive(Debug, Clone, PartialEq)]
pub struct Manifest {
    /// What stays from issue to issue.
    pub publication: Publication,
    /// Year, number, total, date.
    pub issue: IssueId,
    /// 栏目 in the contents' order.
    pub columns: Vec<Column>,
}

/// What tells this issue from others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IssueId {
    /// Year, e.g. 2024.
    pub year: At<u16>,
    /// Number within the year, from 1.
    pub number: At<u32>,
    /// 总第几期, from 1.
    pub total: Option<At<u32>>,
    /// Date of publication.
    pub date: Date,
}

impl IssueId {
    /// How the issue is called: `2024年第1期（总第7期）`.
    pub fn words(&self) -> String {
        let total = self.total.as_ref().map(|at| format!("（总第{}期）", at.value)).unwrap_or_default();
        format!("{}年第{}期{total}", self.year.value, self.number.value)
    }
}

/// A calendar date that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1–12.
    pub month: u8,
    /// Day, 1–31.
    pub day: u8,
}

/// What stays from issue to issue.
#[derive(Debug, Clone, PartialEq)]
pub struct Publication {
    /// 刊名.
    pub name: At<String>,
    /// English name, a line each.
    pub english: Vec<At<String>>,
    /// 主办单位.
    pub sponsor: Option<At<String>>,
    /// 办刊宗旨.
    pub motto: Vec<At<String>>,
    /// 发行说明.
    pub distribution: Option<At<String>>,
    /// 编辑委员会.
    pub board: Vec<Board>,
    /// Name of the layout.
    pub layout: Option<At<String>>,
    /// Sheet and type area.
    pub page: Page,
    /// A sample of the folio, with the digit 1 for the number.
    pub folio: At<String>,
    /// Body size in pt.
    pub body_size: f64,
    /// Path of the masthead's drawing, relative to the publication's folder.
    pub masthead: Option<At<String>>,
    /// How signer and date stand.
    pub signature: Signature,
    /// Where attachments start; `None` leaves it to the layout.
    pub attachments: Option<Attachments>,
    /// 准印证 or 刊号.
    pub permit: Permit,
    /// Fonts per role.
    pub fonts: FontChoice,
    /// The print edition.
    pub print: Print,
    /// What is said of the proof reader's rules.
    pub lint: Lint,
}

/// One line of the board.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Board {
    /// 职务.
    pub role: At<String>,
    /// 姓名, without inner spaces.
    pub names: Vec<At<String>>,
}

/// Sheet and type area (版心), in mm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Page {
    /// Width of the trimmed sheet.
    pub width_mm: f64,
    /// Height of the trimmed sheet.
    pub height_mm: f64,
    /// 天头: from the sheet's upper edge to the type area.
    pub top_mm: f64,
    /// 订口: from the binding edge to the type area.
    pub inner_mm: f64,
    /// Width of the type area.
    pub text_width_mm: f64,
    /// Height of the type area.
    pub text_height_mm: f64,
}

/// 准印证 or 刊号.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Permit {
    /// Which kind.
    pub kind: PermitKind,
    /// The lines that belong on the cover.
    pub cover: Vec<At<String>>,
    /// The facts of the imprint in their order.
    pub facts: Vec<Fact>,
    /// The price, which is among the facts too.
    pub price: Option<At<String>>,
    /// The print date, likewise.
    pub printed: Option<At<Date>>,
    /// Where the kind stands in the manifest.
    pub place: Option<At<String>>,
}

/// A fact of the imprint, e.g. 印刷单位.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// The fact as printed.
    pub value: At<String>,
}

/// The fonts that the office asks for; roles not named keep ours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FontChoice {
    /// Role → names in order of preference.
    pub roles: Vec<(Role, Vec<At<String>>)>,
    /// Whether fonts installed on the machine may be used.
    pub system: bool,
}

/// What a font is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// 宋体: running text.
    Song,
    /// 小标宋: titles.
    Title,
    /// 黑体: first-level headings.
    Hei,
    /// 仿宋: running text of 公文.
    Fangsong,
    /// 楷体: second-level headings, bylines.
    Kai,
    /// 刊头.
    Masthead,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 6] =
        [Self::Song, Self::Title, Self::Hei, Self::Fangsong, Self::Kai, Self::Masthead];

    /// The key in the manifest and in the layout's data.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Song => "song",
            Self::Title => "title",
            Self::Hei => "hei",
            Self::Fangsong => "fangsong",
            Self::Kai => "kai",
            Self::Masthead => "masthead",
        }
    }

    /// The name that editors know.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Song => "宋体",
            Self::Title => "小标宋",
            Self::Hei => "黑体",
            Self::Fangsong => "仿宋",
            Self::Kai => "楷体",
            Self::Masthead => "刊头",
        }
    }
}

/// A 栏目.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub title: At<String>,
    /// Its articles.
    pub articles: Vec<Article>,
}

/// The size of the text, in pt, if none is given: 小四.
pub const STANDARD_SIZE: f64 = 12.0;

/// An article's entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The title with its break marks.
    pub title: At<String>,
    /// The byline.
    pub byline: Option<At<String>>,
    /// The text's file, relative to the issue's folder.
    pub file: At<String>,
    /// 文种.
    pub kind: ArticleKind,
    /// Columns, 1 or 2.
    pub columns: u8,
    /// Characters a line in each column.
    pub chars: Option<At<u8>>,
    /// Lines a full page.
    pub lines: Option<At<u8>>,
    /// Where it starts.
    pub start: LayoutStart,
    /// Whether the columns of its last page end level.
    pub balance: bool,
    /// How signer and date stand, if not as in the publication.
    pub signature: Option<Signature>,
    /// Where its attachments start, if not as in the publication.
    pub attachments: Option<Attachments>,
}

/// Millimetres to points.
const PT_PER_MM: f64 = 72.0 / 25.4;

impl Page {
    /// The distance from line to line, in pt, when so many lines of a size (in
    /// pt) fill the type area; the last line carries no leading.
    pub fn pitch(&self, size: f64, lines: u8) -> f64 {
        (self.text_height_mm * PT_PER_MM - size) / (f64::from(lines) - 1.0)
    }

    /// How many lines of a size (in pt), so far apart (in pt), the type area holds
    /// at most.
    pub fn most_lines(&self, size: f64, pitch: f64) -> u32 {
        ((self.text_height_mm * PT_PER_MM - size) / pitch + 1.0).floor() as u32
    }

    /// How many characters of a size (in pt) a line of one of so many columns
    /// holds at most.
    pub fn most_chars(&self, size: f64, columns: u8) -> u32 {
        (self.text_width_mm * PT_PER_MM / size / f64::from(columns) + 1e-6).floor() as u32
    }
}

impl Article {
    /// The title's lines as the editor broke it; one line where there is no
    /// break mark.
    pub fn title_lines(&self) -> Vec<&str> {
        self.title.value.split(['|', '｜']).map(str::trim).filter(|line| !line.is_empty()).collect()
    }

    /// The title without break marks.
    pub fn plain_title(&self) -> String {
        self.title_lines().concat()
    }
}

impl Manifest {
    /// Every article in order.
    pub fn articles(&self) -> impl Iterator<Item = &Article> {
        self.columns.iter().flat_map(|column| &column.articles)
    }

    /// The texts that get printed.
    pub fn printed(&self) -> Vec<&At<String>> {
        let Publication { name, english, sponsor, motto, distribution, board, permit, .. } =
            &self.publication;
        let mut texts = vec![name];
        texts.extend(english.iter().chain(sponsor).chain(motto).chain(distribution));
        texts.extend(board.iter().flat_map(|row| std::iter::once(&row.role).chain(&row.names)));
        texts.extend(permit.cover.iter().chain(permit.facts.iter().map(|fact| &fact.value)));
        texts.extend(self.columns.iter().map(|column| &column.title));
        texts.extend(
            self.articles().flat_map(|article| std::iter::once(&article.title).chain(&article.byline)),
        );
        texts
    }
}
