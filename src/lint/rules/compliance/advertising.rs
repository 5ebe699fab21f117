//! 合规-004

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 广告用语。
    ///
    /// 依据：国办发〔2018〕22号：政府公报不得刊登广告；《内部资料性出版物管理办法》第十八条；《广告法》第九条、第十四条。
    ///
    /// 错：`订购热线`　`限时优惠`　`全网销量第一`　`欢迎选购`
    /// 对：删去，或改为客观叙述
    ///
    /// 改法：删去商业推销的内容。
    "合规-004", "广告用语", Human, Warning, Passage(check)
}

fn check(passage: &Passage, sink: &mut Sink) {
    let words = pattern!(
        "订购热线|订购电话|购买热线|招商热线|加盟热线|咨询热线：?1[0-9]{10}|售楼热线|敬请垂询|欢迎选购|欢迎订购|欢迎惠顾|敬请惠顾|立即购买|马上购买|点击购买|扫码购买|扫码下单|限时优惠|限时抢购|优惠价仅|特惠价|特价优惠|火热抢购|热销中|热卖|买[一二1-9]送[一二1-9]|全网最低|全网销量|销量第一|第一品牌|全国首选|驰名商标产品|顶级享受|稳赚不赔|无效退款|包治百病|药到病除|国家级产品|隆重登场|震撼上市|荣耀面世|尊享|钜惠|巨惠|大酬宾|代理加盟|诚招代理|诚邀加盟"
    );
    for found in words.find_iter(&passage.text) {
        let message = format!("“{}”是广告用语", found.as_str());
        sink.report(passage, found.range(), message).help("政府公报不登广告：删去，或改为客观叙述");
    }
}
