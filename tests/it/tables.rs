//! Tables whose cells are in files: what they show, and what must not harm.

use gongbao::content::{Format, Hints, Table, dump, parse};
use gongbao::sheet::{self, SheetError};

use crate::support::{MANIFEST, Office, expect, root};

/// A table that names a file, filled with these bytes.
fn filled(path: &str, bytes: &[u8]) -> Result<String, SheetError> {
    let mut article = parse(&format!("![]({path})\n"), Format::Markdown, &Hints::default());
    let table: Option<&mut Table> = article.tables_mut().next();
    sheet::fill(table.expect("a table"), bytes)?;
    Ok(dump(&article).lines().skip(2).map(|line| format!("{}\n", line.trim())).collect())
}

fn sample(name: &str) -> Vec<u8> {
    std::fs::read(root().join("issues/2024-01").join(name)).expect("a file of the sample")
}

#[test]
fn a_workbook_shows_what_it_shows_on_screen() {
    let shown = filled("channels.xlsx#办件", &sample("channels.xlsx"));
    let expected = "‖ ‹1×2› 办理渠道 | ‹2×1› 办件量（件） | · | ‹1×2› 比上年增长 | ‹1×2› 开通日期 ‖
‖ · | 2022年 | 2023年 | · | · ‖
| 窗口 | 46,200 | 41,850 | −9.4% | 2016年7月1日 |
| 自助终端 | 9,120 | 13,368 | 46.6% | 2019年3月18日 |
| 手机应用 | 21,480 | 30,645 | 42.7% | 2020年11月2日 |
| 电话 | 3,200 | 3,184 | −0.5% | 2015年1月5日 |
| 合计 | 80,000 | 89,047 | 11.3% | — |
";
    assert_eq!(shown.as_deref(), Ok(expected));
}

#[test]
fn rows_above_the_columns_are_the_head() {
    let csv = "各镇情况,<<,<<\n镇,面积,<<\n^^,水田,旱地\n东镇,1,2\n";
    assert_eq!(
        filled("a.csv", csv.as_bytes()).as_deref(),
        Ok("‖ ‹1×2› 镇 | ‹2×1› 面积 | · ‖\n‖ · | 水田 | 旱地 ‖\n| 东镇 | 1 | 2 |\n")
    );
    assert_eq!(filled("a.tsv", b"a\tb\n1\t2\n").as_deref(), Ok("‖ a | b ‖\n| 1 | 2 |\n"));
}

#[test]
fn limits() {
    let wide = "a,".repeat(100) + "\n" + &"1,".repeat(100) + "1\n";
    assert!(matches!(filled("a.csv", wide.as_bytes()), Err(SheetError::TooWide { .. })));
    let long = "a,b\n".repeat(6000);
    assert!(matches!(filled("a.csv", long.as_bytes()), Err(SheetError::TooLong { .. })));
    assert_eq!(filled("a.csv", b"a,b\n"), Err(SheetError::NoRows));
    assert_eq!(filled("a.csv", b""), Err(SheetError::Empty));
}

/// Damaged at any byte, a workbook is a finding or another table, no panic.
#[test]
fn damaged_workbooks() {
    let whole = sample("channels.xlsx");
    for at in (0..whole.len()).step_by(7) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0xff;
        let _ = filled("a.xlsx", &bytes);
        let _ = filled("a.xlsx", &whole[..at]);
    }
}

#[test]
fn a_table_from_a_file_is_part_of_the_issue() {
    let office = Office::new();
    office.write("2024-01/issue.toml", MANIFEST.replace("a.txt", "a.md"));
    office.write("2024-01/a.md", "表1　各镇面积\n\n![](data/area.csv)\n");
    expect(&office.build(), 1, &["a.md:3:5", "找不到文件 data/area.csv"]);
    office.write("2024-01/data/area.csv", "镇,面积\n东镇,12.5\n西镇,\u{10ffff}\n");
    // Characters without a glyph are reported where the file is named.
    expect(&office.build(), 1, &["a.md:3:5", "字体-002"]);
    office.write("2024-01/data/area.csv", "镇,面积\n东镇,12.5\n西镇,3\n");
    expect(&office.build(), 0, &[]);
    let mut press = gongbao::press::Press::open(&office.issue(), None).expect("an issue");
    let files = press.run(gongbao::press::Wanted::SCREEN).files;
    assert!(files.iter().any(|seen| seen.path.ends_with("data/area.csv")), "{files:?}");
}
