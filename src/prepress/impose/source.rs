//! The PDF whose pages are imposed: read, and held against everything that would
//! be lost or damaged.

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::super::geometry::MM;
use super::super::problem::Problem;
use super::layout::Cell;
use super::options::TrimFrom;
use super::page::{self, Page};
use super::{PAGES, guard};

/// How much pages may differ in their trims, in points.
const SLACK: f64 = 0.1 * MM;
/// The most problems of one kind that are listed.
const LISTED: usize = 20;

/// A file ready to be imposed.
pub(in crate::prepress) struct Source {
    /// Everything in it.
    pub(in crate::prepress) document: Document,
    /// Its pages, in order.
    pub(in crate::prepress) pages: Vec<Page>,
    /// The PDF/X that it says it is.
    pub(in crate::prepress) standard: Option<String>,
    /// How far ink of every page may run beyond its trim, in points.
    wanted_bleed: f64,
}

impl Source {
    /// Reads a file. `bleed` is how much of each page is wanted beyond its trim,
    /// in points.
    pub(in crate::prepress) fn read(bytes: &[u8], trim: TrimFrom, bleed: f64) -> Result<Self, Vec<Problem>> {
        let document = guard::open(bytes).map_err(|problem| vec![problem])?;
        let mut problems = whole(&document);
        let ids: Vec<ObjectId> = document.page_iter().take(PAGES + 1).collect();
        if ids.len() > PAGES {
            problems.push(Problem::new(format!("超过 {PAGES} 面"), "先把文件分成几册，一册一册地拼"));
        }
        if ids.is_empty() {
            problems.push(Problem::new("里面没有页", "用原来的软件重新导出 PDF 再拼"));
        }
        if !problems.is_empty() {
            return Err(problems);
        }
        let mut pages = Vec::new();
        for (index, id) in ids.into_iter().enumerate() {
            match page::read(&document, id, trim, bleed) {
                Ok(page) => pages.push(page),
                Err(found) => problems.extend(found.into_iter().map(|problem| problem.on_page(index + 1))),
            }
        }
        if !problems.is_empty() {
            return Err(shortened(problems));
        }
        let standard = super::identity::standard(&document);
        Ok(Self { document, pages, standard, wanted_bleed: bleed })
    }

    /// The size that the first `count` pages have in common.
    pub(in crate::prepress) fn cell(&self, count: usize) -> Result<Cell, Vec<Problem>> {
        let none = || vec![Problem::new("里面没有页", "用原来的软件重新导出 PDF 再拼")];
        let uneven = uneven(self.pages.get(..count).unwrap_or(&self.pages));
        if !uneven.is_empty() {
            return Err(shortened(uneven));
        }
        let Page { width, height, .. } = *self.pages.first().ok_or_else(none)?;
        Ok(Cell { width, height, bleed: self.wanted_bleed })
    }

    /// What can be imposed and may still go wrong at the knife.
    pub(in crate::prepress) fn notes(&self) -> Vec<Problem> {
        let mut notes = Vec::new();
        let bare = |page: &Page| page.least_bleed() + SLACK < self.wanted_bleed;
        let mut short = self.pages.iter().enumerate().filter(|(_, page)| bare(page));
        if let Some((first, page)) = short.next() {
            let more = short.count();
            let message = format!(
                "出血只有 {:.1} 毫米，不足 {:.1} 毫米{}",
                page.least_bleed() / MM,
                self.wanted_bleed / MM,
                if more > 0 { format!("（共 {} 面这样）", more + 1) } else { String::new() }
            );
            notes.push(
                Problem::new(message, "有图、底色到边的页裁切后会露白边；请在原软件里留足出血再导出")
                    .on_page(first + 1),
            );
        }
        if self.standard.is_none() {
            notes.push(Problem::new(
                "源文件没有声明是 PDF/X，拼出的也不是",
                "颜色、字体照旧，没有改动；印厂要 PDF/X 的，先从 PDF/X 文件拼起",
            ));
        }
        notes
    }
}

