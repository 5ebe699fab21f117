//! A report for programs: `gongbao preflight --format json`.

use schemars::JsonSchema;
use serde::Serialize;

use super::facts::{Facts, FontFacts, PageFacts};
use super::{Finding, Report, Severity};
use crate::manifest::PressStandard;

/// 印前检查的结果：文件是什么，有哪些问题，在哪一页哪一处，怎么办
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Document {
    /// 查的是哪个文件
    pub file: String,
    /// 没有错误
    pub passed: bool,
    /// 错误有几处
    pub errors: usize,
    /// 警告有几处
    pub warnings: usize,
    /// 提示有几处
    pub notes: usize,
    /// 问题太多，没有列出的有几处
    pub cut: usize,
    /// 文件是什么
    pub facts: FileFacts,
    /// 问题：先是整个文件的，然后一页一页
    pub findings: Vec<Item>,
}

/// 文件是什么
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct FileFacts {
    /// 文件长度，字节
    pub bytes: usize,
    /// PDF 的版本，如 1.6
    pub version: Option<String>,
    /// 文件自称的标准，如 PDF/X-4
    pub claims: Option<String>,
    /// 按哪个标准查的
    pub judged_as: PressStandard,
    /// 题名
    pub title: Option<String>,
    /// 生成它的程序
    pub producer: Option<String>,
    /// 印刷条件
    pub condition: Option<String>,
    /// 字体
    pub fonts: Vec<Font>,
    /// 专色
    pub spots: Vec<String>,
    /// 最大墨量，%
    pub most_ink: f64,
    /// 图片有几幅
    pub pictures: usize,
    /// 图片最低的有效分辨率，点/英寸
    pub least_resolution: Option<f64>,
    /// 各页
    pub pages: Vec<Page>,
}

/// 一种字体
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Font {
    /// 名称
    pub name: String,
    /// 种类，如 CIDFontType2
    pub kind: String,
    /// 嵌入了
    pub embedded: bool,
}

/// 一页
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Page {
    /// 页面（MediaBox）的宽、高，毫米
    pub media: [f64; 2],
    /// 成品的宽、高，毫米
    pub trim: [f64; 2],
    /// 最大墨量，%
    pub ink: f64,
}

/// 一个问题：同一页上同一条规则的合在一起
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Item {
    /// 编号，如 印前-080
    pub code: String,
    /// 轻重：error 错误，warning 警告，note 提示
    pub severity: Level,
    /// 什么问题；有几处时说的是第一处
    pub message: String,
    /// 第几页，从 1 数起；整个文件的为空
    pub page: Option<usize>,
    /// 在页上哪里：最先的几处
    pub places: Vec<Rectangle>,
    /// 有几处
    pub count: usize,
    /// 怎么办
    pub help: String,
    /// 依据
    pub source: String,
}

/// 轻重
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// 不能付印
    Error,
    /// 付印前要看一看
    Warning,
    /// 供参考
    Note,
}

/// 页上的一块，毫米，从成品的左边和上边量起
#[derive(Debug, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Rectangle {
    /// 离左边
    pub left: f64,
    /// 离上边
    pub top: f64,
    /// 宽
    pub width: f64,
    /// 高
    pub height: f64,
}

impl Document {
    /// The report on a file of that name.
    pub fn new(file: &str, report: &Report) -> Self {
        Self {
            file: file.to_owned(),
            passed: !report.has_errors(),
            errors: report.count(Severity::Error),
            warnings: report.count(Severity::Warning),
            notes: report.count(Severity::Note),
            cut: report.cut,
            facts: FileFacts::new(&report.facts),
            findings: report.findings.iter().map(Item::new).collect(),
        }
    }
}

impl FileFacts {
    fn new(facts: &Facts) -> Self {
        let page = |page: &PageFacts| Page { media: page.media_mm, trim: page.trim_mm, ink: page.ink };
        let font = |font: &FontFacts| Font {
            name: font.name.clone(),
            kind: font.kind.clone(),
            embedded: font.embedded,
        };
        Self {
            bytes: facts.bytes,
            version: facts.version.map(|(major, minor)| format!("{major}.{minor}")),
            claims: facts.standard.clone(),
            judged_as: facts.judged_as,
            title: facts.title.clone(),
            producer: facts.producer.clone(),
            condition: facts.condition.clone(),
            fonts: facts.fonts.iter().map(font).collect(),
            spots: facts.spots.clone(),
            most_ink: facts.most_ink,
            pictures: facts.pictures,
            least_resolution: facts.least_resolution,
            pages: facts.pages.iter().map(page).collect(),
        }
    }
}

impl Item {
    fn new(finding: &Finding) -> Self {
        let place = |place: &super::Place| Rectangle {
            left: place.left,
            top: place.top,
            width: place.width,
            height: place.height,
        };
        Self {
            code: finding.code.text().to_owned(),
            severity: match finding.severity {
                Severity::Error => Level::Error,
                Severity::Warning => Level::Warning,
                Severity::Note => Level::Note,
            },
            message: finding.message.clone(),
            page: finding.page,
            places: finding.places.iter().map(place).collect(),
            count: finding.count,
            help: finding.help.to_owned(),
            source: finding.source.to_owned(),
        }
    }
}

/// The JSON Schema of the report.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Document).into()
}
