//! The two manifests as they may be typed. Every field is optional here, so
//! that one wrong line does not hide the rest; what is required is said in the
//! schema. What the fields mean is in [`super::model`].
//!
//! The doc comments of the fields are shown to editors: by their TOML editor,
//! through the JSON Schema, and in our own messages.

use schemars::JsonSchema;
use serde::Deserialize;
use toml::{Spanned, Value};

use super::kind::{
    ArticleKind, Attachments, Binding, BlankPages, CoverFile, LayoutStart, PermitKind, PressStandard,
    PressText, Signature,
};

/// 一期公报的清单 issue.toml
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "issue.toml：一期公报的清单", rename = "Issue")]
pub(crate) struct RawIssue {
    /// 年份，如 2024
    #[schemars(with = "i64", required, range(min = 1949, max = 2999))]
    pub(crate) year: Option<Spanned<i64>>,
    /// 本年第几期，如 1
    #[schemars(with = "i64", required, range(min = 1, max = 999))]
    pub(crate) number: Option<Spanned<i64>>,
    /// 总第几期，如 7；不编总期号的不写
    #[schemars(with = "Option<i64>", range(min = 1, max = 99999))]
    pub(crate) total: Option<Spanned<i64>>,
    /// 出版日期，如 2024-03-29
    #[schemars(with = "String", required, extend("format" = "date"))]
    pub(crate) date: Option<Spanned<Value>>,
    /// 栏目，按目录的次序
    #[schemars(with = "Vec<RawColumn>", required, length(min = 1))]
    pub(crate) column: Option<Vec<Spanned<RawColumn>>>,
    /// 只在本期改动的刊物设置
    pub(crate) publication: Option<RawPublication>,
    /// 本期的审校设置，加在刊物的之上
    pub(crate) lint: Option<RawLint>,
}

/// 一个栏目
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "栏目", rename = "Column")]
pub(crate) struct RawColumn {
    /// 栏目名称，如 重要政务
    #[schemars(with = "String", required, length(min = 1))]
    pub(crate) title: Option<Spanned<String>>,
    /// 本栏目的文章，按次序
    #[schemars(with = "Vec<RawArticle>", required, length(min = 1))]
    pub(crate) article: Option<Vec<Spanned<RawArticle>>>,
}

/// 一篇文章
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "文章", rename = "Article")]
pub(crate) struct RawArticle {
    /// 题名；用 | 标出宜于换行处
    #[schemars(with = "String", required, length(min = 1))]
    pub(crate) title: Option<Spanned<String>>,
    /// 题名下的署名
    #[schemars(with = "Option<String>")]
    pub(crate) byline: Option<Spanned<String>>,
    /// 文稿文件，在本期文件夹内，如 report.txt 或 plan.md
    #[schemars(with = "String", required, length(min = 1))]
    pub(crate) file: Option<Spanned<String>>,
    /// 文种
    #[schemars(with = "Option<ArticleKind>")]
    pub(crate) kind: Option<ArticleKind>,
    /// 分几栏排：1 或 2
    #[schemars(with = "Option<i64>", range(min = 1, max = 2))]
    pub(crate) columns: Option<i64>,
    /// 每栏每行字数；不写则按版心自动定
    #[schemars(with = "Option<i64>", range(min = 8, max = 60))]
    pub(crate) chars: Option<Spanned<i64>>,
    /// 每页行数；不写则按版式自动定
    #[schemars(with = "Option<i64>", range(min = 10, max = 60))]
    pub(crate) lines: Option<Spanned<i64>>,
    /// 从哪里起排
    #[schemars(with = "Option<LayoutStart>")]
    pub(crate) start: Option<LayoutStart>,
    /// 双栏的末页两栏是否排成一样长；不写则是
    #[schemars(with = "Option<bool>")]
    pub(crate) balance: Option<bool>,
    /// 署名和成文日期怎样排：sealed 加盖印章的 unsealed 不加盖印章的；不写则照刊物的
    #[schemars(with = "Option<Signature>")]
    pub(crate) signature: Option<Signature>,
    /// 附件从哪里起排：page 另起一页 continue 空一行接排；不写则照刊物的
    #[schemars(with = "Option<Attachments>")]
    pub(crate) attachments: Option<Attachments>,
}

