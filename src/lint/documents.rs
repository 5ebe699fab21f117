//! What the form of a document asks for: the number's brackets, an order's
//! number and signer, the issue that a correction corrects.

use std::sync::Arc;

use crate::content::{Article, ArticleKind, Block, BlockKind, plain_text, solid_text};
use crate::diagnostic::{Code, Diagnostic, Place, SourceText};

/// What is wrong with the form of one article.
pub(super) fn check(source: &Arc<SourceText>, article: &Article, kind: ArticleKind) -> Vec<Diagnostic> {
    let forms = |block| number(source, block).or_else(|| date(source, block));
    let mut found: Vec<_> = article.blocks.iter().filter_map(forms).collect();
    if article.blocks.is_empty() {
        return found;
    }
    match kind {
        ArticleKind::Order => found.extend(order(source, article)),
        ArticleKind::Correction => found.extend(correction(source, article)),
        _ => {}
    }
    found
}

/// 发文字号 (GB/T 9704—2012, 7.2.5): the year in full in 〔〕, the number without
/// 第 and without zeros before it.
fn number(source: &Arc<SourceText>, block: &Block) -> Option<Diagnostic> {
    let BlockKind::DocNumber(body) = &block.kind else { return None };
    let text = solid_text(body);
    let fixed = corrected(&text)?;
    let message = format!("发文字号“{text}”的写法不合规范");
    let help = format!("写成 {fixed}：年份用六角括号〔〕，序号不编虚位、不加“第”（GB/T 9704—2012，7.2.5）");
    let place = Place::new(source, block.span.clone());
    Some(Diagnostic::warning(Code::DocNumberForm, message).at(place).help(help))
}

/// 成文日期 (GB/T 9704—2012, 7.3.5.4): month and day without zeros before them.
fn date(source: &Arc<SourceText>, block: &Block) -> Option<Diagnostic> {
    let BlockKind::SignDate(body) = &block.kind else { return None };
    let text = solid_text(body);
    let fixed = text.replace("年0", "年").replace("月0", "月");
    if fixed == text {
        return None;
    }
    let message = format!("成文日期“{text}”编了虚位");
    let place = Place::new(source, block.span.clone());
    let help = format!("写成 {fixed}（GB/T 9704—2012，7.3.5.4）");
    Some(Diagnostic::warning(Code::DateForm, message).at(place).help(help))
}

/// The number as it should be; `None` if it is.
fn corrected(text: &str) -> Option<String> {
    let half = |c: char| match c {
        '０'..='９' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '[' | '(' | '（' | '［' | '【' | '﹝' => '〔',
        ']' | ')' | '）' | '］' | '】' | '﹞' => '〕',
        _ => c,
    };
    let mut fixed: String = text.chars().map(half).collect();
    if let Some((head, tail)) = fixed.split_once('〕') {
        let tail = tail.strip_prefix('第').unwrap_or(tail).trim_start_matches('0');
        fixed = format!("{head}〕{tail}");
    } else if let Some(tail) = fixed.strip_prefix('第') {
        // 令号: 第12号.
        fixed = format!("第{}", tail.trim_start_matches('0'));
    }
    (fixed != text).then_some(fixed)
}

/// 命令（令）格式 (GB/T 9704—2012, 10.2): a number, and the official who signs.
fn order(source: &Arc<SourceText>, article: &Article) -> Vec<Diagnostic> {
    let has = |wanted: fn(&BlockKind) -> bool| article.blocks.iter().any(|block| wanted(&block.kind));
    let mut found = Vec::new();
    if !has(|kind| matches!(kind, BlockKind::DocNumber(_))) {
        let found_here = Diagnostic::warning(Code::OrderForm, "政府令没有令号").at(first(source, article));
        found.push(found_here.help("在正文前另起一行写令号，如：第12号"));
    }
    if !has(|kind| matches!(kind, BlockKind::Official { .. })) {
        let signer = article.blocks.iter().find(|block| matches!(block.kind, BlockKind::Signer(_)));
        let place =
            signer.map_or_else(|| first(source, article), |block| Place::new(source, block.span.clone()));
        let found_here = Diagnostic::warning(Code::OrderForm, "政府令没有签发人的职务和姓名").at(place);
        found.push(found_here.help("日期上面一行写职务、空格、姓名，如：区长　张某某"));
    }
    found
}

/// A correction must say which issue it corrects, and what for what.
fn correction(source: &Arc<SourceText>, article: &Article) -> Vec<Diagnostic> {
    let text: String = article.runs().into_iter().map(plain_text).collect();
    let mut found = Vec::new();
    if !names_issue(&text) {
        let message = "更正没有写明改的是哪一期";
        let diagnostic = Diagnostic::error(Code::CorrectionForm, message).at(first(source, article));
        found.push(diagnostic.help("写明期号、页码和行数，如：2024年第1期第12页右栏第3行"));
    }
    if !["应为", "应是", "更正为", "改为", "误为", "误排", "误作"].iter().any(|word| text.contains(word))
    {
        let message = "更正没有写明误和正";
        let diagnostic = Diagnostic::warning(Code::CorrectionForm, message).at(first(source, article));
        found.push(diagnostic.help("写成：“误文”应为“正文”"));
    }
    found
}

/// Whether a text has `第…期` in it.
fn names_issue(text: &str) -> bool {
    text.split('第').skip(1).any(|part| {
        let number = part.trim_start_matches(char::is_whitespace);
        let rest =
            number.trim_start_matches(|c: char| c.is_numeric() || "一二三四五六七八九十百".contains(c));
        rest.len() < number.len() && rest.trim_start().starts_with('期')
    })
}

fn first(source: &Arc<SourceText>, article: &Article) -> Place {
    let body = article.blocks.iter().find(|block| !matches!(block.kind, BlockKind::Title { own: true, .. }));
    match body.or(article.blocks.first()) {
        Some(block) => Place::new(source, block.span.clone()),
        None => Place::file(source),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_corrected() {
        for (typed, fixed) in [
            ("某政发[2024]8号", Some("某政发〔2024〕8号")),
            ("某政发（2024）第08号", Some("某政发〔2024〕8号")),
            ("第08号", Some("第8号")),
            ("某政发〔2024〕8号", None),
            ("第十二号", None),
        ] {
            assert_eq!(corrected(typed).as_deref(), fixed, "{typed}");
        }
    }

    #[test]
    fn issues_are_named() {
        assert!(names_issue("本刊2024年第1期第3页"));
        assert!(names_issue("第 十二 期"));
        assert!(!names_issue("本刊上期第3页"));
    }
}
