//! Footnotes whose marks and definitions do not match, and pictures where none
//! can be.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::model::{Article, BlockKind, Inline, Note, Problem, ProblemKind, Span};

/// Reports what can't be set of notes and pictures.
pub(super) fn check(article: &mut Article) {
    let mut found = Vec::new();
    let mut notes: HashMap<&str, &Note> = HashMap::new();
    for note in &article.notes {
        if notes.contains_key(note.label.as_str()) {
            found.push((ProblemKind::DuplicateNote(note.label.clone()), note.span.clone()));
        } else {
            notes.insert(&note.label, note);
        }
    }
    for run in article.runs() {
        for mark in marks(run) {
            match mark {
                Mark::Note(label, span) if !notes.contains_key(label) => {
                    found.push((ProblemKind::UndefinedNote(label.to_owned()), span.clone()));
                }
                Mark::Note(..) => {}
                Mark::Picture(span) => found.push((ProblemKind::InlinePicture, span.clone())),
            }
        }
    }
    let mut reached = HashSet::new();
    for block in &article.blocks {
        for (label, span) in block.runs().into_iter().flat_map(note_marks) {
            if matches!(block.kind, BlockKind::Title { .. } | BlockKind::Byline(_) | BlockKind::DocNumber(_))
            {
                found.push((ProblemKind::NoteInTitle(label.to_owned()), span.clone()));
            }
            reach(label, &notes, &mut reached);
        }
    }
    let defined: HashSet<&Span> = notes.values().map(|note| &note.span).collect();
    let unused = |note: &&Note| defined.contains(&note.span) && !reached.contains(note.label.as_str());
    for note in article.notes.iter().filter(unused) {
        found.push((ProblemKind::UnusedNote(note.label.clone()), note.span.clone()));
    }
    for label in cycles(article, &notes) {
        found.push((ProblemKind::NoteCycle(label.to_owned()), notes[label].span.clone()));
    }
    article.problems.extend(found.into_iter().map(|(kind, span)| Problem { kind, span }));
    article.problems.sort_by_key(|problem| (problem.span.start, problem.span.end));
}

/// What stands in text and is no text.
enum Mark<'a> {
    Note(&'a str, &'a Span),
    Picture(&'a Span),
}

fn marks(run: &[Inline]) -> Vec<Mark<'_>> {
    fn collect<'a>(inlines: &'a [Inline], out: &mut Vec<Mark<'a>>) {
        for inline in inlines {
            match inline {
                Inline::NoteRef { label, span } => out.push(Mark::Note(label, span)),
                Inline::Picture { span } => out.push(Mark::Picture(span)),
                Inline::Strong(body) | Inline::Emph(body) | Inline::Link { body, .. } => collect(body, out),
                Inline::Text { .. } | Inline::TermMark { .. } | Inline::Break => {}
            }
        }
    }
    let mut out = Vec::new();
    collect(run, &mut out);
    out
}

fn note_marks(run: &[Inline]) -> impl Iterator<Item = (&str, &Span)> {
    marks(run).into_iter().filter_map(|mark| match mark {
        Mark::Note(label, span) => Some((label, span)),
        Mark::Picture(_) => None,
    })
}

/// Adds a note and all that its text refers to.
fn reach<'a>(label: &'a str, notes: &HashMap<&'a str, &'a Note>, reached: &mut HashSet<&'a str>) {
    let mut waiting = vec![label];
    while let Some(label) = waiting.pop() {
        if reached.insert(label)
            && let Some(note) = notes.get(label)
        {
            waiting.extend(note_marks(&note.body).map(|(next, _)| next));
        }
    }
}

/// The notes that lead back to themselves: those that are left when notes that
/// lead nowhere, or only to notes that are gone, are taken away.
fn cycles<'a>(article: &'a Article, notes: &HashMap<&'a str, &'a Note>) -> Vec<&'a str> {
    let mut waits: HashMap<&str, usize> = HashMap::new();
    let mut asked_by: HashMap<&str, Vec<&str>> = HashMap::new();
    for note in &article.notes {
        let next: BTreeSet<&str> = note_marks(&note.body)
            .map(|(label, _)| label)
            .filter(|label| notes.contains_key(label))
            .collect();
        waits.entry(&note.label).or_insert(next.len());
        for label in next {
            asked_by.entry(label).or_default().push(&note.label);
        }
    }
    let mut free: Vec<&str> =
        article.notes.iter().map(|note| note.label.as_str()).filter(|label| waits[label] == 0).collect();
    let mut gone = HashSet::new();
    while let Some(label) = free.pop() {
        if !gone.insert(label) {
            continue;
        }
        for asking in asked_by.get(label).into_iter().flatten() {
            if let Some(left) = waits.get_mut(asking) {
                *left = left.saturating_sub(1);
                if *left == 0 {
                    free.push(asking);
                }
            }
        }
    }
    let mut seen = HashSet::new();
    let labels = article.notes.iter().map(|note| note.label.as_str());
    labels.filter(|label| !gone.contains(label) && seen.insert(*label)).collect()
}