/// 刊物的清单 publication.toml：各期不变的内容
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "publication.toml：刊物的清单", rename = "Publication")]
pub(crate) struct RawPublication {
    /// 刊名
    #[schemars(with = "Option<String>", length(min = 1))]
    pub(crate) name: Option<Spanned<String>>,
    /// 英文刊名，一行一项
    #[schemars(with = "Option<Vec<String>>")]
    pub(crate) english: Option<Vec<Spanned<String>>>,
    /// 主办单位
    #[schemars(with = "Option<String>")]
    pub(crate) sponsor: Option<Spanned<String>>,
    /// 办刊宗旨，一句一项
    #[schemars(with = "Option<Vec<String>>")]
    pub(crate) motto: Option<Vec<Spanned<String>>>,
    /// 发行说明，如 免费赠阅；印在封底
    #[schemars(with = "Option<String>")]
    pub(crate) distribution: Option<Spanned<String>>,
    /// 编辑委员会：每个职务一项
    #[schemars(with = "Option<Vec<RawBoard>>")]
    pub(crate) board: Option<Vec<RawBoard>>,
    /// 版式：gongbao（公报）或 gbt9704（公文），也可以是 layouts/ 里自备的版式
    #[schemars(with = "Option<String>")]
    pub(crate) layout: Option<Spanned<String>>,
    /// 成品尺寸：A4、16K、大16K，或 [宽, 高]（毫米）
    #[schemars(with = "Option<TextOrPair>")]
    pub(crate) trim: Option<Spanned<Value>>,
    /// 版心 [宽, 高]（毫米）；不写则按成品尺寸定
    #[schemars(with = "Option<[f64; 2]>", inner(range(min = 60.0, max = 1000.0)))]
    pub(crate) type_area: Option<Spanned<[f64; 2]>>,
    /// 天头（毫米）
    #[schemars(with = "Option<f64>", range(min = 5.0, max = 200.0))]
    pub(crate) top_margin: Option<Spanned<f64>>,
    /// 订口（毫米）
    #[schemars(with = "Option<f64>", range(min = 5.0, max = 200.0))]
    pub(crate) inner_margin: Option<Spanned<f64>>,
    /// 页码的样子：01、1、— 1 — 等，以数字 1 代表页码
    #[schemars(with = "Option<String>")]
    pub(crate) folio: Option<Spanned<String>>,
    /// 正文字号：小四、五号等，或磅数
    #[schemars(with = "Option<TextOrNumber>")]
    pub(crate) body_size: Option<Spanned<Value>>,
    /// 刊头图（SVG），在刊物文件夹内；不写则用刊头字体
    #[schemars(with = "Option<String>")]
    pub(crate) masthead: Option<Spanned<String>>,
    /// 署名和成文日期怎样排：sealed 加盖印章的 unsealed 不加盖印章的
    #[schemars(with = "Option<Signature>")]
    pub(crate) signature: Option<Signature>,
    /// 附件从哪里起排：page 另起一页 continue 空一行接排；不写则照版式（公文版式另起，公报版式接排）
    #[schemars(with = "Option<Attachments>")]
    pub(crate) attachments: Option<Attachments>,
    /// 准印证或刊号
    pub(crate) permit: Option<RawPermit>,
    /// 字体：每个角色用哪一种
    pub(crate) fonts: Option<RawFonts>,
    /// 印刷用的 PDF
    pub(crate) print: Option<RawPrint>,
    /// 审校：关掉哪些规则、哪些算错误、易错字和用语表、豁免
    pub(crate) lint: Option<RawLint>,
}

/// 审校设置
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "审校", rename = "Lint")]
pub(crate) struct RawLint {
    /// 不用的规则，如 ["标点-003"]
    #[schemars(with = "Option<Vec<String>>")]
    pub(crate) off: Option<Vec<Spanned<String>>>,
    /// 算作错误的规则：不改、不豁免，就不出印刷版
    #[schemars(with = "Option<Vec<String>>")]
    pub(crate) errors: Option<Vec<Spanned<String>>>,
    /// 只算警告的规则
    #[schemars(with = "Option<Vec<String>>")]
    pub(crate) warnings: Option<Vec<Spanned<String>>>,
    /// 本单位的易错字
    pub(crate) slip: Option<Vec<RawSlip>>,
    /// 本单位的用语、地名：用哪个写法
    pub(crate) term: Option<Vec<RawTerm>>,
    /// 豁免：看过、不改的地方
    pub(crate) waive: Option<Vec<RawWaiver>>,
}

/// 一个易错字
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "易错字", rename = "Slip")]
pub(crate) struct RawSlip {
    /// 错的，如 布署
    #[schemars(with = "String", required, length(min = 1))]
    pub(crate) wrong: Option<String>,
    /// 对的，如 部署
    #[schemars(with = "String", required)]
    pub(crate) right: Option<String>,
}

