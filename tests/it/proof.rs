//! Proofs: the pages that will be printed, and what is laid over them.

use std::fs;

use gongbao::press::{Press, ProofRun};
use gongbao::proof::Record;
use typst::layout::{Frame, FrameItem, Point};
use typst_layout::{Page, PagedDocument};

use crate::pages::Picture;
use crate::support::{Office, expect, root};

/// A text of an article that fills some lines.
const TEXT: &str = "各乡镇：
全县共有学校12所，教师三百人，比上年增加百分之五，办学条件明显改善。
各单位要加强组织领导，落实工作责任，确保各项任务按期完成。
本办法由县教育局解释，自公布之日起施行。
";

/// The same in the next round.
const NEXT: &str = "各乡镇：
本办法由县教育局解释，自公布之日起施行。
全县现共有学校15所，教师人，比上年增加百分之五，办学条件明显改善。
新写的一段，说明经费从哪里来。
";

fn office(text: &str) -> Office {
    let office = Office::new();
    office.write("2024-01/a.txt", text);
    office
}

fn proof(office: &Office, round: u8, earlier: Option<&Record>) -> ProofRun {
    let mut press = Press::open(&office.issue(), None).expect("an issue");
    press.proof(round, None, earlier)
}

/// Every run of text of a frame, and where it begins, in hundredths of a point.
fn runs(frame: &Frame) -> Vec<(i64, i64, String)> {
    fn walk(frame: &Frame, origin: Point, out: &mut Vec<(i64, i64, String)>) {
        for (at, item) in frame.items() {
            match item {
                FrameItem::Group(group) => walk(&group.frame, origin + *at, out),
                FrameItem::Text(text) => {
                    let hundredths = |length: f64| (length * 100.0).round() as i64;
                    let (x, y) = (hundredths((origin + *at).x.to_pt()), hundredths((origin + *at).y.to_pt()));
                    out.push((x, y, text.text.to_string()));
                }
                _ => {}
            }
        }
    }
    let mut out = Vec::new();
    walk(frame, Point::zero(), &mut out);
    out
}

/// The text of a document without its spaces.
fn text(document: &PagedDocument) -> String {
    let pages = document.pages().iter();
    let text: String = pages.flat_map(|page| runs(&page.frame)).map(|(.., text)| text).collect();
    text.split_whitespace().collect()
}

#[test]
fn the_pages_are_those_that_will_be_printed() {
    let office = office(TEXT);
    let mut press = Press::open(&office.issue(), None).expect("an issue");
    let pages = press.typeset().document.expect("pages");
    let proof = press.proof(1, None, None).made.expect("a proof").document;
    let before = proof.pages().len() - pages.pages().len();
    assert_eq!(before, 1, "one sheet of summary");
    for (page, sheet) in pages.pages().iter().zip(&proof.pages()[before..]) {
        let sheet = runs(&sheet.frame);
        for run in runs(&page.frame) {
            assert!(sheet.contains(&run), "{run:?}");
        }
    }
    let again = press.typeset().document.expect("pages");
    assert_eq!(runs(&again.pages()[4].frame), runs(&pages.pages()[4].frame), "a proof leaves no trace");
}

