//! `gongbao check --fix`, `--fix-suggested`, `--accept`, `--revert`: the
//! changes that the proof reader makes in texts.

use std::io::IsTerminal;

use serde_json::Map;
use similar::TextDiff;

use super::args::CheckArgs;
use super::report::{Report, exit_code};
use super::term::ask;
use crate::diagnostic::{Diagnostic, Fix, Place, render, sort_up_to};
use crate::issue::{Issue, Mended};
use crate::press::Checked;
use crate::project::Project;

pub(super) fn run(args: &CheckArgs, project: &Project, checked: &Checked) -> u8 {
    let issue = &checked.issue;
    let mut problems = Vec::new();
    let told = if args.accept || args.revert {
        settle(args, project, issue, &mut problems)
    } else {
        let mended = if args.fix { issue.mend_safely() } else { suggested(args, issue) };
        write(project, &mended, &mut problems)
    };
    let summary = told.join("\n");
    let format = args.issue.format;
    Report { command: "check", format, diagnostics: &problems, summary, data: Map::new() }.print();
    exit_code(&problems)
}

/// Writes the texts and shows what has changed.
fn write(project: &Project, mended: &[Mended], problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut told = Vec::new();
    let mut made = 0;
    for Mended { name, before, after, made: fixes } in mended {
        match project.rewrite(name, &before.text, after) {
            Ok(()) => {
                made += fixes;
                let diff = TextDiff::from_lines(before.text.as_str(), after.as_str());
                let shown = &before.path;
                told.push(
                    diff.unified_diff()
                        .context_radius(0)
                        .header(shown, shown)
                        .to_string()
                        .trim_end()
                        .to_owned(),
                );
            }
            Err(diagnostic) => problems.push(*diagnostic),
        }
    }
    told.push(match made {
        0 => "没有要改的".to_owned(),
        _ => {
            format!("改了 {made} 处；改前的文稿留在旁边（.原稿）。看过后用 --accept 认可，或用 --revert 退回")
        }
    });
    told
}

/// The fixes that a person wants: those at places named, or asked for one by
/// one.
fn suggested(args: &CheckArgs, issue: &Issue) -> Vec<Mended> {
    let mut found = issue.proofread().found;
    sort_up_to(&mut found, usize::MAX);
    let fixable = found.iter().filter_map(|found| Some((found, found.place.as_ref()?, found.fix.as_ref()?)));
    let mut chosen: Vec<(&Place, &Fix)> = Vec::new();
    for (diagnostic, place, fix) in fixable {
        if args.at.is_empty() {
            match answer(diagnostic) {
                Answer::Yes => chosen.push((place, fix)),
                Answer::No => {}
                Answer::Stop => break,
            }
        } else if args.at.iter().any(|at| is_at(place, at)) {
            chosen.push((place, fix));
        }
    }
    issue.mend(chosen.into_iter())
}

enum Answer {
    Yes,
    No,
    Stop,
}

fn answer(diagnostic: &Diagnostic) -> Answer {
    let colour = std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let question = format!("{}改吗？y 改　n 不改　q 到此为止：", render(diagnostic, colour));
    match ask(&question).as_deref() {
        Some("y" | "Y" | "是" | "改") => Answer::Yes,
        Some("q" | "Q") | None => Answer::Stop,
        Some(_) => Answer::No,
    }
}

/// Whether a place is the one named: the whole of it, or its end from a file's
/// name on.
fn is_at(place: &Place, named: &str) -> bool {
    let place = place.to_string();
    place == named || place.ends_with(&format!("/{named}"))
}

/// Accepts changes, or takes them back.
fn settle(args: &CheckArgs, project: &Project, issue: &Issue, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let mut done = Vec::new();
    for text in issue.texts.iter().filter(|text| project.has_backup(&text.name)) {
        let settled = if args.accept { project.accept(&text.name) } else { project.revert(&text.name) };
        match settled {
            Ok(()) => done.push(text.name.clone()),
            Err(diagnostic) => problems.push(*diagnostic),
        }
    }
    let what = if args.accept { "认可了" } else { "退回了" };
    vec![match done.len() {
        0 => "没有待认可的改动".to_owned(),
        _ => format!("{what} {} 的改动", done.join("、")),
    }]
}
