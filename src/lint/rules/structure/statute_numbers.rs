//! 结构-011

use crate::lint::desk::Manuscript;
use crate::lint::outline::{Run, in_chinese, numeral};
use crate::lint::passage::Role;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 法规、规范性文件的章、条序号不连续、重复。
    ///
    /// 依据：《行政法规制定程序条例》《规章制定程序条例》：章、条的序号用中文数字依次表述；条的序号贯通全篇，不分章另起。
    ///
    /// 错：`第三条` 之后是 `第五条`
    /// 对：`第三条` 之后是 `第四条`
    ///
    /// 改法：查清是漏了一条还是编错了号。
    "结构-011", "章、条的序号", Human, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let division = pattern!(
        r"^第 ?([一二三四五六七八九十百零]{1,6}|[0-9]{1,3}) ?([编章节条])(之[一二三四五六七八九])?(?:[ 　\t\u{a0}]|$)"
    );
    let mut runs: [Run; 4] = [Run::default(); 4];
    for passage in &manuscript.passages {
        if matches!(passage.role, Role::Title { .. }) {
            runs = [Run::default(); 4];
        }
        if !passage.text.starts_with('第') {
            continue;
        }
        let Some(found) = division.captures(passage) else { continue };
        let (Some(whole), Some(number), Some(kind)) = (found.get(0), found.get(1), found.get(2)) else {
            continue;
        };
        if found.get(3).is_some() {
            continue;
        }
        let Some(value) = number.as_str().parse().ok().or_else(|| numeral(number.as_str())) else { continue };
        let kinds = ["编", "章", "节", "条"];
        let Some(at) = kinds.iter().position(|known| *known == kind.as_str()) else { continue };
        // Sections begin anew in each chapter, chapters in each part if they like.
        if let Some(below) = runs.get_mut(if at == 0 { 1 } else { 2 })
            && at < 2
        {
            *below = Run::after(below.last().filter(|&last| at == 0 && last != 1));
        }
        let Some(run) = runs.get_mut(at) else { continue };
        // Amendments quote single articles; a table of contents and the parts
        // of a code have the chapters anew.
        let Some(before) = run.last().filter(|&before| value != 1 || before == 1) else {
            *run = Run::after(Some(value));
            continue;
        };
        let Some(due) = run.take(value) else { continue };
        let kind = kind.as_str();
        let [last, due, here] = [before, due, value].map(|number| format!("第{}{kind}", in_chinese(number)));
        let message = if value == before {
            format!("序号重复：{here}前面已有，按次序应是{due}")
        } else {
            format!("序号不连续：{last}之后应是{due}，这里是{here}")
        };
        sink.report(passage, 0..whole.end(), message).help("查清是漏了一条还是编错了号");
    }
}
