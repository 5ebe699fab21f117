//! 数字-013

use crate::lint::passage::Passage;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 不规范的计量单位、单位符号的大小写。
    ///
    /// 依据：《计量法》第三条；GB/T 3100—1993：用法定计量单位；千米 km、千克 kg、平方米 m²、千瓦 kW、兆帕 MPa。
    ///
    /// 错：`5平米`　`3公分`　`20KM`　`8KG`　`50kw`　`120㎡`
    /// 对：`5平方米`　`3厘米`　`20km`　`8kg`　`50kW`　`120m²`
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
