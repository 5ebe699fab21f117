//! From what was typed ([`super::raw`]) to what it means ([`super::model`]).
//!
//! Nothing here stops at the first problem: what can't be used is reported and
//! left out, and the rest goes on to be checked.

use std::ops::Range;
use std::sync::Arc;

use toml::{Spanned, Value};

use super::lint::{self, Lint};
use super::model::*;
use super::page;
use super::permit;
use super::print;
use super::raw::{RawArticle, RawBoard, RawColumn, RawFonts, RawIssue, RawPublication};
use super::size;
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};

/// Turns typed values of one file into meant ones, collecting problems.
pub(crate) struct Lower<'a> {
    pub(crate) source: &'a Arc<SourceText>,
    pub(crate) file: ManifestFile,
    pub(crate) diagnostics: &'a mut Vec<Diagnostic>,
}

impl Lower<'_> {
    pub(crate) fn at<T>(&self, typed: Spanned<T>) -> At<T> {
        let span = typed.span();
        At { value: typed.into_inner(), span, file: self.file }
    }

    fn list<T>(&self, typed: Option<Vec<Spanned<T>>>) -> Vec<At<T>> {
        typed.into_iter().flatten().map(|item| self.at(item)).collect()
    }

    pub(crate) fn report(&mut self, diagnostic: Diagnostic, span: Range<usize>) {
        self.diagnostics.push(diagnostic.at(Place::new(self.source, span)));
    }

    /// The issue's own part; `None` where year, number or date can't be used.
    pub(crate) fn issue(&mut self, raw: &mut RawIssue) -> (Option<IssueId>, Vec<Column>) {
        let dated = raw.date.as_ref().map(Spanned::span);
        let date = raw.date.take().and_then(|typed| self.date(&typed));
        let year: Option<At<u16>> = raw.year.take().and_then(|typed| self.small(typed));
        // The last issue of a year may come out in the next.
        if let (Some(date), Some(year), Some(span)) = (date, &year, dated)
            && !(year.value..=year.value + 1).contains(&date.year)
        {
            let message = format!("出版日期在{}年，期号是{}年的", date.year, year.value);
            self.report(Diagnostic::warning(Code::BadDate, message).help("改 date 或 year"), span);
        }
        let number = raw.number.take().and_then(|typed| self.small(typed));
        let total = raw.total.take().and_then(|typed| self.small(typed));
        let columns =
            raw.column.take().into_iter().flatten().map(|column| self.column(column.into_inner())).collect();
        let id = match (year, number, date) {
            (Some(year), Some(number), Some(date)) => Some(IssueId { year, number, total, date }),
            _ => None,
        };
        (id, columns)
    }

    /// A number whose range the schema has checked.
    fn small<T: TryFrom<i64>>(&self, typed: Spanned<i64>) -> Option<At<T>> {
        let At { value, span, file } = self.at(typed);
        T::try_from(value).ok().map(|value| At { value, span, file })
    }

    pub(crate) fn date(&mut self, typed: &Spanned<Value>) -> Option<Date> {
        let date = Date::from_toml(typed.get_ref());
        if date.is_none() {
            let shown = match typed.get_ref() {
                Value::String(text) => text.clone(),
                other => other.to_string(),
            };
            let diagnostic = Diagnostic::error(Code::BadDate, format!("日期 {shown} 不存在或写法不对"))
                .help("写成 年-月-日，如 2024-03-29");
            self.report(diagnostic, typed.span());
        }
        date
    }

    fn column(&mut self, raw: RawColumn) -> Column {
        let articles =
            raw.article.into_iter().flatten().filter_map(|a| self.article(a.into_inner())).collect();
        Column { title: self.title(raw.title), articles }
    }

    fn article(&mut self, raw: RawArticle) -> Option<Article> {
        let article = Article {
            title: self.title(raw.title),
            byline: raw.byline.map(|byline| self.at(byline)),
            file: self.at(raw.file?),
            kind: raw.kind.unwrap_or_default(),
            columns: raw.columns.and_then(|n| u8::try_from(n).ok()).unwrap_or(1),
            chars: raw.chars.and_then(|typed| self.small(typed)),
            lines: raw.lines.and_then(|typed| self.small(typed)),
            start: raw.start.unwrap_or_default(),
            balance: raw.balance.unwrap_or(true),
            signature: raw.signature,
            attachments: raw.attachments,
        };
        if article.title_lines().is_empty() && !article.title.span.is_empty() {
            let span = article.title.span.clone();
            self.report(Diagnostic::error(Code::BadValue, "题名不能是空的"), span);
        }
        Some(article)
    }

    /// A title. One that is missing has been reported; an empty one stands in
    /// for it, so that the texts below it are checked all the same.
    fn title(&self, typed: Option<Spanned<String>>) -> At<String> {
        typed.map_or(At { value: String::new(), span: 0..0, file: self.file }, |typed| self.at(typed))
    }

    /// Lays one file's settings over those that hold so far.
    pub(crate) fn overlay(&mut self, base: &mut Draft, raw: RawPublication) {
        base.name = raw.name.map(|typed| self.at(typed)).or(base.name.take());
        replace(&mut base.english, raw.english.map(|typed| self.list(Some(typed))));
        base.sponsor = raw.sponsor.map(|typed| self.at(typed)).or(base.sponsor.take());
        replace(&mut base.motto, raw.motto.map(|typed| self.list(Some(typed))));
        base.distribution = raw.distribution.map(|typed| self.at(typed)).or(base.distribution.take());
        replace(&mut base.board, raw.board.map(|rows| self.board(rows)));
        base.layout = raw.layout.map(|typed| self.at(typed)).or(base.layout.take());
        base.masthead = raw.masthead.map(|typed| self.at(typed)).or(base.masthead.take());
        if let Some(folio) = raw.folio.map(|typed| self.at(typed)) {
            if folio.value.contains(|c: char| c.is_ascii_digit()) {
                base.folio = Some(folio);
            } else {
                let diagnostic = Diagnostic::error(Code::BadValue, "folio 里没有数字，排不出页码")
                    .help("以数字代表页码，如 \"01\"、\"1\"、\"— 1 —\"");
                self.report(diagnostic, folio.span);
            }
        }
        if let Some(size) = raw.body_size.and_then(|typed| self.size(&typed)) {
            base.body_size = Some(size);
        }
        if let Some(page) =
            page::lower(self, base.page, raw.trim, raw.type_area, raw.top_margin, raw.inner_margin)
        {
            base.page = Some(page);
        }
        base.signature = raw.signature.or(base.signature);
        base.attachments = raw.attachments.or(base.attachments);
        if let Some(raw) = raw.permit {
            base.permit = permit::lower(self, raw);
        }
        if let Some(raw) = raw.fonts {
            self.fonts(&mut base.fonts, raw);
        }
        if let Some(raw) = raw.print {
            print::overlay(self, &mut base.print, raw);
        }
        if let Some(raw) = raw.lint {
            lint::overlay(self, &mut base.lint, raw);
        }
    }

    fn board(&self, rows: Vec<RawBoard>) -> Vec<Board> {
        let lower = |row: RawBoard| Some(Board { role: self.at(row.role?), names: self.list(row.names) });
        rows.into_iter().filter_map(lower).collect()
    }

    fn size(&mut self, typed: &Spanned<Value>) -> Option<f64> {
        let size = match typed.get_ref() {
            Value::String(text) => size::parse(text),
            Value::Integer(points) => Some(*points as f64),
            Value::Float(points) => Some(*points),
            _ => None,
        };
        let good = size.filter(|points| (5.0..=42.0).contains(points));
        if good.is_none() {
            let diagnostic = Diagnostic::error(Code::BadValue, "body-size 不是可用的字号")
                .help(format!("写字号名称（{}）或磅数，5 到 42 磅", size::names()));
            self.report(diagnostic, typed.span());
        }
        good
    }

    fn fonts(&self, base: &mut FontChoice, raw: RawFonts) {
        base.system = raw.system.unwrap_or(base.system);
        let typed = [
            (Role::Song, raw.song),
            (Role::Title, raw.title),
            (Role::Hei, raw.hei),
            (Role::Fangsong, raw.fangsong),
            (Role::Kai, raw.kai),
            (Role::Masthead, raw.masthead),
        ];
        for (role, value) in typed {
            let Some(value) = value else { continue };
            let span = value.span();
            let at = |value: String| At { value, span: span.clone(), file: self.file };
            let names = match value.into_inner() {
                Value::String(one) => vec![at(one)],
                Value::Array(many) => {
                    many.into_iter().filter_map(|one| one.as_str().map(|one| at(one.to_owned()))).collect()
                }
                _ => continue,
            };
            base.roles.retain(|(known, _)| *known != role);
            base.roles.push((role, names));
        }
    }
}

