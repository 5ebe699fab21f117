//! A report for people: one HTML file that holds everything, to be read on a
//! screen or printed.

use std::fmt::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::facts::PageFacts;
use super::{Finding, Report, Severity, thumbnail};
use crate::manifest::PressStandard;

const STYLE: &str = "\
body{font:15px/1.6 \"Noto Sans SC\",\"Source Han Sans SC\",\"Microsoft YaHei\",sans-serif;color:#222;\
max-width:62em;margin:2em auto;padding:0 1em}\
h1{font-size:1.5em}h2{font-size:1.15em;border-bottom:1px solid #999;margin-top:2em}\
table{border-collapse:collapse}td,th{text-align:left;vertical-align:top;padding:.1em 1em .1em 0}\
th{font-weight:normal;color:#666;white-space:nowrap}\
.page{display:flex;gap:1.5em;break-inside:avoid;margin:1em 0}.page svg{flex:none;width:15em;height:auto;\
border:1px solid #bbb;background:#fff}\
ol,ul{padding-left:1.6em;margin:.2em 0}li{margin:.5em 0}.small{color:#666;font-size:.87em;display:block}\
.error{color:#b00020}.warning{color:#9a5b00}.note{color:#33618a}\
.sheets{display:flex;flex-wrap:wrap;gap:.8em}.sheets figure{margin:0;width:7em;text-align:center}\
.sheets svg{width:7em;height:auto;border:1px solid #bbb}\
@media print{body{margin:0;font-size:10pt}.page svg{width:12em}}";

/// The report on a file of that name. `bytes` is the file, for pictures of its
/// pages.
pub fn html(file: &str, bytes: &[u8], report: &Report) -> String {
    let pictures = thumbnail::draw(bytes, report);
    let mut out = String::new();
    let title = escape(file);
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>印前检查：{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<h1>印前检查：{title}</h1>\n"
    );
    verdict(&mut out, report);
    facts(&mut out, report);
    let mut number = 0;
    let whole: Vec<_> = report.findings.iter().filter(|finding| finding.page.is_none()).collect();
    if !whole.is_empty() {
        out.push_str("<h2>整个文件</h2>\n<ol>\n");
        for finding in &whole {
            number += 1;
            item(&mut out, finding, number);
        }
        out.push_str("</ol>\n");
    }
    for (index, page) in report.facts.pages.iter().enumerate() {
        let found: Vec<_> =
            report.findings.iter().filter(|finding| finding.page == Some(index + 1)).collect();
        if found.is_empty() {
            continue;
        }
        let _ = write!(out, "<h2>第 {} 面</h2>\n<div class=\"page\">\n", index + 1);
        sheet(&mut out, page, picture(&pictures, index), &found, number + 1);
        let _ = writeln!(out, "<ol start=\"{}\">", number + 1);
        for finding in &found {
            number += 1;
            item(&mut out, finding, number);
        }
        out.push_str("</ol>\n</div>\n");
    }
    clean(&mut out, report, &pictures);
    out.push_str("</body>\n</html>\n");
    out
}

fn picture(pictures: &[Option<Vec<u8>>], index: usize) -> Option<&[u8]> {
    pictures.get(index)?.as_deref()
}

fn verdict(out: &mut String, report: &Report) {
    let count = |severity| report.count(severity);
    let (class, verdict) = match (count(Severity::Error), count(Severity::Warning)) {
        (0, 0) => ("note", "没有发现问题，可以付印。".to_owned()),
        (0, warnings) => ("warning", format!("没有错误；有 {warnings} 处警告，付印前请看一看。")),
        (errors, warnings) => ("error", format!("不能付印：{errors} 处错误，{warnings} 处警告。")),
    };
    let _ = writeln!(out, "<p class=\"{class}\"><strong>{verdict}</strong></p>");
    if report.cut > 0 {
        let _ = writeln!(out, "<p class=\"error\">问题太多，另有 {} 处没有列出。</p>", report.cut);
    }
}

fn facts(out: &mut String, report: &Report) {
    let facts = &report.facts;
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let size = facts.pages.first().map(|page| {
        let [width, height] = page.trim_mm;
        format!("{width} × {height} 毫米")
    });
    let resolution =
        facts.least_resolution.map(|least| format!("，最低 {least} 点/英寸")).unwrap_or_default();
    let font = |font: &super::FontFacts| {
        let embedded = if font.embedded { "" } else { "（没有嵌入）" };
        format!("{}{embedded}", font.name)
    };
    let rows = [
        ("题名", text(&facts.title)),
        ("版本", facts.version.map(|(major, minor)| format!("PDF {major}.{minor}")).unwrap_or_default()),
        ("自称的标准", text(&facts.standard)),
        ("按哪个标准查", name(facts.judged_as).to_owned()),
        ("印刷条件", text(&facts.condition)),
        ("页数", facts.pages.len().to_string()),
        ("成品（第 1 面）", size.unwrap_or_default()),
        ("最大墨量", format!("{}%", facts.most_ink)),
        ("专色", facts.spots.join("、")),
        ("图片", format!("{} 幅{resolution}", facts.pictures)),
        ("字体", facts.fonts.iter().map(font).collect::<Vec<_>>().join("、")),
        ("生成程序", text(&facts.producer)),
    ];
    out.push_str("<table>\n");
    for (name, value) in rows.iter().filter(|(_, value)| !value.is_empty()) {
        let _ = writeln!(out, "<tr><th>{name}</th><td>{}</td></tr>", escape(value));
    }
    out.push_str("</table>\n");
}