/// 一个用语
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "用语", rename = "Term")]
pub(crate) struct RawTerm {
    /// 采用的写法
    #[schemars(with = "String", required, length(min = 1))]
    pub(crate) right: Option<String>,
    /// 不采用的写法
    #[schemars(with = "Vec<String>", required, length(min = 1))]
    pub(crate) variants: Option<Vec<String>>,
}

/// 一处豁免
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "豁免", rename = "Waiver")]
pub(crate) struct RawWaiver {
    /// 规则的编号，如 数字-002
    #[schemars(with = "String", required)]
    pub(crate) rule: Option<Spanned<String>>,
    /// 哪个文稿；不写则各篇都算
    pub(crate) file: Option<String>,
    /// 原文里的几个字；不写则这条规则在这篇里都算
    pub(crate) text: Option<String>,
    /// 为什么不改
    #[schemars(with = "String", required)]
    pub(crate) reason: Option<String>,
}

/// 编辑委员会的一个职务
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "编委职务", rename = "Board")]
pub(crate) struct RawBoard {
    /// 职务，如 主任
    #[schemars(with = "String", required)]
    pub(crate) role: Option<Spanned<String>>,
    /// 姓名，不加空格（两字名自动排成三字宽）
    #[schemars(with = "Vec<String>", required, length(min = 1))]
    pub(crate) names: Option<Vec<Spanned<String>>>,
}

/// 准印证或刊号
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "准印证或刊号", rename = "Permit")]
pub(crate) struct RawPermit {
    /// 种类
    #[schemars(with = "PermitKind", required)]
    pub(crate) kind: Option<Spanned<PermitKind>>,
    /// 准印证号（kind = "internal"）
    #[schemars(with = "Option<String>")]
    pub(crate) number: Option<Spanned<String>>,
    /// 国内统一连续出版物号（kind = "cn-issn"）
    #[schemars(with = "Option<String>")]
    pub(crate) cn: Option<Spanned<String>>,
    /// 国际标准连续出版物号（kind = "cn-issn"）
    #[schemars(with = "Option<String>")]
    pub(crate) issn: Option<Spanned<String>>,
    /// 主管单位（kind = "cn-issn"）
    #[schemars(with = "Option<String>")]
    pub(crate) supervisor: Option<Spanned<String>>,
    /// 主办单位（kind = "cn-issn"）
    #[schemars(with = "Option<String>")]
    pub(crate) host: Option<Spanned<String>>,
    /// 编辑出版单位（kind = "cn-issn"）
    #[schemars(with = "Option<String>")]
    pub(crate) publisher: Option<Spanned<String>>,
    /// 发行单位（kind = "cn-issn"）
    #[schemars(with = "Option<String>")]
    pub(crate) distributor: Option<Spanned<String>>,
    /// 地址
    #[schemars(with = "Option<String>")]
    pub(crate) address: Option<Spanned<String>>,
    /// 邮政编码，六位数字
    #[schemars(with = "Option<String>")]
    pub(crate) postcode: Option<Spanned<String>>,
    /// 电话
    #[schemars(with = "Option<String>")]
    pub(crate) phone: Option<Spanned<String>>,
    /// 定价，如 5.00元（kind = "cn-issn"）；免费的不写，写 distribution
    #[schemars(with = "Option<String>")]
    pub(crate) price: Option<Spanned<String>>,
    /// 编印单位（kind = "internal"）
    #[schemars(with = "Option<String>")]
    pub(crate) editor: Option<Spanned<String>>,
    /// 发送对象（kind = "internal"）
    #[schemars(with = "Option<String>")]
    pub(crate) recipients: Option<Spanned<String>>,
    /// 印刷单位
    #[schemars(with = "Option<String>")]
    pub(crate) printer: Option<Spanned<String>>,
    /// 印刷日期，如 2024-03-29
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub(crate) print_date: Option<Spanned<Value>>,
    /// 印数
    #[schemars(with = "Option<i64>", range(min = 1))]
    pub(crate) copies: Option<Spanned<i64>>,
}

