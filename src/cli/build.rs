//! `gongbao build`

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Map, json};

use super::args::BuildArgs;
use super::report::{Report, counts, made_code, open, shown};
use crate::diagnostic::Diagnostic;
use crate::press::{Press, Run};
use crate::project::{Seen, stamp, write_atomic};

pub(super) fn run(args: &BuildArgs) -> u8 {
    match open("build", &args.issue) {
        Ok(mut press) => make(&mut press, args).code,
        Err(code) => code,
    }
}

/// What one run came to.
pub(super) struct Made {
    pub(super) code: u8,
    pub(super) files: Vec<Seen>,
}

/// Where the screen edition goes.
pub(super) fn target(press: &Press, out: &Path) -> PathBuf {
    out.join(format!("{}.screen.pdf", press.project().name()))
}

/// Makes the issue, writes it, and says so.
pub(super) fn make(press: &mut Press, args: &BuildArgs) -> Made {
    let start = Instant::now();
    let Run { screen, mut diagnostics, files } = press.run();
    let path = target(press, &args.out);
    let mut data = Map::new();
    let mut written = String::new();
    if let Some(edition) = screen {
        match write_atomic(&path, &edition.bytes) {
            Ok(()) => {
                written =
                    format!("已排出 {}：{} 页，{}", shown(&path), edition.pages, size(edition.bytes.len()));
                let entry = json!([{ "path": shown(&path), "edition": "screen", "pages": edition.pages, "bytes": edition.bytes.len() }]);
                data.insert("output".to_owned(), entry);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let summary = summary(&diagnostics, &written, &path, seconds);
    let code = made_code(&diagnostics);
    Report { command: "build", format: args.issue.format, diagnostics: &diagnostics, summary, data }.print();
    Made { code, files }
}

fn summary(diagnostics: &[Diagnostic], written: &str, path: &Path, seconds: f64) -> String {
    if !written.is_empty() {
        let found =
            if diagnostics.is_empty() { String::new() } else { format!("；{}", counts(diagnostics)) };
        return format!("{written}，用时 {seconds:.2} 秒{found}");
    }
    let old = if stamp(path).is_some() {
        format!("；上次排出的 {} 没有改动", shown(path))
    } else {
        String::new()
    };
    format!("没有排出：{}{old}", counts(diagnostics))
}

fn size(bytes: usize) -> String {
    let kibibytes = bytes as f64 / 1024.0;
    if kibibytes < 1000.0 { format!("{kibibytes:.0} KB") } else { format!("{:.1} MB", kibibytes / 1024.0) }
}
