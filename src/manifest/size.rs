//! 字号: the sizes of Chinese type by name.

/// The sizes by name, in pt, as word processors in China have them
/// (初号 42 pt … 八号 5 pt; 三号 is 15.75 pt by GB/T 9704's 28 characters on
/// 156 mm, where word processors say 16 pt).
const NAMED: &[(&str, f64)] = &[
    ("初号", 42.0),
    ("小初", 36.0),
    ("一号", 26.0),
    ("小一", 24.0),
    ("二号", 22.0),
    ("小二", 18.0),
    ("三号", 15.75),
    ("小三", 15.0),
    ("四号", 14.0),
    ("小四", 12.0),
    ("五号", 10.5),
    ("小五", 9.0),
    ("六号", 7.5),
    ("小六", 6.5),
    ("七号", 5.5),
    ("八号", 5.0),
];

/// Reads a size: a name (`小四`, `3号`) or points (`12`, `12pt`, `12磅`).
/// In pt.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let text = text.trim();
    let named = |name: &str| NAMED.iter().find(|(known, _)| *known == name).map(|(_, size)| *size);
    if let Some(size) = named(text) {
        return Some(size);
    }
    if let Some(digit) = text.strip_suffix('号').and_then(|n| n.parse::<usize>().ok()) {
        let numeral = ["初", "一", "二", "三", "四", "五", "六", "七", "八"].get(digit)?;
        return named(&format!("{numeral}号"));
    }
    text.trim_end_matches("pt").trim_end_matches('磅').trim().parse().ok()
}

/// The names, for a message.
pub(crate) fn names() -> String {
    NAMED.iter().map(|(name, _)| *name).collect::<Vec<_>>().join("、")
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn reads_names_and_points() {
        assert_eq!(parse("小四"), Some(12.0));
        assert_eq!(parse("3号"), Some(15.75));
        assert_eq!(parse("10.5 pt"), Some(10.5));
        assert_eq!(parse("大号"), None);
    }
}
