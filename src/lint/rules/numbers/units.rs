//! 数字-013

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 不规范的计量单位、单位符号的大小写。
    ///
    /// 依据：《计量法》第三条；GB/T 3100—1993：用法定计量单位；千米 km、千克 kg、平方米 m²、千瓦 kW、兆帕 MPa。
    ///
    /// 单位与所说的量也要相配：电量用千瓦时，装机容量用千瓦；面积用平方米、公顷，长度用米、公里。
    ///
    /// 说钱的数不能漏了“元”。
    ///
    /// 错：`旅游收入12.6亿，增长8%`　`5平米`　`3公分`　`20KM`　`8KG`　`50kw`　`120㎡`　`发电量5.2亿千瓦`　`总面积35公里`
    /// 对：`旅游收入12.6亿元，增长8%`　`5平方米`　`3厘米`　`20km`　`8kg`　`50kW`　`120m²`　`发电量5.2亿千瓦时`　`总面积35平方公里`
    ///
    /// 改法：换成法定单位、规定的符号。
    "数字-013", "计量单位", Suggested, Warning, Passage(check)
}

/// What is written, and what should be.
const UNITS: &[(&str, &str)] = &[
    ("平米", "平方米"),
    ("公分", "厘米"),
    ("立方公尺", "立方米"),
    ("公尺", "米"),
    ("英哩", "英里"),
    ("瓩", "千瓦"),
    ("公升", "升"),
    ("KM²", "km²"),
    ("Km²", "km²"),
    ("KM", "km"),
    ("Km", "km"),
    ("KG", "kg"),
    ("Kg", "kg"),
    ("KW", "kW"),
    ("kw", "kW"),
    ("Kw", "kW"),
    ("KV", "kV"),
    ("kv", "kV"),
    ("Kv", "kV"),
    ("MPA", "MPa"),
    ("mpa", "MPa"),
    ("Mpa", "MPa"),
    ("ML", "mL"),
    ("CM", "cm"),
    ("MM", "mm"),
    ("m2", "m²"),
    ("M2", "m²"),
    ("m3", "m³"),
    ("M3", "m³"),
    ("km2", "km²"),
    ("㎡", "m²"),
    ("㎞", "km"),
    ("㎏", "kg"),
    ("㎜", "mm"),
    ("㎝", "cm"),
    ("㎎", "mg"),
    ("㎥", "m³"),
    ("°C", "℃"),
    ("Db", "dB"),
    ("db", "dB"),
    ("hz", "Hz"),
    ("HZ", "Hz"),
    ("KWh", "kW·h"),
    ("kwh", "kW·h"),
];

fn check(passage: &Passage, sink: &mut Sink) {
    power(passage, sink);
    no_unit(passage, sink);
    fitting(passage, sink);
    let written = pattern!(
        r"[0-9](?:\.[0-9]+)?(?:万|亿|多|余|个)? ?(平米|立方公尺|公尺|公分|公升|英哩|瓩|(?:KM²|Km²|km2|KWh|kwh|KM|Km|KG|Kg|KW|kw|Kw|KV|kv|Kv|MPA|mpa|Mpa|ML|CM|MM|m2|M2|m3|M3|°C|Db|db|hz|HZ|㎡|㎞|㎏|㎜|㎝|㎎|㎥))(?:[^A-Za-z0-9]|$)"
    );
    for found in written.captures_iter(passage) {
        let Some(unit) = found.get(1) else { continue };
        let Some((_, right)) = UNITS.iter().find(|(wrong, _)| *wrong == unit.as_str()) else { continue };
        let message = format!("单位“{}”应写作“{right}”", unit.as_str());
        sink.report(passage, unit.range(), message).edit(unit.range(), *right);
    }
}

