//! Writing results: all of a file or nothing of it.

use std::fs;
use std::io::{self, Read, Write};
use std::path::Path;

use super::show;
use crate::diagnostic::{Code, Diagnostic, Place};

/// Writes a file so that readers see the old one or the new one, never a part,
/// and the old one survives every error.
pub fn write_atomic(path: &Path, bytes: &[u8]) -> Result<(), Box<Diagnostic>> {
    write(path, bytes).map_err(|error| {
        let why = match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "磁盘已满".to_owned(),
            io::ErrorKind::PermissionDenied => "没有权限".to_owned(),
            io::ErrorKind::ReadOnlyFilesystem => "磁盘只读".to_owned(),
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "路径中有一段是文件，不是文件夹".to_owned()
            }
            io::ErrorKind::InvalidFilename => "名字太长".to_owned(),
            io::ErrorKind::NotFound => "没有这个地方".to_owned(),
            io::ErrorKind::IsADirectory => "同名的文件夹占着位置".to_owned(),
            _ => error.to_string(),
        };
        let shown = show(path);
        Box::new(
            Diagnostic::error(Code::Unwritable, format!("写不了 {shown}：{why}"))
                .at(Place::path(shown))
                .help("原有的文件没有改动；腾出空间、换一个输出文件夹（--out），或关闭占用它的程序后再试"),
        )
    })
}

/// Reads a result of an earlier run; `None` where there is none.
pub fn read_output(path: &Path, limit: u64) -> Result<Option<Vec<u8>>, Box<Diagnostic>> {
    let read = || -> io::Result<Vec<u8>> {
        let file = fs::File::open(path)?;
        let mut bytes = Vec::new();
        match file.take(limit + 1).read_to_end(&mut bytes)? {
            size if size as u64 > limit => Err(io::ErrorKind::FileTooLarge.into()),
            _ => Ok(bytes),
        }
    };
    match read() {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => {
            let shown = show(path);
            let message = format!("读不了 {shown}：{error}");
            Err(Box::new(Diagnostic::error(Code::Unreadable, message).at(Place::path(shown))))
        }
    }
}

/// Takes away a result that no longer holds. What can't be taken away stays: it
/// is named as what it is.
pub fn remove_stale(path: &Path) {
    // Only ever a file of ours, by its name; a folder is left alone.
    let _ = fs::remove_file(path);
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    // In the same folder, so that the rename stays on one file system.
    let mut file = tempfile::Builder::new().prefix(".gongbao-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // Temporary files are private by default; a result is for others too.
        file.as_file().set_permissions(fs::Permissions::from_mode(0o644))?;
    }
    file.persist(path).map(drop).map_err(|error| error.error)
}
