//! The chronicle of the issue before, which this goes on from.

use std::sync::Arc;

use super::{Text, hints};
use crate::content::{self, ArticleKind, Format};
use crate::diagnostic::SourceText;
use crate::manifest::{self, Identity};
use crate::project::{ARTICLE_LIMIT, Area, Project, Seen};

/// Another issue of the publication.
pub(super) struct Other {
    /// Its `issue.toml`.
    pub(super) source: Arc<SourceText>,
    pub(super) seen: Seen,
    pub(super) identity: Identity,
}

/// The chronicles of the last issue before this one, and the files looked for.
/// What can't be read is left out: it is not this concern.
pub(super) fn chronicles(
    project: &Project,
    publication: &Arc<SourceText>,
    others: &[Other],
    own: (u16, u32),
) -> (Vec<Text>, Vec<Seen>) {
    let key = |other: &&Other| (other.identity.year, other.identity.number);
    let Some(last) = others.iter().filter(|other| key(other) < own).max_by_key(key) else {
        return (Vec::new(), Vec::new());
    };
    let folder = last.seen.path.parent().and_then(|folder| folder.file_name()?.to_str());
    let manifest = manifest::parse(publication, &last.source).manifest;
    let mut texts = Vec::new();
    let mut files = Vec::new();
    for entry in manifest.iter().flat_map(|manifest| manifest.articles()) {
        let Some(folder) = folder.filter(|_| entry.kind == ArticleKind::Chronicle) else { continue };
        let name = format!("{folder}/{}", entry.file.value);
        files.extend(project.join(Area::Publication, &name).map(Seen::now));
        let format = name.rsplit_once('.').and_then(|(_, ending)| Format::from_extension(ending));
        let source = project.read_text(Area::Publication, &name, ARTICLE_LIMIT, None);
        if let (Some(format), Ok(source)) = (format, source) {
            let article = content::parse(&source.text, format, &hints(entry));
            texts.push(Text { name, source, article });
        }
    }
    (texts, files)
}