/// Keeps a list of findings readable.
fn shortened(mut problems: Vec<Problem>) -> Vec<Problem> {
    if problems.len() > LISTED {
        let more = problems.len() - LISTED;
        problems.truncate(LISTED);
        problems.push(Problem::new(format!("还有 {more} 处问题没有列出"), "先改好列出的，再试一次"));
    }
    problems
}

/// What stands against the file as a whole.
fn whole(document: &Document) -> Vec<Problem> {
    let mut problems = Vec::new();
    let Ok(catalog) = document.catalog() else {
        return vec![Problem::new("PDF 已损坏：没有目录对象", "用原来的软件重新导出 PDF 再拼")];
    };
    let inner = |dictionary: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        dictionary.get_deref(key, document).ok()?.as_dict().ok().cloned()
    };
    if imposed(document, catalog) {
        problems.push(Problem::new(
            "这个文件已经是拼好的版，再拼页序就乱了",
            "用拼版以前的 PDF（文件名里没有 saddle、signature、nup 的那个）",
        ));
    }
    let form = inner(catalog, b"AcroForm");
    let signed = |form: &Dictionary| {
        form.get_deref(b"SigFlags", document).and_then(Object::as_i64).is_ok_and(|flags| flags & 1 != 0)
    };
    if catalog.has(b"Perms") || form.as_ref().is_some_and(signed) {
        problems
            .push(Problem::new("文件有数字签名，拼版会使签名失效", "用没有签名的 PDF 拼；签名的留作存档"));
    }
    if form.as_ref().is_some_and(|form| form.has(b"XFA")) {
        problems.push(Problem::new("文件是动态表单（XFA），页面不在文件里", "先打印成普通 PDF，再拼"));
    }
    let layers = inner(catalog, b"OCProperties");
    let layers =
        layers.and_then(|layers| Some(layers.get_deref(b"OCGs", document).ok()?.as_array().ok()?.len()));
    if layers.is_some_and(|count| count > 0) {
        problems.push(Problem::new(
            "文件有图层，拼版后隐藏的图层也会印出来",
            "在原软件里合并图层，或只留要印的，再导出",
        ));
    }
    if inner(catalog, b"Collection").is_some() {
        problems.push(Problem::new("文件是 PDF 文件包，里面还装着别的文件", "取出要印的 PDF，再拼"));
    }
    problems
}

/// Whether the file says that imposition made it.
fn imposed(document: &Document, catalog: &Dictionary) -> bool {
    let inner = |dictionary: &Dictionary, key: &[u8]| -> Option<Dictionary> {
        dictionary.get_deref(key, document).ok()?.as_dict().ok().cloned()
    };
    inner(catalog, b"PieceInfo").is_some_and(|pieces| pieces.has(super::identity::PIECE))
}

/// Pages of another size than the first.
fn uneven(pages: &[Page]) -> Vec<Problem> {
    let Some(first) = pages.first() else { return Vec::new() };
    let millimetres = |page: &Page| format!("{:.1}×{:.1} 毫米", page.width / MM, page.height / MM);
    let mut problems = Vec::new();
    for (index, page) in pages.iter().enumerate() {
        let same = (page.width - first.width).abs() <= SLACK && (page.height - first.height).abs() <= SLACK;
        if same {
            continue;
        }
        let lies = (page.width > page.height) != (first.width > first.height);
        let problem = if lies {
            Problem::new(
                format!("成品是 {}，与第 1 面的 {} 横竖不同", millimetres(page), millimetres(first)),
                "把横的页在原软件里转成竖的（内容转 90 度），再导出",
            )
        } else {
            Problem::new(
                format!("成品是 {}，与第 1 面的 {} 不同", millimetres(page), millimetres(first)),
                "一本书各面的成品尺寸要一样；不同的另拼一个文件",
            )
        };
        problems.push(problem.on_page(index + 1));
    }
    problems
}
