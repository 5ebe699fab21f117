//! The world that Typst sees.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use typst::diag::FileResult;
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};
use typst_kit::files::FileStore;

use super::article::article;
use super::files::Loader;
use super::levels::column_level;
use super::paragraph::paragraph;
use super::title_lines::title_lines;
use crate::diagnostic::SourceText;
use crate::font::Fonts;
use crate::project::Project;

/// One issue as a Typst project.
pub(super) struct BulletinWorld {
    library: LazyHash<Library>,
    fonts: Arc<Fonts>,
    files: FileStore<Loader>,
    main: FileId,
}

impl BulletinWorld {
    pub(super) fn new(project: Project, fonts: Arc<Fonts>) -> Self {
        let mut library = Library::default();
        library.global.scope_mut().define_func::<article>();
        library.global.scope_mut().define_func::<column_level>();
        library.global.scope_mut().define_func::<paragraph>();
        library.global.scope_mut().define_func::<title_lines>();
        Self {
            library: LazyHash::new(library),
            fonts,
            files: FileStore::new(Loader::new(project)),
            main: file_id("/main.typ").expect("a fixed, well-formed path"),
        }
    }

    /// Starts over with fresh files and new data; `makeup` are looseness and
    /// levels.
    pub(super) fn reset(
        &mut self,
        layout: &str,
        data: String,
        makeup: (String, String),
        texts: BTreeMap<String, Arc<SourceText>>,
    ) {
        self.files.reset();
        self.files.loader_mut().set(layout, data, makeup, texts);
    }

    /// Starts over with the spine of the same issue.
    pub(super) fn reset_to_spine(&mut self, width_mm: f64) {
        self.files.reset();
        self.files.loader_mut().set_spine(width_mm);
    }

    /// Starts over with a file of ours and data for it.
    pub(super) fn reset_overlay(&mut self, file: &str, data: String) {
        self.files.reset();
        self.files.loader_mut().set_overlay(file, data);
    }

    /// A file's name and text, as editors know it.
    pub(super) fn source_text(&self, id: FileId) -> Arc<SourceText> {
        if let Some(text) = self.files.loader().article(id) {
            return Arc::clone(text);
        }
        let shown = self.files.loader().shown(id);
        let bytes = self.files.file(id).map(|bytes| bytes.to_vec()).unwrap_or_default();
        SourceText::new(shown, String::from_utf8(bytes).unwrap_or_default())
    }

    /// Whether a file is gongbao's own and not on the editor's disk.
    pub(super) fn is_built_in(&self, id: FileId) -> bool {
        self.files.loader().is_built_in(id)
    }

    pub(super) fn dependencies(&mut self) -> Vec<PathBuf> {
        let (loader, ids) = self.files.dependencies();
        let mut paths: Vec<_> = ids.filter_map(|id| loader.path(id)).collect();
        paths.sort();
        paths
    }
}

impl World for BulletinWorld {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.files.source(id)
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        self.files.file(id)
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.font(index)
    }

    /// A page must not depend on the day it is set.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// The id of a path in the virtual project; `None` if it climbs out of it.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    VirtualPath::new(path).ok().map(|path| RootedPath::new(VirtualRoot::Project, path).intern())
}
