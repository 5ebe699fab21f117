//! Noticing changed files by looking again and again, for drives that do not
//! notify.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, SystemTime};

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// What tells that a file has changed: time and length, or that it is gone.
type Stamp = Option<(SystemTime, u64)>;

/// Remembers the files as they were last seen.
pub(super) struct Poller {
    seen: BTreeMap<PathBuf, Stamp>,
}

impl Poller {
    pub(super) fn new() -> Self {
        Self { seen: BTreeMap::new() }
    }

    /// Returns when one of the files is not what it was. Files not yet known
    /// are taken as they are now.
    pub(super) fn wait(&mut self, files: &[PathBuf]) {
        self.seen.retain(|path, _| files.contains(path));
        for path in files {
            self.seen.entry(path.clone()).or_insert_with_key(|path| stamp(path));
        }
        loop {
            let mut changed = false;
            for (path, old) in &mut self.seen {
                let new = stamp(path);
                changed |= new != *old;
                *old = new;
            }
            if changed {
                return;
            }
            sleep(PAUSE);
        }
    }
}

fn stamp(path: &Path) -> Stamp {
    let found = path.metadata().ok()?;
    Some((found.modified().ok()?, found.len()))
}
