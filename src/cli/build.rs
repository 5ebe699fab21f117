//! `gongbao build`

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde_json::{Map, Value, json};

use super::args::{BuildArgs, Edition};
use super::report::{Report, counts, made_code, open, shown};
use crate::diagnostic::Diagnostic;
use crate::press::{Output, OutputKind, Press, Run, Wanted};
use crate::project::{Seen, remove_stale, stamp, write_atomic};

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
    let index = true;
    Wanted { print: asked.contains(&Edition::Print), screen: asked.contains(&Edition::Screen), index }
}

/// Where a file goes.
pub(super) fn target(press: &Press, out: &Path, kind: OutputKind) -> PathBuf {
    named(press, out, kind.ending())
}

fn named(press: &Press, out: &Path, ending: &str) -> PathBuf {
    out.join(format!("{}.{ending}", press.project().name()))
}

/// Makes the issue, writes it, and says so.
pub(super) fn make(press: &mut Press, args: &BuildArgs, wanted: Wanted) -> Made {
    let start = Instant::now();
    let Run { outputs, mut diagnostics, files } = press.run(wanted);
    let mut told = Vec::new();
    let mut listed = Vec::new();
    for output in &outputs {
        let good = target(press, &args.out, output.kind);
        let rejected = output.kind.rejected_ending().map(|ending| named(press, &args.out, ending));
        let path = match &rejected {
            Some(rejected) if output.rejected => rejected,
            _ => &good,
        };
        match write_atomic(path, &output.bytes) {
            Ok(()) => {
                told.push(sentence(path, output, &good));
                listed.push(entry(path, output));
                if let Some(stale) = rejected.filter(|_| !output.rejected) {
                    remove_stale(&stale);
                }
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    if wanted.print && !told.is_empty() && !outputs.iter().any(|output| output.kind == OutputKind::Print) {
        told.push("没有排交印厂的：先改好列出的错误；确实不错的，在清单里写明豁免（见 docs/guide/proof-reading.md）".to_owned());
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

fn sentence(path: &Path, output: &Output, good: &Path) -> String {
    let pages = output.pages.map_or(String::new(), |pages| format!("{pages} 页，"));
    if output.rejected {
        let old = if stamp(good).is_some() {
            format!("；上次的 {} 没有改动", shown(good))
        } else {
            String::new()
        };
        return format!("不合格，不能交印厂：{}{old}", shown(path));
    }
    let what = match output.kind {
        OutputKind::Print => "交印厂",
        OutputKind::Cover => "封面，交印厂",
        OutputKind::Job => "印刷通知单",
        OutputKind::Screen => "网上看",
        OutputKind::Index => "索引",
    };
    format!("已排出 {}（{what}）：{pages}{}", shown(path), size(output.bytes.len()))
}

fn entry(path: &Path, output: &Output) -> Value {
    let edition = output.kind.ending().split('.').next();
    json!({
        "path": shown(path),
        "edition": edition,
        "pages": output.pages,
        "bytes": output.bytes.len(),
        "rejected": output.rejected,
    })
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
