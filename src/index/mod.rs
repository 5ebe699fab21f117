//! `index.json`: what an issue holds and on which pages, for databases and
//! search.
//!
//! 国办发〔2018〕22号 asks that the electronic edition of a gazette can be
//! browsed, searched and entered in a database by document. What a build has
//! written, the annual index of a later issue reads.

mod annual;

pub use self::annual::{IndexError, fill};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::content::{self, BlockKind, solid_text};
use crate::diagnostic::{Code, Diagnostic};
use crate::manifest::{Article, ArticleKind, Date, Manifest};

/// 一期公报的索引 index.json：每篇文章的栏目、题名、发文机关、文号、日期、页码和字数
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Index {
    /// 刊名
    pub publication: String,
    /// 年份
    pub year: u16,
    /// 本年第几期
    pub number: u32,
    /// 总第几期
    pub total: Option<u32>,
    /// 出版日期，如 2024-03-29
    pub date: String,
    /// 全部页数，含封面
    pub pages: usize,
    /// 文章，按目录的次序
    pub articles: Vec<Entry>,
}

/// 一篇文章
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Entry {
    /// 文稿文件
    pub file: String,
    /// 栏目
    pub column: String,
    /// 题名
    pub title: String,
    /// 发文机关：文末的署名，没有的用题名下的署名
    pub issuer: Option<String>,
    /// 文号
    pub doc_number: Option<String>,
    /// 成文日期，如 2024-03-20
    pub date: Option<String>,
    /// 首页，印出的页码
    pub first_page: u64,
    /// 末页，印出的页码
    pub last_page: u64,
    /// 首页，在 PDF 里是第几页，从 1 数起
    pub first_sheet: usize,
    /// 末页，在 PDF 里是第几页，从 1 数起
    pub last_sheet: usize,
    /// 字数：正文、标题、表格、脚注的字符，空格不计
    pub characters: usize,
}

/// What is known of an article's pages.
pub struct Paged<'a> {
    /// The file's name in the issue's folder.
    pub name: &'a str,
    /// Its text.
    pub article: &'a content::Article,
    /// Its first and last page in the file, counted from 0; `None` where the
    /// layout left it out.
    pub pages: Option<(usize, usize)>,
}

impl Index {
    /// The index of an issue. `folios` gives each page its number as counted
    /// for the folio.
    pub fn new(manifest: &Manifest, texts: &[Paged<'_>], folios: &[u64]) -> Self {
        let issue = &manifest.issue;
        let columns = manifest.columns.iter();
        let entries =
            columns.flat_map(|column| column.articles.iter().map(|entry| (&column.title.value, entry)));
        let articles = entries.zip(texts).filter_map(|((column, entry), text)| {
            let (first, last) = text.pages?;
            let facts = Facts::of(text.article);
            Some(Entry {
                file: text.name.to_owned(),
                column: column.clone(),
                title: entry.plain_title(),
                issuer: facts.issuer.or_else(|| issuer(entry)),
                doc_number: text.article.doc_number(),
                date: facts.date,
                first_page: *folios.get(first)?,
                last_page: *folios.get(last)?,
                first_sheet: first + 1,
                last_sheet: last + 1,
                characters: text.article.characters(),
            })
        });
        Self {
            publication: manifest.publication.name.value.clone(),
            year: issue.year.value,
            number: issue.number.value,
            total: issue.total.as_ref().map(|at| at.value),
            date: issue.date.iso(),
            pages: folios.len(),
            articles: articles.collect(),
        }
    }

    /// The article that a word names: its number in the contents, its file with
    /// or without ending, its title, or a part of the title that no other has.
    pub fn find(&self, name: &str) -> Result<&Entry, Box<Diagnostic>> {
        let by_number = || name.parse::<usize>().ok()?.checked_sub(1).and_then(|at| self.articles.get(at));
        let is_file =
            |file: &str| file == name || file.rsplit_once('.').is_some_and(|(stem, _)| stem == name);
        let whole = || self.articles.iter().find(|entry| is_file(&entry.file) || entry.title == name);
        if let Some(entry) = by_number().or_else(whole) {
            return Ok(entry);
        }
        let parts: Vec<_> = self.articles.iter().filter(|entry| entry.title.contains(name)).collect();
        let message = match parts[..] {
            [entry] => return Ok(entry),
            [] => format!("本期没有“{name}”这篇文章"),
            _ => format!("题名里有“{name}”的文章有 {} 篇", parts.len()),
        };
        let listed = if parts.is_empty() { self.articles.iter().collect() } else { parts };
        let known: Vec<_> = listed.iter().map(|entry| format!("{}（{}）", entry.title, entry.file)).collect();
        let help = format!("写文稿的文件名、目录里的序号或整个题名；可选：{}", known.join("、"));
        Err(Box::new(Diagnostic::error(Code::BadValue, message).help(help)))
    }

    /// The file's text.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).map(|text| text + "\n").unwrap_or_default()
    }
}

/// The JSON Schema of `index.json`.
pub fn schema() -> serde_json::Value {
    schemars::schema_for!(Index).into()
}

/// Who issues a document that no office has signed: the byline, or the office in
/// an order's title.
fn issuer(entry: &Article) -> Option<String> {
    let order = || {
        let title = entry.plain_title();
        let office = title.strip_suffix('令').filter(|_| entry.kind == ArticleKind::Order)?;
        Some(office.to_owned())
    };
    entry.byline.as_ref().map(|at| at.value.clone()).or_else(order)
}

/// What an official document says of itself: the first of each, since further
/// ones belong to documents attached to it.
#[derive(Default)]
struct Facts {
    issuer: Option<String>,
    date: Option<String>,
}

impl Facts {
    fn of(article: &content::Article) -> Self {
        let mut facts = Self::default();
        for block in &article.blocks {
            let (slot, text) = match &block.kind {
                BlockKind::Signer(body) => (&mut facts.issuer, Some(solid_text(body))),
                BlockKind::SignDate(body) => {
                    (&mut facts.date, Date::from_words(&solid_text(body)).map(Date::iso))
                }
                _ => continue,
            };
            if slot.is_none() {
                *slot = text;
            }
        }
        facts
    }
}
