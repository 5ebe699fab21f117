//! Noticing changed files by looking again and again, for drives that do not
//! notify.

use std::thread::sleep;
use std::time::Duration;

use crate::project::Seen;

/// Between two looks.
const PAUSE: Duration = Duration::from_millis(300);

/// Returns when one of the files is not what it was.
pub(super) fn wait(files: &[Seen]) {
    while !files.iter().any(Seen::has_changed) {
        sleep(PAUSE);
    }
}
