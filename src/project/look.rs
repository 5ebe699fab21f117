//! Looking at files without reading them.

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

/// Endings of font files.
const FONTS: [&str; 4] = ["ttf", "otf", "ttc", "otc"];

/// More folders in folders than any office keeps its fonts in.
const DEPTH: usize = 8;

/// The font files in a folder and the folders below it, in order of their
/// paths. Links that lead out of the folder are left out.
pub fn font_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    if let Ok(root) = folder.canonicalize() {
        collect(&root, &root, DEPTH, &mut files);
    }
    files.sort();
    files
}

fn collect(root: &Path, folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        let Ok(real) = path.canonicalize() else { continue };
        if !real.starts_with(root) {
            continue;
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
        if real.is_dir() && depth > 0 {
            collect(root, &path, depth - 1, files);
        } else if real.is_file() && ending.is_some_and(|ending| FONTS.contains(&ending.as_str())) {
            files.push(path);
        }
    }
}
