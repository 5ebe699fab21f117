//! The proof reader as editors meet it: `check`, its fixes, waivers, formats.

use std::fs;
use std::process::Output;

use gongbao::diagnostic::render;
use gongbao::issue::Issue;
use gongbao::project::Project;

use crate::support::{Office, expect, root, stderr};

const TEXT: &str =
    "会议强调,要坚持问题导向,抓好整改。全年共有 35 家企业参加。\n\n投资超50亿元以上，要布署好各项任务。\n";

fn office() -> Office {
    let office = Office::new();
    office.write("2024-01/a.txt", TEXT);
    office
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn text(office: &Office) -> String {
    fs::read_to_string(office.issue().join("a.txt")).expect("the text")
}

#[test]
fn the_sample_issue_has_no_findings() {
    let project = Project::open(&root().join("issues/2024-01")).expect("the sample");
    let shown: String =
        Issue::load(&project).proofread().found.iter().map(|found| render(found, false)).collect();
    assert_eq!(shown, "");
}

#[test]
fn findings_have_place_clause_and_remedy() {
    let output = office().run(&["check", "2024-01"]);
    expect(
        &output,
        1,
        &[
            "标点-001",
            "文字-001",
            "数字-002",
            "重复-003",
            "a.txt:1:5",
            "依据: GB/T 15834—2011，5.1",
            "改成“，”（check --fix 自动改）",
        ],
    );
}

#[test]
fn fixes_are_shown_kept_and_taken_back() {
    let office = office();
    let fixed = office.run(&["check", "2024-01", "--fix"]);
    expect(&fixed, 0, &[]);
    assert!(
        stdout(&fixed).contains(
            "2024-01/a.txt:1  会议强调[,→，]要坚持问题导向[,→，]抓好整改。全年共有[ →]35[ →]家企业参加。"
        ),
        "{}",
        stdout(&fixed)
    );
    let once = text(&office);
    // What is only suggested stays.
    assert_eq!(
        once,
        "会议强调，要坚持问题导向，抓好整改。全年共有35家企业参加。\n\n投资超50亿元以上，要布署好各项任务。\n"
    );
    let again = office.run(&["check", "2024-01", "--fix"]);
    assert!(stdout(&again).contains("没有要改的"));
    assert_eq!(text(&office), once);
    let backup = office.issue().join("a.txt.原稿");
    assert_eq!(fs::read_to_string(&backup).expect("the backup"), TEXT);
    // A second change keeps the first backup.
    expect(&office.run(&["check", "2024-01", "--fix-suggested", "--at", "a.txt:3:12"]), 0, &[]);
    assert!(text(&office).contains("要部署好"), "{}", text(&office));
    assert_eq!(fs::read_to_string(&backup).expect("the backup"), TEXT);
    expect(&office.run(&["check", "2024-01", "--revert"]), 0, &[]);
    assert_eq!(text(&office), TEXT);
    assert!(!backup.exists());
    expect(&office.run(&["check", "2024-01", "--fix"]), 0, &[]);
    expect(&office.run(&["check", "2024-01", "--accept"]), 0, &[]);
    assert!(!backup.exists());
    assert_eq!(text(&office), once);
}

#[test]
fn what_was_written_since_a_fix_is_not_lost() {
    let office = office();
    expect(&office.run(&["check", "2024-01", "--fix"]), 0, &[]);
    let edited = text(&office).replace("35家", "36家");
    office.write("2024-01/a.txt", &edited);
    let output = office.run(&["check", "2024-01", "--revert"]);
    expect(&output, 0, &[]);
    assert!(stdout(&output).contains("a.txt.改稿"), "{}", stdout(&output));
    assert_eq!(text(&office), TEXT);
    let aside = fs::read_to_string(office.issue().join("a.txt.改稿")).expect("the edited text");
    assert_eq!(aside, edited);
}

#[test]
fn a_place_where_nothing_can_be_mended_is_told() {
    let office = office();
    let output = office.run(&["check", "2024-01", "--fix-suggested", "--at", "a.txt:1:1"]);
    expect(&output, 1, &["审校-003", "a.txt:1:1"]);
    assert_eq!(text(&office), TEXT);
}

#[test]
fn many_safe_findings_are_counted_by_line() {
    let office = Office::new();
    office.write("2024-01/a.txt", "甲,乙,丙。\n\n丁,戊,己,庚。\n");
    let output = office.run(&["check", "2024-01"]);
    expect(&output, 1, &["同类问题还有 2 处", "第3行2处"]);
    assert!(stdout(&output).contains("其中 5 处可用 --fix 自动改"), "{}", stdout(&output));
    let all = office.run(&["check", "2024-01", "--all"]);
    assert_eq!(stderr(&all).matches("标点-001").count(), 5);
}

#[test]
fn waived_findings_are_told_to_programs_with_their_reasons() {
    let office = office();
    let manifest = fs::read_to_string(office.issue().join("issue.toml")).expect("the manifest");
    let waiver = "\n[[lint.waive]]\nrule = \"数字-002\"\nfile = \"a.txt\"\nreason = \"引文\"\n";
    office.write("2024-01/issue.toml", manifest + waiver);
    let sarif = stdout(&office.run(&["check", "2024-01", "--format", "sarif"]));
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let waived = results.iter().find(|result| result["ruleId"] == "数字-002").expect("the waived finding");
    assert_eq!(waived["suppressions"][0]["justification"], "引文");
    let human = office.run(&["check", "2024-01"]);
    assert!(stdout(&human).contains("另有 1 处已豁免"), "{}", stdout(&human));
}

#[test]
fn a_waiver_for_a_file_that_is_not_there_says_so() {
    let office = office();
    let manifest = fs::read_to_string(office.issue().join("issue.toml")).expect("the manifest");
    let waiver = "\n[[lint.waive]]\nrule = \"数字-002\"\nfile = \"b.txt\"\nreason = \"引文\"\n";
    office.write("2024-01/issue.toml", manifest + waiver);
    expect(&office.run(&["check", "2024-01"]), 1, &["审校-001", "b.txt 不是本期的文稿"]);
}

#[test]
fn rules_are_switched_off_and_waived() {
    let office = office();
    let manifest = fs::read_to_string(office.issue().join("issue.toml")).expect("the manifest");
    let settings = "\n[lint]\noff = [\"标点-001\", \"文字-001\"]\n\n[[lint.waive]]\nrule = \"数字-002\"\nfile = \"a.txt\"\n\
                    text = \"超50亿元以上\"\nreason = \"引文\"\n\n[[lint.waive]]\nrule = \"重复-003\"\nreason = \"试验\"\n";
    office.write("2024-01/issue.toml", manifest.clone() + settings);
    expect(&office.run(&["check", "2024-01"]), 0, &[]);
    // Once the text is right, the waiver has had its day.
    office.write("2024-01/a.txt", "投资超50亿元以上，要部署好各项任务。\n");
    expect(&office.run(&["check", "2024-01"]), 1, &["审校-001", "重复-003"]);
    office.write("2024-01/issue.toml", manifest + "\n[lint]\noff = [\"标点-100\"]\n");
    expect(&office.run(&["check", "2024-01"]), 1, &["审校-002", "标点-100"]);
}

#[test]
fn an_error_of_the_proof_reader_leaves_the_screen_edition_alone() {
    let office = Office::new();
    office.write("2024-01/a.txt", "联系人的手机号码是13812345678。\n");
    expect(&office.run(&["check", "2024-01"]), 1, &["合规-001", "错误"]);
    let output = office.build();
    expect(&output, 1, &["合规-001"]);
    assert!(stdout(&output).contains("没有排交印厂的"), "{}", stdout(&output));
    assert!(office.path().join("build/2024-01.screen.pdf").exists());
    assert!(!office.path().join("build/2024-01.print.pdf").exists());
    // A waiver with its reason lets it be printed.
    let waiver = "\n[[lint.waive]]\nrule = \"合规-001\"\nreason = \"公开的值班电话\"\n";
    office.write("2024-01/issue.toml", format!("{}{waiver}", crate::support::MANIFEST));
    expect(&office.build(), 0, &[]);
    assert!(office.path().join("build/2024-01.print.pdf").exists());
}

#[test]
fn other_programs_can_read_findings() {
    let office = office();
    let json = stdout(&office.run(&["check", "2024-01", "--format", "json"]));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    let found = json["diagnostics"].as_array().expect("a list");
    assert!(found.iter().any(|found| found["code"] == "标点-001" && found["fix"]["safe"] == true));
    let sarif = stdout(&office.run(&["check", "2024-01", "--format", "sarif"]));
    let sarif: serde_json::Value = serde_json::from_str(&sarif).expect("SARIF");
    assert_eq!(sarif["version"], "2.1.0");
    assert!(sarif["runs"][0]["results"].as_array().is_some_and(|results| results.len() == found.len()));
    let github = stdout(&office.run(&["check", "2024-01", "--format", "github"]));
    assert!(github.contains("::warning file=2024-01/a.txt,line=1,"), "{github}");
}

#[test]
fn a_rule_explains_itself() {
    let office = Office::new();
    let page = office.run(&["explain", "标点-001"]);
    assert!(stdout(&page).contains("GB/T 15834"), "{}", stdout(&page));
    let missing = office.run(&["explain", "标点-999"]);
    assert_eq!(missing.status.code(), Some(2), "{}", stderr(&missing));
}
