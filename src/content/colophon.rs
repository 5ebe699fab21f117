//! 版记: the lines at the very end of a document, `抄送：…` and who had it
//! printed and when (GB/T 9704—2012, 7.4).

use super::chars::{count, is_colon, is_han, is_sentence_end, is_space};
use super::scan::Scan;

/// Where the label of a line such as `抄送：区委各部门。` ends.
pub(super) fn copy_to(text: &str) -> Option<usize> {
    let mut scan = Scan::new(text);
    if !scan.any(&["抄", "主"]) {
        return None;
    }
    scan.spaces();
    if !scan.any(&["送", "报"]) {
        return None;
    }
    scan.spaces();
    (scan.one(is_colon) && !scan.done()).then_some(scan.at)
}

/// Where the issuer of `某某办公室　2024年3月1日印发` ends.
pub(super) fn imprint(text: &str) -> Option<usize> {
    // Asked of every line, so the cheapest question comes first.
    if !text.ends_with('发') || count(text, 61) > 60 || text.chars().any(is_sentence_end) {
        return None;
    }
    let mut scan = Scan::new(text);
    // A space may stand inside the issuer's name, and must stand behind it.
    let mut found = None;
    while scan.run(30, is_han) > 0 {
        let end = scan.at;
        if !scan.spaces() {
            break;
        }
        if dated(scan) {
            found = Some(end);
            break;
        }
    }
    found
}

/// `2024年3月1日印发` and nothing else.
fn dated(mut scan: Scan<'_>) -> bool {
    let part = |scan: &mut Scan<'_>, digits: usize, word: &str| {
        let number = scan.number(digits);
        scan.spaces();
        let unit = scan.word(word);
        scan.spaces();
        number && unit
    };
    part(&mut scan, 4, "年")
        && part(&mut scan, 2, "月")
        && part(&mut scan, 2, "日")
        && scan.word("印")
        && {
            scan.run(2, is_space);
            scan.word("发")
        }
        && scan.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies() {
        assert_eq!(copy_to("抄送：区委各部门。"), Some(9));
        assert_eq!(copy_to("抄　送:区委各部门。"), Some(10));
        assert_eq!(copy_to("抄送区委各部门。"), None);
        assert_eq!(copy_to("主题：学习"), None);
        assert_eq!(copy_to("抄送："), None);
    }

    #[test]
    fn imprints() {
        let of = |text: &'static str| imprint(text).map(|end| &text[..end]);
        assert_eq!(of("某区人民政府办公室　2024年3月1日印发"), Some("某区人民政府办公室"));
        assert_eq!(of("某区人民政府 办公室\t2024 年 3 月 1 日印发"), Some("某区人民政府 办公室"));
        assert_eq!(of("经区政府同意于2024年3月1日印发"), None);
        assert_eq!(of("本办法 2024年3月1日印发。"), None);
    }
}
