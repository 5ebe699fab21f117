//! What several tests need.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Where and how snapshots are kept: in `snapshots` beside the cases.
pub(crate) fn snapshots(cases: &Path) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(cases.join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings
}

/// Copies a folder with everything in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let entry = entry.expect("a readable entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}

/// A publication in a temporary folder, with one issue `2024-01` in it.
pub(crate) struct Office {
    folder: tempfile::TempDir,
}

impl Office {
    /// One article, nothing wrong.
    pub(crate) fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().expect("a temporary folder") };
        office.write("publication.toml", "name = \"试验县人民政府公报\"\n");
        office.write("2024-01/issue.toml", MANIFEST);
        office.write("2024-01/a.txt", "第一段文字，只作试验之用。\n");
        office
    }

    /// The office's folder.
    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The issue's folder.
    pub(crate) fn issue(&self) -> PathBuf {
        self.path().join("2024-01")
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a file in a folder")).expect("a folder can be made");
        fs::write(path, bytes).expect("a file can be written");
    }

    /// Runs the program in the office's folder.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(arguments)
            .current_dir(self.path())
            .output()
            .expect("the program can be started")
    }

    /// Builds the issue.
    pub(crate) fn build(&self) -> Output {
        self.run(&["build", "2024-01"])
    }
}

/// A manifest with one article, `a.txt`.
pub(crate) const MANIFEST: &str = r#"year = 2024
number = 1
date = 2024-03-29

[[column]]
title = "试验"

[[column.article]]
title = "试验文章"
file = "a.txt"
"#;

/// What a run printed for people.
pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Fails unless the run ended with `code` and its messages hold every word.
#[track_caller]
pub(crate) fn expect(output: &Output, code: i32, words: &[&str]) {
    let text = stderr(output);
    assert_eq!(output.status.code(), Some(code), "{text}{}", String::from_utf8_lossy(&output.stdout));
    for word in words {
        assert!(text.contains(word), "{word:?} is not in:\n{text}");
    }
    assert!(!text.contains("panicked"), "{text}");
}
