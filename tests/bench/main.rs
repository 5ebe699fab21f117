//! gongbao beside Typst on the same pages, in one run: `just bench`.
//!
//! Whole processes are timed, in turn, and medians and their ratio printed:
//! single times mean little on a machine with other work.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool for the terminal, with files of its own"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

const GONGBAO: &str = env!("CARGO_BIN_EXE_gongbao");
const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const COLD_RUNS: usize = 15;
const EDITS: usize = 9;
/// Pages of the long issue.
const LONG: usize = 400;
/// A full page of the report: 2 columns of 36 lines of 18 characters.
const PAGE: usize = 2 * 36 * 18;

fn main() {
    // `cargo test --benches` passes no `--bench`: there is nothing to test here.
    if !std::env::args().any(|argument| argument == "--bench") {
        return;
    }
    if Command::new("typst").arg("--version").stdout(Stdio::null()).status().is_err() {
        println!("没有 typst：先运行 cargo install typst-cli@0.15.1");
        return;
    }
    let work = tempfile::tempdir().expect("a temporary folder");
    let corpus = std::env::var("GONGBAO_CORPUS").map(PathBuf::from).unwrap_or_default();
    let office = work.path().join("office");
    let (issue, report) = if corpus.join("report.txt").is_file() {
        println!("材料：{}", corpus.display());
        copy_files(&Path::new(ROOT).join("tests/corpus"), &office, "publication.toml");
        copy_files(&Path::new(ROOT).join("tests/corpus"), &office.join("issue"), "issue.toml");
        copy_files(&corpus, &office.join("issue"), ".txt");
        (office.join("issue"), fs::read_to_string(corpus.join("report.txt")).expect("a text"))
    } else {
        println!("材料：issues/2024-01（没有 {}）", corpus.display());
        copy_files(&Path::new(ROOT).join("issues"), &office, "publication.toml");
        copy_files(&Path::new(ROOT).join("issues/2024-01"), &office.join("issue"), "");
        let report = fs::read_to_string(Path::new(ROOT).join("issues/2024-01/report.txt")).expect("a text");
        (office.join("issue"), report)
    };
    cold(&issue, work.path());
    watching(&office, &report, work.path());
}

/// Copies the files whose names end so.
fn copy_files(from: &Path, to: &Path, ending: &str) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        if entry.path().is_file() && entry.file_name().to_string_lossy().ends_with(ending) {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("a copy");
        }
    }
}

fn gongbao(arguments: &[&str]) -> Command {
    let mut command = Command::new(GONGBAO);
    command.args(arguments).stdout(Stdio::null());
    command
}

fn typst(verb: &str, project: &Path) -> Command {
    let mut command = Command::new("typst");
    command.arg(verb).arg("--root").arg(project).arg("--font-path").arg(Path::new(ROOT).join("fonts"));
    command.args(["--ignore-system-fonts", "--ignore-embedded-fonts"]);
    command.arg(project.join("main.typ")).arg(project.join("out.pdf")).stderr(Stdio::null());
    command
}

/// Exports the issue for plain Typst.
fn export(issue: &Path, project: &Path) {
    let text = |path: &Path| path.to_str().expect("UTF-8").to_owned();
    assert!(gongbao(&["export", &text(issue), &text(project)]).status().expect("a run").success());
    copy_files(issue, &project.join("issue"), "");
}

fn cold(issue: &Path, work: &Path) {
    let project = work.join("plain");
    export(issue, &project);
    let out = work.join("out").to_str().expect("UTF-8").to_owned();
    let issue = issue.to_str().expect("UTF-8");
    let mut ours = Vec::new();
    let mut theirs = Vec::new();
    for run in 0..=COLD_RUNS {
        let one = timed(|| gongbao(&["build", issue, "--out", &out]).status().is_ok_and(|s| s.success()));
        let other = timed(|| typst("compile", &project).status().is_ok_and(|s| s.success()));
        if run > 0 {
            ours.push(one);
            theirs.push(other);
        }
    }
    report("冷启动排一期", "typst compile", ours, theirs);
}

