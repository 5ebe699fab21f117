//! `gongbao offprint`

use serde_json::{Map, json};

use super::args::OffprintArgs;
use super::report::{Report, counts, made_code, open, shown};
use crate::index::Entry;
use crate::press::Offprint;
use crate::project::write_atomic;

pub(super) fn run(args: &OffprintArgs) -> u8 {
    let mut press = match open("offprint", &args.issue) {
        Ok(press) => press,
        Err(code) => return code,
    };
    let Offprint { made, mut diagnostics } = press.offprint(&args.article);
    let mut written = None;
    let mut data = Map::new();
    if let Some((entry, bytes)) = made {
        let stem = entry.file.rsplit_once('.').map_or(entry.file.as_str(), |(stem, _)| stem);
        let name = format!("{}.{}.pdf", press.project().name(), stem.replace('/', "-"));
        let path = args.out.join(name);
        match write_atomic(&path, &bytes) {
            Ok(()) => {
                let (path, pages) = (shown(&path), entry.last_sheet - entry.first_sheet + 1);
                let Entry { title, first_page, last_page, .. } = entry;
                written = Some(format!("已排出 {path}：{title}，第 {first_page}—{last_page} 页，{pages} 页"));
                let output = json!([{ "path": path, "pages": pages, "bytes": bytes.len() }]);
                data.insert("output".to_owned(), output);
            }
            Err(diagnostic) => diagnostics.push(*diagnostic),
        }
    }
    let summary = written.unwrap_or_else(|| format!("没有排出：{}", counts(&diagnostics)));
    let code = made_code(&diagnostics);
    let format = args.issue.format;
    Report { command: "offprint", format, diagnostics: &diagnostics, summary, data }.print();
    code
}
