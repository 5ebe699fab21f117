//! The annual index: the indexes of the year's issues, read, and what is wrong
//! with them.

use std::collections::BTreeMap;

use super::Text;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::index;
use crate::manifest::Manifest;
use crate::project::{Area, Project, Seen};

/// The largest index, in bytes.
const LIMIT: u64 = 4 << 20;

/// Fills the annual index of one text, if it has one; returns what is wrong and
/// the files looked for, there or not.
pub(super) fn fill(project: &Project, manifest: &Manifest, text: &mut Text) -> (Vec<Diagnostic>, Vec<Seen>) {
    let mut found = Vec::new();
    let mut files = Vec::new();
    let mut seen: BTreeMap<u32, Place> = BTreeMap::new();
    let folder = text.name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let own = manifest.issue.number.value;
    for source in text.article.index_sources_mut() {
        let place = Place::new(&text.source, source.span.clone());
        let number = match source.path.clone() {
            None => own,
            Some(path) => {
                let relative = format!("{folder}{path}");
                files.extend(project.join(Area::Issue, &relative).map(Seen::now));
                let filled = match project.read(Area::Issue, &relative, LIMIT) {
                    Ok(bytes) => index::fill(source, &bytes).map_err(|error| error.diagnostic(&path)),
                    Err(error) => Err(error.diagnostic(&path)),
                };
                match filled {
                    Ok(index) => {
                        found.extend(stranger(manifest, &path, &index).map(|odd| odd.at(place.clone())));
                        index.number
                    }
                    Err(error) => {
                        found.push(error.at(place));
                        continue;
                    }
                }
            }
        };
        if let Some(first) = seen.insert(number, place.clone()) {
            let odd = Diagnostic::warning(Code::OddIndex, format!("索引里第{number}期列了两次"));
            found.push(odd.at(place).related(first, "先列在这里").help("删去一处；本期写 ![](本期)"));
        }
    }
    (found, files)
}

/// What makes an index one that does not belong here.
fn stranger(manifest: &Manifest, path: &str, index: &index::Index) -> Option<Diagnostic> {
    let name = &manifest.publication.name.value;
    let year = manifest.issue.year.value;
    let message = if index.publication != *name {
        format!("{path} 是《{}》的索引，本刊是《{name}》", index.publication)
    } else if index.year != year {
        format!("{path} 是 {} 年的索引，本期是 {year} 年的", index.year)
    } else if index.number == manifest.issue.number.value {
        format!("{path} 是本期上一次排出的索引，里面的页码可能已经变了")
    } else {
        return None;
    };
    let help = if index.year == year && index.publication == *name {
        "改成 ![](本期)，页码由程序填"
    } else {
        "检查是不是放错了文件"
    };
    Some(Diagnostic::warning(Code::OddIndex, message).help(help))
}
