//! 合规-005

use crate::content::{BlockKind, solid_text};
use crate::lint::desk::Desk;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 发文机关不属于本刊的刊登范围。
    ///
    /// 依据：国办发〔2018〕22号：公报刊登本级政府及其部门的文件，以及需要本级刊登的上级文件。署名里写着别的县（市、区）的，列出来核对。
    ///
    /// 错：“甲县人民政府公报”里有署名“乙县水利局”的文件
    /// 对：只登本级和上级的文件
    ///
    /// 改法：核对来源；转登的，豁免。
    "合规-005", "发文机关超出刊登范围", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    let place =
        desk.publication.trim_end_matches("公报").trim_end_matches("人民政府").trim_end_matches("政府");
    let county = pattern!("([一-鿿]{1,3}(?:县|区))(?:人民|[一-鿿]{2,8}(?:局|委员会|办公室|部|院|中心|队)$)");
    let own = pattern!("([一-鿿]{1,3}(?:县|区))$");
    let Some(home) = own.captures(place).and_then(|found| found.get(1)) else { return };
    for manuscript in &desk.manuscripts {
        sink.turn_to(manuscript);
        for block in &manuscript.article.blocks {
            let BlockKind::Signer(body) = &block.kind else { continue };
            let signer = solid_text(body);
            let short = signer.rsplit(['省', '市', '州', '盟']).next().unwrap_or(&signer);
            let Some(found) = county.captures(short).and_then(|found| found.get(1)) else { continue };
            let special = [
                "开发区",
                "园区",
                "景区",
                "新区",
                "社区",
                "地区",
                "自治区",
                "保护区",
                "示范区",
                "度假区",
                "管理区",
                "主城区",
                "中心城区",
            ];
            if signer.contains(home.as_str()) || special.iter().any(|word| found.as_str().ends_with(word)) {
                continue;
            }
            let message = format!("署名“{signer}”不在“{place}”的范围");
            sink.report_span(block.span.clone(), message).help("核对来源；转登的，豁免");
        }
    }
}
