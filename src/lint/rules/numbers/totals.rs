//! Totals that stand behind their parts, what is left of a whole, and the three
//! industries: parts of 数字-005.

use super::parts::{Sum, is_change};
use crate::lint::figures::{Figure, clause_after, clause_before};
use crate::lint::passage::Passage;
use crate::lint::rule::pattern;
use crate::lint::sink::Sink;

/// The parts, then their total: ……90件、……71件，合计161件.
pub(super) fn backward(passage: &Passage, start: usize, sentence: &str, figures: &[Figure], sink: &mut Sink) {
    let totals = pattern!(
        "[，；、](?:(?:以上)?([两二三四五六])(?:者|项|类|部分))?(?:全年|全区|全县|全市|三年|两年|五年)?(合计|共计|总计|总共|一共|共)(?:为|达|有|完成|实现|新增|新建|安排|投入|建成|争取)?([0-9])"
    );
    for found in totals.captures_iter(passage.part(sentence)) {
        let (Some(whole), Some(word), Some(digit)) = (found.get(0), found.get(2), found.get(3)) else {
            continue;
        };
        let Some(total) = figures.iter().find(|figure| figure.range.start == digit.start()) else { continue };
        let said = found
            .get(1)
            .and_then(|count| "零一二三四五六".chars().position(|c| count.as_str().starts_with(c)));
        let said = if found.get(1).is_some_and(|count| count.as_str() == "两") { Some(2) } else { said };
        let earlier: Vec<Figure> = figures
            .iter()
            .filter(|figure| {
                figure.range.end <= whole.start() && figure.unit == total.unit && !is_change(sentence, figure)
            })
            .cloned()
            .collect();
        let agrees = |parts: &[Figure]| {
            let list = Sum { start, sentence, total, parts };
            // Who adds up two figures adds them as they are printed.
            let slack = if parts.len() == 2 { 0 } else { list.slack() };
            (list.sum() - total.millionths).abs() <= slack
        };
        let tail = |count: usize| earlier.get(earlier.len().saturating_sub(count)..).unwrap_or_default();
        // The parts are those of the list right before, or one in each clause.
        let before = sentence.get(..whole.start()).unwrap_or_default();
        let from = before.rfind(['，', '：', '；']).map_or(0, |at| at + '，'.len_utf8());
        let listed = earlier.iter().filter(|figure| figure.range.start >= from).count();
        // A list is added up as a whole.
        let least = if listed > 2 { listed } else { 2 };
        if (least..=earlier.len()).any(|count| agrees(tail(count))) {
            continue;
        }
        let clause = before.rfind('；').unwrap_or(0);
        let in_part = earlier.iter().filter(|figure| figure.range.start >= clause).count();
        let off =
            |parts: &[Figure]| (Sum { start, sentence, total, parts }.sum() - total.millionths).abs() * 100;
        let parts = match said {
            // Those are counted by themselves.
            Some(_) => continue,
            None if listed > 1 => tail(listed),
            // 2支120人，……7支210人，……34支680人，共1100人: a digit is wrong.
            None if word.as_str() == "共" => {
                let list = Sum { start, sentence, total, parts: &earlier };
                if earlier.len() < 3 || in_part < earlier.len() || !list.is_slip() {
                    continue;
                }
                tail(earlier.len())
            }
            // Those that come near to the total; else all of them.
            None => {
                let near = (2..=in_part).find(|count| off(tail(*count)) <= total.millionths * 5);
                tail(near.unwrap_or(in_part))
            }
        };
        let list = Sum { start, sentence, total, parts };
        let vague = parts.iter().chain([total]).any(|figure| figure.approximate);
        let near = off(parts) <= total.millionths * 15;
        let sure = said.is_some() || listed > 1;
        let open = before
            .get(parts.first().map_or(0, |part| part.range.start)..)
            .is_some_and(|list| list.contains('等'));
        if parts.len() > 1 && !vague && (near || sure) && !(open && list.sum() < total.millionths) {
            list.report(passage, sink);
        }
    }
}

/// How many are added up, at most.
const COUNTED: usize = 12;

