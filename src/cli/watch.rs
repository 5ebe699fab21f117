//! `gongbao watch`

use std::path::PathBuf;
use std::time::SystemTime;

use typst_kit::watcher::Watcher;

use super::args::WatchArgs;
use super::build;
use super::poll::{Poller, any_written_after};
use super::report;
use super::term::complain;
use crate::press::Press;

/// What wakes us.
enum Eye {
    /// The system's notifications.
    System(Box<Watcher>),
    /// Looking again and again.
    Poll(Poller),
}

impl Eye {
    /// The system's notifications for all but what we write ourselves, or
    /// looking where there are none.
    fn new(poll: bool, output: PathBuf) -> Self {
        let watcher = if poll { None } else { Watcher::new(Some(output)).ok() };
        watcher.map_or_else(|| Self::Poll(Poller::default()), |watcher| Self::System(Box::new(watcher)))
    }

    /// Waits until one of the files changes, also if it did since a run began
    /// that has just ended.
    fn wait(&mut self, files: Vec<PathBuf>, since: SystemTime) {
        if let Self::System(watcher) = self {
            let known = files.clone();
            match watcher.update(files) {
                Ok(()) if any_written_after(&known, since) => return,
                Ok(()) if watcher.wait().is_ok() => return,
                _ => complain("收不到系统的改动通知，改为定时查看文件。"),
            }
            *self = Self::Poll(Poller::default());
            return self.wait(known, since);
        }
        if let Self::Poll(poller) = self {
            poller.wait(&files, since);
        }
    }
}

pub(super) fn run(args: &WatchArgs) -> u8 {
    let issue = &args.build.issue;
    let mut press = match Press::open(&issue.issue, issue.fonts.as_deref()) {
        Ok(press) => press,
        Err(diagnostic) => return report::fail("watch", issue.format, *diagnostic),
    };
    let mut eye = Eye::new(args.poll, build::target(&press, &args.build.out));
    loop {
        #[allow(clippy::disallowed_methods, reason = "compared with files' times, never printed")]
        let start = SystemTime::now();
        let mut files = build::make(&mut press, &args.build).files;
        files.sort();
        files.dedup();
        eye.wait(files, start);
    }
}
