//! Where the virtual project's files come from.
//!
//! | path | what |
//! |---|---|
//! | `/main.typ` | one call of the layout |
//! | `/issue.json` | the issue, all but its articles' texts |
//! | `/levels.json` | where columns are to end; only [`super::levels`] reads it |
//! | `/looseness.json` | paragraphs to be set a line longer or shorter; only [`super::article`] reads it |
//! | `/proof.json` | what is to be laid over finished pages |
//! | `/layouts/…` | the publication's own layouts, else the built-in ones |
//! | `/issue/…` | the articles as they were checked; pictures from the folder |
//! | `/publication/…` | the publication's folder |

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, VirtualRoot};
use typst_kit::files::FileLoader;

use super::{builtin, levels};
use crate::diagnostic::SourceText;
use crate::project::{self, ASSET_LIMIT, Area, Project};

pub(super) struct Loader {
    project: Project,
    main: String,
    data: String,
    looseness: String,
    overlay: String,
    levels: String,
    /// The articles, by their names in the issue's folder. What is set is what
    /// was checked, even if an editor saves in between.
    texts: BTreeMap<String, Arc<SourceText>>,
}

/// Lends an article's text to Typst without copying it.
struct Lent(Arc<SourceText>);

impl AsRef<[u8]> for Lent {
    fn as_ref(&self) -> &[u8] {
        self.0.text.as_bytes()
    }
}

impl Loader {
    pub(super) fn new(project: Project) -> Self {
        Self {
            project,
            main: String::new(),
            data: String::new(),
            looseness: String::new(),
            overlay: String::new(),
            levels: String::new(),
            texts: BTreeMap::new(),
        }
    }

    pub(super) fn set(
        &mut self,
        layout: &str,
        data: String,
        (looseness, levels): (String, String),
        texts: BTreeMap<String, Arc<SourceText>>,
    ) {
        self.main = main_file(layout);
        self.data = data;
        self.looseness = looseness;
        self.levels = levels;
        self.texts = texts;
    }

    /// Makes one of our files the main one.
    pub(super) fn set_overlay(&mut self, file: &str, data: String) {
        self.main = format!("#include \"/{file}\"\n");
        self.overlay = data;
    }

    /// Puts the spine of the same issue in the place of its pages.
    pub(super) fn set_spine(&mut self, width_mm: f64) {
        self.main = spine_file(width_mm);
    }

    /// The article behind a path, if it is one.
    pub(super) fn article(&self, id: FileId) -> Option<&Arc<SourceText>> {
        let (area, path) = place(id)?;
        self.texts.get(path).filter(|_| area == Area::Issue)
    }

    /// Whether a file is not on the editor's disk.
    pub(super) fn is_built_in(&self, id: FileId) -> bool {
        !place(id).is_some_and(|(area, path)| self.project.exists(area, path))
    }

    /// The file's name, as editors know it.
    pub(super) fn shown(&self, id: FileId) -> String {
        match place(id) {
            Some((area, path)) if self.project.exists(area, path) => self.project.shown(area, path),
            _ => id.vpath().get_without_slash().to_owned(),
        }
    }

    /// Where the file is, or would be if it were there.
    pub(super) fn path(&self, id: FileId) -> Option<PathBuf> {
        let (area, path) = place(id)?;
        self.project.join(area, path)
    }

    fn read(&self, area: Area, path: &str) -> FileResult<Bytes> {
        match self.project.read(area, path, ASSET_LIMIT) {
            Ok(bytes) => Ok(Bytes::new(bytes)),
            Err(project::FileError::NotFound { .. }) => Err(FileError::NotFound(path.into())),
            Err(error) => {
                let found = error.diagnostic(&self.project.shown(area, path));
                Err(FileError::Other(Some(found.message.into())))
            }
        }
    }
}

/// The one call that makes a bulletin.
fn main_file(layout: &str) -> String {
    format!(
        "#import \"/layouts/{layout}/lib.typ\": bulletin\n\
         #bulletin((..json(\"/issue.json\"), native: (column-level: column-level, paragraph: paragraph, title-lines: title-lines)), article)\n"
    )
}

/// The one call that makes a spine.
fn spine_file(width_mm: f64) -> String {
    format!(
        "#import \"/layouts/common/spine.typ\": spine-page\n\
         #spine-page(json(\"/issue.json\"), {width_mm:.3}mm)\n"
    )
}

/// The place on disk that a virtual path stands for.
fn place(id: FileId) -> Option<(Area, &'static str)> {
    let path = id.get().vpath().get_without_slash();
    if let Some(rest) = path.strip_prefix("issue/") {
        return Some((Area::Issue, rest));
    }
    if let Some(rest) = path.strip_prefix("publication/") {
        return Some((Area::Publication, rest));
    }
    path.starts_with("layouts/").then_some((Area::Publication, path))
}

impl FileLoader for Loader {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        if *id.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        if let Some(text) = self.article(id) {
            return Ok(Bytes::new(Lent(Arc::clone(text))));
        }
        let path = id.get().vpath().get_without_slash();
        match (path, place(id)) {
            ("main.typ", _) => Ok(Bytes::from_string(self.main.clone())),
            (levels::FILE, _) => Ok(Bytes::from_string(self.levels.clone())),
            ("looseness.json", _) => Ok(Bytes::from_string(self.looseness.clone())),
            ("proof.json", _) => Ok(Bytes::from_string(self.overlay.clone())),
            ("issue.json", _) => Ok(Bytes::from_string(self.data.clone())),
            (_, Some((area, name))) => match (self.read(area, name), builtin::file(path)) {
                (Err(FileError::NotFound(_)), Some(text)) => Ok(Bytes::from_string(text)),
                (read, _) => read,
            },
            (_, None) => Err(FileError::NotFound(path.into())),
        }
    }
}