/// A standard's name.
pub(crate) fn name(standard: PressStandard) -> &'static str {
    match standard {
        PressStandard::X4 => "PDF/X-4（ISO 15930-7）和版面行规",
        PressStandard::X1a => "PDF/X-1a:2003（ISO 15930-4）和版面行规",
    }
}

fn item(out: &mut String, finding: &Finding, number: usize) {
    let class = finding.severity.key();
    let _ = write!(
        out,
        "<li id=\"n{number}\"><span class=\"{class}\">{}</span>　{}",
        finding.severity.label(),
        escape(&finding.message)
    );
    if finding.count > 1 {
        let _ = write!(out, "（共 {} 处）", finding.count);
    }
    let places: Vec<_> = finding.places.iter().map(super::Place::shown).collect();
    if !places.is_empty() {
        let _ = write!(out, "<span class=\"small\">位置：{}</span>", places.join("；"));
    }
    let _ = writeln!(
        out,
        "<span class=\"small\">办法：{}</span><span class=\"small\">依据：{}　{}</span></li>",
        escape(finding.help),
        escape(finding.source),
        finding.code
    );
}

/// A page with the places of what was found on it.
fn sheet(out: &mut String, page: &PageFacts, picture: Option<&[u8]>, found: &[&Finding], first: usize) {
    let [width, height] = page.media_mm.map(|side| side.max(1.0));
    let [left, top] = page.offset_mm;
    let [trim_width, trim_height] = page.trim_mm;
    let _ = writeln!(out, "<svg viewBox=\"0 0 {width} {height}\" xmlns=\"http://www.w3.org/2000/svg\">");
    if let Some(png) = picture {
        let data = STANDARD.encode(png);
        let _ = writeln!(
            out,
            "<image width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"none\" href=\"data:image/png;base64,{data}\"/>"
        );
    }
    let _ = writeln!(
        out,
        "<rect x=\"{left}\" y=\"{top}\" width=\"{trim_width}\" height=\"{trim_height}\" fill=\"none\" \
         stroke=\"#0a0\" stroke-width=\".6\" stroke-dasharray=\"3 2\"/>"
    );
    for (number, finding) in (first..).zip(found) {
        let colour = match finding.severity {
            Severity::Error => "#d00020",
            Severity::Warning => "#d08000",
            Severity::Note => "#3070c0",
        };
        for place in &finding.places {
            // What is too small to be seen is drawn larger around its middle.
            const LEAST: f64 = 3.0;
            let grow = |at: f64, size: f64| (at - (LEAST - size).max(0.0) / 2.0, size.max(LEAST));
            let (x, wide) = grow(left + place.left, place.width);
            let (y, high) = grow(top + place.top, place.height);
            let _ = writeln!(
                out,
                "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{wide:.2}\" height=\"{high:.2}\" fill=\"{colour}\" \
                 fill-opacity=\".15\" stroke=\"{colour}\" stroke-width=\".8\"/><text x=\"{x:.2}\" y=\"{:.2}\" \
                 font-size=\"8\" fill=\"{colour}\">{number}</text>",
                (y - 1.0).max(8.0)
            );
        }
    }
    out.push_str("</svg>\n");
}

/// The pages on which nothing was found.
fn clean(out: &mut String, report: &Report, pictures: &[Option<Vec<u8>>]) {
    let found = |index: usize| report.findings.iter().any(|finding| finding.page == Some(index + 1));
    let pages: Vec<_> = report.facts.pages.iter().enumerate().filter(|(index, _)| !found(*index)).collect();
    if pages.is_empty() {
        return;
    }
    out.push_str("<h2>没有问题的面</h2>\n<div class=\"sheets\">\n");
    for (index, page) in pages {
        out.push_str("<figure>");
        sheet(out, page, picture(pictures, index), &[], 1);
        let _ = writeln!(out, "<figcaption>{}</figcaption></figure>", index + 1);
    }
    out.push_str("</div>\n");
}

fn escape(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_control()).fold(
        String::with_capacity(text.len()),
        |mut out, letter| {
            match letter {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                other => out.push(other),
            }
            out
        },
    )
}
