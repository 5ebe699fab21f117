//! Page boxes (ISO 32000-1, 14.11.2) and the number of pages.

use crate::diagnostic::Code;
use crate::preflight::cos::Document;
use crate::preflight::finding::{Findings, Severity};
use crate::preflight::geometry::{MM, Rect};
use crate::preflight::pages::{Page, PageBox, Pages, TreeFault};
use crate::preflight::rules::Rules;

/// Boxes may differ by rounding, in pt.
const SLACK: f64 = 0.05;
/// Trim sizes may differ by so much, in mm.
const SIZE_SLACK: f64 = 0.15;

/// Judges a page's boxes.
pub(crate) fn page(document: &Document<'_>, page: &Page, rules: &Rules, findings: &mut Findings) {
    let number = Some(page.number);
    let mut error = |code: Code, message: String| {
        findings.add(code, Severity::Error, number, None, || message);
    };
    for (called, found) in [
        ("MediaBox", page.media),
        ("CropBox", page.crop),
        ("BleedBox", page.bleed),
        ("TrimBox", page.trim),
        ("ArtBox", page.art),
    ] {
        match found {
            PageBox::Broken => error(Code::BoxBroken, format!("{called} 是空的，或不是四个数")),
            PageBox::Missing if called == "MediaBox" => {
                error(Code::BoxBroken, "没有 MediaBox，不知道页面多大".to_owned());
            }
            _ => {}
        }
    }
    match (page.trim, page.art) {
        (PageBox::Missing, PageBox::Missing) => {
            error(Code::TrimMissing, "没有成品框（TrimBox），不知道裁在哪里".to_owned());
        }
        (PageBox::Missing, _) => {
            error(Code::TrimMissing, "只有 ArtBox，没有成品框（TrimBox）".to_owned());
        }
        (_, PageBox::Missing) => {}
        _ => error(Code::TrimAndArt, "TrimBox 和 ArtBox 都有，只能有一个".to_owned()),
    }
    nested(page, &mut error);
    if let (Some(crop), Some(bleed)) = (page.crop.rect(), page.bled())
        && !crop.holds(bleed, SLACK)
    {
        let trim = page.trim.rect().unwrap_or(bleed);
        let what = if crop.holds(trim, SLACK) { "出血" } else { "成品" };
        error(Code::CropSmall, format!("CropBox 比{what}框小，看到的和印的不一样"));
    }
    bleed(page, rules, &mut error);
    let rotation = page.rotate.as_ref().map(|value| value.integer());
    if rotation.is_some_and(|degrees| degrees != Some(0)) {
        let degrees = rotation.flatten().unwrap_or(0);
        error(Code::PageRotated, format!("页面设了旋转（Rotate {degrees}）"));
    }
    if let Some(unit) = document.get(&page.dict, "UserUnit").filter(|unit| unit.number() != Some(1.0)) {
        error(Code::UserUnit, format!("页面用了自己的长度单位（UserUnit {}）", unit.number().unwrap_or(0.0)));
    }
}

fn nested(page: &Page, error: &mut impl FnMut(Code, String)) {
    let inner = [("TrimBox", page.trim), ("ArtBox", page.art)];
    let outer = [("BleedBox", page.bleed), ("MediaBox", page.media)];
    let pairs = inner.iter().flat_map(|inner| outer.iter().map(move |outer| (inner, outer)));
    for ((inside, inner), (outside, outer)) in
        pairs.chain([(&("BleedBox", page.bleed), &("MediaBox", page.media))])
    {
        if let (Some(inner), Some(outer)) = (inner.rect(), outer.rect())
            && !outer.holds(inner, SLACK)
        {
            error(Code::BoxesNested, format!("{inside} 超出了 {outside}"));
        }
    }
}

