//! Every folder in `tests/diagnostics` is an office with one issue `issue`; its
//! findings are compared with the snapshot of the folder's name.

use std::fs;

use gongbao::diagnostic::render;
use gongbao::press::{Press, Wanted};

use crate::support::{copy, root, snapshots};

#[test]
fn findings_are_as_recorded() {
    let cases = root().join("tests/diagnostics");
    let mut folders: Vec<_> = fs::read_dir(&cases)
        .expect("cases")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.is_dir())
        .collect();
    folders.retain(|path| !path.ends_with("snapshots"));
    folders.sort();
    assert!(folders.len() >= 5, "cases are missing");
    snapshots(&cases).bind(|| {
        for folder in folders {
            let office = tempfile::tempdir().expect("a temporary folder");
            copy(&folder, office.path());
            let mut press = Press::open(&office.path().join("issue"), None).expect("an issue");
            let shown: String = press
                .run(Wanted::SCREEN)
                .diagnostics
                .iter()
                .map(|found| render(found, false) + "\n")
                .collect();
            let shown = shown.replace(&office.path().display().to_string(), "");
            insta::assert_snapshot!(folder.file_name().and_then(|n| n.to_str()).unwrap_or_default(), shown);
        }
    });
}
