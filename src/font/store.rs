//! The fonts at hand.

use std::path::{Path, PathBuf};

use fontdb::{Database, Source};
use typst::text::{Font, FontBook, FontInfo, FontVariant};
use typst_kit::fonts::{FontPath, FontStore};
use typst_utils::LazyHash;

use crate::diagnostic::{Code, Diagnostic, Place};

/// Every face that may be used, in an order that does not depend on the
/// machine.
pub struct Fonts {
    store: FontStore,
    faces: Vec<Face>,
    /// The folders that were looked through.
    pub folders: Vec<PathBuf>,
}

/// One face: what it is called and where it is.
#[derive(Debug, Clone)]
pub struct Face {
    /// Family names in every language the file has, the file's own name and
    /// the PostScript name: any of them may stand in a manifest.
    pub names: Vec<String>,
    /// The file.
    pub path: PathBuf,
    /// What Typst knows of it: family, weight, coverage.
    pub info: FontInfo,
}

impl Fonts {
    /// Loads the faces of some folders (first folder first, files by name),
    /// then the machine's if asked for. Font files that can't be read are
    /// reported.
    pub fn load(folders: &[PathBuf], system: bool) -> (Self, Vec<Diagnostic>) {
        let mut fonts = Self { store: FontStore::new(), faces: Vec::new(), folders: folders.to_vec() };
        let mut diagnostics = Vec::new();
        for folder in folders {
            let mut database = Database::new();
            database.load_fonts_dir(folder);
            fonts.add(&database, &mut diagnostics);
        }
        if system {
            let mut database = Database::new();
            database.load_system_fonts();
            fonts.add(&database, &mut Vec::new());
        }
        (fonts, diagnostics)
    }

    fn add(&mut self, database: &Database, diagnostics: &mut Vec<Diagnostic>) {
        let mut faces: Vec<_> = database
            .faces()
            .filter_map(|face| match &face.source {
                Source::File(path) => Some((path.clone(), face.index, face)),
                _ => None,
            })
            .collect();
        faces.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        for (path, index, face) in faces {
            let info = database.with_face_data(face.id, FontInfo::new).flatten();
            let Some(info) = info else {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let message = format!("字体文件 {name} 读不出来");
                diagnostics.push(
                    Diagnostic::warning(Code::BrokenFont, message)
                        .at(Place::path(name))
                        .help("重新复制这个文件"),
                );
                continue;
            };
            let mut names: Vec<String> = face.families.iter().map(|(name, _)| name.clone()).collect();
            names.push(face.post_script_name.clone());
            names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
            names.extend(path.file_stem().map(|name| name.to_string_lossy().into_owned()));
            self.store.push((FontPath { path: path.clone(), index }, info.clone()));
            self.faces.push(Face { names, path, info });
        }
    }

    /// Every face.
    pub fn faces(&self) -> &[Face] {
        &self.faces
    }

    /// Typst's view of the faces.
    pub fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    /// A face, loaded on first use.
    pub fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    /// The family, as Typst calls it, of the face that goes by a name in any
    /// language.
    pub(super) fn family(&self, name: &str) -> Option<&str> {
        let wanted = name.trim();
        let goes_by = |face: &&Face| {
            face.info.family.eq_ignore_ascii_case(wanted)
                || face.names.iter().any(|known| known.eq_ignore_ascii_case(wanted))
        };
        self.faces.iter().find(goes_by).map(|face| face.info.family.as_str())
    }

    /// The face that Typst takes for a family and weight.
    pub(super) fn face(&self, family: &str, variant: FontVariant) -> Option<&Face> {
        self.book().select(&family.to_lowercase(), variant).map(|index| &self.faces[index])
    }

    /// The nearest family names, for a message.
    pub(super) fn similar(&self, name: &str) -> Option<&str> {
        let names = self.faces.iter().flat_map(|face| &face.names).map(String::as_str);
        names
            .map(|known| (strsim::normalized_damerau_levenshtein(name, known), known))
            .filter(|(score, _)| *score >= 0.6)
            .max_by(|a, b| a.0.total_cmp(&b.0))
            .map(|(_, known)| known)
    }
}

/// The folder of the font pack: beside the program, in its `share` folder, or
/// in the source tree that it was built from.
pub fn pack_folder() -> Option<PathBuf> {
    let program = std::env::current_exe().ok().and_then(|path| path.canonicalize().ok());
    let beside = program.as_deref().and_then(Path::parent);
    let candidates = [
        beside.map(|folder| folder.join("fonts")),
        beside.and_then(Path::parent).map(|folder| folder.join("share/gongbao/fonts")),
        Some(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")),
    ];
    candidates.into_iter().flatten().find(|folder| folder.join("SHA256SUMS").is_file())
}
