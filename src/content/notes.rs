//! Footnotes whose marks and definitions do not match.

use std::collections::HashSet;

use super::model::{Article, Inline, Problem, ProblemKind, Span};

/// Reports every mark without a definition and the reverse.
pub(super) fn check(article: &mut Article) {
    let mut marks = Vec::new();
    for run in article.runs() {
        collect(run, &mut marks);
    }
    let used: HashSet<&str> = marks.iter().map(|&(label, _)| label).collect();
    let mut defined = HashSet::new();
    let mut found = Vec::new();
    for note in &article.notes {
        if !defined.insert(note.label.as_str()) {
            found.push((ProblemKind::DuplicateNote(note.label.clone()), note.span.clone()));
        } else if !used.contains(note.label.as_str()) {
            found.push((ProblemKind::UnusedNote(note.label.clone()), note.span.clone()));
        }
    }
    for (label, span) in marks {
        if !defined.contains(label) {
            found.push((ProblemKind::UndefinedNote(label.to_owned()), span.clone()));
        }
    }
    article.problems.extend(found.into_iter().map(|(kind, span)| Problem { kind, span }));
    article.problems.sort_by_key(|problem| problem.span.start);
}

fn collect<'a>(inlines: &'a [Inline], out: &mut Vec<(&'a str, &'a Span)>) {
    for inline in inlines {
        match inline {
            Inline::NoteRef { label, span } => out.push((label, span)),
            Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => {
                collect(body, out);
            }
            Inline::Text { .. } | Inline::Break => {}
        }
    }
}
