//! The one stage that touches the disk: an issue's folder, the publication's
//! folder around it, and the output.
//!
//! Nothing is read outside those two folders, symbolic links included, and
//! nothing larger than its limit.

mod backup;
mod error;
mod look;
mod output;
mod siblings;

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

pub use self::error::FileError;
pub use self::look::{Seen, Stamp, Tree, is_empty, stamp};
pub use self::output::{read_output, remove_stale, write_atomic};
pub use self::siblings::other_issues;

use crate::diagnostic::{Code, Diagnostic, Place, SourceText, nearest};

/// Largest manifest, in bytes.
pub const MANIFEST_LIMIT: u64 = 1 << 20;
/// Largest article, in bytes: Typst's places reach no further than 8 MiB.
pub const ARTICLE_LIMIT: u64 = (1 << 23) - 1;
/// Largest picture, layout file or other asset, in bytes.
pub const ASSET_LIMIT: u64 = 64 << 20;

/// Which folder a path is relative to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// The issue's folder.
    Issue,
    /// The folder of the publication, which holds the issues' folders.
    Publication,
}

/// An issue's folder and the publication's around it.
#[derive(Debug, Clone)]
pub struct Project {
    issue: Folder,
    publication: Folder,
    name: String,
}

/// A folder: its true path, and the way the user wrote it.
#[derive(Debug, Clone)]
struct Folder {
    path: PathBuf,
    shown: String,
}

impl Folder {
    fn show(&self, relative: &str) -> String {
        match self.shown.as_str() {
            "" => relative.to_owned(),
            shown => format!("{shown}/{relative}"),
        }
    }
}

impl Project {
    /// Opens an issue's folder.
    pub fn open(folder: &Path) -> Result<Self, Box<Diagnostic>> {
        let missing = |path: &Path, message: String, help: &str| {
            Box::new(Diagnostic::error(Code::NotFound, message).at(Place::path(show(path))).help(help))
        };
        let Ok(issue) = folder.canonicalize() else {
            let message = format!("找不到文件夹 {}", show(folder));
            return Err(missing(
                folder,
                message,
                "写一期公报的文件夹，如 issues/2024-01；新建一期用 gongbao new",
            ));
        };
        if !issue.join("issue.toml").exists() {
            let message = format!("{} 里没有 issue.toml", show(folder));
            return Err(missing(
                folder,
                message,
                "写一期公报的文件夹，如 issues/2024-01；新建一期用 gongbao new",
            ));
        }
        let parent = issue.parent().unwrap_or(&issue);
        if !parent.join("publication.toml").exists() {
            let at = folder.join("..").join("publication.toml");
            let message = "找不到 publication.toml".to_owned();
            return Err(missing(&at, message, "它放在各期文件夹的上一级，写刊名、编委会等各期不变的内容"));
        }
        let name = issue.file_name().map_or_else(|| "issue".to_owned(), |n| n.to_string_lossy().into_owned());
        let shown = show(folder);
        let publication_shown = match folder.components().next_back() {
            Some(Component::Normal(_)) => folder.parent().map(show).unwrap_or_default(),
            _ => format!("{shown}/.."),
        };
        Ok(Self {
            publication: Folder { path: parent.to_owned(), shown: publication_shown },
            issue: Folder { path: issue, shown },
            name,
        })
    }

    /// The issue's name: that of its folder.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The true path of a folder.
    pub fn folder(&self, area: Area) -> &Path {
        &self.area(area).path
    }

    fn area(&self, area: Area) -> &Folder {
        match area {
            Area::Issue => &self.issue,
            Area::Publication => &self.publication,
        }
    }

    /// How a file is named to the user.
    pub fn shown(&self, area: Area, relative: &str) -> String {
        self.area(area).show(relative)
    }

    /// Where a file of that name is or would be; `None` for a name that leads out
    /// of the folder.
    pub fn join(&self, area: Area, relative: &str) -> Option<PathBuf> {
        is_inside(relative).then(|| self.area(area).path.join(relative))
    }

    /// The publication's own layout files: paths relative to its folder, and
    /// bytes.
    pub fn own_layouts(&self) -> Vec<(String, Vec<u8>)> {
        let folder = self.folder(Area::Publication);
        let tree = Tree::below(&folder.join("layouts"));
        let names = tree.files.iter().filter_map(|path| path.strip_prefix(folder).ok()?.to_str());
        let names = names.map(|name| name.replace('\\', "/"));
        names
            .filter_map(|name| Some((name.clone(), self.read(Area::Publication, &name, ASSET_LIMIT).ok()?)))
            .collect()
    }

    /// Whether a file is there and inside the folder.
    pub fn exists(&self, area: Area, relative: &str) -> bool {
        self.locate(area, relative).is_ok()
    }

    /// The true path of what a name inside the folder stands for.
    pub fn locate(&self, area: Area, relative: &str) -> Result<PathBuf, FileError> {
        if relative.contains('\\') {
            return Err(FileError::Backslash);
        }
        if !is_inside(relative) {
            return Err(FileError::Outside);
        }
        let folder = &self.area(area).path;
        let joined = folder.join(relative);
        let path = joined.canonicalize().map_err(|error| {
            let dangling = joined.symlink_metadata().is_ok_and(|found| found.is_symlink());
            if dangling {
                FileError::BrokenLink
            } else {
                FileError::from_io(&error, || self.similar(area, relative))
            }
        })?;
        if !path.starts_with(folder) {
            return Err(FileError::LinkOutside);
        }
        Ok(path)
    }

