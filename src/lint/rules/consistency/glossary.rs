//! 一致-010

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::title::bare;
use crate::content::{BlockKind, Inline, number_of, plain_text};
use crate::lint::desk::Manuscript;
use crate::lint::passage::Role;
use crate::lint::rule::rule;
use crate::lint::sink::Sink;

rule! {
    /// 名词解释与正文对不上：解释的名词正文里没有，解释了两次，或次序与正文不同。
    ///
    /// 名词解释按名词在正文里第一次出现的次序排列。正文里加了标号的，另有检查（文稿-024 至 027）。
    ///
    /// 错：正文写“‘四个一’机制”，名词解释写“四个一律”
    /// 对：两处相同
    ///
    /// 改法：改名词，或调整次序。
    "一致-010", "名词解释与正文不符", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let entries: Vec<_> =
        manuscript.passages.iter().filter(|passage| passage.role == Role::Glossary).collect();
    let blocks = &manuscript.article.blocks;
    let marked = blocks
        .iter()
        .flat_map(|block| block.runs())
        .flatten()
        .any(|inline| matches!(inline, Inline::TermMark { .. }));
    if entries.is_empty() || marked {
        return;
    }
    let mut body = String::new();
    for passage in manuscript.passages.iter().filter(|passage| passage.role != Role::Glossary) {
        body.extend(passage.text.chars().filter(|&c| c.is_alphanumeric() || matches!(c, '“' | '”')));
    }
    let body = ordinary(&body);
    let letters = bare(&body);
    // Where letters alone would stand: as much nearer as there are marks before.
    let quotes: Vec<usize> = body.match_indices(['“', '”']).map(|(at, _)| at).collect();
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    // More entries than any glossary has are not looked up.
    for entry in entries.into_iter().take(300) {
        let Some(BlockKind::GlossaryEntry { number, term, .. }) = manuscript.block(entry) else { continue };
        let shown = plain_text(term);
        let shown = shown.trim().trim_end_matches(['：', ':', '，']).trim();
        let shown = shown.strip_prefix('“').and_then(|shown| shown.strip_suffix('”')).unwrap_or(shown);
        let term = ordinary(&bare(shown));
        if term.is_empty() {
            continue;
        }
        let n = number_of(&plain_text(number)).map_or(String::new(), |n| format!("第{n}条"));
        let start = entry.text.find(shown).unwrap_or(0);
        let range = start..start + shown.len();
        if !seen.insert(term.clone()) {
            sink.report(entry, range, format!("“{shown}”解释了两次")).help("删去一条");
            continue;
        }
        // What stands in quotation marks is the term for sure; else it may have
        // marks inside: letters alone are compared.
        let quoted = body
            .find(&format!("“{term}”"))
            .map(|at| at - quotes.partition_point(|&quote| quote < at) * '“'.len_utf8());
        let Some(at) = quoted.or_else(|| letters.find(&term)) else {
            sink.report(entry, range, format!("{n}解释的“{shown}”在正文里没有"))
                .help("改成正文里的写法，或删去这一条");
            continue;
        };
        found.push((at, entry, range));
    }
    let kept = rising(&found.iter().map(|(at, ..)| *at).collect::<Vec<_>>());
    for (_, (at, entry, range)) in found.iter().enumerate().filter(|(i, _)| !kept.contains(i)) {
        let shown = entry.get(range.clone());
        // The entry that it belongs behind.
        let before = kept.iter().filter_map(|&i| found.get(i)).filter(|(other, ..)| other <= at);
        let belongs = match before.max_by_key(|(other, ..)| *other) {
            Some((_, entry, range)) => format!("应在“{}”之后", entry.get(range.clone())),
            None => "应排在最前".to_owned(),
        };
        let message = format!("“{shown}”的解释没有按它在正文里出现的次序排，{belongs}");
        sink.report(entry, range.clone(), message).help("名词解释按名词在正文里第一次出现的次序排列");
    }
}

/// A text with the ordinary characters for radicals that look like them.
fn ordinary(text: &str) -> String {
    let is_radical = |c: char| matches!(c, '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}');
    if text.contains(is_radical) { text.nfkc().collect() } else { text.to_owned() }
}

/// The longest run of entries in order: what is not in it stands wrong.
fn rising(places: &[usize]) -> BTreeSet<usize> {
    // For each length, the entry with the smallest place that ends such a run.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    let place = |i: usize| places.get(i).copied().unwrap_or(0);
    for i in 0..places.len() {
        let length = ends.partition_point(|&end| place(end) <= place(i));
        before.push(length.checked_sub(1).and_then(|last| ends.get(last)).copied());
        match ends.get_mut(length) {
            Some(end) => *end = i,
            None => ends.push(i),
        }
    }
    let mut kept = BTreeSet::new();
    let mut at = ends.last().copied();
    while let Some(i) = at {
        kept.insert(i);
        at = before.get(i).copied().flatten();
    }
    kept
}
