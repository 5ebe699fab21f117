//! Pictures on a line of their own: `![caption](path)`.

use super::model::Span;

/// A picture; both ranges count from the head of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct RawFigure {
    /// The whole mark.
    pub(super) span: Span,
    /// The caption.
    pub(super) caption: Span,
    /// The path, which may hold spaces and brackets as file names do.
    pub(super) path: Span,
}

/// The pictures of a line that holds nothing else.
pub(super) fn figures(line: &str) -> Option<Vec<RawFigure>> {
    if !line.starts_with("![") || !line.ends_with(')') {
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
        let path = mark[open + 2..].strip_suffix(')')?.trim();
        if path.is_empty() || path.contains("](") {
            return None;
        }
        let from = at + open + 2;
        let from = from + line[from..].len() - line[from..].trim_start().len();
        out.push(RawFigure {
            span: at..at + mark.len(),
            caption: at + 2..at + open,
            path: from..from + path.len(),
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
    }
}
