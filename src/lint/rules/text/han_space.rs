//! 文字-003

use super::name_space;
use crate::content::chars::{is_han, is_space};
use crate::content::is_plausible_name;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::rule;
use crate::lint::sink::Sink;
use crate::lint::spaces::{Gap, division, gaps, parts_headline};

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
    let open = quoted_gaps(passage, &all);
    let headline = passage.chars.len() < 100 && !passage.text.contains(['，', '。', ',']);
    let short = headline && passage.chars.len() < 40;
    // 经 费: a heading of two characters, set apart; 书 记 员: a label.
    if short && prose && all.iter().zip(spread(&all)).any(|(gap, spread)| spread || is_alone(passage, gap)) {
        return;
    }
    for (gap, quoted) in all.into_iter().zip(open) {
        let wide = passage.get(gap.range.clone()).contains(['\u{3000}', '\t']);
        if wide && short
            || quoted
            || is_division(passage, &gap)
            || is_blank_date(passage, &gap)
            || parts_headline(passage, &gap)
            || headline && parts_names(passage, &gap)
            || name_space::is_name(passage, &gap)
        {
            continue;
        }
        let help = "删去空格；本来要分开的，改用标点";
        sink.report(passage, gap.range.clone(), "汉字之间多了空格").help(help).edit(gap.range, "");
    }
}

/// Behind 附图, 第一章; within 第一章　总　则, whose two characters are set apart.
fn is_division(passage: &Passage, gap: &Gap) -> bool {
    if passage.text.starts_with('附') && gap.range.start == "附图".len() {
        return true;
    }
    let Some(head) = division(&passage.text) else { return false };
    let name = || passage.after(head).chars().filter(|&c| !is_space(c)).take(4).count();
    head == gap.range.start || gap.range.start < head + 12 && name() <= 3
}

/// `年 月 日` to be filled in.
fn is_blank_date(passage: &Passage, gap: &Gap) -> bool {
    matches!((gap.before, gap.after), ('年', '月') | ('月', '日'))
        && passage.chars.len() < 20
        && !passage.text.contains(|c: char| c.is_ascii_digit())
}

/// Two organs side by side, or a post and its holder, in a heading:
/// `中共中央 国务院关于……`, `县长 张某某`.
fn parts_names(passage: &Passage, gap: &Gap) -> bool {
    const ORGANS: &[&str] = &[
        "中央",
        "国务院",
        "军委",
        "委员会",
        "省委",
        "市委",
        "区委",
        "县委",
        "党委",
        "政府",
        "办公厅",
        "办公室",
        "法院",
        "检察院",
        "局",
        "厅",
        "部",
        "署",
        "常委会",
    ];
    const POSTS: &[&str] =
        &["总理", "省长", "市长", "区长", "县长", "主任", "书记", "主席", "院长", "检察长"];
    let ends = |text: &str, words: &[&str]| words.iter().any(|word| text.ends_with(word));
    let (before, after) = (passage.before(gap.range.start), passage.after(gap.range.end));
    let name = after.split(|c: char| !is_han(c)).next().unwrap_or_default();
    let organ = after.split("关于").next().unwrap_or_default();
    ends(before, ORGANS) && after.contains("关于") && ends(organ, ORGANS)
        || ends(before, POSTS) && (2..=4).contains(&name.chars().count()) && is_plausible_name(name)
}

/// For each blank whether another one stands a single character away.
fn spread(gaps: &[Gap]) -> Vec<bool> {
    let near = |a: &Gap, b: &Gap| b.range.start == a.range.end + b.before.len_utf8();
    let pairs: Vec<bool> = gaps.windows(2).map(|pair| matches!(pair, [a, b] if near(a, b))).collect();
    (0..gaps.len())
        .map(|i| pairs.get(i) == Some(&true) || i.checked_sub(1).and_then(|i| pairs.get(i)) == Some(&true))
        .collect()
}

/// Whether the passage is two characters with a blank between.
fn is_alone(passage: &Passage, gap: &Gap) -> bool {
    passage.text.len() == gap.before.len_utf8() + gap.range.len() + gap.after.len_utf8()
}

/// For each blank whether it stands inside quotation marks, brackets or a
/// title's marks, where a slogan may have gaps.
fn quoted_gaps(passage: &Passage, gaps: &[Gap]) -> Vec<bool> {
    let (mut title, mut quote, mut bracket) = (false, false, false);
    let mut chars = passage.chars.iter().peekable();
    gaps.iter()
        .map(|gap| {
            while let Some(&(_, c)) = chars.next_if(|&&(at, _)| at < gap.range.start) {
                match c {
                    '《' | '》' => title = c == '《',
                    '“' | '”' => quote = c == '“',
                    '【' | '】' => bracket = c == '【',
                    _ => {}
                }
            }
            title || quote || bracket
        })
        .collect()
}
