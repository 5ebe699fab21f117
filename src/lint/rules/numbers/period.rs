//! 数字-010

use crate::content::{ArticleKind, BlockKind, solid_text};
use crate::lint::dates::{dates, key};
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::passage::Role;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;
use crate::manifest::Date;

rule! {
    /// 日期超出本期、本篇的时间范围。
    ///
    /// 大事记题名写明某月的，逐条日期应在这个月；成文日期、大事记的日期不能晚于出版日期。
    ///
    /// 错：题名“2024年1月区政府大事记”，文中一条“2月15日”
    /// 对：改日期，或移到所在的月份
    ///
    /// 改法：查清日期；确实跨期刊登的，豁免。
    "数字-010", "日期超出范围", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    for manuscript in &desk.manuscripts {
        sink.turn_to(manuscript);
        if manuscript.kind == ArticleKind::Chronicle {
            chronicle(manuscript, desk.date, sink);
        }
        if let Some(out) = desk.date {
            signed(manuscript, out, sink);
        }
    }
}

/// The dates that open a chronicle's paragraphs.
fn chronicle(manuscript: &Manuscript<'_>, out: Option<Date>, sink: &mut Sink) {
    let (year, months) = span(&manuscript.title);
    for passage in manuscript.passages.iter().filter(|passage| passage.role == Role::Dated) {
        let Some(date) = dates(&passage.text).into_iter().next().filter(|date| date.range.start == 0) else {
            continue;
        };
        let strange = date.year.is_some_and(|known| year.is_some_and(|year| year != known));
        if let Some((first, last)) = months
            && (!(first..=last).contains(&date.month) || strange)
        {
            let message = format!("题名是“{}”，这一条却是{}月的", manuscript.title, date.month);
            sink.report(passage, date.range, message).help("查清日期，或移到所在的月份");
            continue;
        }
        let known = date.year.or(year).and_then(|year| Date::new(year, date.month, date.day));
        if let (Some(known), Some(out)) = (known, out)
            && key(known) > key(out)
        {
            let message = format!("{}晚于本期的出版日期{}", known.chinese(), out.chinese());
            sink.report(passage, date.range, message).help("查清日期，或改清单里的 date");
        }
    }
}

/// The year and the months that a title names: `2024年1月`, `2024年第一季度`.
fn span(title: &str) -> (Option<u16>, Option<(u8, u8)>) {
    let named = pattern!(
        r"([0-9]{4})年(?:([0-9]{1,2})(?:月?[—～至-]([0-9]{1,2}))?月|第?([一二三四1-4])季度|(上半年|下半年))?"
    );
    let Some(found) = named.captures(title) else { return (None, None) };
    let year = found.get(1).and_then(|year| year.as_str().parse().ok());
    let number = |i| found.get(i).and_then(|m| m.as_str().parse::<u8>().ok());
    let months = match (number(2), number(3), found.get(4), found.get(5)) {
        (Some(first), last, ..) => Some((first, last.unwrap_or(first))),
        (None, _, Some(quarter), _) => {
            let at = "一二三四".chars().position(|c| quarter.as_str().starts_with(c));
            let at = at.or_else(|| quarter.as_str().parse::<usize>().ok()?.checked_sub(1)).unwrap_or(0);
            let first = u8::try_from(at * 3 + 1).unwrap_or(1);
            Some((first, first + 2))
        }
        (None, _, None, Some(half)) => Some(if half.as_str() == "上半年" { (1, 6) } else { (7, 12) }),
        _ => year.map(|_| (1, 12)),
    };
    (year, months)
}

/// A document can't be signed after the issue has come out.
fn signed(manuscript: &Manuscript<'_>, out: Date, sink: &mut Sink) {
    for block in &manuscript.article.blocks {
        if let BlockKind::SignDate(body) = &block.kind
            && let Some(date) = Date::from_words(&solid_text(body))
            && key(date) > key(out)
        {
            let message = format!("成文日期{}晚于本期的出版日期{}", date.chinese(), out.chinese());
            sink.report_span(block.span.clone(), message).help("查清日期，或改清单里的 date");
        }
    }
}
