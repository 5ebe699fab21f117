//! Columns end level on an article's last page, whatever stands there.

use gongbao::press::Press;
use typst::layout::{Frame, FrameItem, Point};

use crate::support::{MANIFEST, Office};

/// Baselines of the text on a page, in pt: left and right of its middle.
fn baselines(frame: &Frame) -> [Vec<f64>; 2] {
    fn push(frame: &Frame, origin: Point, middle: f64, out: &mut [Vec<f64>; 2]) {
        for (position, item) in frame.items() {
            let at = origin + *position;
            match item {
                FrameItem::Group(group) => push(&group.frame, at, middle, out),
                FrameItem::Text(text) if text.size.to_pt() > 11.0 => {
                    out[usize::from(at.x.to_pt() > middle)].push(at.y.to_pt());
                }
                _ => {}
            }
        }
    }
    let mut out = [Vec::new(), Vec::new()];
    push(frame, Point::zero(), frame.width().to_pt() / 2.0, &mut out);
    out
}

#[test]
fn an_attachment_does_not_keep_columns_from_ending_level() {
    let paragraph =
        "请各乡镇照此办理，把渠道清淤、道路修补和树木养护都列入本月的工作安排，逐项登记，逐项销号。\n";
    for before in [1, 2, 4, 7, 13] {
        for after in [1, 3, 6] {
            let office = Office::new();
            office.write("2024-01/issue.toml", format!("{MANIFEST}columns = 2\n"));
            let text = format!("{}附件1\n工作计划表\n{}", paragraph.repeat(before), paragraph.repeat(after));
            office.write("2024-01/a.txt", text);
            let pages = Press::open(&office.issue(), None).expect("an issue").typeset();
            assert_eq!(pages.diagnostics, [], "{before} {after}");
            let document = pages.document.expect("pages");
            let mut body = document.pages().iter().map(|page| baselines(&page.frame));
            let last = body.rfind(|[left, right]| left.len() + right.len() > 2).expect("a page of text");
            let [left, right] = last.map(|ys| ys.into_iter().fold(0.0, f64::max));
            assert!((left - right).abs() < 4.0 * 20.0, "{before} {after}: {left} {right}");
        }
    }
}
