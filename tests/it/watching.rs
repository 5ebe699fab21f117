//! `gongbao watch`: the PDF follows what is saved, with the system's
//! notifications and without.

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::{MANIFEST, Office};

/// A running `watch`, ended with the test.
struct Watch(Child);

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Waits until the file holds something else than it did.
#[track_caller]
fn changed(path: &Path, from: &[u8]) -> Vec<u8> {
    let start = Instant::now();
    loop {
        match fs::read(path) {
            Ok(bytes) if bytes != from && bytes.trim_ascii_end().ends_with(b"%%EOF") => return bytes,
            _ => assert!(start.elapsed() < Duration::from_secs(30), "the PDF does not follow"),
        }
        sleep(Duration::from_millis(20));
    }
}

fn follows(arguments: &[&str]) {
    let office = Office::new();
    let child = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(["watch", "2024-01"])
        .args(arguments)
        .current_dir(office.path())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program can be started");
    let _watch = Watch(child);
    let pdf = office.path().join("build/2024-01.screen.pdf");
    let first = changed(&pdf, b"");

    // Time enough to begin waiting: an edit during a run is a case of its own.
    sleep(Duration::from_millis(500));
    office.write("2024-01/a.txt", "改动过的一段。\n");
    let second = changed(&pdf, &first);

    // Saved as many editors do: a new file put in the place of the old.
    sleep(Duration::from_millis(500));
    office.write("2024-01/a.tmp", "又改动过的一段。\n");
    fs::rename(office.issue().join("a.tmp"), office.issue().join("a.txt")).expect("a rename");
    let third = changed(&pdf, &second);

    // Broken: the last good PDF stays. Mended: it follows again.
    sleep(Duration::from_millis(500));
    office.write("2024-01/issue.toml", "year = 2024\n");
    sleep(Duration::from_millis(1500));
    assert!(fs::read(&pdf).expect("a PDF") == third);
    let mended = MANIFEST.replace("试验文章", "修好的文章").replace("a.txt", "b.txt");
    office.write("2024-01/issue.toml", mended);
    sleep(Duration::from_millis(500));
    office.write("2024-01/b.txt", "清单里后加的一篇。\n");
    changed(&pdf, &third);
}

#[test]
fn with_notifications() {
    follows(&[]);
}

#[test]
fn by_looking() {
    follows(&["--poll"]);
}
