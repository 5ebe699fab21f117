//! Where the elements of a document stand on the page, to the point: GB/T 9704
//! says in characters.

use gongbao::press::Press;
use typst::layout::{Frame, FrameItem};

use crate::support::Office;

/// A character of the standard's grid, in pt: 三号.
const EM: f64 = 15.75;

/// The type area of the standard on an odd page, in pt: 28 characters, evenly
/// within 156 mm.
const LEFT: f64 = 28.0 / 25.4 * 72.0 + (156.0 / 25.4 * 72.0 - 28.0 * EM) / 2.0;
const RIGHT: f64 = LEFT + 28.0 * EM;

/// A line of a page: its text, its left and right ends, its distance from the
/// page's head. In pt.
#[derive(Debug)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    y: f64,
}

/// Sets one article with layout gbt9704; the lines of each numbered page.
fn set(entry: &str, text: &str) -> Vec<Vec<Line>> {
    let office = Office::new();
    office.write("publication.toml", "name = \"试验县人民政府公报\"\nlayout = \"gbt9704\"\n");
    office.write("2024-01/issue.toml", crate::support::MANIFEST.to_owned() + entry);
    office.write("2024-01/a.txt", text);
    let mut press = Press::open(&office.issue(), None).expect("an issue");
    let typeset = press.typeset();
    assert_eq!(typeset.diagnostics, []);
    let document = typeset.document.expect("pages");
    let pages = document.pages().iter().map(|page| lines(&page.frame));
    // Cover, its inside, contents, board.
    pages.skip(4).collect()
}

fn lines(frame: &Frame) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    walk(
        frame,
        0.0,
        0.0,
        &mut |text, left, right, y| match lines.iter_mut().find(|l| (l.y - y).abs() < 0.5) {
            Some(line) => {
                line.text.push_str(text);
                line.left = line.left.min(left);
                line.right = line.right.max(right);
            }
            None => lines.push(Line { text: text.to_owned(), left, right, y }),
        },
    );
    lines
}

fn walk(frame: &Frame, x: f64, y: f64, visit: &mut impl FnMut(&str, f64, f64, f64)) {
    for (at, item) in frame.items() {
        let (x, y) = (x + at.x.to_pt(), y + at.y.to_pt());
        match item {
            FrameItem::Group(group) => walk(&group.frame, x, y, visit),
            FrameItem::Text(text) => visit(&text.text, x, x + text.width().to_pt(), y),
            _ => {}
        }
    }
}

fn find<'a>(lines: &'a [Line], text: &str) -> &'a Line {
    let bare = |text: &str| text.replace([' ', '\u{3000}'], "");
    lines
        .iter()
        .find(|line| bare(&line.text).contains(text))
        .unwrap_or_else(|| panic!("{text} in {lines:#?}"))
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 1.0
}

const TEXT: &str = "各乡镇人民政府：\n现将有关事项通知如下。\n";

#[test]
fn sealed_signatures() {
    // 7.3.5.1: the date four characters from the edge, the signer centred over it.
    let pages = set("", &format!("{TEXT}试验局\n2024年3月1日\n"));
    let (signer, date) = (find(&pages[0], "试验局"), find(&pages[0], "2024年"));
    assert!(near(date.right, RIGHT - 4.0 * EM), "{date:?}");
    assert!(near(signer.left + signer.right, date.left + date.right), "{signer:?} {date:?}");
}

#[test]
fn unsealed_signatures() {
    // 7.3.5.2: the signer two characters from the edge, the date two further
    // right than the signer.
    let entry = "signature = \"unsealed\"\n";
    let pages = set(entry, &format!("{TEXT}试验县人民政府办公室\n2024年3月1日\n"));
    let (signer, date) = (find(&pages[0], "试验县人民政府办公室"), find(&pages[0], "2024年"));
    assert!(near(signer.right, RIGHT - 2.0 * EM), "{signer:?}");
    assert!(near(date.left, signer.left + 2.0 * EM), "{signer:?} {date:?}");
    // A date longer than the signer stands two characters from the edge.
    let pages = set(entry, &format!("{TEXT}试验局\n二〇二四年三月十一日\n"));
    let (signer, date) = (find(&pages[0], "试验局"), find(&pages[0], "二〇二四年"));
    assert!(near(date.right, RIGHT - 2.0 * EM), "{date:?}");
    assert!(near(date.left, signer.left + 2.0 * EM), "{signer:?} {date:?}");
}

#[test]
fn orders_are_signed_by_an_official() {
    // 7.3.5.3: two blank lines, the name four characters from the edge, the post
    // two to its left; a blank line, the date four from the edge.
    let text = "第1号\n现予公布，自公布之日起施行。\n县长　张某某\n2024年3月1日\n";
    let pages = set("kind = \"order\"\n", text);
    let pitch = (225.0 / 25.4 * 72.0 - EM) / 21.0;
    let (body, signer, date) =
        (find(&pages[0], "现予公布"), find(&pages[0], "张某某"), find(&pages[0], "2024年"));
    assert!(
        near(signer.right, RIGHT - 4.0 * EM) && near(date.right, RIGHT - 4.0 * EM),
        "{signer:?} {date:?}"
    );
    assert!(near(signer.right - signer.left, 7.0 * EM), "{signer:?}");
    assert!(near(signer.y - body.y, 3.0 * pitch) && near(date.y - signer.y, 2.0 * pitch), "{pages:#?}");
}

#[test]
fn attachments() {
    // 7.3.4, 7.3.7: names aligned with themselves; each attachment on a page of
    // its own, its title on the third line.
    let name = "试验县渠道整理登记表以及登记结果的汇总和报送要求";
    let text = format!(
        "{TEXT}附件：1. 清单\n2. {name}\n试验县水利局\n2024年3月1日\n附件1\n清单\n甲。\n附件2\n{name}\n乙。\n"
    );
    let pages = set("", &text);
    let list: Vec<_> = pages[0].iter().skip_while(|line| !line.text.contains("附件：")).take(3).collect();
    assert!(near(list[0].left, LEFT + 2.0 * EM), "{list:?}");
    assert!(near(list[1].left, LEFT + 5.0 * EM), "{list:?}");
    assert!(near(list[2].left, LEFT + 6.0 * EM), "{list:?}");
    let pitch = (225.0 / 25.4 * 72.0 - EM) / 21.0;
    for (page, mark, title) in [(1, "附件1", "清单"), (2, "附件2", "试验县渠道")] {
        let (mark, title) = (find(&pages[page], mark), find(&pages[page], title));
        let indent = if page % 2 == 0 { LEFT } else { LEFT - 2.0 / 25.4 * 72.0 };
        assert!(near(mark.left, indent), "{mark:?}");
        // The title's line is taller; its middle lies within the third line or,
        // where there are two lines, below it.
        assert!(title.y > mark.y + 1.5 * pitch && title.y < mark.y + 3.0 * pitch, "{mark:?} {title:?}");
    }
}

#[test]
fn terms_carry_their_numbers_raised() {
    let text = "推进试验渠[1]建设。\n名词解释\n1. 试验渠：只作试验的渠。\n";
    let pages = set("kind = \"report\"\n", text);
    let mark =
        pages[0].iter().find(|line| line.text.trim_matches('\u{2060}') == "1").expect("a raised number");
    let line = find(&pages[0], "推进试验渠");
    assert!(mark.y < line.y - 2.0 && mark.right - mark.left < EM / 2.0, "{mark:?} {line:?}");
    assert!(!line.text.contains('['), "{line:?}");
}