fn replace<T>(slot: &mut T, new: Option<T>) {
    if let Some(new) = new {
        *slot = new;
    }
}

/// A publication whose settings are not all known yet.
#[derive(Default)]
pub(crate) struct Draft {
    name: Option<At<String>>,
    english: Vec<At<String>>,
    sponsor: Option<At<String>>,
    motto: Vec<At<String>>,
    distribution: Option<At<String>>,
    board: Vec<Board>,
    layout: Option<At<String>>,
    page: Option<Page>,
    folio: Option<At<String>>,
    body_size: Option<f64>,
    masthead: Option<At<String>>,
    signature: Option<Signature>,
    attachments: Option<Attachments>,
    permit: Permit,
    fonts: FontChoice,
    print: Print,
    pub(crate) lint: Lint,
}

impl Draft {
    /// The publication, with our defaults where nothing was said; `None`
    /// without a name.
    pub(crate) fn finish(self) -> Option<Publication> {
        let default_folio = At { value: "01".to_owned(), span: 0..0, file: ManifestFile::Publication };
        Some(Publication {
            name: self.name?,
            english: self.english,
            sponsor: self.sponsor,
            motto: self.motto,
            distribution: self.distribution,
            board: self.board,
            layout: self.layout,
            page: self.page.unwrap_or(Page::A4),
            folio: self.folio.unwrap_or(default_folio),
            body_size: self.body_size.unwrap_or(STANDARD_SIZE),
            masthead: self.masthead,
            signature: self.signature.unwrap_or_default(),
            attachments: self.attachments,
            permit: self.permit,
            fonts: self.fonts,
            print: self.print,
            lint: self.lint,
        })
    }
}
