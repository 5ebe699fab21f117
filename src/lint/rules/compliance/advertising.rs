//! 合规-004

use crate::lint::passage::Passage;
use crate::lint::pattern::Pattern;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 广告用语：招徕生意的话，和“最好、最大”“全国第一品牌”之类绝对化的夸赞。
    ///
    /// “国家级”“全国第一批”“最高”“最佳”用来叙述事实的，不查；说的是广告监管的（不得、禁止、处罚……），不查；政务热线（12345）不查。
    ///
    /// 依据：国办发〔2018〕22号：政府公报不得刊登广告；《内部资料性出版物管理办法》第十八条；《广告法》第九条、第十四条。
    ///
    /// 错：`订购热线`　`限时优惠`　`全网销量第一`　`欢迎选购`
    /// 对：删去，或改为客观叙述
    ///
    /// 改法：删去商业推销的内容。
    "合规-004", "广告用语", Human, Warning, Passage(check)
}

/// Where texts speak of advertising instead of making it.
const ABOUT: &[&str] = &["不得", "禁止", "违反", "处罚", "罚款", "虚假", "严禁", "整治", "违法"];

/// How far a sentence is read, in characters.
const REACH: usize = 120;

fn check(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    if text.chars().any(|c| "购销售价惠顾卖抢热买盟代".contains(c)) {
        let sale = pattern!(
            "(?:订购|购买|抢购|团购|预订|加盟|售楼|购房|购车|销售)(?:热线|专线)|订购电话|咨询热线：?1[0-9]{10}|敬请(?:垂询|惠顾|光临)|欢迎(?:来电|新老顾客|新老客户|广大顾客|各界朋友|前来)?(?:订购|选购|惠顾|光临|抢购|加盟|品鉴)|(?:立即|马上|点击|扫码)(?:购买|下单|抢购)|限时(?:优惠|抢购|特价|特惠)|优惠价仅|特惠价|特价优惠|火热抢购|热销中|热卖中|买[一二1-9]送[一二1-9]|全[网场城](?:最低|销量|[一二三四五六七八九1-9.]+折)|销量第一|驰名商标产品|稳赚不赔|无效退款|隆重登场|震撼上市|荣耀面世|尊享|钜惠|巨惠|大酬宾|诚[招邀](?:代理|加盟)|代理加盟|数量有限，[欲先]"
        );
        report(sale, passage, sink);
    }
    if text.contains(['最', '级', '第', '首', '药', '百']) {
        let praise = pattern!(
            "质量最[优好]、价格最低|第一品牌|品质第一|全国首选|包治百病|药到病除|(?:国家|世界|宇宙)级(?:品质|产品|享受|美味|口感|配方)|顶级(?:享受|品质|奢华)|全国第一[一-鿿]{0,4}(?:胜地|品牌|美食|名吃|楼盘|名酒|景观)|(?:全国|全省|世界|行业|国内)最(?:好|佳|优)(?:、[一-鿿]{2,8}|的(?:产品|品牌|企业|酒店|景区|楼盘|服务))|最(?:好|佳|优|强)、最(?:大|好|佳|优|强|全|便宜|实惠)|最大、最(?:好|佳|优|强)"
        );
        report(praise, passage, sink);
    }
}

fn report(words: &Pattern, passage: &Passage, sink: &mut Sink) {
    for found in words.find_iter(passage) {
        // A sentence on what must not be said says it.
        let sentence = |c: char| matches!(c, '。' | '；' | '！');
        let (before, after) = (passage.tail(found.start(), REACH), passage.head(found.end(), REACH));
        let before = before.rsplit(sentence).next().unwrap_or(before);
        let after = after.split(sentence).next().unwrap_or(after);
        if ABOUT.iter().any(|word| before.contains(word) || after.contains(word)) {
            continue;
        }
        let message = format!("“{}”是广告用语", found.as_str());
        sink.report(passage, found.range(), message).help("政府公报不登广告：删去，或改为客观叙述");
    }
}
