//! The proof reader: every rule over every text, then what the manifests say
//! of the findings.

use super::desk::Desk;
use super::rule::{Check, Rule};
use super::rules::RULES;
use super::sink::Sink;
use super::waive;
use crate::diagnostic::Diagnostic;

/// Reads the issue. The findings are in no particular order; the edits of their
/// fixes are ranges of the texts as they lie on the desk.
pub fn proofread(desk: &Desk<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for rule in RULES.iter().filter(|rule| !desk.settings.is_off(rule.code)) {
        found.extend(apply(rule, desk));
    }
    waive::settle(found, desk)
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
    sink.found
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
