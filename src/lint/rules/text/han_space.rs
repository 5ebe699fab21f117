//! 文字-003

use super::name_space;
use crate::content::chars::is_han;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::{Gap, gaps};

rule! {
    /// 汉字之间多出的空格。
    ///
    /// 题名折行、扫描识别都会在词中间留下空格，排出来是一个洞，检索时也找不到这个词。
    ///
    /// 错：`重大隐患专项 整治工作实施方案`
    /// 对：`重大隐患专项整治工作实施方案`
    ///
    /// 改法：删去空格；本来要分开的，改用标点。引号、书名号里的口号，“第一章　总则”一类，不查。
    "文字-003", "汉字之间的空格", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let prose = passage.is_prose();
    if !prose && !matches!(passage.role, Role::Title { .. } | Role::Heading(_) | Role::Salutation) {
        return;
    }
    let all: Vec<Gap> = gaps(passage).filter(|gap| is_han(gap.before) && is_han(gap.after)).collect();
    // Words set apart without any mark are a list of some kind.
    if prose && all.len() > 2 && !passage.text.contains(['，', '。', ',', '；']) {
        return;
    }
    for gap in all {
        let wide = passage.get(gap.range.clone()).contains(['\u{3000}', '\t']);
        if wide && passage.text.chars().count() < 40 && !passage.text.contains(['，', '。', ',']) {
            continue;
        }
        if is_division(passage, &gap)
            || is_quoted(passage.before(gap.range.start))
            || name_space::is_name(passage, &gap)
        {
            continue;
        }
        let help = "删去空格；本来要分开的，改用标点";
        sink.report(passage, gap.range.clone(), "汉字之间多了空格").help(help).edit(gap.range, "");
    }
}

/// 第一章　总则.
fn is_division(passage: &Passage, gap: &Gap) -> bool {
    let head = passage.before(gap.range.start);
    head.starts_with('第')
        && head.chars().count() < 9
        && head.ends_with(['编', '章', '节', '条', '款', '一', '二', '三'])
}

/// Inside quotation marks or a title's marks, where a slogan may have gaps.
fn is_quoted(before: &str) -> bool {
    let open = before.rfind(['“', '《', '‘']);
    open.is_some_and(|open| before.rfind(['”', '》', '’']).is_none_or(|close| close < open))
}
