//! Why a file can't be set as a table.

use crate::diagnostic::{Code, Diagnostic};

/// Why a file can't be set as a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SheetError {
    /// Neither UTF-8 nor GB18030, or no text at all.
    NotText,
    /// A file of an older or another program.
    OldFormat,
    /// Locked with a password.
    Encrypted,
    /// Not what the ending of its name says, or damaged.
    Broken(String),
    /// A worksheet of that name is not there.
    NoSheet {
        /// The name asked for.
        wanted: String,
        /// The names that there are.
        known: Vec<String>,
    },
    /// A worksheet was asked for in a file that has none.
    SheetOfCsv,
    /// Nothing in it.
    Empty,
    /// A head and nothing below.
    NoRows,
    /// Too many columns.
    TooWide {
        /// How many there are.
        columns: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Too many rows.
    TooLong {
        /// How many there are at least.
        rows: usize,
        /// How many there may be.
        limit: usize,
    },
    /// Unpacked, it would be huge.
    TooLarge,
}

impl SheetError {
    /// The finding, still without its place.
    pub fn diagnostic(&self, path: &str) -> Diagnostic {
        let error = |message: String, help: &str| Diagnostic::error(Code::BadData, message).help(help);
        match self {
            Self::NotText => error(
                format!("{path} 不是 CSV 文本"),
                "在表格软件里另存为“CSV UTF-8（逗号分隔）”；原来是 .xlsx 的，文件名也写 .xlsx",
            ),
            Self::OldFormat => {
                error(format!("{path} 的格式读不了"), "在表格软件里另存为 .xlsx 或 .csv，再改这里的文件名")
            }
            Self::Encrypted => error(
                format!("{path} 加了密码，或者是旧的 .xls 格式"),
                "在表格软件里打开，去掉密码，另存为“Excel 工作簿（.xlsx）”",
            ),
            Self::Broken(why) => {
                error(format!("{path} 读不懂，可能已损坏：{why}"), "在表格软件里打开看看，再另存一次")
            }
            Self::NoSheet { wanted, known } => {
                let found = Diagnostic::error(Code::BadData, format!("{path} 里没有名叫 {wanted} 的工作表"));
                let found = match crate::diagnostic::nearest(wanted, known.iter().map(String::as_str)) {
                    Some(name) => found.label(format!("是不是 {name}？")),
                    None => found,
                };
                found.help(format!("工作表有：{}", known.join("、")))
            }
            Self::SheetOfCsv => {
                error(format!("{path} 是 CSV 文件，没有工作表"), "删去文件名后面的 # 和工作表名")
            }
            Self::Empty => error(format!("{path} 里没有内容"), "检查是不是放错了文件，或选错了工作表"),
            Self::NoRows => {
                error(format!("{path} 里只有表头，没有内容"), "检查是不是放错了文件，或选错了工作表")
            }
            Self::TooWide { columns, limit } => {
                error(format!("{path} 有 {columns} 栏，最多排 {limit} 栏"), "删去不印的栏，或分成几个表")
            }
            Self::TooLong { rows, limit } => {
                error(format!("{path} 有 {rows} 行以上，最多排 {limit} 行"), "删去不印的行，或分成几个表")
            }
            Self::TooLarge => error(format!("{path} 展开后太大"), "删去不印的工作表和内容，再另存一次"),
        }
    }
}
