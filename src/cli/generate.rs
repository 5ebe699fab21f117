//! `gongbao schema`, `completions`, `man`: files made from the program itself.

use clap::CommandFactory;

use super::args::{Cli, CompletionsArgs, FolderArgs, Format};
use super::report::{self, shown};
use super::term::say;
use super::{CLEAN, FAILED};
use crate::diagnostic::Diagnostic;
use crate::manifest::{issue_schema, people_schema, publication_schema};
use crate::project::write_atomic;

/// The schemas' file names and texts.
pub(super) fn schemas() -> [(&'static str, String); 5] {
    [
        ("issue.schema.json", format!("{:#}\n", issue_schema())),
        ("publication.schema.json", format!("{:#}\n", publication_schema())),
        ("people.schema.json", format!("{:#}\n", people_schema())),
        ("index.schema.json", format!("{:#}\n", crate::index::schema())),
        ("preflight.schema.json", format!("{:#}\n", crate::preflight::report::schema())),
    ]
}

pub(super) fn schema(args: &FolderArgs) -> u8 {
    for (name, text) in schemas() {
        if let Err(diagnostic) = write_atomic(&args.folder.join(name), text.as_bytes()) {
            return failed("schema", *diagnostic);
        }
    }
    say(&format!("已写出到 {}", shown(&args.folder)));
    CLEAN
}

pub(super) fn completions(args: &CompletionsArgs) -> u8 {
    let mut command = Cli::command();
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "gongbao", &mut script);
    say(String::from_utf8_lossy(&script).trim_end());
    CLEAN
}

pub(super) fn man(args: &FolderArgs) -> u8 {
    let mut command = Cli::command();
    command.build();
    for command in std::iter::once(&command).chain(command.get_subcommands()) {
        let name = command.get_display_name().unwrap_or(command.get_name());
        let mut page = Vec::new();
        if clap_mangen::Man::new(command.clone()).render(&mut page).is_err() {
            return FAILED;
        }
        if let Err(diagnostic) = write_atomic(&args.folder.join(format!("{name}.1")), &page) {
            return failed("man", *diagnostic);
        }
    }
    say(&format!("已写出到 {}", shown(&args.folder)));
    CLEAN
}

fn failed(command: &'static str, diagnostic: Diagnostic) -> u8 {
    report::fail(command, Format::Human, diagnostic)
}
