//! Tables whose cells are in files of the issue: read, and what is wrong with
//! them.

use super::Text;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::project::{Area, Project, Seen};
use crate::sheet::{self, DATA_LIMIT, Oddity};

/// Fills the tables of one text with their files; returns what is wrong and the
/// files looked for, there or not.
pub(super) fn fill(project: &Project, text: &mut Text) -> (Vec<Diagnostic>, Vec<Seen>) {
    let mut found = Vec::new();
    let mut files = Vec::new();
    let folder = text.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    for table in text.article.tables_mut() {
        let Some(source) = table.source.clone() else { continue };
        let place = Place::new(&text.source, source.span.clone());
        let path = source.path.as_str();
        let relative = format!("{folder}{path}");
        files.extend(project.join(Area::Issue, &relative).map(Seen::now));
        match project.read(Area::Issue, &relative, DATA_LIMIT) {
            Err(error) => found.push(error.diagnostic(path).at(place)),
            Ok(bytes) => match sheet::fill(table, &bytes) {
                Err(error) => found.push(error.diagnostic(path).at(place)),
                Ok(oddities) => {
                    found.extend(oddities.iter().map(|oddity| odd(path, oddity).at(place.clone())));
                }
            },
        }
    }
    (found, files)
}

fn odd(path: &str, oddity: &Oddity) -> Diagnostic {
    match oddity {
        Oddity::Ragged(row, expected, found) => Diagnostic::warning(
            Code::RaggedTable,
            format!("{path} 最宽的行有 {expected} 栏，第 {row} 行有 {found} 栏"),
        )
        .help("检查这一行是否少写或多写了逗号；格子里有逗号的，整格用英文双引号括起来"),
        Oddity::BadMerge(row, column) => Diagnostic::warning(
            Code::BadMerge,
            format!("{path} 第 {row} 行第 {column} 栏没有可以并入的格子，或拼不成长方形，按空格排"),
        )
        .help("^^ 并入上一行的格，<< 并入左边的格"),
    }
}
