//! How places on the pages are called.

use super::lines::Lines;
use super::places::{Segment, Spot};

/// What pages and places of a proof are called.
pub(super) struct Names<'a> {
    /// The pages' lines.
    pub(super) lines: &'a Lines,
    /// The folio of every page as it is printed; none for pages without text of
    /// an article.
    pub(super) folios: Vec<Option<String>>,
}

impl Names<'_> {
    /// A page: `第7页（页码03）`, counted from 0.
    pub(super) fn page(&self, page: usize) -> String {
        page_name(page + 1, self.folio(page))
    }

    /// The folio of a page, if it has one.
    pub(super) fn folio(&self, page: usize) -> Option<&str> {
        self.folios.get(page)?.as_deref()
    }

    /// A place on its page: `左栏第3行`, `题名`.
    pub(super) fn on_page(&self, spot: &Spot) -> String {
        match (spot, spot.first()) {
            (Spot::Title(_), _) => "题名".to_owned(),
            (_, Some(at)) => self.line(at).unwrap_or_else(|| "图表".to_owned()),
            (_, None) => String::new(),
        }
    }

    /// The same as short as can be: `左3`.
    pub(super) fn short(&self, spot: &Spot) -> String {
        let line = spot.first().and_then(|at| self.lines.lines.get(at.line?));
        line.map_or_else(|| self.on_page(spot), |line| self.lines.short(line))
    }

    /// A place with its page: `第7页（页码03）左栏第3行`.
    pub(super) fn spot(&self, spot: &Spot) -> String {
        let page = spot.first().map_or(String::new(), |at| self.page(at.page));
        format!("{page}{}", self.on_page(spot))
    }

    fn line(&self, at: &Segment) -> Option<String> {
        Some(self.lines.name(self.lines.lines.get(at.line?)?))
    }
}

/// A page as it is called, counted from 1.
pub(super) fn page_name(page: usize, folio: Option<&str>) -> String {
    match folio {
        Some(folio) => format!("第{page}页（页码{folio}）"),
        None => format!("第{page}页"),
    }
}

/// A page's folio in the form of the publication's sample, `01`: padded to as
/// many digits.
pub(super) fn folio(sample: &str, number: u64) -> String {
    let digits = sample.chars().filter(char::is_ascii_digit).count().clamp(1, 9);
    format!("{number:0digits$}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folios_are_told_as_printed() {
        assert_eq!(
            (folio("01", 3), folio("— 1 —", 3), folio("01", 123)),
            ("03".into(), "3".into(), "123".into())
        );
        assert_eq!(page_name(7, Some("03")), "第7页（页码03）");
        assert_eq!(page_name(2, None), "第2页");
    }
}
