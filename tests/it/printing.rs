//! What `build` does with the print edition: the files, their judgement, what
//! is left of them when they are bad.

use std::fs;

use crate::support::{MANIFEST, Office, expect};

/// A grey picture of `side` × `side` pixels.
fn picture(side: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![128; (side * side) as usize]).expect("pixels");
    drop(writer);
    bytes
}

fn with_picture(side: u32) -> Office {
    let office = Office::new();
    office.write("2024-01/issue.toml", MANIFEST.replace("a.txt", "a.md"));
    office.write("2024-01/a.md", "第一段文字。\n\n![图1　方块](方块.png)\n");
    office.write("2024-01/方块.png", picture(side));
    office
}

fn built(office: &Office) -> Vec<String> {
    let entries = fs::read_dir(office.path().join("build")).expect("a folder");
    let mut names: Vec<_> =
        entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn both_editions_with_job_sheet_and_index() {
    let office = Office::new();
    expect(&office.build(), 0, &[]);
    let files = ["2024-01.index.json", "2024-01.job.txt", "2024-01.print.pdf", "2024-01.screen.pdf"];
    assert_eq!(built(&office), files);
    let job = fs::read_to_string(office.path().join("build/2024-01.job.txt")).expect("the job sheet");
    for word in ["试验县人民政府公报 2024年第1期", "8 面", "PDF/X-4", "FOGRA39", "210×297 毫米"]
    {
        assert!(job.contains(word), "{word} is not in {job}");
    }
    expect(&office.run(&["preflight", "build/2024-01.print.pdf", "--issue", "2024-01"]), 0, &[]);
    expect(&office.run(&["preflight", "build/2024-01.screen.pdf", "--issue", "2024-01"]), 1, &["印前-020"]);
}

#[test]
fn one_edition_if_asked() {
    let office = Office::new();
    expect(&office.run(&["build", "2024-01", "--edition", "print"]), 0, &[]);
    assert_eq!(built(&office), ["2024-01.index.json", "2024-01.job.txt", "2024-01.print.pdf"]);
}

#[test]
fn a_bad_file_never_has_the_name_of_a_good_one() {
    let office = with_picture(2000);
    expect(&office.build(), 0, &[]);
    let path = office.path().join("build/2024-01.print.pdf");
    let good = fs::read(&path).expect("a good file");
    office.write("2024-01/方块.png", picture(40));
    let output = office.build();
    expect(&output, 1, &["印前-140", "a.md:3"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("不合格，不能交印厂"));
    assert!(built(&office).contains(&"2024-01.print.rejected.pdf".to_owned()));
    assert!(fs::read(&path).expect("the good file is left") == good);
    // The bad one goes when a good one comes.
    office.write("2024-01/方块.png", picture(2000));
    expect(&office.build(), 0, &[]);
    assert!(!built(&office).contains(&"2024-01.print.rejected.pdf".to_owned()));
    assert!(fs::read(&path).expect("a good file") == good);
}

#[test]
fn a_cover_of_its_own_has_a_spine() {
    let office = Office::new();
    let print = "[print]\ncover = \"separate\"\nbinding = \"glued\"\npaper = 0.5\nmultiple = 32\n";
    office.write("publication.toml", format!("name = \"试验县人民政府公报\"\n{print}"));
    expect(&office.build(), 0, &[]);
    let job = fs::read_to_string(office.path().join("build/2024-01.job.txt")).expect("the job sheet");
    assert!(
        job.contains("2024-01.cover.pdf（封面，2 面") && job.contains("2024-01.print.pdf（内文，32 面"),
        "{job}"
    );
    assert!(job.contains("书脊：8 毫米") && job.contains("印刊名"), "{job}");
    let report = office.run(&["preflight", "build/2024-01.cover.pdf", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).expect("JSON");
    assert_eq!(report.pointer("/facts/pages/0/trim"), Some(&serde_json::json!([428.0, 297.0])), "{report:#}");
}

#[test]
fn a_profile_that_is_none_is_told_at_its_line() {
    let office = Office::new();
    let print = "[print]\nprofile = \"印厂.icc\"\ncondition = \"JC200103\"\n";
    office.write("publication.toml", format!("name = \"试验县人民政府公报\"\n{print}"));
    expect(&office.run(&["check", "2024-01"]), 1, &["文件-001", "publication.toml:3"]);
    office.write("印厂.icc", b"no profile");
    expect(&office.run(&["check", "2024-01"]), 1, &["不是 ICC 文件", "publication.toml:3"]);
}
