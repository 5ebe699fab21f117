//! `gongbao check`

use serde_json::Map;

use super::args::IssueArgs;
use super::report::{Report, counts, exit_code, open};

pub(super) fn run(args: &IssueArgs) -> u8 {
    let mut press = match open("check", args) {
        Ok(press) => press,
        Err(code) => return code,
    };
    let checked = press.check();
    let characters: usize = checked.issue.texts.iter().map(|text| text.article.characters()).sum();
    let diagnostics = checked.diagnostics;
    let summary =
        format!("查了 {} 篇文章，{characters} 字：{}", checked.issue.texts.len(), counts(&diagnostics));
    let mut data = Map::new();
    data.insert("articles".to_owned(), checked.issue.texts.len().into());
    data.insert("characters".to_owned(), characters.into());
    Report { command: "check", format: args.format, diagnostics: &diagnostics, summary, data }.print();
    exit_code(&diagnostics)
}
