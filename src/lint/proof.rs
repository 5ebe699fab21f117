//! The proof reader: every rule over every text, then what the manifests say
//! of the findings.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use super::desk::Desk;
use super::rule::{Check, Rule};
use super::rules::RULES;
use super::sink::Sink;
use super::waive::{self, Proofread};
use crate::diagnostic::Diagnostic;

/// Reads the issue. The edits of fixes are ranges of the texts as they lie on
/// the desk.
pub fn proofread(desk: &Desk<'_>) -> Proofread {
    let wanted: Vec<_> = RULES.iter().copied().filter(|rule| !desk.settings.is_off(rule.code)).collect();
    // Rules know nothing of each other, so they can run side by side; their
    // findings are put in the order of the rules whichever is done first.
    // Those that read the whole issue take longest: begun last, they would keep
    // one lane busy while the others are done.
    let mut queue = wanted.clone();
    queue.sort_by_key(|rule| !matches!(rule.check, Check::Issue(_)));
    let next = AtomicUsize::new(0);
    let read = || {
        let mut found = Vec::new();
        while let Some(rule) = queue.get(next.fetch_add(1, Ordering::Relaxed)) {
            found.push((rule.code, apply(rule, desk)));
        }
        found
    };
    let lanes = thread::available_parallelism().map_or(1, usize::from).min(wanted.len());
    let mut found: Vec<_> = thread::scope(|scope| {
        let others: Vec<_> = (1..lanes).map(|_| scope.spawn(read)).collect();
        let mut found = read();
        for other in others {
            found.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        found
    });
    found.sort_by_key(|(code, _)| wanted.iter().position(|rule| rule.code == *code));
    waive::settle(found.into_iter().flat_map(|(_, found)| found).collect(), desk)
}

/// What one rule finds.
pub(super) fn apply(rule: &'static Rule, desk: &Desk<'_>) -> Vec<Diagnostic> {
    let mut sink = Sink::new(rule);
    match rule.check {
        Check::Issue(check) => check(desk, &mut sink),
        Check::Article(check) => {
            for manuscript in &desk.manuscripts {
                sink.turn_to(manuscript);
                check(manuscript, &mut sink);
            }
        }
        Check::Passage(check) => {
            for manuscript in &desk.manuscripts {
                sink.turn_to(manuscript);
                for passage in &manuscript.passages {
                    check(passage, &mut sink);
                }
            }
        }
    }
    let mut found = sink.found;
    if let Some(clause) = rule.clause() {
        for finding in &mut found {
            finding.basis = Some(clause);
        }
    }
    found
}

/// The rule with a code.
pub fn rule(code: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.code == code).copied()
}

/// Every rule, in the order of the codes.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied()
}

/// The list of rules as a Markdown page.
pub fn rule_list() -> String {
    let mut out = String::from(
        "# 审校规则\n\n由 `just generate` 从源代码写出，不要手改。类别：A 可自动改（`--fix`），S 有改法、须人看过（`--fix-suggested`），H 由人定。\n\n| 编号 | 查什么 | 类别 | 级别 |\n|---|---|---|---|\n",
    );
    for rule in rules() {
        let severity = if rule.severity == crate::diagnostic::Severity::Error { "错误" } else { "警告" };
        out += &format!("| {} | {} | {} | {severity} |\n", rule.code, rule.name, rule.class.letter());
    }
    for rule in rules() {
        out += &format!("\n## {}　{}\n\n{}\n", rule.code, rule.name, rule.body());
    }
    out
}
