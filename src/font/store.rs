//! The fonts at hand.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use fontdb::{Database, Source};
use serde::{Deserialize, Serialize};
use typst::text::{Font, FontBook, FontInfo, FontVariant};
use typst_kit::fonts::{FontPath, FontStore};
use typst_utils::LazyHash;

use crate::diagnostic::{Code, Diagnostic, Place, nearest};

/// Every face that may be used, in an order that does not depend on the
/// machine.
pub struct Fonts {
    store: FontStore,
    faces: Vec<Face>,
    known: Vec<KnownFace>,
}

/// What Typst knows of a face of the pack, written down: to read it off the font
/// takes as long as a third of the proof reader's rules.
#[derive(Serialize, Deserialize)]
struct KnownFace {
    /// The file's name; its path once it has been read.
    path: PathBuf,
    /// Its length in bytes: another file is looked at anew.
    length: u64,
    index: u32,
    info: FontInfo,
}

/// The file beside the pack's fonts that has it.
const FACES: &str = "faces.json";

/// What stands there; nothing for a folder that is not the pack.
fn known_faces(folder: &Path) -> Vec<KnownFace> {
    if !folder.join(SIGN).is_file() {
        return Vec::new();
    }
    let bytes = std::fs::read(folder.join(FACES)).unwrap_or_default();
    let mut faces: Vec<KnownFace> = serde_json::from_slice(&bytes).unwrap_or_default();
    faces.iter_mut().for_each(|face| face.path = folder.join(&face.path));
    faces
}

