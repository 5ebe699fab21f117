//! How well pages are set, measured from the positions of their glyphs alone:
//! the row of figures that ARCHITECTURE.md promises.

use gongbao::diagnostic::Code;
use gongbao::press::Press;
use typst::layout::{Frame, FrameItem, Point};

use crate::support::{Office, copy, root};

/// A character on a page; lengths in pt.
#[derive(Debug, Clone, Copy)]
struct Glyph {
    c: char,
    x: f64,
    y: f64,
    size: f64,
    /// Whether it is set in 黑体.
    hei: bool,
}

impl Glyph {
    fn is_han(self) -> bool {
        matches!(self.c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
    }
}

/// What was found on all pages.
#[derive(Debug, Default)]
struct Findings {
    /// Lines that begin or end with a mark that must not stand there.
    forbidden: Vec<String>,
    /// Headings that are last in their column.
    stranded: Vec<String>,
    /// Last lines of one character.
    lone: Vec<String>,
    /// Numbers broken over two lines.
    broken: Vec<String>,
    /// Distances between Han characters beyond their width, in em.
    gaps: Vec<f64>,
    /// Advances of marks before Han, in em.
    marks: Vec<f64>,
    /// Distances from Han to a letter or figure after it, in em.
    latin: Vec<f64>,
    /// Distances of filled lines' ends from the column's edge, in pt.
    edges: Vec<f64>,
    /// Distances of the right column's baselines from those of the left, in pt.
    baselines: Vec<f64>,
}

fn glyphs(frame: &Frame, origin: Point, out: &mut Vec<Glyph>) {
    for (position, item) in frame.items() {
        let at = origin + *position;
        match item {
            FrameItem::Group(group) => glyphs(&group.frame, at, out),
            FrameItem::Text(text) => {
                let mut x = at.x;
                let hei = text.font.font().info().family == "Noto Sans SC";
                for glyph in &text.glyphs {
                    let c = text.text[glyph.range()].chars().next().unwrap_or(' ');
                    let left = (x + glyph.x_offset.at(text.size)).to_pt();
                    out.push(Glyph { c, x: left, y: at.y.to_pt(), size: text.size.to_pt(), hei });
                    x += glyph.x_advance.at(text.size);
                }
            }
            _ => {}
        }
    }
}

/// The lines of a page's body text, column by column.
fn columns(frame: &Frame, body: f64) -> Vec<Vec<Vec<Glyph>>> {
    let mut all = Vec::new();
    glyphs(frame, Point::zero(), &mut all);
    all.retain(|glyph| (glyph.size - body).abs() < 0.1 && !glyph.c.is_whitespace());
    let middle = frame.width().to_pt() / 2.0;
    let double = !all
        .iter()
        .any(|glyph| glyph.x < middle - 1.0 && glyph.x + glyph.size > middle + 1.0 && glyph.is_han());
    let column = |glyph: &Glyph| usize::from(double && glyph.x >= middle - 1.0);
    let mut out: Vec<Vec<Vec<Glyph>>> = vec![Vec::new(); 2];
    all.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x.total_cmp(&b.x)));
    for glyph in all {
        let lines = &mut out[column(&glyph)];
        match lines.last_mut() {
            Some(line) if (line[0].y - glyph.y).abs() < 0.3 => line.push(glyph),
            _ => lines.push(vec![glyph]),
        }
    }
    for lines in &mut out {
        lines.retain(|line| !is_leader(line));
    }
    out
}

/// A line of the contents.
fn is_leader(line: &[Glyph]) -> bool {
    line.iter().filter(|glyph| glyph.c == '.').count() * 3 > line.len()
}

