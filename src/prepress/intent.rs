//! The output intent: for which printing the file's numbers are meant (ISO
//! 15930-7, 6.2.3; ISO 32000-1, 14.11.5).

use lopdf::{Dictionary, Document, Object, dictionary};

use super::metadata::text;
use super::profile::Profile;
use super::stream;

/// The registry of characterization data that the ICC keeps.
const REGISTRY: &str = "http://www.color.org";

/// Conditions of that registry that printers name, and what they are.
const CONDITIONS: [(&str, &str); 15] = [
    ("FOGRA27", "胶印，有光或亚光涂布纸，ISO 12647-2:1996"),
    ("FOGRA39", "胶印，有光或亚光涂布纸，ISO 12647-2:2004/Amd 1"),
    ("FOGRA47", "胶印，胶版纸，ISO 12647-2:2004/Amd 1"),
    ("FOGRA51", "胶印，涂布纸 PS1，ISO 12647-2:2013"),
    ("FOGRA52", "胶印，胶版纸 PS5，ISO 12647-2:2013"),
    ("IFRA26", "报纸冷固胶印，ISO 12647-3:2005"),
    ("WAN-IFRAnewspaper26v5", "报纸冷固胶印，ISO 12647-3:2013"),
    ("JC200103", "日本胶印标准，涂布纸"),
    ("JCW2003", "日本商业轮转胶印标准"),
    ("CGATS TR 001", "SWOP 轮转胶印"),
    ("CGATS TR 003", "SWOP 3 号纸"),
    ("CGATS TR 005", "SWOP 5 号纸"),
    ("CGATS TR 006", "GRACoL 胶印，1 号涂布纸"),
    ("CGATS21-2-CRPC3", "胶印，胶版纸，CGATS.21-2"),
    ("CGATS21-2-CRPC6", "胶印，高级涂布纸，CGATS.21-2"),
];

/// The registered condition of a name, however it is spaced and written.
fn registered(condition: &str) -> Option<(&'static str, &'static str)> {
    let plain = |name: &str| -> String {
        name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    CONDITIONS.into_iter().find(|(known, _)| plain(known) == plain(condition))
}

/// The intents of a file: one for PDF/X, and one with the same profile that
/// archives look for (ISO 19005-2, 6.2.3), which ISO 15930-7 lets stand beside it.
pub(super) fn intents(
    out: &mut Document,
    condition: &str,
    profile: &Profile,
    description: &str,
) -> Vec<Object> {
    let packed = stream::packed(dictionary! { "N" => 4 }, profile.bytes());
    let embedded = out.add_object(packed);
    let known = registered(condition);
    let identifier = known.map_or(condition, |(known, _)| known);
    let mut intent: Dictionary = dictionary! {
        "Type" => "OutputIntent",
        "OutputConditionIdentifier" => text(identifier),
        "DestOutputProfile" => embedded,
        "Info" => text(description),
    };
    if let Some((_, meaning)) = known {
        intent.set("RegistryName", text(REGISTRY));
        intent.set("OutputCondition", text(meaning));
    }
    ["GTS_PDFX", "GTS_PDFA1"]
        .into_iter()
        .map(|kind| {
            intent.set("S", kind);
            Object::Reference(out.add_object(intent.clone()))
        })
        .collect()
}
