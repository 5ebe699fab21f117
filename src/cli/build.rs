//! `gongbao build`

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Map, Value, json};

use super::args::{BuildArgs, Edition};
use super::report::{Report, counts, made_code, open, shown};
use crate::diagnostic::Diagnostic;
use crate::press::{Output, OutputKind, Press, Run, Wanted};
use crate::project::{Seen, stamp, write_atomic};

pub(super) fn run(args: &BuildArgs) -> u8 {
    let wanted = wanted(args, &[Edition::Print, Edition::Screen]);
    match open("build", &args.issue) {
        Ok(mut press) => make(&mut press, args, wanted).code,
        Err(code) => code,
    }
}

/// What one run came to.
pub(super) struct Made {
    pub(super) code: u8,
    pub(super) files: Vec<Seen>,
}

/// The editions asked for, else those that a command makes by itself.
pub(super) fn wanted(args: &BuildArgs, usual: &[Edition]) -> Wanted {
    let asked = if args.edition.is_empty() { usual } else { &args.edition };
    Wanted { print: asked.contains(&Edition::Print), screen: asked.contains(&Edition::Screen) }
}

/// Where a file goes.
pub(super) fn target(press: &Press, out: &Path, kind: OutputKind) -> PathBuf {
    out.join(format!("{}.{}", press.project().name(), kind.ending()))
}

/// Makes the issue, writes it, and says so.
pub(super) fn make(press: &mut Press, args: &BuildArgs, wanted: Wanted) -> Made {
    let start = Instant::now();
    let Run { outputs, mut diagnostics, files } = press.run(wanted);
    let mut told = Vec::new();
    let mut listed = Vec::new();
    for output in &outputs {
        let path = target(press, &args.out, output.kind);
        match write_atomic(&path, &output.bytes) {
            Ok(()) => {
                told.push(sentence(&path, output));
                listed.push(entry(&path, output));
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let seconds = start.elapsed().as_secs_f64();
    let summary = if told.is_empty() {
        unmade(&diagnostics, &target(press, &args.out, wanted.main()))
    } else {
        let found =
            if diagnostics.is_empty() { String::new() } else { format!("；{}", counts(&diagnostics)) };
        format!("{}\n用时 {seconds:.2} 秒{found}", told.join("\n"))
    };
    let mut data = Map::new();
    if !listed.is_empty() {
        data.insert("output".to_owned(), listed.into());
    }
    let code = made_code(&diagnostics);
    Report { command: "build", format: args.issue.format, diagnostics: &diagnostics, summary, data }.print();
    Made { code, files }
}

fn sentence(path: &Path, output: &Output) -> String {
    let what = match output.kind {
        OutputKind::Print => "印刷用",
        OutputKind::Screen => "网上看",
        OutputKind::Index => "索引",
    };
    let pages = output.pages.map_or(String::new(), |pages| format!("{pages} 页，"));
    format!("已排出 {}（{what}）：{pages}{}", shown(path), size(output.bytes.len()))
}

fn entry(path: &Path, output: &Output) -> Value {
    let edition = output.kind.ending().split('.').next();
    json!({ "path": shown(path), "edition": edition, "pages": output.pages, "bytes": output.bytes.len() })
}

fn unmade(diagnostics: &[Diagnostic], path: &Path) -> String {
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