fn watching(office: &Path, text: &str, work: &Path) {
    let issue = office.join("long");
    fs::create_dir_all(&issue).expect("a folder");
    let mut manifest =
        String::from("year = 2030\nnumber = 1\ndate = 2030-01-01\n[[column]]\ntitle = \"长刊\"\n");
    let pages = text.chars().count().div_ceil(PAGE);
    for copy in 0..LONG.div_ceil(pages) {
        manifest += &format!(
            "[[column.article]]\ntitle = \"第{copy}篇\"\nfile = \"{copy}.txt\"\nkind = \"report\"\ncolumns = 2\nlines = 36\n"
        );
        fs::write(issue.join(format!("{copy}.txt")), text).expect("a text");
    }
    fs::write(issue.join("issue.toml"), manifest).expect("a manifest");
    let project = work.join("long");
    export(&issue, &project);
    let out = work.join("watched");
    let mut ours = Watched {
        child: gongbao(&["watch", issue.to_str().expect("UTF-8"), "--out", out.to_str().expect("UTF-8")])
            .spawn()
            .expect("gongbao watch"),
        output: out.join("long.screen.pdf"),
        input: issue.join("3.txt"),
    };
    ours.settle();
    let ours_times: Vec<_> = (0..EDITS).map(|edit| ours.edit(edit)).collect();
    ours.child.kill().expect("still running");
    let mut theirs = Watched {
        child: typst("watch", &project).spawn().expect("typst watch"),
        output: project.join("out.pdf"),
        input: project.join("articles/3.typ"),
    };
    theirs.settle();
    let theirs_times: Vec<_> = (0..EDITS).map(|edit| theirs.edit(edit)).collect();
    theirs.child.kill().expect("still running");
    report("改一字到新 PDF 写好（约 400 页）", "typst watch", ours_times, theirs_times);
}

/// A program that watches a file and writes a PDF.
struct Watched {
    child: Child,
    output: PathBuf,
    input: PathBuf,
}

impl Watched {
    /// Waits until the first PDF is there and nothing moves any more.
    fn settle(&mut self) {
        while !self.output.exists() {
            sleep(Duration::from_millis(50));
        }
        sleep(Duration::from_secs(3));
    }

    /// Adds a character near the head of the text, or takes it away again, so
    /// that everything behind it moves; the time until a whole new PDF is there.
    fn edit(&mut self, edit: usize) -> Duration {
        let old = fs::metadata(&self.output).and_then(|found| found.modified()).expect("a PDF");
        let text = fs::read_to_string(&self.input).expect("a text");
        let (from, to) =
            if edit.is_multiple_of(2) { ("我们", "我们们") } else { ("我们们", "我们") };
        let start = Instant::now();
        fs::write(&self.input, text.replacen(from, to, 1)).expect("a text");
        loop {
            let found = fs::metadata(&self.output).and_then(|found| found.modified());
            if found.is_ok_and(|new| new != old) && self.is_whole() {
                let time = start.elapsed();
                sleep(Duration::from_millis(700));
                return time;
            }
            assert!(start.elapsed() < Duration::from_secs(60), "no new PDF");
            sleep(Duration::from_millis(2));
        }
    }

    /// A PDF that is still being written lacks its end.
    fn is_whole(&self) -> bool {
        fs::read(&self.output).is_ok_and(|bytes| bytes.trim_ascii_end().ends_with(b"%%EOF"))
    }
}

fn timed(run: impl FnOnce() -> bool) -> Duration {
    let start = Instant::now();
    assert!(run(), "a run failed");
    start.elapsed()
}

fn report(what: &str, peer: &str, mut ours: Vec<Duration>, mut theirs: Vec<Duration>) {
    ours.sort();
    theirs.sort();
    let (one, other) = (ours[ours.len() / 2].as_secs_f64(), theirs[theirs.len() / 2].as_secs_f64());
    println!(
        "{what}：gongbao {one:.3} 秒，{peer} {other:.3} 秒（各 {} 次的中位数），比值 {:.2}",
        ours.len(),
        one / other
    );
}