/// The list of what is known of some files of the pack, as `faces.json` has it.
pub fn face_list(files: &[PathBuf]) -> String {
    let (fonts, _) = Fonts::load_with(files, false, Vec::new());
    let faces = fonts.faces.iter().zip(0_usize..).filter_map(|(face, at)| {
        let index = fonts.font(at)?.index();
        let length = face.path.metadata().ok()?.len();
        Some(KnownFace { path: face.path.file_name()?.into(), length, index, info: face.info.clone() })
    });
    let lines: Vec<String> = faces.filter_map(|face| serde_json::to_string(&face).ok()).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

/// The file that tells the pack from other folders.
const SIGN: &str = "SHA256SUMS";

/// One face: what it is called and where it is.
#[derive(Debug, Clone)]
pub struct Face {
    /// Family names in every language the file has.
    pub families: Vec<String>,
    /// Names of this face alone: the PostScript name, the file's name with and
    /// without its ending.
    pub names: Vec<String>,
    /// The file.
    pub path: PathBuf,
    /// What Typst knows of it: family, weight, coverage.
    pub info: FontInfo,
    ranges: OnceLock<Vec<Range<u32>>>,
}

/// Which face.
#[derive(Debug, Clone, Copy)]
pub(super) struct FaceId(usize);

impl Face {
    /// Whether it has a character. Typst's own list is read from its beginning
    /// for every question; this one is searched.
    pub(super) fn has(&self, c: char) -> bool {
        let ranges = self.ranges.get_or_init(|| {
            let mut ranges: Vec<Range<u32>> = Vec::new();
            for code in self.info.coverage.iter() {
                match ranges.last_mut() {
                    Some(last) if last.end == code => last.end += 1,
                    _ => ranges.push(code..code + 1),
                }
            }
            ranges
        });
        let code = u32::from(c);
        let after = ranges.partition_point(|range| range.start <= code);
        after.checked_sub(1).and_then(|at| ranges.get(at)).is_some_and(|range| range.contains(&code))
    }
}

impl Fonts {
    /// Loads the faces of some font files, then the machine's if asked for.
    /// Files that are no fonts are reported.
    pub fn load(files: &[PathBuf], system: bool) -> (Self, Vec<Diagnostic>) {
        let packs: BTreeSet<&Path> = files.iter().filter_map(|file| file.parent()).collect();
        let known = packs.into_iter().flat_map(known_faces).collect();
        Self::load_with(files, system, known)
    }

    fn load_with(files: &[PathBuf], system: bool, known: Vec<KnownFace>) -> (Self, Vec<Diagnostic>) {
        let mut fonts = Self { store: FontStore::new(), faces: Vec::new(), known };
        let mut diagnostics = Vec::new();
        for file in files {
            let mut database = Database::new();
            let read = database.load_font_file(file);
            if read.is_err() || fonts.add(&database) == 0 {
                let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
                let found = Diagnostic::warning(Code::BrokenFont, format!("字体文件 {name} 读不出来"));
                diagnostics
                    .push(found.at(Place::path(name)).help("重新复制这个文件，或把它移出 fonts 文件夹"));
            }
        }
        if system {
            let mut database = Database::new();
            database.load_system_fonts();
            fonts.add(&database);
        }
        (fonts, diagnostics)
    }

    /// Adds faces in order of their files; returns how many there were.
    fn add(&mut self, database: &Database) -> usize {
        let before = self.faces.len();
        let mut faces: Vec<_> = database
            .faces()
            .filter_map(|face| match &face.source {
                Source::File(path) => Some((path.clone(), face.index, face)),
                _ => None,
            })
            .collect();
        faces.sort_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)));
        for (path, index, face) in faces {
            let read = || database.with_face_data(face.id, FontInfo::new).flatten();
            let Some(info) = self.known(&path, index).or_else(read) else { continue };
            let families = face.families.iter().map(|(name, _)| name.clone()).collect();
            let file = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let stem = path.file_stem().map(|name| name.to_string_lossy().into_owned());
            let names = [Some(face.post_script_name.clone()), file, stem].into_iter().flatten().collect();
            self.store.push((FontPath { path: path.clone(), index }, info.clone()));
            self.faces.push(Face { families, names, path, info, ranges: OnceLock::new() });
        }
        self.faces.len() - before
    }

    /// What is known of a face of the pack.
    fn known(&self, path: &Path, index: u32) -> Option<FontInfo> {
        let length = path.metadata().ok()?.len();
        let is = |face: &&KnownFace| face.path == path && face.index == index && face.length == length;
        self.known.iter().find(is).map(|face| face.info.clone())
    }

    /// Typst's view of the faces.
    pub fn book(&self) -> &LazyHash<FontBook> {
        self.store.book()
    }

    /// A face, loaded on first use.
    pub fn font(&self, index: usize) -> Option<Font> {
        self.store.font(index)
    }

    /// The face that goes by a name: a family's in any language (any face of
    /// it), or that of one face.
    pub(super) fn named(&self, name: &str) -> Option<Named<'_>> {
        let wanted = name.trim();
        let family = |face: &&Face| {
            face.info.family.eq_ignore_ascii_case(wanted)
                || face.families.iter().any(|known| known.eq_ignore_ascii_case(wanted))
        };
        let one = |face: &&Face| face.names.iter().any(|known| known.eq_ignore_ascii_case(wanted));
        let family = self.faces.iter().find(family).map(|face| Named { face, alone: false });
        family.or_else(|| self.faces.iter().find(one).map(|face| Named { face, alone: true }))
    }

    /// The face that Typst takes for a family and weight.
    pub(super) fn face_for(&self, family: &str, variant: FontVariant) -> Option<FaceId> {
        self.book().select(&family.to_lowercase(), variant).map(FaceId)
    }

    /// A face that [`Fonts::face_for`] found.
    pub(super) fn face(&self, id: FaceId) -> &Face {
        &self.faces[id.0]
    }

    /// The nearest family names, for a message.
    pub(super) fn similar(&self, name: &str) -> Option<&str> {
        nearest(
            name,
            self.faces.iter().flat_map(|face| face.families.iter().chain(&face.names)).map(String::as_str),
        )
    }
}

/// A face found by a name.
pub(super) struct Named<'a> {
    pub(super) face: &'a Face,
    /// Whether the name is this face's alone, so that its weight is meant too.
    pub(super) alone: bool,
}

/// The folder of the font pack: `fonts` beside the program or in a folder
/// above it (as in a source tree), `share/gongbao/fonts` where the program is
/// installed, or the source tree that it was built from.
pub fn pack_folder() -> Option<PathBuf> {
    let program = std::env::current_exe().ok().and_then(|path| path.canonicalize().ok());
    let above: Vec<_> = program.as_deref().into_iter().flat_map(Path::ancestors).skip(1).collect();
    let beside = above.iter().map(|folder| folder.join("fonts"));
    let installed = above.get(1).map(|folder| folder.join("share/gongbao/fonts"));
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts");
    beside.chain(installed).chain([source]).find(|folder| folder.join(SIGN).is_file())
}
