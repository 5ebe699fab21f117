//! `gongbao explain`

use super::args::ExplainArgs;
use super::term::{complain, say};
use super::{CLEAN, FAILED};
use crate::diagnostic::nearest;
use crate::lint::{rule, rule_list, rules};

pub(super) fn run(args: &ExplainArgs) -> u8 {
    if args.all {
        say(rule_list().trim_end());
        return CLEAN;
    }
    let Some(code) = &args.code else {
        for rule in rules() {
            say(&format!("{}  {}  {}", rule.code, rule.class.letter(), rule.name));
        }
        return CLEAN;
    };
    match rule(code) {
        Some(rule) => {
            say(rule.explanation().trim_end());
            CLEAN
        }
        None => {
            let guess = nearest(code, rules().map(|rule| rule.code));
            let guess = guess.map_or(String::new(), |guess| format!("；是不是 {guess}？"));
            complain(&format!("错误：没有 {code} 这条规则{guess}\n用 gongbao explain 列出全部规则。"));
            FAILED
        }
    }
}
