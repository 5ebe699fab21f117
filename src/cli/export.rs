//! `gongbao export`

use serde_json::{Map, json};

use super::args::ExportArgs;
use super::report::{self, Report, counts, exit_code, shown};
use crate::diagnostic::has_errors;
use crate::layout;
use crate::press::Press;
use crate::project::write_atomic;

pub(super) fn run(args: &ExportArgs) -> u8 {
    let format = args.issue.format;
    let mut press = match Press::open(&args.issue.issue, args.issue.fonts.as_deref()) {
        Ok(press) => press,
        Err(diagnostic) => return report::fail("export", format, *diagnostic),
    };
    let checked = press.check();
    let mut diagnostics = checked.diagnostics;
    let mut files = Vec::new();
    if let Some(manifest) = &checked.issue.manifest
        && !has_errors(&diagnostics)
    {
        let texts: Vec<_> = checked.issue.texts.iter().map(|text| &text.article).collect();
        files = layout::export(manifest, &checked.roles, &texts);
    }
    for (path, text) in &files {
        if let Err(diagnostic) = write_atomic(&args.folder.join(path), text.as_bytes()) {
            diagnostics.push(*diagnostic);
            break;
        }
    }
    let summary = if has_errors(&diagnostics) {
        format!("没有导出：{}", counts(&diagnostics))
    } else {
        format!(
            "已导出到 {}，共 {} 个文件；图片请另行复制到其中的 issue 文件夹",
            shown(&args.folder),
            files.len()
        )
    };
    let mut data = Map::new();
    data.insert("files".to_owned(), json!(files.iter().map(|(path, _)| path).collect::<Vec<_>>()));
    Report { command: "export", format, diagnostics: &diagnostics, summary, data }.print();
    exit_code(&diagnostics)
}
