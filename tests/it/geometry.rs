//! The sample's pages measured by `tests/geometry.py`, in both layouts. Needs
//! Python with PyMuPDF, which `.ci/run` installs; says so and passes without.

use std::fs;
use std::process::Command;

use gongbao::press::{OutputKind, Press, Wanted};

use crate::support::{copy, root};

/// A Python that has PyMuPDF.
fn python() -> Option<String> {
    let own = root().join("target/venv/bin/python").display().to_string();
    let works = |python: &String| {
        let output = Command::new(python).args(["-c", "import pymupdf, tomllib"]).output();
        output.is_ok_and(|output| output.status.success())
    };
    [own, "python3".to_owned()].into_iter().find(works)
}

#[test]
fn pages_measure_as_the_standard_says() {
    let Some(python) = python() else {
        #[allow(clippy::print_stderr, reason = "says why nothing is measured")]
        let () = eprintln!("skipped: no Python with PyMuPDF (pip install pymupdf)");
        return;
    };
    for layout in ["gongbao", "gbt9704"] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&root().join("issues"), folder.path());
        let manifest = folder.path().join("publication.toml");
        let text = fs::read_to_string(&manifest).expect("a manifest");
        fs::write(&manifest, text.replace("\"gongbao\"", &format!("\"{layout}\""))).expect("a manifest");
        let issue = folder.path().join("2024-01");
        let wanted = Wanted::SCREEN;
        let run = Press::open(&issue, None).expect("an issue").run(wanted);
        let pdf = folder.path().join("issue.pdf");
        fs::write(&pdf, &run.output(OutputKind::Screen).expect("an edition").bytes).expect("a PDF");
        let output = Command::new(&python)
            .arg(root().join("tests/geometry.py"))
            .args([&pdf, &issue])
            .arg(layout)
            .output()
            .expect("Python can be started");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{layout}:\n{said}{}", String::from_utf8_lossy(&output.stderr));
    }
}
