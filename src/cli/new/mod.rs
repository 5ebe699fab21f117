//! `gongbao new`

use std::path::Path;

use super::args::{Format, NewArgs};
use super::generate::schemas;
use super::report::{self, shown};
use super::term::say;
use super::{CLEAN, FAILED};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::manifest::{Date, Identity};
use crate::project::{other_issues, stamp, write_atomic};

pub(super) fn run(args: &NewArgs) -> u8 {
    match create(&args.issue) {
        Ok(written) => {
            say(&format!("已建好 {}：", shown(&args.issue)));
            for path in written {
                say(&format!("  {path}"));
            }
            say(&format!("改好清单、放入文稿后，用 gongbao build {} 排版。", shown(&args.issue)));
            CLEAN
        }
        Err(diagnostic) => {
            report::fail("new", Format::Human, *diagnostic);
            FAILED
        }
    }
}

/// Writes what is not there yet; never touches what is.
fn create(folder: &Path) -> Result<Vec<String>, Box<Diagnostic>> {
    let manifest = folder.join("issue.toml");
    if stamp(&manifest).is_some() {
        let message = format!("{} 已经有了", shown(&manifest));
        let found = Diagnostic::error(Code::Unwritable, message).at(Place::path(shown(&manifest)));
        return Err(Box::new(found.help("换一个文件夹名，如 issues/2024-02")));
    }
    if folder.file_name().is_none() {
        let found = Diagnostic::error(Code::Unwritable, "新一期要有自己的文件夹");
        return Err(Box::new(found.help("写出文件夹名，如 gongbao new 2024-02")));
    }
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut files =
        vec![(manifest, issue(folder, parent)), (folder.join("article-1.md"), ARTICLE.to_owned())];
    files.push((parent.join("publication.toml"), PUBLICATION.to_owned()));
    files.retain(|(path, _)| stamp(path).is_none());
    // The schemas are the program's, not the editor's: always the newest.
    files.extend(schemas().map(|(name, text)| (parent.join("schema").join(name), text)));
    let mut written = Vec::new();
    for (path, text) in &files {
        write_atomic(path, text.as_bytes())?;
        written.push(shown(path));
    }
    Ok(written)
}

/// The manifest of a new issue: what can be told from the folder's name and
/// from the issues that are there is filled in.
fn issue(folder: &Path, publication: &Path) -> String {
    let today = today();
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut parts = name.split('-').map(str::parse::<u32>);
    let named = match (parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year @ 1949..=2999)), Some(Ok(number @ 1..=999)), None) => Some((year, number)),
        _ => None,
    };
    let others: Vec<Identity> =
        other_issues(publication).iter().filter_map(|(_, text)| Identity::read(text)).collect();
    let (year, number) = named.unwrap_or_else(|| {
        let taken = others.iter().filter(|other| other.year == today.year).map(|other| other.number).max();
        (u32::from(today.year), taken.unwrap_or(0) + 1)
    });
    let total = others.iter().filter_map(|other| other.total).max().map_or(number, |total| total + 1);
    ISSUE
        .replace("{year}", &year.to_string())
        .replace("{number}", &number.to_string())
        .replace("{total}", &total.to_string())
        .replace("{date}", &format!("{year}-{:02}-{:02}", today.month, today.day.min(28)))
}

/// Today in China (UTC+8), the only day that gongbao ever asks the clock for:
/// it is written into the manifest, where the editor sees and corrects it.
fn today() -> Date {
    #[allow(clippy::disallowed_methods, reason = "a proposal, not a page")]
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    let mut days = (since.as_secs() + 8 * 3600) / 86400;
    let mut date = Date { year: 1970, month: 1, day: 1 };
    loop {
        let length =
            (28..=31).rev().find(|&day| Date::new(date.year, date.month, day).is_some()).unwrap_or(31);
        if days < u64::from(length) {
            date.day = u8::try_from(days + 1).unwrap_or(1);
            return date;
        }
        days -= u64::from(length);
        (date.year, date.month) =
            if date.month == 12 { (date.year + 1, 1) } else { (date.year, date.month + 1) };
    }
}

const ISSUE: &str = include_str!("issue.toml");
const PUBLICATION: &str = include_str!("publication.toml");
const ARTICLE: &str = include_str!("article-1.md");
