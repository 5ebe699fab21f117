//! Lines of an appointment list: `王某某任区教育局局长；`.

use super::chars::{is_colon, is_space, squeeze};
use super::names::{is_plausible, name_then};

/// What follows a name in an appointment.
const VERBS: &[&str] = &[
    "同志",
    "任",
    "兼任",
    "不再",
    "挂任",
    "试用",
    "担任",
    "继续任",
    "改任",
    "聘任",
    "代理",
    "免去",
    "挂职",
    "晋升",
    "职级",
    "退休",
    "辞去",
];

/// The name at the head of a line that appoints or dismisses; returns where it
/// ends. `免去张某某的…` has no name at its head.
pub(super) fn name(text: &str) -> Option<usize> {
    // 为 follows many words; only after what looks like a name is it a verb.
    let named = || name_then(text, |rest| rest.starts_with('为')).filter(|&end| is_plausible(&text[..end]));
    verb(text).or_else(named)
}

fn verb(text: &str) -> Option<usize> {
    name_then(text, |rest| {
        let rest = rest.trim_start_matches(is_space);
        VERBS.iter().any(|verb| rest.starts_with(verb))
    })
}

/// A lead line such as `决定任命：` that stands over a list of names.
pub(super) fn is_lead(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let text = squeeze(text);
    let bare = text.trim_end_matches(is_colon);
    bare.len() < text.len()
        && bare.chars().count() <= 6
        && ["任命", "免去", "任免", "聘任", "解聘", "免职", "任职"].iter().any(|w| bare.ends_with(w))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        let of = |text: &'static str| name(text).map(|end| &text[..end]);
        assert_eq!(of("王某某任区教育局局长；"), Some("王某某"));
        assert_eq!(of("李 某兼任区统计局局长"), Some("李 某"));
        assert_eq!(of("赵某某同志任主任"), Some("赵某某"));
        assert_eq!(of("李任任主任"), Some("李任"));
        assert_eq!(of("买买提·艾力任主任"), Some("买买提·艾力"));
        assert_eq!(of("免去张某某的局长职务"), None);
        assert_eq!(of("任命王某某为局长"), None);
        assert_eq!(of("区长任命"), None);
        assert_eq!(of("本文为样张"), None);
        assert_eq!(of("张三为区统计局局长；"), Some("张三"));
    }

    #[test]
    fn lead_lines() {
        assert!(is_lead("决定任命："));
        assert!(is_lead("免去:"));
        assert!(!is_lead("区政府决定任命："));
        assert!(!is_lead("任命"));
    }
}
