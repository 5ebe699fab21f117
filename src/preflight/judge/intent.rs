//! Output intents (ISO 32000-1, 14.11.5): for which press the file was made.

use std::rc::Rc;

use crate::diagnostic::Code;
use crate::preflight::cos::{Dict, Document, Object, text};
use crate::preflight::finding::Findings;
use crate::preflight::rules::Rules;
use crate::preflight::{icc, limits};

/// The printing condition that a file was made for.
#[derive(Debug, Default)]
pub(crate) struct Intent {
    /// OutputConditionIdentifier.
    pub(crate) condition: Option<String>,
    /// The embedded profile's bytes.
    pub(crate) profile: Option<Rc<[u8]>>,
}

/// Finds the output intent and judges it.
pub(crate) fn judge(
    document: &Document<'_>,
    catalog: &Dict,
    rules: &Rules,
    findings: &mut Findings,
) -> Intent {
    let listed = catalog.raw("OutputIntents").map(|listed| document.list(listed).unwrap_or_default());
    let of_kind = |kind: &str| -> Vec<Rc<Dict>> {
        let dicts = listed.iter().flatten().filter_map(Object::dict);
        dicts
            .filter(|dict| document.get(dict, "S").is_some_and(|name| name.is_name(kind)))
            .map(Rc::clone)
            .collect()
    };
    let intents = of_kind("GTS_PDFX");
    let Some(intent) = intents.first() else {
        let message = if listed.is_none() { "没有输出意图" } else { "没有 GTS_PDFX 输出意图" };
        findings.error(Code::IntentMissing, format!("{message}，不知道为哪种印刷条件而做"));
        return Intent::default();
    };
    if intents.len() > 1 {
        findings.error(Code::IntentSeveral, format!("有 {} 个 GTS_PDFX 输出意图，只能有一个", intents.len()));
    }
    let condition = condition(document, intent, rules, findings);
    let profile = profile(document, intent, findings);
    // An archive's intent in the same file must not name another press.
    for other in of_kind("GTS_PDFA1") {
        let theirs = other.raw("DestOutputProfile").and_then(Object::id);
        let ours = intent.raw("DestOutputProfile").and_then(Object::id);
        if theirs.is_some() && ours.is_some() && theirs != ours {
            findings.error(Code::IntentSeveral, "GTS_PDFX 和 GTS_PDFA1 输出意图用了两个不同的特性文件");
        }
    }
    Intent { condition, profile }
}

fn condition(
    document: &Document<'_>,
    intent: &Dict,
    rules: &Rules,
    findings: &mut Findings,
) -> Option<String> {
    let told = document.get(intent, "OutputConditionIdentifier");
    let told = told.and_then(|value| value.text().map(text)).map(|name| name.trim().to_owned());
    let told = told.filter(|name| !name.is_empty());
    match (&told, &rules.condition) {
        (None, _) => {
            findings.error(Code::IntentCondition, "输出意图没有写明印刷条件（OutputConditionIdentifier）");
        }
        (Some(told), Some(wanted)) if told != wanted => {
            findings.error(Code::IntentDiffers, format!("文件为 {told} 而做，本刊的印刷条件是 {wanted}"));
        }
        _ => {}
    }
    told
}

fn profile(document: &Document<'_>, intent: &Dict, findings: &mut Findings) -> Option<Rc<[u8]>> {
    let Some(found) = document.get(intent, "DestOutputProfile") else {
        findings.error(Code::IntentProfile, "输出意图里没有嵌入 ICC 特性文件");
        return None;
    };
    let Some(stream) = found.stream() else {
        findings.error(Code::IntentProfile, "输出意图的特性文件（DestOutputProfile）不是数据流");
        return None;
    };
    let Ok(decoded) = document.decode(stream, limits::STREAM) else {
        findings.error(Code::IntentBroken, "输出意图的特性文件解不开");
        return None;
    };
    let bytes: Rc<[u8]> = decoded.bytes.into();
    match icc::read(&bytes) {
        Err(reason) => findings.error(Code::IntentBroken, format!("输出意图的特性文件{reason}")),
        Ok(profile) => kind(document, &stream.dict, &profile, findings),
    }
    Some(bytes)
}

fn kind(document: &Document<'_>, dict: &Dict, profile: &icc::Profile, findings: &mut Findings) {
    let named = |tag: &[u8; 4]| String::from_utf8_lossy(tag).trim().to_owned();
    if profile.class != *b"prtr" {
        let class = named(&profile.class);
        findings.error(Code::IntentKind, format!("输出意图的特性文件是 {class} 类，不是输出设备（prtr）"));
    }
    if profile.space != *b"CMYK" {
        let space = named(&profile.space);
        findings.error(Code::IntentKind, format!("输出意图的特性文件是 {space} 的，不是 CMYK"));
    }
    if !matches!(&profile.connection, b"Lab " | b"XYZ ") {
        let space = named(&profile.connection);
        findings.error(Code::IntentKind, format!("输出意图的特性文件的连接空间是 {space}"));
    }
    if profile.version.0 > 4 || profile.version.0 < 2 {
        let (major, minor) = profile.version;
        findings
            .error(Code::IntentKind, format!("输出意图的特性文件是 ICC {major}.{minor} 版，应是 2 或 4 版"));
    }
    let told = document.get(dict, "N").and_then(|value| value.integer());
    if told != profile.components() {
        let told = told.map_or_else(|| "没有写".to_owned(), |n| format!("写的是 {n}"));
        let components = profile.components().unwrap_or(0);
        findings.error(Code::IntentKind, format!("特性文件有 {components} 个通道，它的 N {told}"));
    }
}
