//! 数字-006

use crate::lint::figures::{Figure, item_before, millionths, shown, tail};
use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 各占多少的百分数，加起来不是100%。
    ///
    /// 构成的各部分之和应为100%；四舍五入的尾差在0.2个百分点以内。
    ///
    /// 几方分担的（财政补贴、农户自缴），也应为100%。
    ///
    /// 错：`管护费由财政补助65%，村民自筹25%`　`三次产业占比分别为12%、38%、52%`　`比例为47%∶55%`　`三次产业结构为18.0∶38.0∶54.0`
    /// 对：`管护费由财政补助65%，村民自筹35%`　`三次产业占比分别为12%、36%、52%`　`比例为47%∶53%`　`三次产业结构为18.0∶38.0∶44.0`
    ///
    /// 改法：对照原始数据改。几个不同的率并列的（参保率、达标率），不查。
    "数字-006", "占比之和不是100%", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['%', '∶', ':', '：']) {
        return;
    }
    payers(passage, sink);
    let list = pattern!(
        r"(?:占比|比重|贡献率|占|构成|结构|比例)[^。；%0-9]{0,24}((?:[0-9.]+%[、和，∶:：]+)+[0-9.]+%)|((?:[0-9.]+%[∶:：])+[0-9.]+%)|([0-9.]+[∶:：][0-9.]+[∶:：][0-9.]+)"
    );
    for found in list.captures_iter(passage) {
        let Some(list) = found.iter().skip(1).flatten().next() else { continue };
        let ratio = list.as_str().contains(['∶', ':', '：']);
        let numbers: Vec<i128> = list
            .as_str()
            .split(|c: char| !c.is_ascii_digit() && c != '.')
            .filter_map(|n| Some(millionths(n)?.0))
            .collect();
        let sum: i128 = numbers.iter().sum();
        let off = (sum - 100_000_000).abs();
        // Two shares of a whole are told from two rates by coming near to 100.
        let bare = !list.as_str().contains('%');
        let said = tail(&passage.text, list.start(), 36);
        let whole = ["结构", "构成", "三次产业"].iter().any(|word| said.contains(word));
        let near = if bare && whole {
            30_000_000
        } else if bare {
            6_000_000
        } else if ratio {
            40_000_000
        } else {
            8_000_000
        };
        // 占全国同期比重分别达…: each is of a whole of its own.
        let apart = ["同期", "各自", "同类"].iter().any(|word| said.contains(word));
        let enough = (numbers.len() > 2 || ratio) && !apart;
        let decimals = numbers.iter().any(|n| n % 1_000_000 != 0);
        let slack = if decimals { 200_000 } else { 0 };
        if enough && off > slack && off <= near && (!bare || sum > 60_000_000) {
            let message = format!("各项占比加起来是{}%，不是100%", shown(sum));
            sink.report(passage, list.range(), message).help("对照原始数据改");
        }
    }
}

/// 管护费由财政补助65%、村民自筹35%: what several pay is all there is to pay.
fn payers(passage: &Passage, sink: &mut Sink) {
    const PAYS: [&str; 12] =
        ["补贴", "补助", "承担", "负担", "分担", "出资", "配套", "自缴", "自筹", "缴纳", "自负", "自付"];
    const OWN: [&str; 5] = ["自缴", "自筹", "自负", "自付", "自行"];
    if !passage.letters().may_have('自') || !passage.letters().may_have('%') {
        return;
    }
    let said = |figure: &Figure| item_before(&passage.text, figure.range.start);
    let pays = |figure: &Figure| figure.unit == "%" && PAYS.iter().any(|word| said(figure).ends_with(word));
    let linked = |a: &Figure, b: &Figure| {
        let gap = passage.get(a.range.end..b.range.start);
        pays(a) && pays(b) && gap.starts_with(['，', '、', '；']) && gap.chars().count() <= 16
    };
    for run in passage.figures().chunk_by(linked) {
        let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
        // One who pays for himself; two are two cases.
        let owners = run.iter().filter(|figure| OWN.iter().any(|word| said(figure).contains(word))).count();
        let own = owners == 1;
        let after = passage.head(last.range.end, 30);
        let rest = after.split('。').next().unwrap_or_default();
        let open =
            ["其余", "剩余", "余下", "以上", "以下", "以内", "左右"].iter().any(|word| rest.contains(word))
                || rest.contains('%')
                || run.iter().any(|figure| figure.approximate || said(figure).contains('不'));
        let sum: i128 = run.iter().map(|figure| figure.millionths).sum();
        if run.len() > 1 && own && !open && sum != 100_000_000 && (sum - 100_000_000).abs() <= 40_000_000 {
            let range = first.range.start - said(first).len()..last.range.end;
            let message = format!("几方分担的加起来是{}%，不是100%", shown(sum));
            sink.report(passage, range, message).help("核对各方分担的比例");
        }
    }
}
