//! Whole issues: the sample, a new one, and the same bytes every time.

use std::fs;
use std::process::Command;

use gongbao::press::{OutputKind, Press, Wanted};

use crate::support::{Office, copy, expect, root};

fn screen(press: &mut Press) -> Vec<u8> {
    let output =
        press.run(Wanted::SCREEN).outputs.into_iter().find(|output| output.kind == OutputKind::Screen);
    output.expect("an edition").bytes
}

/// Builds the sample in a copy at `folder`, with an environment.
fn build_sample(folder: &std::path::Path, environment: &[(&str, &str)]) -> Vec<u8> {
    copy(&root().join("issues"), folder);
    let output = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(["build", "2024-01", "--out", "out"])
        .envs(environment.iter().copied())
        .current_dir(folder)
        .output()
        .expect("the program can be started");
    expect(&output, 0, &[]);
    fs::read(folder.join("out/2024-01.screen.pdf")).expect("a PDF")
}

#[test]
fn same_input_same_bytes() {
    let first = tempfile::tempdir().expect("a temporary folder");
    let second = tempfile::tempdir().expect("a temporary folder");
    let deep = second.path().join("另一个 文件夹/深处");
    let one = build_sample(first.path(), &[("LC_ALL", "C"), ("TZ", "UTC"), ("RAYON_NUM_THREADS", "1")]);
    let two = build_sample(
        &deep,
        &[("LC_ALL", "zh_CN.UTF-8"), ("TZ", "Asia/Shanghai"), ("SOURCE_DATE_EPOCH", "1")],
    );
    assert!(one == two, "two builds differ");
}

#[test]
fn sample_is_clean() {
    let office = tempfile::tempdir().expect("a temporary folder");
    copy(&root().join("issues"), office.path());
    let output = Command::new(env!("CARGO_BIN_EXE_gongbao"))
        .args(["check", "2024-01"])
        .current_dir(office.path())
        .output()
        .expect("the program can be started");
    expect(&output, 0, &[]);
}

#[test]
fn new_issue_builds_as_it_is() {
    let office = tempfile::tempdir().expect("a temporary folder");
    let run = |arguments: &[&str]| {
        Command::new(env!("CARGO_BIN_EXE_gongbao"))
            .args(arguments)
            .current_dir(office.path())
            .output()
            .expect("the program can be started")
    };
    expect(&run(&["new", "gazette/2024-02"]), 0, &[]);
    let manifest = fs::read_to_string(office.path().join("gazette/2024-02/issue.toml")).expect("a manifest");
    assert!(manifest.starts_with("#:schema ../schema/issue.schema.json\n"), "{manifest}");
    assert!(manifest.contains("year = 2024\nnumber = 2 "), "{manifest}");
    assert!(office.path().join("gazette/schema/issue.schema.json").exists());
    expect(&run(&["check", "gazette/2024-02"]), 0, &[]);
    expect(&run(&["build", "gazette/2024-02"]), 0, &[]);
    // A second one counts on; an existing one is not touched.
    expect(&run(&["new", "gazette/2024-03"]), 0, &[]);
    let next = fs::read_to_string(office.path().join("gazette/2024-03/issue.toml")).expect("a manifest");
    assert!(next.contains("total = 3 "), "{next}");
    expect(&run(&["new", "gazette/2024-03"]), 2, &["已经有了"]);
}

#[test]
fn every_layout_sets_the_sample() {
    for layout in gongbao::layout::builtin_names() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        copy(&root().join("issues"), folder.path());
        let manifest = folder.path().join("publication.toml");
        let text = fs::read_to_string(&manifest).expect("a manifest");
        fs::write(&manifest, text.replace("\"gongbao\"", &format!("\"{layout}\""))).expect("a manifest");
        let mut press = Press::open(&folder.path().join("2024-01"), None).expect("an issue");
        let run = press.run(Wanted::SCREEN);
        // That the official layout has but one grid is said, and no more.
        let expected: &[&str] = if layout == "gbt9704" { &["清单-005"] } else { &[] };
        let told: Vec<_> = run.diagnostics.iter().map(|found| found.code.text()).collect();
        assert_eq!(told, expected, "{layout}");
        assert!(run.output(OutputKind::Screen).expect("an edition").pages >= Some(20), "{layout}");
    }
}

