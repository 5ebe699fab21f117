//! The words a manifest may choose from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 文种
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ArticleKind {
    /// 通知、决定、意见等一般文件
    #[default]
    Notice,
    /// 政府工作报告等长文
    Report,
    /// 大事记：段首是日期
    Chronicle,
    /// 政府令
    Order,
    /// 人事任免
    Appointment,
    /// 统计资料
    Statistics,
    /// 更正：改正以前各期的差错
    Correction,
}

/// 署名和成文日期怎样排
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Signature {
    /// 加盖印章的：成文日期右空四字，署名居中于日期之上
    #[default]
    Sealed,
    /// 不加盖印章的：署名右空二字，成文日期首字比署名首字右移二字
    Unsealed,
}

/// 附件从哪里起排
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Attachments {
    /// 每个附件另起一页
    Page,
    /// 空一行接排
    Continue,
}

/// 从哪里起排
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LayoutStart {
    /// 另起单页（右页）
    #[default]
    Right,
    /// 另起一页
    Page,
    /// 接排
    Continue,
}

/// 准印证或刊号的种类
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PermitKind {
    /// 没有准印证，也没有刊号
    #[default]
    None,
    /// 内部资料性出版物准印证
    Internal,
    /// 公开发行，有刊号
    CnIssn,
}

/// 印刷用 PDF 依哪个标准
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PressStandard {
    /// PDF/X-4（ISO 15930-7）
    #[default]
    X4,
    /// PDF/X-1a:2003（ISO 15930-4）
    X1a,
}

/// 印刷用 PDF 里文字怎样存
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PressText {
    /// 嵌入字体
    #[default]
    Fonts,
    /// 转曲
    Outlines,
}

/// 补的空白页放在哪里
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BlankPages {
    /// 正文之后、封三之前
    #[default]
    BeforeBack,
    /// 正文之前；只能成双，多出的一页仍在封三之前
    BeforeBody,
}

/// 装订方式
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Binding {
    /// 骑马订
    #[default]
    Saddle,
    /// 胶装
    Glued,
}

/// 封面放在哪个文件里
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CoverFile {
    /// 与内文同一个文件
    #[default]
    Inside,
    /// 单独一个文件，带书脊
    Separate,
}
