//! Bad input ends in a message at its place, an exit code, and the last good
//! PDF untouched. Cases that a folder in `tests/diagnostics` can't hold.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;

use crate::support::{MANIFEST, Office, expect, stderr};

/// What is in the folder of results, by name.
fn results(office: &Office) -> BTreeMap<OsString, Vec<u8>> {
    let entries = fs::read_dir(office.path().join("build")).expect("a folder").flatten();
    entries.map(|entry| (entry.file_name(), fs::read(entry.path()).expect("a file"))).collect()
}

/// Builds once, breaks something, builds again: the message must hold the
/// words and the results must be what they were, with nothing beside them.
#[track_caller]
fn survives(office: &Office, breaking: impl FnOnce(&Office), code: i32, words: &[&str]) {
    expect(&office.build(), 0, &[]);
    let good = results(office);
    breaking(office);
    let output = office.build();
    expect(&output, code, words);
    assert!(results(office) == good, "the last good results are touched");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("上次排出的 build/2024-01.screen.pdf 没有改动"), "{said}");
}

fn with(line: &str) -> String {
    format!("{line}\n{MANIFEST}")
}

#[test]
fn missing_file() {
    let remove = |office: &Office| fs::remove_file(office.issue().join("a.txt")).expect("it was there");
    survives(&Office::new(), remove, 1, &["找不到文件", "2024-01/issue.toml:10:8"]);
}

#[test]
fn unknown_key_and_wrong_type_and_bad_date_all_at_once() {
    let manifest = MANIFEST
        .replace("number = 1", "number = \"一\"\nnumbr = 2")
        .replace("date = 2024-03-29", "date = \"2024-02-30\"")
        .replace("a.txt", "../a.txt");
    survives(
        &Office::new(),
        |office| office.write("2024-01/issue.toml", manifest),
        1,
        &["number 应为整数", "是不是 number？", "2024-02-30 不存在", "../a.txt 不在文件夹内"],
    );
}

#[test]
fn unquoted_date_that_does_not_exist() {
    let manifest = MANIFEST.replace("2024-03-29", "2024-02-30");
    let breaking = |office: &Office| office.write("2024-01/issue.toml", manifest);
    survives(&Office::new(), breaking, 1, &["日期 2024-02-30 不存在", "issue.toml:3:"]);
}

#[test]
fn number_taken_by_another_issue() {
    let other = MANIFEST.replace("date", "total = 7\ndate");
    let own = other.clone();
    let breaking = |office: &Office| {
        office.write("2024-01/issue.toml", own);
        office.write("2023-04/issue.toml", other);
    };
    survives(&Office::new(), breaking, 1, &["2024年第1期已经有了", "总第7期已经有了", "2023-04/issue.toml"]);
}

#[test]
fn article_over_the_limit() {
    let breaking = |office: &Office| office.write("2024-01/a.txt", vec![b'a'; 50 << 20]);
    survives(&Office::new(), breaking, 1, &["50 MB", "上限", "issue.toml:10:8"]);
}

#[test]
fn not_utf8() {
    // “公报” in GBK, on the second line.
    let breaking = |office: &Office| office.write("2024-01/a.txt", b"abc\n\xb9\xab\xb1\xa8\n");
    survives(&Office::new(), breaking, 1, &["不是 UTF-8", "2024-01/a.txt:2:1"]);
}

#[test]
fn empty_issue_and_empty_article() {
    let breaking =
        |office: &Office| office.write("2024-01/issue.toml", "year = 2024\nnumber = 1\ndate = 2024-03-29\n");
    survives(&Office::new(), breaking, 1, &["缺少 column"]);
    survives(&Office::new(), |office| office.write("2024-01/a.txt", "\n\n　\n"), 1, &["a.txt 是空的"]);
    survives(
        &Office::new(),
        |office| office.write("2024-01/issue.toml", ""),
        1,
        &["缺少 year", "缺少 column"],
    );
}

