//! `gongbao watch`

use std::path::PathBuf;

use typst_kit::watcher::Watcher;

use super::args::{Edition, WatchArgs};
use super::report::open;
use super::term::complain;
use super::{build, poll};
use crate::press::Wanted;
use crate::project::Seen;

pub(super) fn run(args: &WatchArgs) -> u8 {
    let mut press = match open("watch", &args.build.issue) {
        Ok(press) => press,
        Err(code) => return code,
    };
    // An index that changes with every keystroke serves nobody.
    let wanted = Wanted { index: false, ..build::wanted(&args.build, &[Edition::Screen]) };
    let output = build::target(&press, &args.build.out, wanted.main());
    let mut watcher = if args.poll { None } else { Watcher::new(Some(output.clone())).ok().map(Box::new) };
    loop {
        let mut files = build::make(&mut press, &args.build, wanted).files;
        // A folder that we write into changes by that alone.
        let written = output.parent().and_then(|folder| folder.canonicalize().ok());
        files.retain(|seen| seen.path.canonicalize().ok().is_none_or(|path| Some(path) != written));
        wait(&mut watcher, &files);
    }
}

/// Waits until one of the files is not what it was when it was read. Where the
/// system's notifications fail, by looking again and again from then on.
fn wait(watcher: &mut Option<Box<Watcher>>, files: &[Seen]) {
    if let Some(eye) = watcher {
        let paths: Vec<PathBuf> = files.iter().map(|seen| seen.path.clone()).collect();
        let armed = eye.update(paths).is_ok();
        // What changed before the watcher knew of it is told by the stamps.
        if armed && (files.iter().any(Seen::has_changed) || eye.wait().is_ok()) {
            return;
        }
        complain("收不到系统的改动通知，改为定时查看文件。");
        *watcher = None;
    }
    poll::wait(files);
}
