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
    /// 错：`全国最佳的茶油`　`订购热线`　`限时优惠`　`全网销量第一`　`欢迎选购`　`全国最先进的生产线`　`独一无二的美味`
    /// 对：删去，或改为客观叙述
    ///
    /// 改法：删去商业推销的内容。
    "合规-004", "广告用语", Human, Warning, Passage(check)
}

/// Where texts speak of advertising instead of making it.
const ABOUT: &[&str] = &["不得", "禁止", "违反", "处罚", "罚款", "虚假", "严禁", "整治", "违法"];

/// How far a sentence is read, in characters.
const REACH: usize = 120;

/// What is striven for is not boasted of: 打造全省最优的营商环境.
const AIMS: &[&str] = &[
    "打造", "营造", "争创", "力争", "努力", "目标", "成为", "争取", "建成", "创建", "评选", "荣获", "居",
    "位列", "排名", "排",
];

fn check(passage: &Passage, sink: &mut Sink) {
    let has = |chars: &str| passage.has_any(chars.chars());
    if has("购销售价惠顾卖抢热买盟代") {
        let sale = pattern!(
            "(?:订购|购买|抢购|团购|预订|加盟|售楼|购房|购车|销售)(?:热线|专线)|订购电话|咨询热线：?1[0-9]{10}|敬请(?:垂询|惠顾|光临)|欢迎(?:来电|新老顾客|新老客户|广大顾客|各界朋友|前来)?(?:订购|选购|惠顾|光临|抢购|加盟|品鉴)|(?:立即|马上|点击|扫码)(?:购买|下单|抢购)|限时(?:优惠|抢购|特价|特惠)|优惠价仅|特惠价|特价优惠|火热抢购|热销中|热卖中|买[一二1-9]送[一二1-9]|全[网场城](?:最低|销量|[一二三四五六七八九1-9.]+折)|销量第一|驰名商标产品|稳赚不赔|无效退款|隆重登场|震撼上市|荣耀面世|尊享|钜惠|巨惠|大酬宾|诚[招邀](?:代理|加盟)|代理加盟|数量有限，[欲先]"
        );
        report(sale, passage, sink);
    }
    if has("最级第首药百") {
        let praise = pattern!(
            "质量最[优好]、价格最低|第一品牌|品质第一|全国首选|包治百病|药到病除|(?:国家|世界|宇宙)级(?:品质|产品|享受|美味|口感|配方)|顶级(?:享受|品质|奢华)|全国第一[一-鿿]{0,4}(?:胜地|品牌|美食|名吃|楼盘|名酒|景观)|(?:全国|全省|世界|行业|国内)最(?:好|佳|优)(?:、[一-鿿]{2,8}|的(?:产品|品牌|企业|酒店|景区|楼盘|服务))|最(?:好|佳|优|强)、最(?:大|好|佳|优|强|全|便宜|实惠)|最大、最(?:好|佳|优|强)"
        );
        report(praise, passage, sink);
        let goods = pattern!(
            "(?:全国|全省|全市|全球|世界|国内|行业|业内|同类|全网)(?:品质|质量|口感|味道|风味|性价比)?最(?:佳|好|优)的?[一-鿿]{0,3}?(?:油|茶|酒|米|果|蜜|糖|醋|蚝|鱼|虾|蟹|肉|蛋|奶|菌|药|橙|柑|桃|梨|枣|产品|商品|食品|特产|美食|品牌|楼盘|酒店|民宿|景区)(?:油|叶|酒|粉|干)?"
        );
        report(goods, passage, sink);
        let best = pattern!(
            "(?:全国|全省|全市|全县|全区|全行业|国内|同行业|业内)最(?:先进|佳|优质|优秀|高端|豪华|正宗|美味|美|便宜|权威|专业|强|好)的|(?:正宗|最正宗)的顶级|全[国省]第一的"
        );
        let aimed = |at: usize| {
            let before = passage.tail(at, REACH);
            let sentence = before.rsplit(['。', '；', '！']).next().unwrap_or(before);
            AIMS.iter().any(|word| sentence.contains(word))
        };
        report_unless(best, passage, sink, aimed);
    }
    if has("独极无天二绝品值口假") {
        let boast = pattern!(
            "独一无二的(?:[一-鿿]{0,2}(?:极品|美味|美食|享受|体验|产品|品质|品牌|口感|风味|选择|名茶|好茶|景色|魅力))?|极品(?:[一-鿿]{0,2}(?:茶|酒|宴|菜|食|房|楼盘|享受|体验|好物))?|无与伦比的|天下第一(?:[名美好]|[一-鿿]{0,2}(?:茶|酒|景|泉))|不二之选|绝佳之选|物超所值|假一赔[十百千万]|包您满意|口碑第一|领导品牌|值得拥有|誉满全[球国]"
        );
        let unique = |at: usize| {
            let after = passage.head(at, 20);
            ["标识", "编码", "代码", "身份", "编号", "序号", "二维码", "号码"]
                .iter()
                .any(|word| after.contains(word))
        };
        report_unless(boast, passage, sink, unique);
    }
}

fn report(words: &Pattern, passage: &Passage, sink: &mut Sink) {
    report_unless(words, passage, sink, |_| false);
}

fn report_unless(words: &Pattern, passage: &Passage, sink: &mut Sink, is_fine: impl Fn(usize) -> bool) {
    for found in words.find_iter(passage).filter(|found| !is_fine(found.start())) {
        // A sentence on what must not be said says it.
        let sentence = |c: char| matches!(c, '。' | '；' | '！');
        let (before, after) = (passage.tail(found.start(), REACH), passage.head(found.end(), REACH));
        let before = before.rsplit(sentence).next().unwrap_or(before);
        let after = after.split(sentence).next().unwrap_or(after);
        if ABOUT.iter().any(|word| before.contains(word) || after.contains(word)) {
            continue;
        }
        let message = format!("“{}”是广告用语", found.as_str());
        sink.report(passage, found.range(), message).help(HELP);
        let more = [(found.start() - before.len(), before), (found.end(), after)];
        more.into_iter().for_each(|(start, text)| beside(passage, start, text, sink));
    }
}

const HELP: &str = "政府公报不登广告：删去，或改为客观叙述";

/// What else a sentence that advertises says.
fn beside(passage: &Passage, start: usize, text: &str, sink: &mut Sink) {
    const WORDS: [&str; 9] =
        ["国家级", "世界级", "最高级", "品质最优", "品质最佳", "品质最好", "质量最优", "顶级", "第一品牌"];
    for word in WORDS {
        if let Some(at) = text.find(word) {
            let range = start + at..start + at + word.len();
            sink.report(passage, range, format!("“{word}”是广告用语")).help(HELP);
        }
    }
}
