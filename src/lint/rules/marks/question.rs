//! 标点-022

use crate::content::BlockKind;
use crate::content::chars::is_han;
use crate::lint::desk::Manuscript;
use crate::lint::outline::opening;
use crate::lint::passage::{Passage, Role};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 问句的末尾用了句号，或没有标点。
    ///
    /// 查问答里的问话、用问句作的标题（同篇别的标题用问号的），和以“吗”“呢”煞尾、以“难道”起头的句子。
    ///
    /// 依据：GB/T 15834—2011，4.2.3：句子末尾用问号，主要根据语段的疑问语气。
    ///
    /// 错：`问：补贴怎样申请。`　`难道这样的路还要再走吗。`
    /// 对：`问：补贴怎样申请？`　`难道这样的路还要再走吗？`
    ///
    /// 改法：换成问号。“请介绍有哪些措施。”“群众关心钱怎么花。”是请求、陈述，句中虽有疑问词，用句号，不查。
    "标点-022", "问句末尾的标点", Suggested, Warning, Article(check)
}

/// So many headings of an article are questions with their mark before one
/// without is told of.
const HABIT: usize = 2;

/// A heading is no longer than that.
const HEADING: usize = 45;

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let headed = |passage: &Passage| {
        matches!(passage.role, Role::Heading(_))
            || matches!(passage.role, Role::Body { .. }) && opening(&passage.text).is_some()
    };
    let asked = |passage: &&Passage| {
        passage.text.ends_with('？') && headed(passage) && passage.chars.len() <= HEADING
    };
    let habit = manuscript.passages.iter().filter(asked).take(HABIT).count() == HABIT;
    for passage in &manuscript.passages {
        if !passage.is_prose() && !matches!(passage.role, Role::Heading(_)) {
            continue;
        }
        rhetorical(passage, sink);
        let question = matches!(manuscript.block(passage), Some(BlockKind::Question { .. }));
        if question || habit && headed(passage) && passage.chars.len() <= HEADING {
            whole(passage, question, sink);
        }
    }
}

/// What somebody asks: the last sentence of a passage that is a question.
fn whole(passage: &Passage, question: bool, sink: &mut Sink) {
    let Some(&(at, last)) = passage.chars.last() else { return };
    let end = at + last.len_utf8();
    let bare = is_han(last);
    // A heading may do without its mark.
    if !(matches!(last, '。' | '，' | '；') || bare && question) {
        return;
    }
    let before = passage.before(if bare { end } else { at });
    let start = before.rfind(['。', '？', '！', '；', '：']).map_or(0, |stop| stop + '。'.len_utf8());
    let sentence = before.get(start..).unwrap_or_default();
    // 吗。 is told of as it stands anywhere; half a sentence is another rule's.
    if ends_asking(sentence) && !bare || bare && sentence.contains('，') || !asks(sentence) {
        return;
    }
    if !question && start > 0 && before.contains(['。', '？', '！']) {
        return;
    }
    if bare {
        sink.report(passage, at..end, "问句末尾没有问号").edit(end..end, "？");
    } else {
        sink.report(passage, at..end, format!("问句末尾用问号，这里是“{last}”")).edit(at..end, "？");
    }
}

/// Sentences that ask wherever they stand: 吗。 and 难道……。
fn rhetorical(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['吗', '呢', '难']) {
        return;
    }
    let mut start = 0;
    for (at, stop) in passage.text.match_indices(['。', '？', '！', '；', '：']) {
        let sentence = passage.get(start..at);
        start = at + stop.len();
        if stop == "。" && ends_asking(sentence) {
            sink.report(passage, at..start, "问句末尾用问号，这里是“。”").edit(at..start, "？");
        }
    }
}

/// `……吗`, `难道……`, and `……呢` of a sentence that asks.
fn ends_asking(sentence: &str) -> bool {
    let clause = sentence.rsplit('，').next().unwrap_or_default();
    sentence.ends_with('吗') && !indirect(sentence)
        || sentence.strip_suffix('呢').is_some_and(asks)
        || clause.trim_start_matches(['“', '‘']).starts_with("难道")
}

/// Whether a sentence is a direct question.
fn asks(sentence: &str) -> bool {
    let sentence = sentence.replace("请问", "");
    let Some(at) = first_asking(&sentence) else { return false };
    if ["介绍一下", "说明一下", "解读一下", "谈一谈", "谈谈", "讲一讲"]
        .iter()
        .any(|word| sentence.contains(word))
    {
        return false;
    }
    let before = sentence.get(..at).unwrap_or_default();
    // What somebody wants to know is told in a clause of its own.
    let clause = before.rsplit('，').next().unwrap_or_default();
    !indirect(clause)
}

/// Words before a question that is told, not asked.
fn indirect(clause: &str) -> bool {
    const WORDS: &[&str] = &[
        "请",
        "谈",
        "介绍",
        "说明",
        "说说",
        "解读",
        "讲",
        "解释",
        "告诉",
        "透露",
        "知道",
        "了解",
        "明白",
        "清楚",
        "关心",
        "关注",
        "想问",
        "询问",
        "明确",
        "规定",
        "取决",
        "无论",
        "不论",
        "不管",
        "研究",
        "探讨",
        "看看",
        "回答",
        "决定",
        "问一问",
        "想一想",
        "看一看",
        "扪心自问",
    ];
    WORDS.iter().any(|word| clause.contains(word))
}

/// Where the first word stands that asks.
fn first_asking(sentence: &str) -> Option<usize> {
    let words = pattern!(
        "什么|怎么|怎样|如何|哪[些里个几种类一]|哪儿|多少|多[大久长高远]|[有需共约要]几[个年种次条项人天]|为何|何时|何地|何种|是否|能否|可否|会否|是不是|有没有|能不能|可不可以|要不要|会不会|该不该|需不需要|算不算|谁|吗|呢"
    );
    words.find(sentence).map(|found| found.start())
}
