//! 标点-019

use crate::content::ArticleKind;
use crate::lint::desk::Manuscript;
use crate::lint::outline::opening;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 引出下文的话后面用冒号，不用句号、分号、逗号；“会议强调”一类的话后面接着说的，用逗号或冒号，不用句号。
    ///
    /// 依据：GB/T 15834—2011，4.7.3.1：用于总说性或提示性词语之后，表示提示下文。
    ///
    /// 错：`现将有关事项通知如下。`（下面接着分条）　`会议议定；`（下面接着分条）　`任命；`（下面是名单）
    /// 对：`现将有关事项通知如下：`　`会议议定：`　`任命：`
    ///
    /// 下面是分几个部分的全文的（“通知如下。”之后接着“一、”的标题），句号、冒号都有用的，不查。
    ///
    /// 改法：换成冒号。
    "标点-019", "引出下文的标点", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    for passage in &manuscript.passages {
        if passage.is_prose() {
            speech(passage, sink);
        }
        label(passage, sink);
    }
    for pair in manuscript.passages.windows(2) {
        let [first, second] = pair else { continue };
        let Some(&(at, last)) = first.chars.last() else { continue };
        let wrong = match last {
            // 现就有关事项通知如下。 before a whole document with headings is as usual
            // as the colon.
            '。' => {
                let headed = matches!(second.role, Role::Heading(_)) && !second.text.ends_with('。');
                is_first(first, second) && !headed
            }
            '，' | ',' => is_first(first, second),
            '；' | ';' => {
                first.is_prose() && opening(&first.text).is_none() && first.text.contains(['，', '。'])
            }
            _ => false,
        };
        let lists = matches!(last, '。' | '，' | '；' | ',' | ';')
            && is_first(first, second)
            && names_list(first.before(at), last == '。');
        let appoints = matches!(last, '。' | '，' | '；' | '、' | ',' | ';')
            && is_appointing(first, second, first.before(at));
        if wrong && leads(first.before(at)) || lists || appoints {
            let range = at..at + last.len_utf8();
            sink.report(first, range.clone(), format!("引出下文用冒号，这里是“{last}”")).edit(range, "：");
        }
    }
}

/// Whether the last words point to what follows.
pub(super) fn leads(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "如下",
        "会议议定",
        "会议明确",
        "会议决定",
        "会议要求",
        "会议强调",
        "会议指出",
        "下列条件",
        "下列要求",
    ];
    WORDS.iter().any(|word| text.ends_with(word))
}

/// `副组长；李某某`, `抄送；县委办公室`: a label takes a colon.
fn label(passage: &Passage, sink: &mut Sink) {
    if !passage.text.starts_with(['组', '副', '成', '抄', '主', '联', '地', '附', '问', '答', '电'])
    {
        return;
    }
    let labelled = pattern!(
        "^(?:第?一?副?组[ 　]*长|成[ 　]*员|抄[ 　]*送|主[ 　]*送|联系人|联系电话|联系地址|地[ 　]*址|电[ 　]*话|附[ 　]*件|问|答)([；，。;,])"
    );
    if let Some(mark) = labelled.captures(passage).and_then(|found| found.get(1)) {
        let message = format!("“{}”后面用冒号，这里是“{}”", passage.before(mark.start()), mark.as_str());
        sink.report(passage, mark.range(), message).edit(mark.range(), "：");
    }
}

/// Who says something.
const SPEAKERS: &[&str] = &[
    "会议",
    "会上",
    "他",
    "她",
    "书记",
    "省长",
    "市长",
    "县长",
    "区长",
    "州长",
    "镇长",
    "乡长",
    "主任",
    "主席",
    "报告",
    "代表们",
    "与会人员",
];

/// `会议强调。要抓好落实。`: what was said goes on behind the mark.
fn speech(passage: &Passage, sink: &mut Sink) {
    let said = pattern!(
        "(强调|指出|认为|要求|提出|表示)([。；])(?:要|必须|各|坚持|全|当前|下一步|我们|[今过去]|是|把|抓|加强)"
    );
    for found in said.captures_iter(passage) {
        let (Some(verb), Some(mark)) = (found.get(1), found.get(2)) else { continue };
        let clause = passage.tail(verb.start(), 24);
        let clause = clause.rsplit(['。', '；', '，', '：', '、']).next().unwrap_or_default();
        let plain = ["还", "又", "最后", "同时", "特别"].iter().find_map(|word| clause.strip_suffix(word));
        let subject = plain.unwrap_or(clause);
        // 落实会议要求 names a thing.
        let told = match verb.as_str() {
            "要求" | "提出" | "表示" => ["会议", "会上", "他", "她", "与会人员"].contains(&subject),
            _ => {
                SPEAKERS.iter().any(|speaker| subject.ends_with(speaker))
                    && !subject.contains(['的', '落', '按', '根', '贯', '传', '符', '“', '”'])
            }
        };
        if told {
            let message = format!("“{}”引出下文，后面用“，”或“：”，这里是“{}”", verb.as_str(), mark.as_str());
            sink.report(passage, mark.range(), message).edit(mark.range(), "，");
        }
    }
}

/// `有下列情形之一的，不予许可`: the last sentence names what the list holds.
fn names_list(text: &str, stopped: bool) -> bool {
    let sentence = text.rsplit(['。', '；']).next().unwrap_or_default();
    let rest = sentence.split_once("下列").map(|(_, rest)| rest);
    // Behind a full stop the list may stand for itself, unless its name is near.
    let near = |rest: &str| !stopped || !rest.contains('，');
    rest.is_some_and(|rest| {
        near(rest)
            && !rest.contains(['：', '）', '”'])
            && [
                "情形", "条件", "行为", "要求", "职责", "材料", "内容", "事项", "情况", "措施", "程序",
                "规定", "人员", "标准",
            ]
            .iter()
            .any(|word| rest.chars().take(12).collect::<String>().contains(word))
    })
}

/// `任命；` above those who are appointed.
fn is_appointing(first: &Passage, second: &Passage, text: &str) -> bool {
    const LEADS: &[&str] = &["任命", "免去", "任免", "聘任", "解聘", "免职", "决定", "如下"];
    first.kind == ArticleKind::Appointment
        && first.is_prose()
        && !text.contains('。')
        && LEADS.iter().any(|word| text.ends_with(word))
        && (second.role == Role::Roster
            || matches!(second.role, Role::Heading(_))
            || second.text.trim_end_matches(['；', '。']).ends_with("职务"))
}

/// Whether a list begins behind running text.
fn is_first(first: &Passage, second: &Passage) -> bool {
    let prose = matches!(first.role, Role::Body { .. } | Role::Dated | Role::Item);
    let listed = matches!(second.role, Role::Heading(_) | Role::Body { .. } | Role::Item);
    let numbered = opening(&second.text).is_some_and(|(_, number, _)| number == 1)
        || ["第一，", "一是", "①"].iter().any(|head| second.text.starts_with(head));
    prose && listed && numbered
}