/// 甲120万吨；乙80万吨，两者合计200万吨; 3个乡镇合计: who says how many are added up
/// means those right before, across semicolons.
pub(super) fn counted(passage: &Passage, sink: &mut Sink) {
    let said = pattern!(
        "[，；、：](?:以上|上述|这|前)?([0-9]{1,2}|[两二三四五六七八九十])(?:者|项|类|部分|个?(?:乡镇|镇|乡|街道|乡镇（街道）|镇（街道）|县|区|市|村|社区|园区|产业|集群|行业|品种|部门|单位|企业|项目))(?:合计|共计|总计|总和|之和)(?:完成|实现|为|达到|达|有)?([0-9])"
    );
    for found in said.captures_iter(passage) {
        let (Some(whole), Some(count), Some(digit)) = (found.get(0), found.get(1), found.get(2)) else {
            continue;
        };
        let count = match count.as_str() {
            "两" => Some(2),
            word => word
                .parse()
                .ok()
                .or_else(|| "零一二三四五六七八九十".chars().position(|c| word.starts_with(c))),
        };
        let figures = passage.figures();
        let at = figures.partition_point(|figure| figure.range.start < digit.start());
        let (Some(count), Some(total)) =
            (count.filter(|count| (2..=COUNTED).contains(count)), figures.get(at))
        else {
            continue;
        };
        // Of one sentence, none of them a change.
        let earlier: Vec<Figure> = figures
            .get(at.saturating_sub(4 * COUNTED)..at)
            .unwrap_or_default()
            .iter()
            .rev()
            .take_while(|figure| !passage.get(figure.range.end..whole.start()).contains('。'))
            .filter(|figure| figure.unit == total.unit && !is_change(&passage.text, figure))
            .cloned()
            .collect();
        let (Some(parts), false) = (earlier.get(..count), total.approximate) else { continue };
        let list = |parts| Sum { start: 0, sentence: &passage.text, total, parts };
        let sum = |parts| list(parts).sum();
        // They may also be told one by one, or be other figures of the sentence.
        let right = (2..=earlier.len()).any(|n| earlier.get(..n).is_some_and(|parts| list(parts).agrees()));
        let near = (sum(parts) - total.millionths).abs() * 100 <= total.millionths * 15;
        let vague = parts.iter().any(|part| part.approximate);
        if !right && near && !vague {
            let mut parts = parts.to_vec();
            parts.reverse();
            list(&parts).report(passage, sink);
        }
    }
}

/// 共62项，已完成28项，正在推进31项，尚未启动3项.
pub(super) fn stages(passage: &Passage, start: usize, sentence: &str, figures: &[Figure], sink: &mut Sink) {
    for window in figures.windows(4) {
        let [whole, done, doing, left] = window else { continue };
        let same = window.iter().all(|figure| figure.unit == whole.unit && !figure.approximate);
        let said = |figure: &Figure| clause_before(sentence, figure.range.start);
        let plain = window.iter().all(|figure| !is_change(sentence, figure)) && whole.unit != "%";
        let words = ["已", "完成", "建成", "办结", "竣工"].iter().any(|word| said(done).starts_with(word))
            && ["正", "在建", "在办", "推进", "开工"].iter().any(|word| said(doing).starts_with(word))
            && ["尚未", "未", "还有", "尚有", "其余", "剩余", "拟"]
                .iter()
                .any(|word| said(left).starts_with(word));
        let direct = sentence
            .get(whole.range.end..left.range.start)
            .is_some_and(|gap| !gap.contains(['。', '、']) && !gap.contains("其中"));
        if !same || !plain || !words || !direct || said(whole).contains('已') {
            continue;
        }
        let list = Sum { start, sentence, total: whole, parts: window.get(1..).unwrap_or_default() };
        if !list.agrees() && (list.sum() - whole.millionths).abs() * 10 <= whole.millionths * 3 {
            list.report(passage, sink);
        }
    }
}

/// 应整改58个，已整改49个，尚有9个; 预算68.5万元，支出61.24万元，节约7.26万元.
pub(super) fn remainder(
    passage: &Passage,
    start: usize,
    sentence: &str,
    figures: &[Figure],
    sink: &mut Sink,
) {
    const LEFT: [&str; 20] = [
        "尚在",
        "仍在",
        "请假",
        "缺席",
        "正在整改",
        "正在办理",
        "尚有",
        "还有",
        "尚余",
        "剩余",
        "其余",
        "仍有",
        "余下",
        "未完成",
        "未整改",
        "未办结",
        "尚未",
        "节约",
        "结余",
        "节余",
    ];
    const DONE: [&str; 16] = [
        "已", "实到", "出席", "完成", "办结", "化解", "支出", "使用", "解决", "整改", "销号", "执行", "结算",
        "通过", "审结", "结案",
    ];
    for (at, window) in figures.windows(3).enumerate() {
        let [whole, done, left] = window else { continue };
        // 正在整改的 may be one of several kinds.
        let more = figures.get(at + 3).is_some_and(|next| next.unit == whole.unit);
        let same = whole.unit == done.unit && done.unit == left.unit && whole.unit != "%";
        if !same || window.iter().any(|figure| figure.approximate || is_change(sentence, figure)) {
            continue;
        }
        let said = clause_before(sentence, left.range.start);
        let word = LEFT.iter().any(|word| said.contains(word));
        let did = clause_before(sentence, done.range.start);
        let begun = clause_before(sentence, whole.range.start);
        // One more in the list of what was done, and the sum is not these two.
        let gap = sentence.get(done.range.end..left.range.start).unwrap_or_default();
        let first = sentence.get(whole.range.end..done.range.start).unwrap_or_default();
        if !word
            || more && ["正在", "请假", "缺席"].iter().any(|word| said.contains(word))
            || !DONE.iter().any(|word| did.contains(word))
            || DONE.iter().take(1).any(|word| begun.contains(word))
            || gap.contains(['。', '、'])
            || first.contains(['。', '、'])
            || first.contains("其中")
            || gap.contains("其中")
            || clause_after(sentence, left.range.end).contains("以上")
        {
            continue;
        }
        let parts = [done.clone(), left.clone()];
        let list = Sum { start, sentence, total: whole, parts: &parts };
        let off = (list.sum() - whole.millionths).abs();
        if off > list.slack() && off * 10 <= whole.millionths * 3 {
            list.report(passage, sink);
        }
    }
}

