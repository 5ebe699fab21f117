//! Rosters: `组 长：张某某 局长`, and the lines below that continue a role.

use super::chars::{count, is_colon, is_sentence_end, is_space, squeeze};
use super::model::{Inline, RosterRow, Span};
use super::names::{is_name_list, is_plausible, name_before_space};
use super::text::split;

/// The roles that open a roster line. A list, because any short word before a
/// colon might be one: `联系人：`, `时间：`.
const ROLES: &[&str] = &[
    "组长",
    "副组长",
    "组员",
    "成员",
    "成员单位",
    "主任",
    "副主任",
    "委员",
    "主任委员",
    "副主任委员",
    "编委",
    "主编",
    "副主编",
    "总编",
    "副总编",
    "总编辑",
    "副总编辑",
    "责任编辑",
    "执行编辑",
    "编辑",
    "编审",
    "校对",
    "召集人",
    "副召集人",
    "秘书长",
    "副秘书长",
    "办公室主任",
    "办公室副主任",
    "联络员",
    "总指挥",
    "副总指挥",
    "指挥长",
    "副指挥长",
    "总指挥长",
    "顾问",
    "政委",
    "政治委员",
    "会长",
    "副会长",
    "理事长",
    "副理事长",
    "理事",
    "团长",
    "副团长",
    "队长",
    "副队长",
    "队员",
    "总召集人",
    "总负责人",
    "总林长",
    "副总林长",
    "林长",
    "副林长",
    "总河长",
    "副总河长",
    "河长",
    "副河长",
    "组织委员",
    "监制",
];
const PREFIXES: &[&str] = &["第一", "常务", "执行", "名誉"];

/// The parts of a roster line, as byte offsets of its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Where the role, colon included, ends.
    role: Option<usize>,
    /// Where the name begins and ends.
    name: Option<(usize, usize)>,
}

/// Reads a line that opens with a role.
pub(super) fn role_row(text: &str) -> Option<Row> {
    let (colon, mark) = text.char_indices().take(16).find(|&(_, c)| is_colon(c))?;
    let role = squeeze(&text[..colon]);
    let bare = PREFIXES.iter().find_map(|prefix| role.strip_prefix(prefix)).unwrap_or(&role);
    if !ROLES.contains(&bare) {
        return None;
    }
    let role = colon + mark.len_utf8();
    let rest = text[role..].trim_start_matches(is_space);
    let start = text.len() - rest.len();
    let name = name_before_space(rest)
        .filter(|&end| !is_name_list(rest) && (end < rest.len() || is_plausible(&rest[..end])));
    Some(Row { role: Some(role), name: name.map(|end| (start, start + end)) })
}

/// Reads a line below a roster line: a name and a post, or names only.
pub(super) fn continued_row(text: &str) -> Option<Row> {
    let inner = text.strip_suffix(['。', '；', ';']).unwrap_or(text);
    if count(text, 61) > 60 || inner.chars().any(|c| is_sentence_end(c) || is_colon(c)) {
        return None;
    }
    if is_name_list(text) {
        return Some(Row { role: None, name: None });
    }
    let end = name_before_space(text)?;
    (end < text.len() || is_plausible(text)).then_some(Row { role: None, name: Some((0, end)) })
}

impl Row {
    /// Cuts the line's inline text into the parts found.
    pub(super) fn build(self, inlines: Vec<Inline>, span: Span) -> RosterRow {
        let (name, post) = match self.name {
            Some((_, end)) => split(inlines, end),
            None => split(inlines, self.role.unwrap_or(0)),
        };
        match (self.role, self.name) {
            (Some(role), Some(_)) => {
                let (role, name) = split(name, role);
                RosterRow { role: Some(role), name: Some(name), post, span }
            }
            (Some(_), None) => RosterRow { role: Some(name), name: None, post, span },
            (None, Some(_)) => RosterRow { role: None, name: Some(name), post, span },
            (None, None) => RosterRow { role: None, name: None, post, span },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_and_names() {
        let row = |role, name| Some(Row { role, name });
        assert_eq!(role_row("组长：张某某 局长"), row(Some(9), Some((9, 18))));
        assert_eq!(role_row("组 长:李 明"), row(Some(8), Some((8, 15))));
        assert_eq!(role_row("常务副组长：张某某"), row(Some(18), Some((18, 27))));
        assert_eq!(role_row("成员：各股室负责人。"), row(Some(9), None));
        assert_eq!(role_row("编委：张某某 李某某"), row(Some(9), None));
        assert_eq!(role_row("联系人：张某某"), None);
        assert_eq!(role_row("会议指出：主任"), None);
    }

    #[test]
    fn continued_lines() {
        assert!(continued_row("夏 某 副局长").is_some());
        assert!(continued_row("张某某 李某某").is_some());
        assert!(continued_row("领导小组下设办公室，负责日常工作。").is_none());
        assert!(continued_row("三、主要任务").is_none());
    }
}