/// 字体角色。写字体名（中文名或英文名均可），或按次序写几种
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "字体角色", rename = "Fonts")]
pub(crate) struct RawFonts {
    /// 宋体：正文
    #[schemars(with = "Option<TextOrList>")]
    pub(crate) song: Option<Spanned<Value>>,
    /// 小标宋：题名
    #[schemars(with = "Option<TextOrList>")]
    pub(crate) title: Option<Spanned<Value>>,
    /// 黑体：一级标题
    #[schemars(with = "Option<TextOrList>")]
    pub(crate) hei: Option<Spanned<Value>>,
    /// 仿宋：公文正文
    #[schemars(with = "Option<TextOrList>")]
    pub(crate) fangsong: Option<Spanned<Value>>,
    /// 楷体：二级标题、署名
    #[schemars(with = "Option<TextOrList>")]
    pub(crate) kai: Option<Spanned<Value>>,
    /// 刊头
    #[schemars(with = "Option<TextOrList>")]
    pub(crate) masthead: Option<Spanned<Value>>,
    /// 是否也用本机安装的字体；默认不用，以免换一台机器排得不一样
    #[schemars(with = "Option<bool>")]
    pub(crate) system: Option<bool>,
}

/// 印刷用的 PDF：照印厂的要求写，不写的照常用的
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(deny_unknown_fields, title = "印刷", rename = "Print")]
pub(crate) struct RawPrint {
    /// 依哪个标准：x4 即 PDF/X-4，x1a 即 PDF/X-1a:2003
    #[schemars(with = "Option<PressStandard>")]
    pub(crate) standard: Option<PressStandard>,
    /// 印刷条件的名称，如 FOGRA39
    #[schemars(with = "Option<String>", length(min = 1))]
    pub(crate) condition: Option<Spanned<String>>,
    /// 印刷条件的特性文件（ICC），在刊物文件夹内；不写则用自带的 FOGRA39
    #[schemars(with = "Option<String>", length(min = 1))]
    pub(crate) profile: Option<Spanned<String>>,
    /// 红色怎样印：cmyk 即 M80 Y80，或专色的名字，如 PANTONE 485 C
    #[schemars(with = "Option<String>", length(min = 1))]
    pub(crate) red: Option<Spanned<String>>,
    /// 黑字是否压印；不写则是
    #[schemars(with = "Option<bool>")]
    pub(crate) overprint: Option<bool>,
    /// 出血（毫米）；不写则是 3
    #[schemars(with = "Option<f64>", range(min = 0.0, max = 10.0))]
    pub(crate) bleed: Option<f64>,
    /// 版外的标记：true 全要，false 不要，或列出 crop 裁切线 fold 折线 registration 套准线 bar 色标
    #[schemars(with = "Option<BoolOrList>")]
    pub(crate) marks: Option<Spanned<Value>>,
    /// 文字：fonts 嵌入字体，outlines 转曲
    #[schemars(with = "Option<PressText>")]
    pub(crate) text: Option<PressText>,
    /// 一处墨量的上限（各色版相加，百分数）；不写则是 300
    #[schemars(with = "Option<f64>", range(min = 150.0, max = 400.0))]
    pub(crate) ink_limit: Option<f64>,
    /// 图片的有效分辨率至少多少（每英寸点数）；不写则是 300
    #[schemars(with = "Option<f64>", range(min = 72.0, max = 2400.0))]
    pub(crate) resolution: Option<f64>,
    /// 总页数补成几的倍数：4、8、16 或 32；不写则是 4
    #[schemars(with = "Option<i64>", range(min = 4, max = 32))]
    pub(crate) multiple: Option<Spanned<i64>>,
    /// 补的空白页放在哪里：before-back 封三之前，before-body 正文之前
    #[schemars(with = "Option<BlankPages>")]
    pub(crate) blank: Option<BlankPages>,
    /// 装订：saddle 骑马订，glued 胶装
    #[schemars(with = "Option<Binding>")]
    pub(crate) binding: Option<Binding>,
    /// 一张纸的厚度（毫米），算书脊和爬移用；不写则是 0.1
    #[schemars(with = "Option<f64>", range(min = 0.03, max = 0.5))]
    pub(crate) paper: Option<f64>,
    /// 封面：inside 与内文同一个文件，separate 单独一个文件、带书脊
    #[schemars(with = "Option<CoverFile>")]
    pub(crate) cover: Option<CoverFile>,
    /// 印厂有事找谁，印在付印单上
    #[schemars(with = "Option<String>", length(min = 1))]
    pub(crate) contact: Option<Spanned<String>>,
}

/// Schema only: yes or no, or a list of texts.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes a shape to the schema")]
enum BoolOrList {
    Bool(bool),
    List(Vec<String>),
}

/// Schema only: a text or a list of texts.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes a shape to the schema")]
enum TextOrList {
    Text(String),
    List(Vec<String>),
}

/// Schema only: a text or a number.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes a shape to the schema")]
enum TextOrNumber {
    Text(String),
    Number(f64),
}

/// Schema only: a text or two numbers.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "describes a shape to the schema")]
enum TextOrPair {
    Text(String),
    Pair([f64; 2]),
}
