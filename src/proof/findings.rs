//! What was found, as marks on the pages.

use std::ops::Range;

use super::Subject;
use super::marks::{Mark, Note, Tone};
use super::names::Names;
use super::places::{Places, Spot};
use super::titles;
use crate::diagnostic::{Diagnostic, Place, Severity};

/// So many other places of a finding are marked and told, at most.
const RELATED: usize = 8;

/// The mark of a finding.
pub(super) fn found(
    subject: &Subject<'_>,
    places: &Places<'_>,
    names: &Names<'_>,
    at: usize,
    found: &Diagnostic,
) -> Mark {
    let on_page = |place: &Place| spot(subject, places, place);
    let tone = match found.severity {
        _ if found.waived.is_some() => Tone::Waived,
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
    };
    let mut message = found.message.clone();
    if !found.label.is_empty() {
        message = format!("{message}（{}）", found.label);
    }
    if found.more > 0 {
        message = format!("{message}；同一文件里同类的还有 {} 处未列", found.more);
    }
    let mut note = Note::new(found.code.text(), message);
    let (mut related, mut told) = (Vec::new(), Vec::new());
    for (place, label) in found.related.iter().take(RELATED) {
        let Some(other) = on_page(place) else { continue };
        let label = if label.is_empty() { String::new() } else { format!("（{label}）") };
        told.push(format!("{}{label}", names.spot(&other)));
        related.push(other);
    }
    if !told.is_empty() {
        note.aside.push(format!("另见：{}", told.join("；")));
    }
    if let Some(reason) = &found.waived {
        // Nobody is to do anything about it any more.
        note.message = format!("{}；已准予保留：{reason}", note.message);
    } else {
        note.help = found.advice();
        if let Some(basis) = found.basis.filter(|_| !note.help.is_empty()) {
            note.aside.push(format!("依据：{basis}"));
        }
    }
    Mark {
        tone,
        spot: found.place.as_ref().and_then(on_page),
        related,
        number: String::new(),
        note: Some(note),
        bulk: found.is_safe() || found.waived.is_some(),
        bar: false,
        underline: found.waived.is_none(),
        finding: Some(at),
    }
}

/// Where a place in a file is on the pages: in an article's text, or, for what
/// the manifest says of an article, at its title.
fn spot(subject: &Subject<'_>, places: &Places<'_>, place: &Place) -> Option<Spot> {
    let source = &place.source;
    let in_title = |article: usize, span: Range<usize>, range: &Range<usize>| {
        let title = subject.trace.titles.get(article)?;
        titles::part(title, &source.text, span, range)
    };
    if let Some(article) = subject.texts.iter().position(|text| text.source.path == source.path) {
        let Some(range) = &place.range else { return places.title(article) };
        let found = places.find(article, &source.text, range)?;
        if !matches!(found, Spot::Title(_)) {
            return Some(found);
        }
        // The text's first lines, which repeat the title.
        let line = source.line(range.start);
        let start = source.text.get(..range.start).and_then(|head| head.rfind('\n')).map_or(0, |at| at + 1);
        return in_title(article, start..start + line.len(), range).or(Some(found));
    }
    let range = place.range.as_ref().filter(|_| source.path == subject.source.path)?;
    let own = |span: &Range<usize>| span.start <= range.start && range.end <= span.end;
    let (article, entry) = subject.manifest.articles().enumerate().find(|(_, article)| {
        own(&article.title.span) || article.byline.as_ref().is_some_and(|byline| own(&byline.span))
    })?;
    let part = if own(&entry.title.span) { in_title(article, entry.title.span.clone(), range) } else { None };
    part.or_else(|| places.title(article))
}
