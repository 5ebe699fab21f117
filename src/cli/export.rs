//! `gongbao export`

use std::path::Path;

use serde_json::{Map, json};

use super::args::ExportArgs;
use super::report::{self, Report, counts, made_code, open, shown};
use crate::diagnostic::{Code, Diagnostic, has_errors};
use crate::layout;
use crate::project::{is_empty, stamp, write_atomic};

pub(super) fn run(args: &ExportArgs) -> u8 {
    let format = args.issue.format;
    let mut press = match open("export", &args.issue) {
        Ok(press) => press,
        Err(code) => return code,
    };
    if let Some(found) = occupied(&args.folder) {
        return report::fail("export", format, found);
    }
    let checked = press.check();
    let mut diagnostics = checked.diagnostics;
    let mut written = Vec::new();
    if let Some(manifest) = &checked.issue.manifest
        && !has_errors(&diagnostics)
    {
        let texts: Vec<_> = checked.issue.texts.iter().map(|text| &text.article).collect();
        let mut files: Vec<(String, Vec<u8>)> = layout::export(manifest, &checked.roles, &texts)
            .into_iter()
            .map(|(path, text)| (path, text.into_bytes()))
            .collect();
        files.extend(press.project().own_layouts());
        files.extend(checked.issue.assets(press.project()));
        for (path, bytes) in files {
            match write_atomic(&args.folder.join(&path), &bytes) {
                Ok(()) => written.push(path),
                Err(diagnostic) => {
                    diagnostics.push(*diagnostic);
                    break;
                }
            }
        }
    }
    let folder = shown(&args.folder);
    let summary = if has_errors(&diagnostics) {
        format!("没有导出完整：{}", counts(&diagnostics))
    } else {
        format!(
            "已导出到 {folder}，共 {} 个文件；用 typst compile --root {folder} {folder}/main.typ 排版",
            written.len()
        )
    };
    let mut data = Map::new();
    data.insert("files".to_owned(), json!(written));
    Report { command: "export", format, diagnostics: &diagnostics, summary, data }.print();
    made_code(&diagnostics)
}

/// An export goes into a folder of its own: beside a manifest its layouts would
/// be taken for the publication's.
fn occupied(folder: &Path) -> Option<Diagnostic> {
    let taken = |name: &str| stamp(&folder.join(name)).is_some();
    let ours = taken("main.typ") && taken("issue.json");
    let foreign = ["publication.toml", "issue.toml"].iter().any(|name| taken(name));
    if foreign || !ours && !is_empty(folder) {
        let message = format!("{} 里已经有别的文件", shown(folder));
        return Some(Diagnostic::error(Code::Unwritable, message).help("导出到一个新的文件夹"));
    }
    None
}
