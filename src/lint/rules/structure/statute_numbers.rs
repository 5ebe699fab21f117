//! 结构-011

use crate::lint::desk::Manuscript;
use crate::lint::outline::{in_chinese, numeral};
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
        r"^第 ?([一二三四五六七八九十百零]{1,6}|[0-9]{1,3}) ?([章节条])(之[一二三四五六七八九])?(?:[ 　\t]|$)"
    );
    let mut last: [u32; 3] = [0; 3];
    for passage in &manuscript.passages {
        if matches!(passage.role, Role::Title { .. }) {
            last = [0; 3];
        }
        let Some(found) = division.captures(&passage.text) else { continue };
        let (Some(whole), Some(number), Some(kind)) = (found.get(0), found.get(1), found.get(2)) else {
            continue;
        };
        if found.get(3).is_some() {
            continue;
        }
        let Some(value) = number.as_str().parse().ok().or_else(|| numeral(number.as_str())) else { continue };
        let (at, anew) = match kind.as_str() {
            "章" => (0, false),
            "节" => (1, true),
            _ => (2, false),
        };
        let Some(before) = last.get(at).copied() else { continue };
        // Amendments quote single articles; sections begin anew in each chapter.
        let fine = before == 0 || value == before + 1 || anew && value == 1;
        if !fine {
            let fault = if value == before { "重复" } else { "不连续" };
            let message = format!(
                "序号{fault}：第{}{kind}之后是第{}{kind}",
                in_chinese(before),
                number.as_str(),
                kind = kind.as_str()
            );
            sink.report(passage, 0..whole.end(), message).help("查清是漏了一条还是编错了号");
        }
        if let Some(slot) = last.get_mut(at) {
            *slot = value;
        }
    }
}
