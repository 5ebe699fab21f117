//! Why a file can't be had.

use std::io;

use crate::diagnostic::{Code, Diagnostic};

/// Why a file can't be had.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum FileError {
    /// It is not there; perhaps a file of nearly the same name is.
    NotFound {
        /// The file that was probably meant.
        similar: Option<String>,
    },
    /// The path is absolute or climbs out of its folder.
    Outside,
    /// The path has backslashes.
    Backslash,
    /// No file can have such a name: too long, or with odd characters.
    BadName,
    /// A symbolic link leads out of its folder.
    LinkOutside,
    /// A symbolic link leads nowhere, or in a circle.
    BrokenLink,
    /// A folder, a device, a pipe.
    NotAFile,
    /// Larger than its limit, in bytes.
    TooLarge {
        /// Bytes found.
        size: u64,
        /// Bytes allowed.
        limit: u64,
    },
    /// Not UTF-8.
    NotUtf8,
    /// The user may not read it.
    Denied,
    /// Anything else, in the system's words.
    Other(String),
}

impl FileError {
    pub(super) fn from_io(error: &io::Error, similar: impl FnOnce() -> Option<String>) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::NotFound { similar: similar() },
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::InvalidFilename | io::ErrorKind::InvalidInput => Self::BadName,
            _ => Self::Other(error.to_string()),
        }
    }

    /// The finding, still without its place.
    pub fn diagnostic(&self, shown: &str) -> Diagnostic {
        let error = Diagnostic::error;
        match self {
            Self::NotFound { similar } => {
                let found = error(Code::NotFound, format!("找不到文件 {shown}"));
                match similar {
                    Some(name) => found.label(format!("是不是 {name}？")),
                    None => found.help("检查文件名，或把文件放进本期文件夹"),
                }
            }
            Self::Outside => error(Code::Outside, format!("路径 {shown} 不在文件夹内"))
                .help("写文件夹内的相对路径，用 / 分隔，不写 ..、不以 / 开头；文件在别处的，先复制进来"),
            Self::Backslash => {
                error(Code::Outside, format!("路径 {shown} 里有反斜杠")).help("路径用 / 分隔，如 图/照片.jpg")
            }
            Self::BadName => error(Code::NotFound, format!("不可能有名叫 {shown} 的文件"))
                .help("名字太长，或含有不能用的字符；换一个名字"),
            Self::LinkOutside => error(Code::Outside, format!("{shown} 是指向文件夹之外的链接"))
                .help("删去链接，把文件本身复制进来"),
            Self::BrokenLink => error(Code::Outside, format!("{shown} 是失效的链接，或绕成了圈"))
                .help("删去链接，把文件本身复制进来"),
            Self::NotAFile => {
                error(Code::WrongKind, format!("{shown} 不是普通文件")).help("写一个文件的名字")
            }
            Self::TooLarge { size, limit } => error(
                Code::TooLarge,
                format!("{shown} 有 {}，超过上限 {}", mebibytes(*size), mebibytes(*limit)),
            )
            .help("检查是不是放错了文件；文稿太长的，分成几篇"),
            Self::NotUtf8 => error(Code::NotUtf8, format!("{shown} 不是 UTF-8 编码的文本"))
                .help("用记事本打开，另存为时编码选 UTF-8；Word 文档先另存为纯文本"),
            Self::Denied => error(Code::Unreadable, format!("没有权限读 {shown}")),
            Self::Other(why) => error(Code::Unreadable, format!("读不了 {shown}：{why}")),
        }
    }
}

fn mebibytes(bytes: u64) -> String {
    let mebibytes = bytes as f64 / f64::from(1 << 20);
    if mebibytes < 10.0 { format!("{mebibytes:.1} MB") } else { format!("{mebibytes:.0} MB") }
}
