//! The manifests: `publication.toml` and `issue.toml`.
//!
//! Text in, [`Manifest`] out, with everything that is wrong in between. Knows
//! no disk: whether the files named in it exist is [`crate::project`]'s.

mod date;
mod fit;
mod identity;
mod kind;
mod lint;
mod lower;
mod model;
mod page;
mod people;
mod permit;
mod print;
mod raw;
mod schema;
mod shape;
mod size;
mod syntax;

use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde_json::Value as Json;

pub use self::identity::Identity;
pub use self::lint::{Lint, Waiver};
pub use self::model::*;
pub use self::people::{People, Person, Post, people_schema};
pub use self::schema::{issue_schema, publication_schema};

use self::lower::{Draft, Lower};
use self::raw::{RawIssue, RawPublication};
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};

/// The manifests and what is wrong with them.
#[derive(Debug)]
pub struct Parsed {
    /// `None` where too little is known to go on: no name, no year, number or
    /// date.
    pub manifest: Option<Manifest>,
    /// The articles that could be read, also where there is no manifest.
    pub columns: Vec<Column>,
    /// The problems found, in no particular order.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads both manifests.
pub fn parse(publication: &Arc<SourceText>, issue: &Arc<SourceText>) -> Parsed {
    let mut diagnostics = Vec::new();
    let raw_publication: Option<RawPublication> = read(publication, &publication_schema(), &mut diagnostics);
    let raw_issue: Option<RawIssue> = read(issue, &issue_schema(), &mut diagnostics);

    let mut draft = Draft::default();
    if let Some(raw) = raw_publication {
        let file = ManifestFile::Publication;
        Lower { source: publication, file, diagnostics: &mut diagnostics }.overlay(&mut draft, raw);
    }
    let mut id = None;
    let mut columns = Vec::new();
    if let Some(mut raw) = raw_issue {
        let mut lower = Lower { source: issue, file: ManifestFile::Issue, diagnostics: &mut diagnostics };
        (id, columns) = lower.issue(&mut raw);
        if let Some(raw) = raw.publication {
            lower.overlay(&mut draft, raw);
        }
        if let Some(raw) = raw.lint {
            lint::overlay(&mut lower, &mut draft.lint, raw);
        }
    }
    let publication_settings = draft.finish();
    if let Some(settings) = &publication_settings {
        let mut lower = Lower { source: issue, file: ManifestFile::Issue, diagnostics: &mut diagnostics };
        fit::check(&mut lower, settings, &columns);
        for (at, found) in
            [permit::conflict(settings), print::conflict(&settings.print)].into_iter().flatten()
        {
            let source = if at.file == ManifestFile::Issue { issue } else { publication };
            diagnostics.push(found.at(Place::new(source, at.span)));
        }
    }
    let manifest = match (publication_settings, id) {
        (Some(publication), Some(issue)) => Some(Manifest { publication, issue, columns: columns.clone() }),
        _ => None,
    };
    Parsed { manifest, columns, diagnostics }
}

/// Reads one manifest into its type. What does not fit is reported and left
/// out, and the rest is read.
fn read<T: DeserializeOwned>(
    source: &Arc<SourceText>,
    schema: &Json,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<T> {
    let (mut table, errors) = syntax::parse(source);
    let broken: Vec<_> = errors.iter().filter_map(|found| found.place.clone()?.range).collect();
    diagnostics.extend(errors);
    let found = shape::check(source, schema, table.as_mut(), &broken);
    let clean = found.is_empty() && broken.is_empty();
    diagnostics.extend(found);
    match T::deserialize(toml::de::Deserializer::from(table)) {
        Ok(value) => Some(value),
        // The schema has said already what is wrong; only if it has not, the
        // types may say it.
        Err(_) if !clean => None,
        Err(error) => {
            let place = Place::new(source, error.span().unwrap_or(0..0));
            let message = format!("清单读不出来：{}", error.message());
            diagnostics.push(Diagnostic::error(Code::WrongType, message).at(place));
            None
        }
    }
}
