//! Looking at files without reading them.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// What tells that a file has changed: time and length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stamp {
    /// When it was last written.
    pub modified: SystemTime,
    /// Its length in bytes.
    pub length: u64,
}

/// A file's stamp; `None` if it is not there.
pub fn stamp(path: &Path) -> Option<Stamp> {
    let found = path.metadata().ok()?;
    Some(Stamp { modified: found.modified().ok()?, length: found.len() })
}

/// Whether a folder has nothing in it, or is not there.
pub fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

/// A file or folder that something depends on, as it was when it was looked at;
/// no stamp if it was not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it is, or would be.
    pub path: PathBuf,
    /// Its stamp.
    pub stamp: Option<Stamp>,
}

impl Seen {
    /// Looks at a path now. Look before reading: what is written in between is
    /// then a change.
    pub fn now(path: PathBuf) -> Self {
        let stamp = stamp(&path);
        Self { path, stamp }
    }

    /// Whether it is no longer what it was.
    pub fn has_changed(&self) -> bool {
        stamp(&self.path) != self.stamp
    }
}

/// More folders in folders than any office keeps its fonts or layouts in.
const DEPTH: usize = 8;

/// What is in a folder and the folders below it.
#[derive(Debug, Default)]
pub struct Tree {
    /// The plain files, in order of their paths.
    pub files: Vec<PathBuf>,
    /// The folders, itself included, in order of their paths.
    pub folders: Vec<PathBuf>,
}

impl Tree {
    /// Looks through a folder. Links that lead out of it are left out, and
    /// nothing is looked at twice.
    pub fn below(folder: &Path) -> Self {
        let mut tree = Self::default();
        if let Ok(root) = folder.canonicalize() {
            tree.collect(&root, folder, DEPTH, &mut BTreeSet::new());
        }
        tree.files.sort();
        tree.folders.sort();
        tree
    }

    fn collect(&mut self, root: &Path, path: &Path, depth: usize, visited: &mut BTreeSet<PathBuf>) {
        let Ok(real) = path.canonicalize() else { return };
        if !real.starts_with(root) || !visited.insert(real.clone()) {
            return;
        }
        if real.is_file() {
            self.files.push(path.to_owned());
        } else if real.is_dir() && depth > 0 {
            self.folders.push(path.to_owned());
            let mut inside: Vec<_> =
                fs::read_dir(path).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
            inside.sort();
            for path in inside {
                self.collect(root, &path, depth - 1, visited);
            }
        }
    }

    /// The font files among the files.
    pub fn fonts(&self) -> impl Iterator<Item = &PathBuf> {
        const ENDINGS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];
        self.files.iter().filter(|path| {
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
            ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
        })
    }
}
