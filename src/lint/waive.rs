//! What the manifests say of findings: severities, waivers; and what of that
//! is out of date.

use super::desk::Desk;
use super::proof::{rule, rules};
use crate::diagnostic::{Code, Diagnostic, nearest};
use crate::manifest::Waiver;

/// What the proof reader has to say.
#[derive(Default)]
pub struct Proofread {
    /// What is to be mended or waived; in no particular order.
    pub found: Vec<Diagnostic>,
    /// What the office lets stand, each with its reason.
    pub waived: Vec<Diagnostic>,
}

/// Gives findings the severity that the office wants, sets those waived apart,
/// and reports waivers that waive nothing and rules that do not exist.
pub(super) fn settle(found: Vec<Diagnostic>, desk: &Desk<'_>) -> Proofread {
    let settings = desk.settings;
    let mut used = vec![false; settings.waivers.len()];
    let mut out = Vec::with_capacity(found.len());
    let mut waived = Vec::new();
    for mut diagnostic in found {
        if let Some(severity) = settings.severity(diagnostic.code.text()) {
            diagnostic.severity = severity;
        }
        match settings.waivers.iter().position(|waiver| covers(waiver, &diagnostic)) {
            Some(at) => {
                used[at] = true;
                diagnostic.waived = Some(settings.waivers[at].reason.clone());
                waived.push(diagnostic);
            }
            None => out.push(diagnostic),
        }
    }
    for (waiver, used) in settings.waivers.iter().zip(used) {
        // A rule that is off finds nothing to waive.
        if !used && rule(&waiver.rule.value).is_some() && !settings.is_off(&waiver.rule.value) {
            out.push(stale(waiver, desk));
        }
    }
    for (code, place) in settings.codes() {
        if rule(code).is_none() {
            let unknown = Diagnostic::error(Code::UnknownRule, format!("没有 {code} 这条规则")).at(place);
            let known = nearest(code, rules().map(|rule| rule.code));
            let unknown = known.map_or(unknown.clone(), |guess| unknown.label(format!("是不是 {guess}？")));
            out.push(unknown.help("规则的编号见 docs/rules.md，或用 gongbao explain 列出"));
        }
    }
    Proofread { found: out, waived }
}

/// What is wrong with a waiver that waives nothing.
fn stale(waiver: &Waiver, desk: &Desk<'_>) -> Diagnostic {
    let rule = &waiver.rule.value;
    let names = || desk.manuscripts.iter().map(|manuscript| manuscript.source.path.as_str());
    let unknown = waiver.file.as_deref().filter(|file| !names().any(|path| is_file(path, file)));
    let (message, help) = match unknown {
        Some(file) => (
            format!("{rule} 的这处豁免写的 {file} 不是本期的文稿"),
            "改正 file；各篇都算的，删去 file 这一行",
        ),
        None => (
            format!("{rule} 的这处豁免没有对应的问题"),
            "文稿已经改过的，删去这一节 [[lint.waive]]；没有改过的，照原文核对 text",
        ),
    };
    Diagnostic::warning(Code::StaleWaiver, message).at(waiver.place.clone()).help(help)
}

/// Whether a path is that of a file as a manifest names it.
fn is_file(path: &str, name: &str) -> bool {
    path == name || path.ends_with(&format!("/{name}"))
}

/// Whether a waiver means a finding: the same rule, the same file, and the text
/// that it quotes stands there.
fn covers(waiver: &Waiver, found: &Diagnostic) -> bool {
    if waiver.rule.value != found.code.text() {
        return false;
    }
    let Some(place) = &found.place else { return waiver.file.is_none() && waiver.text.is_none() };
    if waiver.file.as_deref().is_some_and(|name| !is_file(&place.source.path, name)) {
        return false;
    }
    let Some(quoted) = waiver.text.as_deref().filter(|text| !text.is_empty()) else { return true };
    let Some(range) = &place.range else { return false };
    // The quotation may be longer than what was found, or shorter.
    let text = &place.source.text;
    let marked = text.get(range.clone()).unwrap_or_default();
    if marked.contains(quoted) {
        return true;
    }
    let mut from = text.floor_char_boundary(range.start.saturating_sub(quoted.len()));
    let to = text.ceil_char_boundary(range.end + quoted.len());
    while let Some(at) = text.get(from..to).and_then(|near| near.find(quoted)) {
        let (start, end) = (from + at, from + at + quoted.len());
        if start <= range.start && range.end <= end {
            return true;
        }
        from = text.ceil_char_boundary(start + 1);
    }
    false
}