/// 门票收入12.6亿: money without 元, in a text that has it elsewhere.
fn no_unit(passage: &Passage, sink: &mut Sink) {
    if !passage.has_any(['万', '亿'])
        || !passage.has_any(['额', '入', '值', '资', '款', '出', '润', '税', '金', '费'])
    {
        return;
    }
    let money = pattern!(
        r"(?:总额|收入|产值|增加值|投资|贷款|存款|支出|利润|税收|资金|经费|生产总值|营业额|交易额|销售额|零售额|预算)(?:合计|共计|累计)?(?:约?为|达到|达|完成|实现|突破|超过|超|约)?([0-9][0-9.,]*(?:万|亿))(?:[，。；）]|$)"
    );
    for found in money.captures_iter(passage) {
        let Some(number) = found.get(1) else { continue };
        let message = format!("“{}”后面漏了单位“元”", number.as_str());
        sink.report(passage, number.range(), message).edit(number.end()..number.end(), "元");
    }
}

/// 千瓦 for what is consumed, 千瓦时 for what is installed.
fn power(passage: &Passage, sink: &mut Sink) {
    if !passage.text.contains("千瓦") {
        return;
    }
    let work = pattern!(
        r"(?:发电量|用电量|售电量|供电量|购电量|电量)(?:合计|共计|累计|共|总计)?(?:约?为|约|达到|达|是|完成|突破|超过)?[0-9][0-9.,]*[万亿]?千瓦(?:[^时·一-鿿]|$|的|和|以上)"
    );
    for found in work.find_iter(passage) {
        let Some(word) = found.as_str().rfind("千瓦") else { continue };
        let end = found.start() + word + "千瓦".len();
        let message = "电量的单位是千瓦时，这里是千瓦";
        sink.report(passage, found.start()..end, message).edit(end..end, "时");
    }
    let rate = pattern!(
        r"(?:装机容量|装机规模|总装机|装机|最大负荷|用电负荷|额定功率)(?:合计|共计|累计|共|总计)?(?:约?为|约|达到|达|是|突破|超过)?[0-9][0-9.,]*[万亿]?千瓦时"
    );
    for found in rate.find_iter(passage) {
        let end = found.end();
        let message = "装机、负荷的单位是千瓦，这里是千瓦时";
        sink.report(passage, found.range(), message).edit(end - '时'.len_utf8()..end, "");
    }
}

/// Units that measure something else than what is named right before.
fn fitting(passage: &Passage, sink: &mut Sink) {
    let text = &passage.text;
    if !text.contains(['积', '长', '程', '库', '量', '值', '额']) || passage.figures().is_empty() {
        return;
    }
    let area = pattern!(
        "面积(?:合计|共计|累计|共|总计)?(?:约?为|约|达到|达|是)?[0-9][0-9.,]*[万亿]?(?:公里|千米|立方米|吨|公斤)"
    );
    let length = pattern!(
        "(?:全长|总长|总长度|总里程|通车里程)(?:合计|共计|累计|共|总计)?(?:约?为|约|达到|达|是)?[0-9][0-9.,]*[万亿]?(?:平方公里|平方千米|平方米|立方米|公顷|亩|吨)"
    );
    let volume = pattern!(
        "(?:总库容|库容|供水量|用水量|蓄水量|来水量)(?:合计|共计|累计|共|总计)?(?:约?为|约|达到|达|是)?[0-9][0-9.,]*[万亿]?(?:平方米|平方公里|公里|亩)"
    );
    let worth = pattern!(
        "(?:总产值|产值|增加值|零售总额)(?:合计|共计|累计|共|总计)?(?:约?为|约|达到|达|是|完成|实现)?[0-9][0-9.,]*[万亿]?(?:吨|亩|公里|平方米|千瓦)"
    );
    for (form, noun, right) in [
        (area, "面积", "平方米、平方公里、公顷一类"),
        (length, "长度", "米、公里"),
        (volume, "水量、库容", "立方米"),
        (worth, "产值", "元"),
    ] {
        for found in form.find_iter(passage) {
            let message = format!("“{}”：{noun}的单位是{right}", found.as_str());
            sink.report(passage, found.range(), message).help("查清是单位写错还是写漏");
        }
    }
}