#[test]
fn errors_are_on_the_proof_and_do_not_prevent_it() {
    let office = office("第一段有一个没有字形的字\u{e000}，另有文字。\n");
    expect(&office.build(), 1, &["字体-002"]);
    let output = office.run(&["proof", "2024-01"]);
    expect(&output, 0, &[]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(told.contains("一校样") && told.contains("1 处错误"), "{told}");
    let made = proof(&office, 1, None).made.expect("a proof");
    let found = made.record.findings.iter().find(|found| found.code == "字体-002").expect("the error");
    assert_eq!((found.code.as_str(), found.line, found.column), ("字体-002", Some(1), Some(13)));
    assert_eq!((found.page, found.spot.as_str()), (Some(5), "第1行"));
    assert_eq!(found.file.as_deref(), Some("a.txt"));
    assert!(text(&made.document).contains("字体-002"));
}

#[test]
fn what_the_manifest_says_is_marked_at_the_title() {
    let office = Office::new();
    let manifest = fs::read_to_string(office.issue().join("issue.toml")).expect("a manifest");
    let (head, tail) = manifest
        .split_once("title = \"")
        .and_then(|(head, rest)| {
            let (column, rest) = rest.split_once("title = \"")?;
            Some((format!("{head}title = \"{column}title = \""), rest))
        })
        .expect("an article");
    office.write("2024-01/issue.toml", format!("{head}\u{e000}{tail}"));
    let made = proof(&office, 1, None).made.expect("a proof");
    let found = made.record.findings.iter().find(|found| found.file.as_deref() == Some("issue.toml"));
    let found = found.expect("a finding in the manifest");
    assert_eq!((found.page, found.spot.as_str()), (Some(5), "题名"));
}

#[test]
fn what_can_not_be_set_gives_no_proof() {
    let office = Office::new();
    fs::remove_file(office.issue().join("a.txt")).expect("a text");
    expect(&office.run(&["proof", "2024-01"]), 1, &["文件-001", "a.txt"]);
    assert!(!office.path().join("build/2024-01.proof-1.pdf").exists());
}

#[test]
fn changes_since_the_last_round_are_marked() {
    let office = office(TEXT);
    let first = proof(&office, 1, None).made.expect("a proof").record;
    office.write("2024-01/a.txt", NEXT);
    let second = proof(&office, 2, Some(&first)).made.expect("a proof");
    let text = text(&second.document);
    for word in [
        "二校样",
        "“12”→“15”",
        "删“三百”",
        "移来原在一校样第5页（页码01）",
        "删去一段原在一校样第5页（页码01）",
        // What was put in has its number, its note and its line in the list.
        "增“现”",
        "增一段“新写的一段，说明经费从哪里来。”",
        "各单位要加强组织领导",
        "增2处，删2处，改1处，移1段",
    ] {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    let unchanged = proof(&office, 3, Some(&second.record)).made.expect("a proof");
    assert!(self::text(&unchanged.document).contains("增0处，删0处，改0处，移0段"));
}

#[test]
fn a_round_is_kept_for_the_next() {
    let office = office(TEXT);
    expect(&office.run(&["proof", "2024-01", "--date", "2024-03-20"]), 0, &[]);
    let files = ["build/2024-01.proof-1.pdf", "build/2024-01.proof-1.json"];
    let read = || files.map(|file| fs::read(office.path().join(file)).expect("a file"));
    let before = read();
    expect(&office.run(&["proof", "2024-01", "--date", "2024年3月20日"]), 0, &[]);
    assert_eq!(before, read(), "the same input gives the same bytes");
    let record = Record::read(&before[1]).expect("a record");
    assert_eq!((record.round, record.date.as_str(), record.pages), (1, "2024-03-20", 8));
    let paragraph = &record.texts[0].paragraphs[1];
    assert!(paragraph.text.starts_with("全县共有学校") && paragraph.page == Some(5), "{paragraph:?}");

    office.write("2024-01/a.txt", NEXT);
    expect(&office.run(&["proof", "2024-01", "--round", "2"]), 0, &[]);
    expect(&office.run(&["proof", "2024-01", "--round", "4"]), 0, &["校样-001", "没有三校的记录"]);
    office.write("build/2024-01.proof-2.json", "{}");
    expect(&office.run(&["proof", "2024-01", "--round", "3"]), 0, &["校样-002", "二校的记录读不出来"]);
    expect(&office.run(&["proof", "2024-01", "--round", "10"]), 2, &["--round"]);
    expect(&office.run(&["proof", "2024-01", "--date", "2024-02-30"]), 2, &["--date"]);
}

#[test]
fn the_list_for_the_file() {
    let office = office("有一个没有字形的字\u{e000}。\n");
    expect(&office.run(&["proof-report", "2024-01"]), 1, &["没有校样的记录"]);
    expect(&office.run(&["proof", "2024-01"]), 0, &[]);
    office.write("2024-01/a.txt", "有一个没有字形的字。\n");
    expect(&office.run(&["proof", "2024-01", "--round", "2"]), 0, &[]);
    expect(&office.run(&["proof-report", "2024-01"]), 0, &[]);
    let report = fs::read_to_string(office.path().join("build/2024-01.proof-2.report.md")).expect("a report");
    assert!(report.contains("| 1 | 已改 | 错误 | 字体-002 |"), "{report}");
    expect(&office.run(&["proof-report", "2024-01", "--round", "1"]), 0, &[]);
    let report = fs::read_to_string(office.path().join("build/2024-01.proof-1.report.md")).expect("a report");
    assert!(report.contains("| 1 | 待处理 | 错误 | 字体-002 |") && report.contains("a.txt:1:10"), "{report}");
}

#[test]
fn what_is_waived_is_told_quietly() {
    let office = office("各乡镇要落实责任,按时上报,不得迟报。\n");
    let waiver = "[[lint.waive]]\nrule = \"标点-001\"\ntext = \"责任,按时\"\nreason = \"引用原文\"\n";
    office.write("publication.toml", format!("name = \"试验县人民政府公报\"\n{waiver}"));
    let made = proof(&office, 1, None).made.expect("a proof");
    let waived: Vec<_> = made.record.findings.iter().filter_map(|found| found.waived.as_deref()).collect();
    assert_eq!(waived, ["引用原文"]);
    let told = text(&made.document);
    assert!(told.contains("已准予保留：引用原文"), "{told}");
    assert!(told.contains("待处理1处（错误0，警告1）") && told.contains("已准予保留1处"), "{told}");

    expect(&office.run(&["proof", "2024-01"]), 0, &[]);
    expect(&office.run(&["proof-report", "2024-01"]), 0, &[]);
    let report = fs::read_to_string(office.path().join("build/2024-01.proof-1.report.md")).expect("a report");
    assert!(report.contains("| 1 | 准予保留：引用原文 | 警告 | 标点-001 |"), "{report}");
    assert!(report.contains("待处理 1 处") && report.contains("已准予保留 1 处"), "{report}");
}

#[test]
fn what_is_alike_on_a_page_shares_a_note() {
    let office = office("一要落实责任,按时上报,不得迟报,不得漏报;二要加强督查。\n");
    let made = proof(&office, 1, None).made.expect("a proof");
    let numbers: Vec<usize> = made.record.findings.iter().map(|found| found.number).collect();
    assert_eq!(numbers, [1, 1, 1, 2], "the semicolon is told apart");
    let told = text(&made.document);
    assert!(told.contains("本页3处") && told.contains("1—2第5页（页码01）标点-001"), "{told}");
}

#[test]
fn what_was_not_changed_is_still_open() {
    let office = office("甲段要删,连标点一起删去。\n乙段留着,没有动过一个字。\n");
    expect(&office.run(&["proof", "2024-01"]), 0, &[]);
    office.write("2024-01/a.txt", "乙段留着,没有动过一个字。\n");
    expect(&office.run(&["proof", "2024-01", "--round", "2"]), 0, &[]);
    expect(&office.run(&["proof-report", "2024-01"]), 0, &[]);
    let report = fs::read_to_string(office.path().join("build/2024-01.proof-2.report.md")).expect("a report");
    let row = |state: &str| report.lines().find(|line| line.contains(state) && line.contains("标点-001"));
    assert!(row("待处理，一校已提出").is_some_and(|row| row.contains("a.txt:1:5")), "{report}");
    assert!(row("随文删去").is_some_and(|row| row.contains("a.txt:1:5")), "{report}");
    assert!(row("| 已改 |").is_none(), "{report}");
}

#[test]
fn other_places_of_a_finding_are_told_and_marked() {
    let office = office(
        "会议由县长主持，县领导易志璧、张万山、刘志宏参加。\n会议由县长主持，县领导易志壁、张万山、刘志宏参加。\n",
    );
    let made = proof(&office, 1, None).made.expect("a proof");
    let told = text(&made.document);
    assert!(told.contains("另见：第5页（页码01）第1行"), "{told}");
    let sheet = sheet(&made.document);
    let small = runs(&sheet.frame).into_iter().filter(|(.., text)| text == "1").count();
    // The number of the line, of the note, of both places.
    assert_eq!(small, 4, "the number stands at both places");
}

#[test]
fn joined_paragraphs_are_not_rewritten() {
    let office = office("坚持把落实作为硬道理，不得推诿。\n自觉接受各方面的监督，让权力在阳光下运行。\n");
    let first = proof(&office, 1, None).made.expect("a proof").record;
    office.write(
        "2024-01/a.txt",
        "坚持把落实作为硬道理，不得推诿。自觉接受各方面的监督，让权力在阳光下运行。\n",
    );
    let second = proof(&office, 2, Some(&first)).made.expect("a proof");
    let told = text(&second.document);
    assert!(told.contains("增0处，删0处，改0处，移0段，接排或另起1处"), "{told}");
    assert!(told.contains("接排原来从这里另起一段"), "{told}");
    office.write(
        "2024-01/a.txt",
        "坚持把落实作为硬道理，不得推诿。\n自觉接受各方面的监督，让权力在阳光下运行。\n",
    );
    let third = proof(&office, 3, Some(&second.record)).made.expect("a proof");
    assert!(text(&third.document).contains("另起原来与上一段接排"), "{told}");
}

/// The sheet of the only article's page.
fn sheet(document: &PagedDocument) -> &Page {
    let sheet = document.pages().iter().find(|page| {
        let text: String = runs(&page.frame).into_iter().map(|(.., text)| text).collect();
        text.contains("第 5 页，共 8 页")
    });
    sheet.expect("the sheet of the article")
}

/// A sheet with every kind of mark: an error, words put in, taken out and
/// replaced, a paragraph lost and one moved.
#[test]
fn a_sheet_looks_as_recorded() {
    let office = office(TEXT);
    let first = proof(&office, 1, None).made.expect("a proof").record;
    office.write("2024-01/a.txt", NEXT.replace("新写", "新\u{e000}写"));
    let made = proof(&office, 2, Some(&first)).made.expect("a proof");
    let picture = Picture::of(sheet(&made.document));
    let reference = root().join("tests/proof/sheet.png");
    if std::env::var_os("GONGBAO_BLESS").is_some() {
        picture.save(&reference);
    } else {
        let alike = Picture::load(&reference).is_some_and(|expected| picture.is_like(&expected));
        assert!(alike, "the sheet has changed; look at it, then `just bless`");
    }
}
