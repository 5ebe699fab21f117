//! `gongbao check --fix`, `--fix-suggested`, `--accept`, `--revert`: the
//! changes that the proof reader makes in texts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Map;

use super::args::CheckArgs;
use super::changes::{Marks, changes};
use super::report::{Report, exit_code};
use super::term::{ask, takes_colour};
use crate::diagnostic::{Code, Diagnostic, Fix, Place, render, sort_up_to};
use crate::issue::{Issue, Mended};
use crate::lint::apply_fixes;
use crate::press::Checked;
use crate::project::Project;

pub(super) fn run(args: &CheckArgs, project: &Project, checked: &Checked) -> u8 {
    let issue = &checked.issue;
    let mut problems = Vec::new();
    let told = if args.accept || args.revert {
        settle(args, project, issue, &mut problems)
    } else {
        let mended = if args.fix { issue.mend_safely() } else { suggested(args, issue, &mut problems) };
        let pending = issue.texts.iter().any(|text| project.has_backup(&text.name));
        write(project, &mended, pending, &mut problems)
    };
    let summary = told.join("\n");
    let format = args.issue.format;
    Report { command: "check", format, diagnostics: &problems, summary, data: Map::new() }.print();
    exit_code(&problems)
}

/// Writes the texts and shows what has changed.
fn write(project: &Project, mended: &[Mended], pending: bool, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let marks = Marks::new(takes_colour(&std::io::stdout()));
    let mut told = Vec::new();
    let mut made = 0;
    for Mended { name, before, after, made: fixes } in mended {
        match project.rewrite(name, &before.text, after) {
            Ok(()) => {
                made += fixes;
                let lines = changes(before, after, &marks).into_iter();
                told.extend(lines.map(|(line, change)| format!("{}:{line}  {change}", before.path)));
            }
            Err(diagnostic) => problems.push(*diagnostic),
        }
    }
    told.push(match made {
        0 if pending => {
            "没有要改的；上一次的改动还没有认可：看过后用 --accept 认可，或用 --revert 退回".to_owned()
        }
        0 => "没有要改的".to_owned(),
        _ => {
            format!("改了 {made} 处；改前的文稿留在旁边（.原稿）。看过后用 --accept 认可，或用 --revert 退回")
        }
    });
    told
}

/// The fixes that a person wants: those at places named, or asked for one by
/// one. A place named where nothing can be mended is a problem.
fn suggested(args: &CheckArgs, issue: &Issue, problems: &mut Vec<Diagnostic>) -> Vec<Mended> {
    let mut found = issue.proofread().found;
    sort_up_to(&mut found, usize::MAX);
    let fixable: Vec<_> =
        found.iter().filter_map(|found| Some((found, found.place.as_ref()?, found.fix.as_ref()?))).collect();
    let mut chosen: Vec<(&Place, &Fix)> = Vec::new();
    if args.at.is_empty() {
        for (at, (diagnostic, place, fix)) in fixable.iter().enumerate() {
            match answer(diagnostic, place, fix, (at + 1, fixable.len())) {
                Answer::Yes => chosen.push((place, fix)),
                Answer::No => {}
                Answer::Stop => break,
            }
        }
    }
    for named in &args.at {
        let before = chosen.len();
        let here = fixable.iter().filter(|(_, place, _)| is_at(place, named));
        chosen.extend(here.map(|(_, place, fix)| (*place, *fix)));
        if chosen.len() == before {
            let (message, help) =
                match found.iter().any(|found| found.place.iter().any(|place| is_at(place, named))) {
                    true => (format!("{named} 的问题没有现成的改法"), "照 check 列出的办法，在文稿里改"),
                    false => (
                        format!("{named} 没有查出问题"),
                        "照 check 列出的位置写：文件:行:列，如 report.txt:3:5",
                    ),
                };
            problems.push(Diagnostic::error(Code::NothingToMend, message).help(help));
        }
    }
    issue.mend(chosen.into_iter())
}

enum Answer {
    Yes,
    No,
    Stop,
}

/// Shows what a fix changes and asks.
fn answer(diagnostic: &Diagnostic, place: &Place, fix: &Fix, (at, of): (usize, usize)) -> Answer {
    let colour = takes_colour(&std::io::stderr());
    // The change is shown itself, so the line that tells of it is left out.
    let shown = render(&Diagnostic { fix: None, ..diagnostic.clone() }, colour);
    let (after, _) = apply_fixes(&place.source.text, [fix]);
    let change = changes(&place.source, &after, &Marks::new(colour)).into_iter().map(|(_, change)| change);
    let change = change.collect::<Vec<_>>().join("\n  ");
    let question = format!("{shown}  {change}\n（{at}/{of}）改吗？y 改　n 不改　q 到此为止：");
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

/// Accepts changes, or takes them back. What somebody has written in a text
/// since it was changed is not lost: the text is set aside first.
fn settle(args: &CheckArgs, project: &Project, issue: &Issue, problems: &mut Vec<Diagnostic>) -> Vec<String> {
    let pending: Vec<_> = issue.texts.iter().filter(|text| project.has_backup(&text.name)).collect();
    let mut older = BTreeMap::new();
    for text in pending.iter().filter(|_| !args.accept) {
        match project.backup_text(&text.name) {
            Ok(backup) => drop(older.insert(text.name.clone(), backup)),
            Err(diagnostic) => problems.push(*diagnostic),
        }
    }
    let untouched = if older.is_empty() { BTreeSet::new() } else { issue.only_mended(&older) };
    let (mut done, mut aside) = (Vec::new(), Vec::new());
    for text in pending.into_iter().filter(|text| args.accept || older.contains_key(&text.name)) {
        let settled = if args.accept {
            project.accept(&text.name)
        } else if untouched.contains(&text.name) {
            project.revert(&text.name)
        } else {
            project.set_aside(&text.name, &text.source.text).and_then(|kept| {
                aside.push(kept);
                project.revert(&text.name)
            })
        };
        match settled {
            Ok(()) => done.push(text.name.clone()),
            Err(diagnostic) => problems.push(*diagnostic),
        }
    }
    let what = if args.accept { "认可了" } else { "退回了" };
    let mut told = vec![match done.len() {
        0 => "没有待认可的改动".to_owned(),
        _ => format!("{what} {} 的改动", done.join("、")),
    }];
    if !aside.is_empty() {
        told.push(format!(
            "退回以前的样子另存为 {}：里面有自动改以外的改动，不要的自己删去",
            aside.join("、")
        ));
    }
    told
}