fn measure(findings: &mut Findings, lines: &[Vec<Glyph>]) {
    let ends: Vec<f64> = lines.iter().filter_map(|line| line.last()).map(|last| last.x + last.size).collect();
    // The edge is where most lines of Han end.
    let mut sorted = ends.clone();
    sorted.sort_by(f64::total_cmp);
    let near = |edge: f64| sorted.iter().filter(|end| (**end - edge).abs() < 0.05).count();
    let Some(&edge) = sorted.iter().max_by_key(|end| near(**end)) else { return };
    if near(edge) < 5 {
        return;
    }
    let left = lines.iter().map(|line| line[0].x).fold(f64::INFINITY, f64::min);
    for (number, line) in lines.iter().enumerate() {
        let (head, tail) = (line[0], line[line.len() - 1]);
        let text: String = line.iter().map(|glyph| glyph.c).collect();
        let em = head.size;
        let indented = head.x > left + 1.2 * em;
        if "、，。：；！？）》”’…—·％%".contains(head.c) && !indented || "（《“‘〔".contains(tail.c)
        {
            findings.forbidden.push(text.clone());
        }
        let full = tail.x + tail.size > edge - 1.05 * em;
        let texts = line.iter().filter(|glyph| glyph.c.is_alphanumeric()).count();
        let after_full =
            number > 0 && lines[number - 1].last().is_some_and(|last| last.x + last.size > edge - 1.05 * em);
        if texts == 1 && line.len() <= 2 && !indented && after_full {
            findings.lone.push(text.clone());
        }
        // A number stays with what belongs to it: figures, units, raised figures, signs.
        let next = lines.get(number + 1).map(|next| next[0].c);
        let after = next.filter(|_| full).is_some_and(|c| {
            c.is_ascii_alphanumeric() || "²³％%℃㎡年月日亿元吨亩".contains(c) || "/／".contains(c)
        });
        if after && tail.c.is_ascii_digit() || full && "≥≤＞＜≈№/／".contains(tail.c) {
            findings.broken.push(text.clone());
        }
        if !full || line.len() < 9 {
            continue;
        }
        if tail.is_han() {
            findings.edges.push((tail.x + tail.size - edge).abs());
        }
        for pair in line.windows(2) {
            let [a, b] = [pair[0], pair[1]];
            let advance = (b.x - a.x) / em;
            if a.is_han() && b.is_han() && advance < 1.45 {
                findings.gaps.push((advance - 1.0).abs());
            } else if "、，。：；！？）》”".contains(a.c) && b.is_han() {
                findings.marks.push(advance);
            } else if a.is_han() && b.c.is_ascii_alphanumeric() && advance < 1.75 {
                findings.latin.push(advance - 1.0);
            }
        }
    }
}

/// The value that so large a part of the values keeps below.
fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    values
        .get(((values.len() as f64 * part) as usize).min(values.len().saturating_sub(1)))
        .copied()
        .unwrap_or(0.0)
}

fn deviation(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (values.iter().map(|value| (value - mean).powi(2)).sum::<f64>() / values.len() as f64).sqrt()
}

/// Sets an issue in a layout and measures it.
fn findings(folder: &std::path::Path, body: f64) -> Findings {
    let mut press = Press::open(folder, None).expect("an issue");
    let pages = press.typeset();
    let document = pages.document.unwrap_or_else(|| panic!("no pages: {:?}", pages.diagnostics));
    let mut findings = Findings::default();
    for page in document.pages() {
        let columns = columns(&page.frame, body);
        for lines in &columns {
            measure(&mut findings, lines);
            let last = lines.last().filter(|last| lines.len() > 20 && last.iter().all(|glyph| glyph.hei));
            findings.stranded.extend(last.map(|last| last.iter().map(|glyph| glyph.c).collect::<String>()));
        }
        let [left, right] = [&columns[0], &columns[1]];
        if left.len() > 5 {
            let on_left =
                |y: f64| left.iter().map(|line| (line[0].y - y).abs()).fold(f64::INFINITY, f64::min);
            let (top, foot) = (left[0][0].y, left[left.len() - 1][0].y);
            let level = right.iter().map(|line| line[0].y).filter(|y| (top - 0.1..foot + 0.1).contains(y));
            findings.baselines.extend(level.map(on_left));
        }
    }
    findings
}

