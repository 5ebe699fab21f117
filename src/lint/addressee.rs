//! 主送机关: the line that names whom a document is sent to.

use super::passage::{Passage, Role};
use super::rule::pattern;

/// Whether a passage names whom the document is sent to, and nothing else; what
/// mark it ends with does not matter.
pub(super) fn is_addressee(passage: &Passage) -> bool {
    passage.role == Role::Salutation || mark(passage).is_some()
}

/// The mark at the end of a line of addressees, if a passage is one by its
/// words; empty if it has none.
pub(super) fn mark(passage: &Passage) -> Option<&str> {
    const LONGEST: usize = 130;
    let text = passage.text.trim_end();
    let plain = matches!(passage.role, Role::Body { .. } | Role::Heading(_) | Role::Salutation);
    if !plain || passage.chars.len() < 4 || passage.chars.len() > LONGEST || text.contains(['“', '《']) {
        return None;
    }
    let bare = text.trim_end_matches(['：', ':', '。', '，', '；', '、', ',', ';', '.']);
    let mark = text.get(bare.len()..)?;
    if mark.chars().count() > 1 || bare.contains(['。', '；', '：', ':', ';']) {
        return None;
    }
    let opens = pattern!(
        "^(?:各|(?:区|县|市|省|州|盟|旗|自治区|中央|局|厅|委|机关|全区|全县|全市)?(?:直属|直|管|属|驻|机关)?各|区直|县直|市直|省直|州直|局属|局机关|[一-鿿]{2,9}(?:人民政府|街道办事处|管委会|管理委员会))"
    );
    let ends = pattern!(
        "(?:单位|部门|机构|办事处|政府|街道|乡镇|乡|镇|公司|局|厅|办|委|委员会|学校|院校|医院|股室|科室|处室|支队|大队|企业|行业|组织|协会|团体|管委会|管理区|园区|开发区|街办|场|所|中心|站|人|社|行|区|县|市)(?:[（(][^（()）]{1,30}[）)])?$"
    );
    // Verbs tell a sentence from a list of organs.
    let sentence =
        ["要", "应当", "必须", "负责", "加强", "做好", "开展", "进行", "按照", "根据", "是", "将", "对"]
            .iter()
            .any(|verb| bare.contains(verb));
    // An organ by itself is the first line of a title, or signs.
    let several = bare.starts_with('各') || bare.contains(['、', '，', ',']) || bare.contains("直各");
    let named =
        || opens.find(bare).is_some_and(|head| ends.is_match(bare.get(head.end()..).unwrap_or_default()));
    (!sentence && (several || !mark.is_empty()) && named()).then_some(mark)
}