fn bleed(page: &Page, rules: &Rules, error: &mut impl FnMut(Code, String)) {
    let (Some(trim), Some(bleed)) = (page.trim.rect().or(page.art.rect()), page.bled()) else { return };
    if rules.bleed_mm <= 0.0 {
        return;
    }
    let sides = [
        ("左", trim.left - bleed.left),
        ("右", bleed.right - trim.right),
        ("上", bleed.top - trim.top),
        ("下", trim.bottom - bleed.bottom),
    ];
    let short: Vec<_> = sides
        .iter()
        .filter(|(_, width)| width * MM < rules.bleed_mm - SIZE_SLACK / 2.0)
        .map(|(side, width)| format!("{side} {:.1} 毫米", (width * MM).max(0.0)))
        .collect();
    if page.bleed == PageBox::Missing {
        error(Code::BleedSmall, format!("没有出血框（BleedBox），应留 {} 毫米出血", rules.bleed_mm));
    } else if !short.is_empty() {
        error(Code::BleedSmall, format!("出血不够 {} 毫米：{}", rules.bleed_mm, short.join("、")));
    }
}

/// A size in mm, as printers say it.
fn size(rect: Rect) -> String {
    let round = |value: f64| (value * MM * 10.0).round() / 10.0;
    format!("{} × {} 毫米", round(rect.width()), round(rect.height()))
}

fn same_size(a: [f64; 2], b: [f64; 2]) -> bool {
    a.iter().zip(b).all(|(a, b)| (a - b).abs() <= SIZE_SLACK)
}

/// Judges the pages together: sizes and number.
pub(crate) fn all(pages: &Pages, rules: &Rules, findings: &mut Findings) {
    let in_mm = |rect: Rect| [rect.width() * MM, rect.height() * MM];
    let mut first: Option<(usize, Rect)> = None;
    for page in &pages.pages {
        let Some(trim) = page.trim.rect().or(page.art.rect()) else { continue };
        let number = Some(page.number);
        if let Some([width, height]) = rules.trim_mm {
            if !same_size(in_mm(trim), [width, height]) {
                findings.add(Code::TrimDiffers, Severity::Error, number, None, || {
                    format!("成品尺寸是 {}，本刊是 {width} × {height} 毫米", size(trim))
                });
            }
        } else if let (Some((at, other)), true) = (first, rules.uniform)
            && !same_size(in_mm(trim), in_mm(other))
        {
            findings.add(Code::TrimUneven, Severity::Error, number, None, || {
                format!("成品尺寸是 {}，第 {at} 面是 {}", size(trim), size(other))
            });
        }
        first = first.or(Some((page.number, trim)));
    }
    let count = pages.pages.len();
    if let Some(wanted) = rules.pages
        && wanted != count
    {
        findings.error(Code::PageCount, format!("文件有 {count} 页，应有 {wanted} 页"));
    }
    if rules.multiple > 1 && !count.is_multiple_of(rules.multiple) {
        findings.error(Code::PageMultiple, format!("文件有 {count} 页，不是 {} 的倍数", rules.multiple));
    }
}

/// Reports what is wrong with the page tree.
pub(crate) fn tree(pages: &Pages, findings: &mut Findings) {
    for fault in &pages.faults {
        let (code, message) = match fault {
            TreeFault::Missing => (Code::PdfUnreadable, "文件里没有页面".to_owned()),
            TreeFault::Circle => (Code::PageTree, "页面目录里同一个节点出现了两次，或套着自己".to_owned()),
            TreeFault::NotAPage => (Code::PageTree, "页面目录里有不是页面的东西".to_owned()),
            TreeFault::Count { told, found } => {
                (Code::PageTree, format!("页面目录说有 {told} 页，实有 {found} 页"))
            }
            TreeFault::TooMuch => (Code::PdfTooMuch, "页面太多，或页面目录太深，没有查完".to_owned()),
            TreeFault::Parent => (Code::PageTree, "页面目录里，页的上级（Parent）写错了".to_owned()),
        };
        findings.error(code, message);
    }
    if pages.pages.is_empty() && !pages.faults.contains(&TreeFault::Missing) {
        findings.error(Code::PdfUnreadable, "文件里没有页面");
    }
}
