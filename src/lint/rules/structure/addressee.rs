//! 结构-009

use crate::content::ArticleKind;
use crate::lint::desk::Manuscript;
use crate::lint::passage::Role;
use crate::lint::rule::{pattern, rule};
use crate::lint::sink::Sink;

rule! {
    /// 主送机关后面不是冒号。
    ///
    /// 依据：GB/T 9704—2012，7.3.2：主送机关最后一个名称后标全角冒号。
    ///
    /// 错：`各乡镇人民政府，区直各单位。`（独占一行）
    /// 对：`各乡镇人民政府，区直各单位：`
    ///
    /// 改法：改成冒号。
    "结构-009", "主送机关后的标点", Suggested, Warning, Article(check)
}

fn check(manuscript: &Manuscript<'_>, sink: &mut Sink) {
    if !matches!(manuscript.kind, ArticleKind::Notice | ArticleKind::Appointment) {
        return;
    }
    let addressed = pattern!(
        "^(?:各|区直|县直|市直|省直|机关各|局属|[一-鿿]{2,8}(?:人民政府|街道办事处|管委会))[一-鿿、，,（）()“”]{0,70}(?:单位|部门|机构|办事处|政府|街道|乡镇|公司|局|委|委员会|学校|股室|科室|企业|组织|管委会)([。，；、,;.]?)$"
    );
    let mut head = true;
    for passage in &manuscript.passages {
        match passage.role {
            Role::Title { .. } => head = true,
            Role::Byline | Role::DocNumber => {}
            _ if head => {
                head = false;
                if let Some(found) = addressed.captures(&passage.text)
                    && !matches!(passage.role, Role::Salutation)
                    && let Some(mark) = found.get(1)
                {
                    let range = if mark.is_empty() { 0..passage.text.len() } else { mark.range() };
                    sink.report(passage, range, "主送机关后面要用冒号").edit(mark.range(), "：");
                }
            }
            _ => {}
        }
    }
}
