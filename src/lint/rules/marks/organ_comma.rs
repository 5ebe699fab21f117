//! 标点-021

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 并列的单位之间，别处都用顿号，一处用了逗号。
    ///
    /// 依据：GB/T 15834—2011，4.5.3.1：并列词语之间用顿号。
    ///
    /// 错：`县医疗保障局会同县民政局，县农业农村局、县残疾人联合会比对信息`
    /// 对：`县医疗保障局会同县民政局、县农业农村局、县残疾人联合会比对信息`
    ///
    /// 改法：换成顿号。逗号前面成句的，不查。
    "标点-021", "并列单位用了逗号", Suggested, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    if !passage.is_prose() || !passage.letters().may_have('、') || !passage.letters().may_have('，') {
        return;
    }
    // One after the other, with nothing said of those before the comma; behind
    // the last it is said what they do.
    let row = pattern!(
        "(?:^|[。；，：])(?:由|请|经)?(?:[区县市省][一-鿿]{1,11}?(?:局|委员会|联合会|办公室|中心|支队|大队)(?:、|会同|和|与|及|以及))*[区县市省][一-鿿]{1,11}?(?:局|委员会|联合会|办公室|中心|支队|大队)(，)[区县市省][一-鿿]{1,11}?(?:局|委员会|联合会|办公室|中心|支队|大队)、(?:[区县市省][一-鿿]{1,11}?(?:局|委员会|联合会|办公室|中心|支队|大队)(?:、|和|与|及|以及)?)+(?:等|按|负|配|对|比|要|应|分|根|依|共|联|组|开|做|加|在|会|密|各|参|将)"
    );
    for found in row.captures_iter(passage) {
        let (Some(whole), Some(comma)) = (found.get(0), found.get(1)) else { continue };
        let before = passage.get(whole.start()..comma.start());
        // 区水务局，区财政局、…… in brackets or behind a colon: the first leads.
        let joined = before.contains(['、']) || ["会同", "和", "与"].iter().any(|word| before.contains(word));
        let verb = ["牵头", "负责", "报", "送", "是", "为", "设", "明确", "要求", "通过", "组织", "制定"];
        if joined && !verb.iter().any(|word| before.contains(word)) {
            let message = "并列的单位之间用顿号，这里是“，”";
            sink.report(passage, comma.range(), message).edit(comma.range(), "、");
        }
    }
}
