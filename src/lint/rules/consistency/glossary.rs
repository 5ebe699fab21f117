//! 一致-010

use std::collections::BTreeSet;

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
    let entries: Vec<_> = manuscript.passages.iter().filter(|passage| passage.role == Role::Glossary).collect();
    let blocks = &manuscript.article.blocks;
    let marked = blocks.iter().flat_map(|block| block.runs()).flatten().any(|inline| matches!(inline, Inline::TermMark { .. }));
    if entries.is_empty() || marked {
        return;
    }
    // What is explained may be quoted, or have a word put in: compare letters.
    let mut body = String::new();
    for passage in manuscript.passages.iter().filter(|passage| passage.role != Role::Glossary) {
        body += &bare(&passage.text);
        body.push('\n');
    }
    let mut seen = BTreeSet::new();
    let mut furthest: Option<(usize, String)> = None;
    for entry in entries {
        let Some(BlockKind::GlossaryEntry { number, term, .. }) = manuscript.block(entry) else { continue };
        let shown = plain_text(term);
        let shown = shown.trim().trim_end_matches(['：', ':', '，']).trim();
        let term = bare(shown);
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
        let Some(at) = body.find(&term) else {
            sink.report(entry, range, format!("{n}解释的“{shown}”在正文里没有")).help("改成正文里的写法，或删去这一条");
            continue;
        };
        match &furthest {
            Some((before, other)) if at < *before => {
                let message = format!("“{shown}”在正文里先于“{other}”出现，解释却排在后面");
                sink.report(entry, range, message).help("按第一次出现的次序排列");
            }
            _ => furthest = Some((at, shown.to_owned())),
        }
    }
}
