//! Where the virtual project's files come from.
//!
//! | path | what |
//! |---|---|
//! | `/main.typ` | one call of the layout |
//! | `/issue.json` | the issue, all but its articles' texts |
//! | `/layouts/…` | the publication's own layouts, else the built-in ones |
//! | `/issue/…`, `/publication/…` | the two folders |

use std::path::PathBuf;

use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, VirtualRoot};
use typst_kit::files::FileLoader;

use super::builtin;
use crate::project::{ASSET_LIMIT, Area, Project};

pub(super) struct Loader {
    project: Project,
    main: String,
    data: String,
}

impl Loader {
    pub(super) fn new(project: Project) -> Self {
        Self { project, main: String::new(), data: String::new() }
    }

    pub(super) fn set(&mut self, layout: &str, data: String) {
        self.main = main_file(layout);
        self.data = data;
    }

    /// The file's name, as editors know it.
    pub(super) fn shown(&self, id: FileId) -> String {
        match on_disk(id).or_else(|| own_layout(id)) {
            Some((area, path)) if self.project.exists(area, path) => self.project.shown(area, path),
            _ => id.vpath().get_without_slash().to_owned(),
        }
    }

    /// The file's true path, if it has one.
    pub(super) fn path(&self, id: FileId) -> Option<PathBuf> {
        let (area, path) = on_disk(id).or_else(|| own_layout(id))?;
        self.project.locate(area, path).ok()
    }

    fn read(&self, area: Area, path: &str) -> FileResult<Bytes> {
        let read = self.project.read(area, path, ASSET_LIMIT);
        read.map(Bytes::new).map_err(|error| {
            FileError::Other(Some(error.diagnostic(&self.project.shown(area, path)).message.into()))
        })
    }
}

/// The one call that makes a bulletin.
pub(super) fn main_file(layout: &str) -> String {
    format!("#import \"/layouts/{layout}/lib.typ\": bulletin\n#bulletin(json(\"/issue.json\"), article)\n")
}

fn on_disk(id: FileId) -> Option<(Area, &'static str)> {
    let path = id.get().vpath().get_without_slash();
    let issue = path.strip_prefix("issue/").map(|rest| (Area::Issue, rest));
    issue.or_else(|| path.strip_prefix("publication/").map(|rest| (Area::Publication, rest)))
}

fn own_layout(id: FileId) -> Option<(Area, &'static str)> {
    let path = id.get().vpath().get_without_slash();
    path.starts_with("layouts/").then_some((Area::Publication, path))
}

impl FileLoader for Loader {
    fn load(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get().vpath().get_without_slash();
        if *id.root() != VirtualRoot::Project {
            return Err(FileError::AccessDenied);
        }
        if let Some((area, path)) = on_disk(id) {
            return self.read(area, path);
        }
        match path {
            "main.typ" => Ok(Bytes::from_string(self.main.clone())),
            "issue.json" => Ok(Bytes::from_string(self.data.clone())),
            _ if self.project.exists(Area::Publication, path) => self.read(Area::Publication, path),
            _ => builtin::file(path)
                .map(Bytes::from_string)
                .ok_or_else(|| FileError::NotFound(PathBuf::from(path))),
        }
    }
}
