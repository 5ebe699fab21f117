//! `gongbao preflight`

use std::path::Path;

use serde_json::{Map, Value};

use super::args::{Format, PreflightArgs, Standard};
use super::report::{Report, fail, shown};
use super::term::complain;
use super::{CLEAN, FOUND};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::issue::Issue;
use crate::manifest::PressStandard;
use crate::preflight::{self, Rules, Severity, html, limits, report};
use crate::project::{Project, read_named, write_atomic};

const COMMAND: &str = "preflight";

pub(super) fn run(args: &PreflightArgs) -> u8 {
    let rules = match rules(args) {
        Ok(rules) => rules,
        Err(diagnostic) => return fail(COMMAND, args.format, *diagnostic),
    };
    let bytes = match read_named(&args.file, limits::FILE as u64) {
        Ok(bytes) => bytes,
        Err(diagnostic) => return fail(COMMAND, args.format, *diagnostic),
    };
    let name = shown(&args.file);
    let found = preflight::check(&bytes, &rules);
    if let Some(path) = &args.report
        && let Err(diagnostic) = write_atomic(path, html(&file_name(&args.file), &bytes, &found).as_bytes())
    {
        return fail(COMMAND, args.format, *diagnostic);
    }
    print(args, &name, &found);
    if found.has_errors() { FOUND } else { CLEAN }
}

/// What the file is held against: an issue's settings, or the usual ones.
fn rules(args: &PreflightArgs) -> Result<Rules, Box<Diagnostic>> {
    let mut rules = Rules::foreign();
    if let Some(folder) = &args.issue {
        let project = Project::open(folder)?;
        rules = Issue::load(&project).manifest.as_ref().map(Rules::of).ok_or_else(|| {
            let found = Diagnostic::error(Code::Syntax, "清单有错，读不出本刊的设置");
            Box::new(found.at(Place::path(shown(folder))).help("先运行 gongbao check，改好清单"))
        })?;
    }
    if let Some(standard) = args.standard {
        rules.standard = Some(match standard {
            Standard::X4 => PressStandard::X4,
            Standard::X1a => PressStandard::X1a,
        });
    }
    Ok(rules)
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| shown(path), |name| name.to_string_lossy().into_owned())
}

fn print(args: &PreflightArgs, name: &str, found: &preflight::Report) {
    let mut data = Map::new();
    let mut diagnostics = Vec::new();
    match args.format {
        Format::Json => {
            if let Ok(Value::Object(document)) = serde_json::to_value(report::Document::new(name, found)) {
                data = document;
            }
        }
        Format::Human | Format::Github | Format::Sarif => {
            let serious = found.findings.iter().filter(|finding| finding.severity != Severity::Note);
            diagnostics.extend(serious.map(|finding| finding.diagnostic(name)));
        }
    }
    let summary = summary(found);
    let report = Report { command: COMMAND, format: args.format, diagnostics: &diagnostics, summary, data };
    report.print();
    if args.format == Format::Human {
        for note in found.findings.iter().filter(|finding| finding.severity == Severity::Note) {
            complain(&format!("提示[{}]: {}", note.code, note.shown()));
        }
        if found.cut > 0 {
            complain(&format!("问题太多，另有 {} 处没有列出", found.cut));
        }
    }
}

fn summary(found: &preflight::Report) -> String {
    let pages = found.facts.pages.len();
    let (errors, warnings) = (found.count(Severity::Error), found.count(Severity::Warning));
    let verdict = match (errors, warnings) {
        (0, 0) => "没有问题，可以付印".to_owned(),
        (0, warnings) => format!("{warnings} 处警告，没有错误"),
        (errors, 0) => format!("{errors} 处错误，不能付印"),
        (errors, warnings) => format!("{errors} 处错误，{warnings} 处警告，不能付印"),
    };
    format!("查了 {pages} 页：{verdict}")
}