#[test]
fn watch_sets_anew_what_has_changed() {
    let office = Office::new();
    let mut press = Press::open(&office.issue(), None).expect("an issue");
    let first = screen(&mut press);
    office.write("2024-01/a.txt", "改动过的一段。\n");
    let changed = screen(&mut press);
    assert!(first != changed);
    let mut fresh = Press::open(&office.issue(), None).expect("an issue");
    assert!(changed == screen(&mut fresh), "warm and cold builds differ");
    // A picture that is missing is waited for.
    office.write("2024-01/issue.toml", crate::support::MANIFEST.replace("a.txt", "a.md"));
    office.write("2024-01/a.md", "一段。\n\n![图](p.svg)\n");
    let run = press.run(Wanted::SCREEN);
    assert!(run.outputs.is_empty());
    let picture = office.issue().canonicalize().expect("a folder").join("p.svg");
    assert!(run.files.iter().any(|seen| seen.path == picture && seen.stamp.is_none()));
    office.write("2024-01/p.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>");
    assert!(!press.run(Wanted::SCREEN).outputs.is_empty());
    // So is a font.
    let settings = "name = \"试验县人民政府公报\"\n[fonts]\nkai = \"mine.otf\"\n";
    office.write("publication.toml", settings);
    assert!(press.run(Wanted::SCREEN).outputs.is_empty());
    let font = fs::read(root().join("fonts/FandolKai-Regular.otf")).expect("a font");
    office.write("fonts/mine.otf", font);
    assert!(!press.run(Wanted::SCREEN).outputs.is_empty());
    office.write("publication.toml", "name = \"试验县人民政府公报\"\n");
    fs::remove_dir_all(office.path().join("fonts")).expect("it was there");
    office.write("2024-01/issue.toml", "");
    assert!(press.run(Wanted::SCREEN).outputs.is_empty());
    office.write("2024-01/issue.toml", crate::support::MANIFEST);
    office.write("2024-01/a.txt", "第一段文字，只作试验之用。\n");
    assert!(screen(&mut press) == first);
}

#[test]
fn fonts_tells_who_sets_what() {
    let office = Office::new();
    // ㊿ is in no 仿宋; 㛃 only in the rare face behind it.
    office.write("2024-01/a.txt", "姓名㛃，序号㊿。\n");
    let output = office.run(&["fonts", "2024-01", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{}", crate::support::stderr(&output));
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let role = |key: &str| {
        let roles = json["roles"].as_array().expect("roles");
        roles.iter().find(|role| role["role"] == key).expect("the role").clone()
    };
    let song = role("song");
    assert_eq!((&song["family"], &song["fallbacks"]), (&"Noto Serif SC".into(), &serde_json::json!([])));
    let behind = role("fangsong")["fallbacks"].as_array().expect("fallbacks").clone();
    let by =
        |family: &str| behind.iter().find(|entry| entry["family"] == family).map(|e| e["characters"].clone());
    assert_eq!(by("Noto Serif SC"), Some("㊿".into()));
    assert_eq!(by("LXGW WenKai"), Some("㛃".into()));
    // 㐂 has no bold face: titles thicken it, and the issue can be set.
    office.write("2024-01/a.txt", "姓名㐂。\n");
    let output = office.run(&["fonts", "2024-01", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((&json["roles"][0]["thin"], &json["roles"][1]["thin"]), (&"".into(), &"㐂".into()));
    office.write("2024-01/issue.toml", crate::support::MANIFEST.replace("试验文章", "㐂的任职"));
    expect(&office.build(), 0, &["没有小标宋用的粗体字"]);
    office.write("2024-01/issue.toml", crate::support::MANIFEST);
    // An office font named by its file is that face, with its weight.
    let font = fs::read(root().join("fonts/NotoSerifSC_700Bold.ttf")).expect("a font");
    office.write("fonts/own.ttf", font);
    office.write("publication.toml", "name = \"试验\"\n[fonts]\nsong = \"own.ttf\"\n");
    let output = office.run(&["fonts", "2024-01", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(json["roles"][0]["weight"], 700);
    assert_eq!(json["roles"][0]["file"], "own.ttf");
}
