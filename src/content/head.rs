//! What stands at the head of a document: 发文字号, 主送机关, the bracketed line
//! under a report's title.

use super::chars::{
    count, is_closer, is_colon, is_comma, is_digit, is_han, is_semicolon, is_sentence_end, is_space, squeeze,
};
use super::date::is_date_line;
use super::number::{division, number};
use super::scan::Scan;
use super::table::is_caption;

/// `怀鹤政发〔2024〕1号` or `第12号` alone on a line, brackets of any kind.
pub(super) fn doc_number(text: &str) -> bool {
    if !text.ends_with('号') || count(text, 41) > 40 {
        return false;
    }
    let text = squeeze(text);
    let mut scan = Scan::new(&text);
    if scan.word("第") {
        return scan.number(5) && scan.word("号") && scan.done();
    }
    scan.run(20, is_han) > 0
        && scan.one(|c| "〔[（(［【﹝".contains(c))
        && scan.run(4, is_digit) == 4
        && scan.one(|c| "〕]）)］】﹞".contains(c))
        && {
            scan.word("第");
            scan.run(5, is_digit) > 0
        }
        && scan.word("号")
        && scan.done()
}

/// `（2024年1月5日在区第六届人民代表大会第三次会议上）`
/// or `——2024年1月5日在区第六届人民代表大会第三次会议上`
pub(super) fn occasion(text: &str) -> bool {
    let dashed = text.starts_with("——") && text.ends_with('上') && text.contains('会');
    dashed && count(text, 81) <= 80
        || text.starts_with(['（', '('])
            && text.ends_with(['）', ')'])
            && count(text, 81) <= 80
            && !text.chars().any(is_sentence_end)
            && ["会议", "大会", "通过", "公布", "发布", "印发", "日"].iter().any(|w| text.contains(w))
}

/// How a lead-in that ends with a colon begins, in contrast to a list of
/// addressees.
const LEAD_INS: &[&str] = &[
    "现", "根据", "为", "按照", "经", "兹", "依据", "关于", "鉴于", "随着", "按", "因", "由于", "附件", "附",
    "问", "答", "一是", "注",
];

/// Whether a paragraph at the head of a document addresses its readers.
pub(super) fn salutation(text: &str) -> bool {
    let body = text.trim_end_matches(|c| is_space(c) || is_closer(c));
    body.ends_with(is_colon)
        && count(text, 81) <= 80
        && number(text).is_none()
        && !text.chars().any(|c| is_sentence_end(c) || is_semicolon(c))
        && !LEAD_INS.iter().any(|word| text.starts_with(word))
        && !["如下", "以下", "下列"].iter().any(|word| text.contains(word))
}

/// How the title of a document ends that is attached to another one.
const DOCUMENTS: &[&str] = &[
    "方案", "办法", "规定", "细则", "意见", "规划", "预案", "计划", "条例", "通知", "措施", "制度", "要点",
    "清单", "目录", "章程", "规则", "报告", "标准", "指南", "规范", "规程", "名单", "通告", "公告", "决定",
];

/// Whether a line right under `附件1` is the attachment's title: nearly every
/// short line without an end mark is.
pub(super) fn announced_title(text: &str) -> bool {
    count(text, 61) <= 60
        && number(text).is_none()
        && division(text).is_none()
        && !text.chars().any(|c| is_sentence_end(c) || is_colon(c) || is_semicolon(c) || is_comma(c))
        && !doc_number(text)
        && !is_date_line(text)
        && !is_caption(text)
        && !text.starts_with(['（', '(', '—'])
}

/// Whether a paragraph right after a date or an attachment's mark looks like
/// the title of an attached document.
pub(super) fn attached_title(text: &str) -> bool {
    let body = text.trim_end_matches(|c| is_space(c) || c == '）' || c == ')');
    let body = match body.rsplit_once(['（', '(']) {
        Some((before, inner)) if body.len() < text.len() && count(inner, 9) < 9 => before,
        _ => body,
    };
    count(text, 61) <= 60
        && number(text).is_none()
        && !text.chars().any(|c| is_sentence_end(c) || is_colon(c) || is_semicolon(c))
        && DOCUMENTS.iter().any(|word| body.trim_end_matches(is_space).ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn document_numbers() {
        for text in
            ["某政发〔2024〕1号", "某政办发[2024]12号", "某政发 （2024）第 3 号", "第12号", "第十二号"]
        {
            assert!(doc_number(text), "{text}");
        }
        for text in ["某政发〔24〕1号", "按某政发〔2024〕1号文件", "第12号令", "〔2024〕1号"]
        {
            assert!(!doc_number(text), "{text}");
        }
    }

    #[test]
    fn salutations() {
        for text in ["各位代表：", "各乡镇人民政府、街道办事处，区直各单位:"] {
            assert!(salutation(text), "{text}");
        }
        for text in
            ["现将有关事项通知如下：", "为做好工作，制定本方案：", "一、时间：", "各位代表！", "好。各位："]
        {
            assert!(!salutation(text), "{text}");
        }
    }

    #[test]
    fn titles_of_attached_documents() {
        assert!(attached_title("某区防汛工作方案"));
        assert!(attached_title("某区防汛管理办法（试行）"));
        assert!(!attached_title("请按照方案执行。"));
        assert!(!attached_title("一、工作方案"));
    }
}