/// 地区生产总值…。第一产业增加值…；第二产业…；第三产业…
pub(super) fn industries(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    let Some(first) = text.find("第一产业") else { return };
    let Some(whole) = text.get(..first).and_then(|before| before.rfind("生产总值")) else { return };
    let amount = |from: usize| {
        let figures = passage.figures();
        let at = figures.partition_point(|figure| figure.range.start < from);
        figures.get(at).filter(|figure| {
            figure.unit == "元" && passage.get(from..figure.range.start).chars().count() < 14
        })
    };
    let place =
        |from: usize, word: &str| text.get(from..).and_then(|rest| rest.find(word)).map(|at| from + at);
    let total = amount(whole);
    let parts: Option<Vec<Figure>> = ["第一产业", "第二产业", "第三产业"]
        .iter()
        .scan(first, |from, word| {
            let part = place(*from, word).and_then(|at| amount(at + word.len()));
            *from = part.map_or(text.len(), |part| part.range.end);
            Some(part.cloned())
        })
        .collect();
    let (Some(total), Some(parts)) = (total, parts) else { return };
    let list = Sum { start: 0, sentence: text, total, parts: &parts };
    if (list.sum() - total.millionths).abs() > list.slack() && !total.approximate {
        list.report(passage, sink);
    }
}

/// What a part is of what was received: never more.
const PARTS: [(&[&str], &[&str]); 4] = [
    (
        &["收到", "接到", "受理", "征集", "征集到", "收集", "收到提案", "提出"],
        &["立案", "经审查立案", "采纳", "办结", "已办结", "属实", "答复", "办复", "转办", "已答复"],
    ),
    (&["应到", "应参加", "应参会", "应出席"], &["实到", "实际参加", "实际参会", "实际出席"]),
    (&["抽检", "抽查", "抽样", "检测", "监测", "检验"], &["合格", "不合格", "达标", "检出"]),
    (&["报名", "报考"], &["实考", "参考", "录取", "录用"]),
];

/// 收到提案148件，经审查立案152件: more than there are.
pub(super) fn exceeding(passage: &Passage, sink: &mut Sink) {
    for pair in passage.figures().windows(2) {
        let [whole, part] = pair else { continue };
        if whole.unit != part.unit
            || part.millionths <= whole.millionths
            || whole.unit == "%"
            || whole.approximate
        {
            continue;
        }
        let said = clause_before(&passage.text, whole.range.start);
        let then = clause_before(&passage.text, part.range.start);
        let gap = passage.get(whole.range.end..part.range.start);
        let direct = gap.starts_with('，') && gap.chars().count() <= 16 && !gap.contains(['。', '；', '、']);
        let earlier = ["累计", "上年", "历年", "结转", "往年", "以来", "含", "其他", "人次"];
        let apart = earlier.iter().any(|word| said.contains(word) || then.contains(word));
        let opens = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
        let kind = PARTS.iter().any(|(received, done)| {
            let done = done.iter().any(|word| {
                then.starts_with(word) || then.trim_start_matches(['已', '经', '其', '共']).starts_with(word)
            });
            opens(received, said) && done
        });
        if direct && kind && !apart {
            let [all, some] = [whole, part].map(|figure| passage.get(figure.range.clone()));
            sink.report(passage, whole.range.start..part.range.end, format!("{some}比全部的{all}还多"))
                .help("对照原始数据，改错的一个；另含上年结转一类的，写明");
        }
    }
}
