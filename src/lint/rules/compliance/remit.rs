//! 合规-005

use crate::content::chars::is_han;
use crate::content::{BlockKind, Span, solid_text};
use crate::lint::desk::{Desk, Manuscript};
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 发文机关不属于本刊的刊登范围。
    ///
    /// 依据：国办发〔2018〕22号：公报刊登本级政府及其部门的文件，以及需要本级刊登的上级文件。署名里写着别的县（市、区）的，协会、公司署名的，清单里的署名与文末不同的，文末署名与题名里的发文机关不同的（党委办公室、上级机关署了名），列出来核对。
    ///
    /// 错：“甲县人民政府公报”里有署名“乙县水利局”的文件
    /// 对：只登本级和上级的文件
    ///
    /// 改法：核对来源；转登的，豁免。
    "合规-005", "发文机关超出刊登范围", Human, Warning, Issue(check)
}

fn check(desk: &Desk<'_>, sink: &mut Sink) {
    for manuscript in &desk.manuscripts {
        sink.turn_to(manuscript);
        private(manuscript, sink);
        signed_by_another(manuscript, sink);
    }
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

/// What issues no documents of a government. 残疾人联合会, 科学技术协会 and the like
/// are part of it.
fn is_private(issuer: &str) -> bool {
    const KINDS: &[&str] = &[
        "协会",
        "商会",
        "有限公司",
        "有限责任公司",
        "集团",
        "促进会",
        "研究会",
        "学会",
        "俱乐部",
        "合作社",
        "酒店",
        "旅行社",
        "门市部",
    ];
    const PUBLIC: &[&str] = &[
        "科学技术协会",
        "作家协会",
        "消费者协会",
        "计划生育协会",
        "供销合作社",
        "老龄",
        "红十字",
        "残疾人",
        "国有",
        "投资集团",
    ];
    KINDS.iter().any(|kind| issuer.ends_with(kind)) && !PUBLIC.iter().any(|word| issuer.contains(word))
}

/// Texts that an association or a firm signs, alone; and a byline that is not
/// who signs.
fn private(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let blocks = &manuscript.article.blocks;
    let signers: Vec<(String, Span)> = blocks
        .iter()
        .filter_map(|block| match &block.kind {
            BlockKind::Signer(body) => Some((solid_text(body), block.span.clone())),
            _ => None,
        })
        .collect();
    let help = "公报刊登本级政府及其部门的文件；转登的，豁免";
    // Signed together with an office it is the office's text.
    if signers.iter().all(|(signer, _)| is_private(signer)) {
        for (signer, span) in &signers {
            sink.report_span(span.clone(), format!("署名“{signer}”不是政府部门")).help(help);
        }
    }
    let Some((byline, place)) = &manuscript.byline else { return };
    let solid: String = byline.split_whitespace().collect();
    if is_private(&solid) {
        sink.report_at(place.clone(), format!("署名“{byline}”不是政府部门")).help(help);
    } else if let [(signer, _)] = &signers[..]
        && is_office(&solid)
        && is_office(signer)
        && !signer.contains(&solid)
        && !solid.contains(signer.as_str())
    {
        let message = format!("清单里的署名是“{byline}”，文末署名是“{signer}”");
        sink.report_at(place.clone(), message).help("核对发文机关");
    }
}

/// Whether a name is an office's.
fn is_office(name: &str) -> bool {
    ["局", "委员会", "办公室", "政府", "厅"].iter().any(|end| name.ends_with(end))
}

/// What organs' names end with.
const ORGANS: [&str; 8] = ["人民政府", "办公室", "办公厅", "委员会", "局", "厅", "指挥部", "领导小组"];

/// 甲县人民政府办公室关于…… that 乙市人民政府办公室 signs.
fn signed_by_another(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    let title = manuscript.plain_title();
    let Some((issuer, _)) = title.split_once("关于") else { return };
    let organ = |name: &str| ORGANS.iter().any(|end| name.ends_with(end));
    if !organ(issuer) || issuer.contains(|c: char| !is_han(c)) || issuer.matches("局").count() > 1 {
        return;
    }
    // Attachments have signers of their own.
    let own = manuscript.article.blocks.iter();
    let own = own.take_while(|block| !matches!(block.kind, BlockKind::AttachmentMark(_)));
    let mut signers = own.filter_map(|block| match &block.kind {
        BlockKind::Signer(body) => Some((solid_text(body), &block.span)),
        _ => None,
    });
    let (Some((signer, span)), None) = (signers.next(), signers.next()) else { return };
    let short = |name: &str| name.replace("人民政府", "政府");
    let (a, b) = (short(issuer), short(&signer));
    // 县政府办公室 is short for 甲县人民政府办公室.
    if !organ(&signer) || a.ends_with(&b) || b.ends_with(&a) {
        return;
    }
    let message = format!("署名“{signer}”与题名里的发文机关“{issuer}”不同");
    sink.report_span(span.clone(), message).help("核对署名；联合发文的，题名里都写上");
}
