//! 名词解释: the marks in the text against the entries.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::content::{Article, BlockKind, Inline, Span, ends_with_term, number_of, plain_text, terms_of};
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};

/// A mark, and the text before it.
struct Mark<'a> {
    number: u32,
    span: &'a Span,
    before: String,
}

/// Marks in sequence, each with an entry, each entry with a mark, and before
/// the mark the entry's term. A text without any marks is left alone.
pub(super) fn check(source: &Arc<SourceText>, article: &Article) -> Vec<Diagnostic> {
    let mut marks = Vec::new();
    for block in &article.blocks {
        let mut before = String::new();
        for run in block.runs() {
            collect(run, &mut before, &mut marks);
        }
    }
    if marks.is_empty() {
        return Vec::new();
    }
    let terms = terms_of(&article.blocks);
    let mut found = Vec::new();
    let mut report = |code, span: &Span, message: String, help: String| {
        found.push(Diagnostic::warning(code, message).at(Place::new(source, span.clone())).help(help));
    };
    let mut seen = BTreeSet::new();
    let mut ordered = true;
    for mark in &marks {
        let n = mark.number;
        match terms.get(&n) {
            None => report(
                Code::TermWithoutEntry,
                mark.span,
                format!("名词解释里没有第{n}条"),
                "补上这一条，或改正文里的序号".to_owned(),
            ),
            Some(term) if !ends_with_term(&mark.before, term) => report(
                Code::TermDiffers,
                mark.span,
                format!("第{n}条名词解释的是“{term}”，这里标在别的词后"),
                "把标号移到这个词后，或改序号".to_owned(),
            ),
            Some(_) => {}
        }
        if seen.insert(n) && ordered {
            let expected = seen.len();
            // One break of the order makes all that follow wrong: said once.
            ordered = usize::try_from(n).is_ok_and(|n| n == expected);
            if !ordered {
                let message = format!("名词的标号应是{expected}，这里是{n}");
                report(
                    Code::TermOrder,
                    mark.span,
                    message,
                    "名词解释按名词在正文里第一次出现的次序编号".to_owned(),
                );
            }
        }
    }
    for block in &article.blocks {
        if let BlockKind::GlossaryEntry { number, term, .. } = &block.kind
            && let Some(n) = number_of(&plain_text(number))
            && !seen.contains(&n)
        {
            let term = terms.get(&n).cloned().unwrap_or_else(|| plain_text(term));
            let message = format!("第{n}条名词“{term}”在正文里没有标号");
            report(
                Code::TermUnmarked,
                &block.span,
                message,
                format!("在正文里第一次出现的“{term}”后写 [{n}]"),
            );
        }
    }
    found
}

fn collect<'a>(inlines: &'a [Inline], before: &mut String, marks: &mut Vec<Mark<'a>>) {
    /// As much of the text before a mark as any term is long.
    const ENOUGH: usize = 60;
    for inline in inlines {
        match inline {
            Inline::TermMark { number, span, .. } => {
                let start = before.char_indices().rev().nth(ENOUGH).map_or(0, |(at, _)| at);
                let before = before.get(start..).unwrap_or_default().to_owned();
                marks.push(Mark { number: *number, span, before });
            }
            Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => {
                collect(body, before, marks);
            }
            other => before.push_str(&plain_text(std::slice::from_ref(other))),
        }
    }
}
