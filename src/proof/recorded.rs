//! What is kept of a round.

use super::Subject;
use super::changes::{Paragraph, paragraphs};
use super::issue_name;
use super::marks::Mark;
use super::names::Names;
use super::places::Places;
use super::record::{Grade, Record, RecordedFinding, RecordedParagraph, RecordedText};
use super::round::Round;
use crate::diagnostic::Diagnostic;

/// Words of a text that a record quotes, at most.
const QUOTED: usize = 40;

/// The record of a round.
pub(super) fn record(
    subject: &Subject<'_>,
    places: &Places<'_>,
    names: &Names<'_>,
    marks: &[Mark],
    round: Round,
) -> Record {
    let rows: Vec<Vec<Paragraph<'_>>> =
        subject.texts.iter().map(|text| paragraphs(&text.source.text)).collect();
    let articles = subject.manifest.articles().zip(subject.texts).zip(&rows).enumerate();
    let texts = articles.map(|(at, ((entry, text), row))| {
        let paragraphs = row.iter().map(|paragraph| {
            let page = places.marked(at, &paragraph.range).first().map(|at| at.page);
            RecordedParagraph {
                text: paragraph.text.to_owned(),
                page: page.map(|page| page + 1),
                folio: page.and_then(|page| names.folio(page)).map(str::to_owned),
            }
        });
        RecordedText {
            file: text.name.clone(),
            title: entry.plain_title(),
            byline: entry.byline.as_ref().map(|byline| byline.value.clone()),
            paragraphs: paragraphs.collect(),
        }
    });
    let findings = marks.iter().filter_map(|mark| {
        let found = subject.findings.get(mark.finding?)?;
        Some(recorded(subject, names, &rows, mark, found))
    });
    Record {
        publication: subject.manifest.publication.name.value.clone(),
        issue: issue_name(subject.manifest),
        round: round.number,
        date: round.date.iso(),
        pages: subject.document.pages().len(),
        characters: subject.texts.iter().map(|text| text.article.characters()).sum(),
        texts: texts.collect(),
        findings: findings.collect(),
    }
}

fn recorded(
    subject: &Subject<'_>,
    names: &Names<'_>,
    rows: &[Vec<Paragraph<'_>>],
    mark: &Mark,
    found: &Diagnostic,
) -> RecordedFinding {
    let place = found.place.as_ref();
    let range = place.and_then(|place| place.range.clone());
    let at = place.zip(range.as_ref()).map(|(place, range)| place.source.line_column(range.start));
    let quote = place.zip(range.clone()).and_then(|(place, range)| place.source.text.get(range));
    let page = mark.first().map(|at| at.page);
    let within = place.zip(range).and_then(|(place, range)| {
        let text = subject.texts.iter().position(|text| text.source.path == place.source.path)?;
        let row = rows.get(text)?;
        let at = row.partition_point(|paragraph| paragraph.range.end < range.start);
        let paragraph = row.get(at)?;
        let start = range.start.checked_sub(paragraph.range.start)?;
        let end = range.end.min(paragraph.range.end).saturating_sub(paragraph.range.start).max(start);
        Some((text, at, start, end - start))
    });
    RecordedFinding {
        number: mark.number.parse().unwrap_or_default(),
        severity: Grade::of(found.severity),
        code: found.code.text().to_owned(),
        message: found.message.clone(),
        help: found.advice(),
        file: place.map(|place| relative(subject, &place.source.path)),
        line: at.map(|at| at.0),
        column: at.map(|at| at.1),
        quote: quote.unwrap_or_default().chars().take(QUOTED).collect(),
        page: page.map(|page| page + 1),
        folio: page.and_then(|page| names.folio(page)).map(str::to_owned),
        spot: mark.spot.as_ref().map_or(String::new(), |spot| names.on_page(spot)),
        within,
        safe: found.is_safe(),
        waived: found.waived.clone(),
        more: found.more,
    }
}

/// A file as it is called from the issue's folder: a record does not depend on
/// where the folder was.
fn relative(subject: &Subject<'_>, path: &str) -> String {
    let folder = subject.source.path.strip_suffix("issue.toml").unwrap_or_default();
    if let Some(own) = path.strip_prefix(folder) {
        return own.to_owned();
    }
    let around = folder.trim_end_matches('/').rsplit_once('/').map_or("", |(around, _)| around);
    match path.strip_prefix(around) {
        Some(rest) => format!("../{}", rest.trim_start_matches('/')),
        None => path.to_owned(),
    }
}
