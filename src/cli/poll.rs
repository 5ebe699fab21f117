//! Noticing changed files by looking again and again, for drives that do not
//! notify.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use crate::project::{Stamp, stamp};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// Remembers files as they were last seen; `None` for one that was not there.
#[derive(Default)]
pub(super) struct Poller {
    seen: BTreeMap<PathBuf, Option<Stamp>>,
}

impl Poller {
    /// Returns when one of the files is not what it was. A file not known yet is
    /// taken as it is, unless it was written after `since`, when the run began
    /// that read it.
    pub(super) fn wait(&mut self, files: &[PathBuf], since: SystemTime) {
        loop {
            let mut changed = false;
            for path in files {
                let now = stamp(path);
                changed |= match self.seen.insert(path.clone(), now) {
                    Some(before) => before != now,
                    None => written_after(now, since),
                };
            }
            if changed {
                return;
            }
            sleep(PAUSE);
        }
    }
}

/// Whether any of the files was written after a moment.
pub(super) fn any_written_after(files: &[PathBuf], since: SystemTime) -> bool {
    files.iter().any(|path| written_after(stamp(path), since))
}

fn written_after(stamp: Option<Stamp>, since: SystemTime) -> bool {
    stamp.is_some_and(|stamp| stamp.modified > since)
}
