//! Pictures on a line of their own: `![caption](path)`, and behind it what room
//! the picture takes: `{整页}` or `{通栏}`.

use super::chars::is_space;
use super::model::{Extent, Problem, ProblemKind, Span};

/// A picture; both ranges count from the head of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawFigure {
    /// The whole mark.
    pub(super) span: Span,
    /// The caption.
    pub(super) caption: Span,
    /// The path, which may hold spaces and brackets as file names do.
    pub(super) path: Span,
    /// The words in braces behind it.
    pub(super) attributes: Vec<Span>,
}

/// The extent that a word asks for.
fn extent(word: &str) -> Option<Extent> {
    match word {
        "整页" | "出血" => Some(Extent::Page),
        "通栏" => Some(Extent::Span),
        _ => None,
    }
}

impl RawFigure {
    /// What the attributes ask for, and what is wrong with them. `src` is the
    /// file, `start` where the line begins in it.
    pub(super) fn extent(&self, src: &str, start: usize, problems: &mut Vec<Problem>) -> Extent {
        let mut asked: Option<Extent> = None;
        for word in &self.attributes {
            let span = start + word.start..start + word.end;
            let text = src.get(span.clone()).unwrap_or_default();
            let kind = match (extent(text), asked) {
                (None, _) => ProblemKind::UnknownAttribute(text.to_owned()),
                (Some(extent), Some(other)) if extent != other => ProblemKind::TwoExtents,
                (Some(extent), _) => {
                    asked = Some(extent);
                    continue;
                }
            };
            problems.push(Problem { kind, span });
        }
        asked.unwrap_or_default()
    }
}

/// Takes `{…}` off the end of a mark: the mark without it, and the words.
fn attributes(mark: &str) -> (&str, Vec<Span>) {
    let Some(open) = mark.rfind('{').filter(|_| mark.ends_with('}')) else { return (mark, Vec::new()) };
    let bare = mark[..open].trim_end();
    if !bare.ends_with(')') {
        return (mark, Vec::new());
    }
    let apart = |c: char| is_space(c) || matches!(c, '、' | ',' | '，');
    let inside = &mark[open + 1..mark.len() - 1];
    let mut words = Vec::new();
    let mut at = open + 1;
    for word in inside.split(apart) {
        if !word.is_empty() {
            words.push(at..at + word.len());
        }
        at += word.len() + mark[at + word.len()..].chars().next().map_or(0, char::len_utf8);
    }
    (bare, words)
}

/// The pictures of a line that holds nothing else.
pub(super) fn figures(line: &str) -> Option<Vec<RawFigure>> {
    if !line.starts_with("![") || !line.ends_with([')', '}']) {
        return None;
    }
    let mut out = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let rest = line[at..].strip_prefix("![")?;
        // This picture reaches to where the next one begins.
        let end = rest.find("![").map_or(line.len(), |next| at + 2 + next);
        let mark = line[at..end].trim_end();
        let open = mark.find("](")?;
        let (bare, attributes) = attributes(mark);
        let path = bare.get(open + 2..)?.strip_suffix(')')?.trim();
        if path.is_empty() || path.contains("](") {
            return None;
        }
        let from = at + open + 2;
        let from = from + line[from..].len() - line[from..].trim_start().len();
        out.push(RawFigure {
            span: at..at + mark.len(),
            caption: at + 2..at + open,
            path: from..from + path.len(),
            attributes: attributes.into_iter().map(|word| at + word.start..at + word.end).collect(),
        });
        at = end;
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::figures;

    #[test]
    fn pictures_alone() {
        let line = "![图](图 (1).jpg)";
        let found = figures(line).unwrap_or_default();
        assert_eq!(&line[found[0].caption.clone()], "图");
        assert_eq!(&line[found[0].path.clone()], "图 (1).jpg");
        assert_eq!(figures("![](a.jpg) ![乙](b.jpg)").map(|f| f.len()), Some(2));
        assert_eq!(figures("![](a.jpg)后"), None);
        assert_eq!(figures("![](a.jpg)后![](b.jpg)"), None);
        assert_eq!(figures("![甲]"), None);
        assert_eq!(figures("![]()"), None);
        assert_eq!(figures("![](a.jpg){整页}后"), None);
        assert_eq!(figures("![](a.jpg){整页"), None);
    }

    #[test]
    fn attributes_behind_pictures() {
        let line = "![](a.jpg) {整页、 大}![](b.jpg){通栏}";
        let found = figures(line).unwrap_or_default();
        let words = |at: usize| -> Vec<&str> {
            found[at].attributes.iter().map(|word| &line[word.clone()]).collect()
        };
        assert_eq!((words(0), words(1)), (vec!["整页", "大"], vec!["通栏"]));
        assert_eq!(&line[found[0].path.clone()], "a.jpg");
        assert_eq!(&line[found[0].span.clone()], "![](a.jpg) {整页、 大}");
    }
}
