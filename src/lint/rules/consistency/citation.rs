//! 一致-002

use std::collections::BTreeMap;

use super::title::bare;
use crate::content::{BlockKind, solid_text};
use crate::lint::desk::Desk;
use crate::lint::rule::rule;
use crate::lint::similar::likeness;
use crate::lint::sink::Sink;

rule! {
    /// 书名号里引用的题名，与本期刊登的题名不一致；或同一文件名前后两种写法。
    ///
    /// 印发通知里的文件名，应与后面所附文件的题名一字不差。
    ///
    /// 错：正文写《重大隐患排查整治专项行动实施方案》，所附文件题为“重大隐患专项整治实施方案”
    /// 对：两处相同
    ///
    /// 改法：以文件的正式题名为准，改另一处。年份、期数不同的，是不同的文件，不查。
    "一致-002", "引用的题名不一致", Human, Warning, Issue(check)
}

/// Titles shorter than this are too easily alike.
const SHORTEST: usize = 8;

struct Citation<'a> {
    text: &'a str,
    bare: String,
    article: usize,
    passage: usize,
    start: usize,
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let cited = citations(desk);
    let titles = titles(desk);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for citation in &cited {
        *counts.entry(&citation.bare).or_insert(0) += 1;
    }
    // More different titles than any issue cites are not compared one by one.
    let distinct: Vec<(&str, usize)> = counts.iter().map(|(text, n)| (*text, *n)).take(400).collect();
    for citation in &cited {
        let Some(manuscript) = desk.manuscripts.get(citation.article) else { continue };
        let Some(passage) = manuscript.passages.get(citation.passage) else { continue };
        let known = titles.iter().any(|title| title.0 == citation.bare);
        if known {
            continue;
        }
        let range = citation.start..citation.start + citation.text.len();
        let printed = titles.iter().find(|title| is_slip(&citation.bare, &title.0, 0.82));
        let twice = || {
            let own = counts.get(citation.bare.as_str()).copied().unwrap_or(1);
            distinct.iter().find(|(other, n)| {
                is_slip(&citation.bare, other, 0.93)
                    && (*n > own || *n == own && citation.bare.as_str() > *other)
            })
        };
        let message = if let Some((_, title)) = printed {
            format!("引用的题名与本期刊登的“{title}”不一致")
        } else if let Some((other, _)) = twice() {
            let other = cited.iter().find(|known| known.bare == *other).map_or(*other, |known| known.text);
            format!("别处写作《{other}》，两处不一致")
        } else {
            continue;
        };
        sink.turn_to(manuscript);
        sink.report(passage, range, message).help("以正式题名为准，改另一处");
    }
}

fn citations<'a>(desk: &'a Desk<'_>) -> Vec<Citation<'a>> {
    let mut out = Vec::new();
    for (article, manuscript) in desk.manuscripts.iter().enumerate() {
        for (at, passage) in manuscript.passages.iter().enumerate() {
            let mut from = 0;
            while let Some(open) = passage.after(from).find('《') {
                let start = from + open + '《'.len_utf8();
                let rest = passage.after(start);
                let length = closing(rest);
                let text = rest.get(..length).unwrap_or_default();
                from = start;
                let bare = bare(text);
                if bare.chars().count() >= SHORTEST && text.chars().count() < 80 {
                    out.push(Citation { text, bare, article, passage: at, start });
                }
            }
        }
    }
    out
}

/// Where the title that has begun ends.
fn closing(rest: &str) -> usize {
    let mut depth = 0;
    for (at, c) in rest.char_indices().take(100) {
        match c {
            '《' => depth += 1,
            '》' if depth == 0 => return at,
            '》' => depth -= 1,
            _ => {}
        }
    }
    0
}

/// The titles that the issue prints.
fn titles(desk: &Desk<'_>) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for manuscript in &desk.manuscripts {
        let own = std::iter::once(manuscript.title.clone());
        let inside = manuscript.article.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Title { body, .. } => Some(solid_text(body)),
            _ => None,
        });
        out.extend(
            own.chain(inside)
                .map(|title| (bare(&title), title))
                .filter(|title| title.0.chars().count() >= SHORTEST),
        );
    }
    out
}

/// Whether one title is most likely meant to be the other.
fn is_slip(a: &str, b: &str, least: f64) -> bool {
    if a == b || a.contains(b) || b.contains(a) {
        return false;
    }
    let (long, short) = (a.chars().count().max(b.chars().count()), a.chars().count().min(b.chars().count()));
    // Another year, another number, another kind of document: another title.
    let digits = |text: &str| {
        text.chars().filter(|c| c.is_ascii_digit() || "一二三四五六七八九十".contains(*c)).collect::<String>()
    };
    let kind = |text: &str| {
        ["细则", "办法", "条例", "意见", "规划", "报告", "决定", "纲要", "标准"]
            .iter()
            .position(|kind| text.ends_with(kind))
    };
    short * 10 >= long * 7 && digits(a) == digits(b) && kind(a) == kind(b) && likeness(a, b) >= least
}