    /// The true path of a plain file of at most `limit` bytes.
    pub fn probe(&self, area: Area, relative: &str, limit: u64) -> Result<PathBuf, FileError> {
        let path = self.locate(area, relative)?;
        let found = fs::metadata(&path).map_err(|error| FileError::from_io(&error, || None))?;
        match found.len() {
            _ if !found.is_file() => Err(FileError::NotAFile),
            size if size > limit => Err(FileError::TooLarge { size, limit }),
            _ => Ok(path),
        }
    }

    /// The first bytes of a plain file of at most `limit` bytes, enough to tell
    /// what kind it is.
    pub fn head(&self, area: Area, relative: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let path = self.probe(area, relative, limit)?;
        let mut bytes = Vec::new();
        let read = fs::File::open(path).and_then(|file| file.take(64).read_to_end(&mut bytes));
        read.map(|_| bytes).map_err(|error| FileError::from_io(&error, || None))
    }

    /// Reads a file of at most `limit` bytes.
    pub fn read(&self, area: Area, relative: &str, limit: u64) -> Result<Vec<u8>, FileError> {
        let path = self.probe(area, relative, limit)?;
        let io = |error: std::io::Error| FileError::from_io(&error, || None);
        let mut bytes = Vec::new();
        // The file may grow between the two looks at it.
        fs::File::open(&path).map_err(io)?.take(limit + 1).read_to_end(&mut bytes).map_err(io)?;
        match bytes.len() as u64 {
            size if size > limit => Err(FileError::TooLarge { size, limit }),
            _ => Ok(bytes),
        }
    }

    /// Reads a text. Where it fails, the finding stands at `place`, or at the
    /// file itself where there is no better one.
    pub fn read_text(
        &self,
        area: Area,
        relative: &str,
        limit: u64,
        place: Option<Place>,
    ) -> Result<Arc<SourceText>, Box<Diagnostic>> {
        let shown = self.shown(area, relative);
        let bytes = self.read(area, relative, limit).map_err(|error| {
            Box::new(error.diagnostic(relative).at(place.unwrap_or_else(|| Place::path(&shown))))
        })?;
        String::from_utf8(bytes).map(|text| SourceText::new(&shown, text)).map_err(|error| {
            let start = error.utf8_error().valid_up_to();
            let text = String::from_utf8_lossy(error.as_bytes()).into_owned();
            let place = Place::new(&SourceText::new(&shown, text), start..start + '\u{fffd}'.len_utf8());
            Box::new(FileError::NotUtf8.diagnostic(&shown).at(place))
        })
    }

    /// A file in the same folder with nearly the same name.
    fn similar(&self, area: Area, relative: &str) -> Option<String> {
        let wanted = Path::new(relative);
        let folder = self.area(area).path.join(wanted.parent()?);
        let name = wanted.file_name()?.to_str()?;
        let entries = fs::read_dir(folder).ok()?.flatten();
        let mut names: Vec<_> = entries.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        names.sort();
        nearest(name, names.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// Reads a file that a user named on the command line, of at most `limit` bytes:
/// any path will do.
pub fn read_named(path: &Path, limit: u64) -> Result<Vec<u8>, Box<Diagnostic>> {
    let fail = |error: FileError| {
        let found = error.diagnostic(&show(path)).at(Place::path(show(path)));
        let help = match error {
            FileError::NotFound { .. } => vec!["检查路径和文件名".to_owned()],
            _ => found.help.clone(),
        };
        Box::new(Diagnostic { help, ..found })
    };
    let io = |error: std::io::Error| fail(FileError::from_io(&error, || None));
    let found = fs::metadata(path).map_err(io)?;
    match found.len() {
        _ if !found.is_file() => return Err(fail(FileError::NotAFile)),
        size if size > limit => return Err(fail(FileError::TooLarge { size, limit })),
        _ => {}
    }
    let mut bytes = Vec::new();
    fs::File::open(path).map_err(io)?.take(limit + 1).read_to_end(&mut bytes).map_err(io)?;
    match bytes.len() as u64 {
        size if size > limit => Err(fail(FileError::TooLarge { size, limit })),
        _ => Ok(bytes),
    }
}

/// Whether two paths lead to the same file.
pub fn same_file(one: &Path, other: &Path) -> bool {
    matches!((one.canonicalize(), other.canonicalize()), (Ok(one), Ok(other)) if one == other)
}

/// Whether a path stays in its folder by its form alone.
fn is_inside(relative: &str) -> bool {
    let plain = |part| matches!(part, Component::Normal(_) | Component::CurDir);
    !relative.is_empty() && !relative.contains('\\') && Path::new(relative).components().all(plain)
}

/// A path as the user knows it, with `/` between its parts.
fn show(path: &Path) -> String {
    let shown = path.display().to_string().replace('\\', "/");
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    match shown.trim_end_matches('/') {
        "" if shown.starts_with('/') => "/".to_owned(),
        trimmed => trimmed.to_owned(),
    }
}