fn check(mut found: Findings) {
    assert_eq!(found.forbidden, [""; 0]);
    assert_eq!(found.stranded, [""; 0]);
    assert_eq!(found.lone, [""; 0]);
    assert_eq!(found.broken, [""; 0]);
    assert!(found.gaps.len() > 2000, "too little text to judge: {}", found.gaps.len());
    let marks =
        found.marks.iter().filter(|width| (**width - 1.0).abs().min((**width - 0.5).abs()) <= 0.06).count();
    let marks = marks as f64 / found.marks.len() as f64;
    let row = (
        quantile(&mut found.gaps, 0.95),
        marks,
        deviation(&found.latin),
        quantile(&mut found.edges, 0.95),
        quantile(&mut found.baselines, 0.95),
    );
    assert!(row.0 <= 0.030, "gaps between Han: {row:?}");
    assert!(row.1 >= 0.93, "marks at full or half width: {row:?}");
    assert!(row.2 <= 0.030, "gaps between Han and Latin: {row:?}");
    assert!(row.3 <= 0.3, "right edges: {row:?}");
    assert!(row.4 <= 0.01, "baselines of columns: {row:?}");
}

fn sample(layout: &str) -> tempfile::TempDir {
    let office = tempfile::tempdir().expect("a temporary folder");
    copy(&root().join("issues"), office.path());
    let manifest = office.path().join("publication.toml");
    let text = std::fs::read_to_string(&manifest).expect("a manifest");
    std::fs::write(&manifest, text.replace("layout = \"gongbao\"", &format!("layout = \"{layout}\"")))
        .expect("a manifest");
    office
}

#[test]
fn the_sample_is_set_as_promised() {
    let office = sample("gongbao");
    check(findings(&office.path().join("2024-01"), 12.0));
}

#[test]
fn the_sample_is_set_as_promised_in_the_official_layout() {
    let office = sample("gbt9704");
    check(findings(&office.path().join("2024-01"), 15.75));
}

/// The pages of an office with one article.
fn pages(entry: &str, text: &str) -> gongbao::press::Pages {
    let office = Office::new();
    office.write("2024-01/issue.toml", crate::support::MANIFEST.to_owned() + entry);
    office.write("2024-01/a.txt", text);
    Press::open(&office.issue(), None).expect("an issue").typeset()
}

const CLAUSE: &str = "水渠修到田边，路灯装到村口，账目贴在墙上，件件都有人管。";

#[test]
fn last_pages_end_level_unless_told_otherwise() {
    let text = format!("{CLAUSE}\n").repeat(30);
    for (entry, level) in [("columns = 2\n", true), ("columns = 2\nbalance = false\n", false)] {
        let document = pages(entry, &text).document.expect("pages");
        let last = document.pages().iter().rev().map(|page| columns(&page.frame, 12.0));
        let [left, right] = last
            .map(|columns| [columns[0].len(), columns[1].len()])
            .find(|[left, _]| *left > 3)
            .expect("text");
        assert_eq!(left.abs_diff(right) <= 1, level, "{left} and {right} lines");
    }
}

#[test]
fn an_apostrophe_between_letters_is_latin_and_quotes_around_han_are_not() {
    let text = "区（PEOPLE’S）印“册”。";
    let document = pages("columns = 1\n", text).document.expect("pages");
    let line = document.pages().iter().flat_map(|page| columns(&page.frame, 12.0)).flatten();
    let line = line.into_iter().find(|line| line.iter().any(|glyph| glyph.c == '’')).expect("the line");
    let advance = |c: char| {
        let at = line.iter().position(|glyph| glyph.c == c).expect("the mark");
        (line[at + 1].x - line[at].x) / 12.0
    };
    assert!(advance('’') < 0.4, "{}", advance('’'));
    assert!(advance('“') > 0.9, "{}", advance('“'));
}

#[test]
fn a_page_with_one_line_is_reported_with_what_would_save_it() {
    // A paragraph that runs over by a few characters and has no mark to give;
    // then a line more at a time, until one stands alone on a page.
    let stiff = "水渠修到田边路灯装到村口账目贴在墙上件件都有人管".repeat(2)[..37 * 3].to_owned();
    let found = (20..60).find_map(|count| {
        let text = format!("{stiff}\n") + &format!("{CLAUSE}\n").repeat(count);
        let found = pages("columns = 1\nlines = 28\n", &text).diagnostics;
        found.into_iter().find(|found| found.code == Code::Overflow)
    });
    let found = found.expect("an overflow");
    assert!(
        found.help.iter().any(|help| help.contains("行那一段减") && help.contains("收回这一页")),
        "{found:?}"
    );
}
