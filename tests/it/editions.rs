//! What is made of an issue beside its pages: the index, offprints, the year's
//! index, and as many pages as a press needs.

use std::fs;

use gongbao::index::Index;
use gongbao::press::Press;
use typst::layout::{Frame, FrameItem};

use crate::support::{Office, expect};

/// Two articles in two columns, one of them a document.
const TWO: &str = r#"year = 2024
number = 1
total = 9
date = 2024-03-29

[[column]]
title = "部门文件"

[[column.article]]
title = "关于试验|第一件事的通知"
file = "a.txt"

[[column]]
title = "大事记"

[[column.article]]
title = "三月大事"
file = "texts/b.md"
kind = "chronicle"
"#;

fn two() -> Office {
    let office = Office::new();
    office.write("2024-01/issue.toml", TWO);
    office.write(
        "2024-01/a.txt",
        "试政办发〔2024〕7号\n各乡镇：\n  请照此办理，这是一段试验文字。\n\n试验县人民政府办公室\n2024年3月20日\n",
    );
    office.write("2024-01/texts/b.md", "3月1日，试验开始。\n\n3月2日，试验结束。\n");
    office
}

fn index(office: &Office, path: &str) -> Index {
    let bytes = fs::read(office.path().join(path)).expect("an index");
    serde_json::from_slice(&bytes).expect("as the schema says")
}

/// The text of every page.
fn pages(office: &Office, issue: &str) -> Vec<String> {
    fn push(frame: &Frame, text: &mut String) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => push(&group.frame, text),
                FrameItem::Text(run) => text.push_str(&run.text),
                _ => {}
            }
        }
    }
    let mut press = Press::open(&office.path().join(issue), None).expect("an issue");
    let document = press.typeset().document.expect("pages");
    let text = |page: &typst_layout::Page| {
        let mut text = String::new();
        push(&page.frame, &mut text);
        text.split_whitespace().collect()
    };
    document.pages().iter().map(text).collect()
}

#[test]
fn the_index_tells_what_stands_where() {
    let office = two();
    expect(&office.build(), 0, &[]);
    let index = index(&office, "build/2024-01.index.json");
    assert_eq!(
        (index.publication.as_str(), index.total, index.date.as_str()),
        ("试验县人民政府公报", Some(9), "2024-03-29")
    );
    let [document, chronicle] = &index.articles[..] else { panic!("{index:?}") };
    assert_eq!(document.title, "关于试验第一件事的通知");
    assert_eq!(document.issuer.as_deref(), Some("试验县人民政府办公室"));
    assert_eq!(document.doc_number.as_deref(), Some("试政办发〔2024〕7号"));
    assert_eq!(document.date.as_deref(), Some("2024-03-20"));
    assert_eq!((document.first_page, document.last_page), (1, 1));
    assert_eq!((chronicle.column.as_str(), chronicle.file.as_str()), ("大事记", "texts/b.md"));
    assert_eq!(chronicle.characters, "3月1日，试验开始。3月2日，试验结束。".chars().count());
    // What it says of the file is so.
    let pages = pages(&office, "2024-01");
    assert_eq!(index.pages, pages.len());
    assert!(pages[document.first_sheet - 1].contains("请照此办理"));
    assert!(pages[chronicle.last_sheet - 1].contains("试验结束"));
}

#[test]
fn an_offprint_has_the_pages_of_its_article() {
    let office = two();
    for name in ["2", "texts/b", "三月大事", "大事"] {
        let output = office.run(&["offprint", "2024-01", name]);
        expect(&output, 0, &[]);
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(told.contains("三月大事，第 3—3 页，1 页"), "{told}");
        fs::remove_file(office.path().join("build/2024-01.texts-b.pdf")).expect("the offprint");
    }
    expect(&office.run(&["offprint", "2024-01", "三"]), 0, &[]);
    expect(&office.run(&["offprint", "2024-01", "四月"]), 1, &["没有“四月”", "a.txt"]);
    expect(&office.run(&["offprint", "2024-01", "0"]), 1, &[]);
}

#[test]
fn the_year_is_indexed() {
    let office = two();
    expect(&office.build(), 0, &[]);
    fs::create_dir(office.path().join("2024-02")).expect("a folder");
    fs::copy(
        office.path().join("build/2024-01.index.json"),
        office.path().join("2024-02/2024-01.index.json"),
    )
    .expect("the index");
    let more =
        "\n[[column]]\ntitle = \"年度索引\"\n\n[[column.article]]\ntitle = \"总目录\"\nfile = \"year.md\"\n";
    let manifest = TWO.replace("number = 1", "number = 2").replace("total = 9", "total = 10");
    office.write("2024-02/issue.toml", manifest + more);
    office.write("2024-02/a.txt", "第一篇第一段。\n".repeat(200));
    office.write("2024-02/texts/b.md", "4月1日，开始。\n");
    office.write("2024-02/year.md", "![](2024-01.index.json)\n![](本期)\n");
    expect(&office.run(&["build", "2024-02"]), 0, &[]);
    let own = index(&office, "build/2024-02.index.json");
    let pages = pages(&office, "2024-02");
    let listed = pages.iter().find(|page| page.contains("条目后是期号"));
    let listed = listed.expect("the year's index").replace('.', "");
    let place = own.articles[1].first_page;
    assert!(place > 2, "the first article takes several pages");
    for line in [
        "关于试验第一件事的通知（试政办发〔2024〕7号）1(01)",
        "三月大事1(03)",
        &format!("三月大事2({place:02})"),
    ] {
        assert!(listed.contains(line), "{line} is not in {listed}");
    }
    assert!(!listed.contains("总目录2("), "{listed}");
}

#[test]
fn what_is_no_index_is_told() {
    let office = Office::new();
    office.write("2024-01/issue.toml", TWO.replace("texts/b.md", "year.md"));
    office.write("2024-01/year.md", "![](old.index.json)\n\n![](none.index.json)\n\n![](本期)\n![](本期)\n");
    office.write("2024-01/old.index.json", "{}");
    let told = ["year.md:1:5", "不是一期公报的索引", "year.md:3:5", "year.md:6:5", "列了两次"];
    expect(&office.run(&["check", "2024-01"]), 1, &told);
}

#[test]
fn pages_fill_whole_sheets() {
    let office = two();
    let mut before = Vec::new();
    for (multiple, blank) in [(4, "before-back"), (16, "before-back"), (16, "before-body")] {
        let print = format!("[print]\nmultiple = {multiple}\nblank = \"{blank}\"\n");
        office.write("publication.toml", format!("name = \"试验县人民政府公报\"\n{print}"));
        let pages = pages(&office, "2024-01");
        assert_eq!(pages.len() % multiple, 0, "{print}");
        before.push(pages.iter().position(|page| page.contains("请照此办理")).expect("the body"));
    }
    let [of_four, late, early] = before[..] else { panic!("{before:?}") };
    assert_eq!(of_four, late, "blank pages stand before the back");
    assert!(early > late && (early - late) % 2 == 0, "they stand in pairs before the body");
}
