//! `gongbao watch`

use std::path::PathBuf;

use typst_kit::watcher::Watcher;

use super::FAILED;
use super::args::WatchArgs;
use super::build;
use super::poll::Poller;
use super::report;
use super::term::complain;
use crate::diagnostic::{Code, Diagnostic};
use crate::press::Press;

/// What wakes us.
enum Eye {
    /// The system's notifications.
    System(Box<Watcher>),
    /// Looking again and again.
    Poll(Poller),
}

impl Eye {
    /// Waits until one of the files changes.
    fn wait(&mut self, files: Vec<PathBuf>) -> Result<(), String> {
        match self {
            Self::System(watcher) => {
                watcher.update(files).map_err(|error| error.to_string())?;
                watcher.wait().map_err(|error| error.to_string())
            }
            Self::Poll(poller) => {
                poller.wait(&files);
                Ok(())
            }
        }
    }
}

pub(super) fn run(args: &WatchArgs) -> u8 {
    let issue = &args.build.issue;
    let mut press = match Press::open(&issue.issue, issue.fonts.as_deref()) {
        Ok(press) => press,
        Err(diagnostic) => return report::fail("watch", issue.format, *diagnostic),
    };
    let mut eye = if args.poll {
        Eye::Poll(Poller::new())
    } else {
        match Watcher::new(Some(build::target(&press, &args.build.out))) {
            Ok(watcher) => Eye::System(Box::new(watcher)),
            Err(_) => {
                complain("系统通知用不了，改为定时查看文件。");
                Eye::Poll(Poller::new())
            }
        }
    };
    loop {
        let made = build::make(&mut press, &args.build);
        if let Err(why) = eye.wait(made.files) {
            let diagnostic = Diagnostic::error(Code::Unreadable, format!("看不了文件的改动：{why}"));
            report::fail("watch", issue.format, diagnostic.help("加上 --poll 再试"));
            return FAILED;
        }
    }
}