#[test]
fn character_that_no_font_has() {
    let breaking =
        |office: &Office| office.write("2024-01/a.txt", "第一段。\n\n姓名中的\u{323af}字，和\u{e000}。\n");
    survives(&Office::new(), breaking, 1, &["U+323AF", "2024-01/a.txt:3:5", "U+E000", "2024-01/a.txt:3:9"]);
}

#[test]
fn broken_pictures() {
    let breaking = |office: &Office| {
        office.write("2024-01/issue.toml", MANIFEST.replace("a.txt", "a.md"));
        office.write("2024-01/a.md", "第一段。\n\n![图](bad.png)\n");
        office.write("2024-01/bad.png", "not a picture");
    };
    survives(&Office::new(), breaking, 1, &["图片", "2024-01/a.md:3:"]);
    // What only Typst's decoder notices still points at the editor's line.
    let breaking = |office: &Office| {
        office.write("2024-01/issue.toml", MANIFEST.replace("a.txt", "a.md"));
        office.write("2024-01/a.md", "第一段。\n\n![图](cut.png)\n\n![图](bad.svg)\n");
        office.write("2024-01/cut.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
        office.write("2024-01/bad.svg", "<svg><unclosed");
    };
    survives(&Office::new(), breaking, 1, &["图片读不出来", "2024-01/a.md:3:"]);
}

#[test]
fn too_many_lines_or_characters() {
    let manifest = MANIFEST.replace("file =", "lines = 60\nchars = 40\nfile =");
    let breaking = |office: &Office| office.write("2024-01/issue.toml", manifest);
    survives(
        &Office::new(),
        breaking,
        1,
        &["每页 60 行太密", "issue.toml:10:9", "每行 40 字放不下", "issue.toml:11:9"],
    );
}

#[test]
fn single_brackets_do_not_hide_the_rest() {
    let manifest = MANIFEST.replace("[[column]]", "[column]").replace("a.txt", "nowhere.txt");
    let breaking = |office: &Office| office.write("2024-01/issue.toml", manifest);
    survives(&Office::new(), breaking, 1, &["写成 [[column]]", "找不到文件 nowhere.txt"]);
}

#[test]
fn notes_in_a_circle() {
    let office = Office::new();
    office.write("2024-01/issue.toml", MANIFEST.replace("a.txt", "a.md"));
    office.write("2024-01/a.md", "正文[^甲]。\n\n[^甲]: 见[^乙]。\n[^乙]: 见[^甲]。\n");
    expect(&office.build(), 1, &["引来引去", "2024-01/a.md:3:1"]);
    expect(&office.run(&["export", "2024-01", "plain"]), 1, &["引来引去"]);
}

#[test]
fn same_file_by_another_path() {
    let manifest = format!("{MANIFEST}\n[[column.article]]\ntitle = \"又一篇\"\nfile = \"./a.txt\"\n");
    let breaking = |office: &Office| office.write("2024-01/issue.toml", manifest);
    survives(&Office::new(), breaking, 1, &["在清单里列了两次", "issue.toml:14:8"]);
}

#[test]
fn many_findings_are_counted_not_listed() {
    let office = Office::new();
    office.write("2024-01/a.txt", "正文[^无]。\n".repeat(60_000));
    let output = office.build();
    expect(&output, 1, &["还有 59950 处"]);
    assert!(stderr(&output).len() < 100_000);
}

#[test]
fn export_never_mixes_with_an_office() {
    let office = Office::new();
    expect(&office.run(&["export", "2024-01", "."]), 2, &["已经有别的文件"]);
    expect(&office.run(&["export", "2024-01", "plain"]), 0, &[]);
    expect(&office.run(&["export", "2024-01", "plain"]), 0, &[]);
    assert!(office.path().join("plain/main.typ").exists());
}

#[test]
fn folder_that_is_no_issue() {
    let office = Office::new();
    expect(&office.run(&["build", "nowhere"]), 2, &["找不到文件夹 nowhere"]);
    fs::remove_file(office.path().join("publication.toml")).expect("it was there");
    expect(&office.build(), 2, &["找不到 publication.toml"]);
}

#[test]
fn wrong_command_line() {
    let office = Office::new();
    expect(&office.run(&["biuld"]), 2, &["没有 biuld 这个命令", "build"]);
    expect(&office.run(&["build"]), 2, &["还缺"]);
    expect(&office.run(&["build", "2024-01", "--fromat", "json"]), 2, &["--format"]);
}

#[test]
fn output_that_can_not_be_written() {
    let office = Office::new();
    office.write("file", "in the way");
    expect(&office.run(&["build", "2024-01", "--out", "file/below"]), 2, &["写不了"]);
}

#[test]
fn deeply_nested_toml() {
    let breaking =
        |office: &Office| office.write("2024-01/issue.toml", with(&format!("x = {}", "[".repeat(100_000))));
    survives(&Office::new(), breaking, 1, &["issue.toml"]);
}

#[test]
fn role_without_its_font() {
    let breaking = |office: &Office| {
        office.write(
            "publication.toml",
            "name = \"试验县人民政府公报\"\n[fonts]\ntitle = \"方正小标宋简体\"\n",
        );
    };
    survives(&Office::new(), breaking, 1, &["方正小标宋简体", "publication.toml:3:9"]);
}

#[test]
fn unknown_layout() {
    let breaking =
        |office: &Office| office.write("publication.toml", "name = \"试验\"\nlayout = \"gongbo\"\n");
    survives(&Office::new(), breaking, 1, &["没有名叫 gongbo 的版式", "gongbao"]);
}

#[test]
fn all_findings_come_as_json_too() {
    let office = Office::new();
    office.write("2024-01/issue.toml", MANIFEST.replace("a.txt", "b.txt"));
    let output = office.run(&["check", "2024-01", "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["diagnostics"][0]["code"], "文件-001");
    assert_eq!(json["diagnostics"][0]["place"]["line"], 10);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn link_out_of_the_folder() {
        let breaking = |office: &Office| {
            office.write("secret.txt", "机密");
            fs::remove_file(office.issue().join("a.txt")).expect("it was there");
            symlink("../secret.txt", office.issue().join("a.txt")).expect("a link");
        };
        survives(&Office::new(), breaking, 1, &["指向文件夹之外的链接", "issue.toml:10:8"]);
    }

    #[test]
    fn links_in_a_circle() {
        let breaking = |office: &Office| {
            fs::remove_file(office.issue().join("a.txt")).expect("it was there");
            symlink("b.txt", office.issue().join("a.txt")).expect("a link");
            symlink("a.txt", office.issue().join("b.txt")).expect("a link");
        };
        survives(&Office::new(), breaking, 1, &["绕成了圈", "issue.toml:10:8"]);
    }

    #[test]
    fn folder_and_pipe_instead_of_a_file() {
        let breaking = |office: &Office| {
            fs::remove_file(office.issue().join("a.txt")).expect("it was there");
            fs::create_dir(office.issue().join("a.txt")).expect("a folder");
        };
        survives(&Office::new(), breaking, 1, &["不是普通文件"]);
        let breaking = |office: &Office| {
            let pipe = office.issue().join("a.txt");
            fs::remove_file(&pipe).expect("it was there");
            assert!(std::process::Command::new("mkfifo").arg(pipe).status().expect("mkfifo").success());
        };
        survives(&Office::new(), breaking, 1, &["不是普通文件"]);
    }

    /// `/dev/full` is the kernel's own full disk, but a rename can't go there:
    /// a file-size limit makes every write fail half-way instead.
    #[test]
    fn no_space_left() {
        let office = Office::new();
        expect(&office.build(), 0, &[]);
        let pdf = office.path().join("build/2024-01.screen.pdf");
        let good = fs::read(&pdf).expect("a PDF");
        office.write("2024-01/a.txt", "改动过的一段。\n");
        let script =
            format!("trap '' XFSZ; ulimit -f 8; exec {} build 2024-01", env!("CARGO_BIN_EXE_gongbao"));
        let output = std::process::Command::new("sh")
            .args(["-c", &script])
            .current_dir(office.path())
            .output()
            .expect("a shell");
        expect(&output, 2, &["写不了 build/2024-01.screen.pdf"]);
        assert_eq!(fs::read(&pdf).expect("still there"), good);
    }
}
