//! What may be typed. The help is for editors, so it is in Chinese throughout:
//! clap's own English headings and notes are replaced.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::manifest::Date;
use crate::manifest::MarkKinds;
use crate::prepress::impose::PaperSize;

const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}{after-help}\n";

const EXIT_CODES: &str = "退出码：0 没有问题；1 有问题（已列出）；2 无法运行。";

/// 公报：从清单到成品的政府公报排版程序
#[derive(Debug, Parser)]
#[command(
    name = "gongbao",
    version,
    help_template = TEMPLATE,
    override_usage = "gongbao <命令> [选项]",
    subcommand_help_heading = "命令",
    next_help_heading = "选项",
    disable_help_flag = true,
    disable_version_flag = true,
    disable_help_subcommand = true,
    after_help = EXIT_CODES
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Command,
    /// 显示帮助
    #[arg(short, long, action = ArgAction::Help, global = true)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 排出一期公报的 PDF
    #[command(help_template = TEMPLATE, override_usage = "gongbao build <期文件夹> [选项]")]
    Build(BuildArgs),
    /// 检查清单、文稿、字体和缺字，审校文字；不加 --fix 不写任何文件
    #[command(help_template = TEMPLATE, override_usage = "gongbao check <期文件夹> [选项]")]
    Check(CheckArgs),
    /// 说明一条审校规则：查什么、依据、例子、怎样改；不写编号则列出全部
    #[command(help_template = TEMPLATE, override_usage = "gongbao explain [编号]")]
    Explain(ExplainArgs),
    /// 边改边排：文件一改动就重新排出 PDF
    #[command(help_template = TEMPLATE, override_usage = "gongbao watch <期文件夹> [选项]")]
    Watch(WatchArgs),
    /// 新建一期
    #[command(help_template = TEMPLATE, override_usage = "gongbao new <期文件夹>")]
    New(NewArgs),
    /// 列出字体：角色、文件、本期用字是否齐全、哪些字由后备字体补
    #[command(help_template = TEMPLATE, override_usage = "gongbao fonts <期文件夹> [选项]")]
    Fonts(IssueArgs),
    /// 把一篇文章单独排成一个 PDF，页码与整本的相同
    #[command(help_template = TEMPLATE, override_usage = "gongbao offprint <期文件夹> <文章> [选项]")]
    Offprint(OffprintArgs),
    /// 排出校样：行号、疑点批注、与上一校的不同、签字栏
    #[command(help_template = TEMPLATE, override_usage = "gongbao proof <期文件夹> [选项]")]
    Proof(ProofArgs),
    /// 写出一校的疑点登记，存档用
    #[command(help_template = TEMPLATE, override_usage = "gongbao proof-report <期文件夹> [选项]")]
    ProofReport(ProofReportArgs),
    /// 拼大版：骑马订、书帖、并排，从本程序或别的程序的 PDF
    #[command(help_template = TEMPLATE, override_usage = "gongbao impose <PDF> --scheme <方式> [选项]")]
    Impose(ImposeArgs),
    /// 印前检查：查一个 PDF 能不能付印，本程序或别的程序的都行
    #[command(help_template = TEMPLATE, override_usage = "gongbao preflight <PDF> [选项]")]
    Preflight(PreflightArgs),
    /// 导出为普通 Typst 工程，供调版式用
    #[command(help_template = TEMPLATE, override_usage = "gongbao export <期文件夹> <目标文件夹> [选项]")]
    Export(ExportArgs),
    /// 写出两份清单的 JSON Schema
    #[command(help_template = TEMPLATE, override_usage = "gongbao schema <目标文件夹>")]
    Schema(FolderArgs),
    /// 打印命令行补全脚本
    #[command(help_template = TEMPLATE, override_usage = "gongbao completions <外壳>")]
    Completions(CompletionsArgs),
    /// 写出 man 手册页
    #[command(help_template = TEMPLATE, override_usage = "gongbao man <目标文件夹>")]
    Man(FolderArgs),
}

/// An issue and how to report on it.
#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct IssueArgs {
    /// 一期公报的文件夹，如 issues/2024-01
    #[arg(value_name = "期文件夹", help_heading = "参数")]
    pub(super) issue: PathBuf,
    /// 自带字体所在的文件夹（默认在程序旁边找）
    #[arg(long, value_name = "文件夹")]
    pub(super) fonts: Option<PathBuf>,
    /// 结果给人看（human，默认）还是给程序读（json、github、sarif）
    #[arg(
        long,
        value_name = "格式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct CheckArgs {
    #[command(flatten)]
    pub(super) issue: IssueArgs,
    /// 全部列出，同类的超过 50 处也不省略
    #[arg(long)]
    pub(super) all: bool,
    /// 改掉可以自动改的，列出改动；改前的文稿留在旁边（.原稿），用 --accept 认可或 --revert 退回
    #[arg(long, conflicts_with_all = ["fix_suggested", "accept", "revert"])]
    pub(super) fix: bool,
    /// 逐处问过再改；加 --at 则只改指定的几处，不问
    #[arg(long, conflicts_with_all = ["accept", "revert"])]
    pub(super) fix_suggested: bool,
    /// 与 --fix-suggested 同用：改哪一处，如 report.txt:3:5，可写几次
    #[arg(long, value_name = "文件:行:列", requires = "fix_suggested")]
    pub(super) at: Vec<String>,
    /// 认可改动：删去改前的文稿（.原稿）
    #[arg(long, conflicts_with = "revert")]
    pub(super) accept: bool,
    /// 退回改动：恢复改前的文稿
    #[arg(long)]
    pub(super) revert: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct ExplainArgs {
    /// 规则的编号，如 标点-001
    #[arg(value_name = "编号", help_heading = "参数")]
    pub(super) code: Option<String>,
    /// 写出全部规则的说明（Markdown）
    #[arg(long)]
    pub(super) all: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct BuildArgs {
    #[command(flatten)]
    pub(super) issue: IssueArgs,
    /// PDF 写到哪个文件夹（默认 build）
    #[arg(long, value_name = "文件夹", default_value = "build", hide_default_value = true)]
    pub(super) out: PathBuf,
    /// 只排一种：print 交印厂，screen 网上看
    #[arg(long, value_name = "版本", hide_possible_values = true)]
    pub(super) edition: Vec<Edition>,
}

/// What a PDF is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Edition {
    Print,
    Screen,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct WatchArgs {
    #[command(flatten)]
    pub(super) build: BuildArgs,
    /// 定时查看文件，不靠系统通知（网络盘、共享文件夹用）
    #[arg(long)]
    pub(super) poll: bool,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct NewArgs {
    /// 新一期的文件夹，如 issues/2024-02
    #[arg(value_name = "期文件夹", help_heading = "参数")]
    pub(super) issue: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct OffprintArgs {
    #[command(flatten)]
    pub(super) issue: IssueArgs,
    /// 哪一篇：文稿的文件名、目录里的序号或题名
    #[arg(value_name = "文章", help_heading = "参数")]
    pub(super) article: String,
    /// PDF 写到哪个文件夹（默认 build）
    #[arg(long, value_name = "文件夹", default_value = "build", hide_default_value = true)]
    pub(super) out: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct ProofArgs {
    #[command(flatten)]
    pub(super) issue: IssueArgs,
    /// 第几校：1 一校（默认），2 二校，3 三校……
    #[arg(long, value_name = "校次", default_value_t = 1, hide_default_value = true, value_parser = round)]
    pub(super) round: u8,
    /// 校样上的日期，如 2024-03-20（默认本期的日期）
    #[arg(long, value_name = "日期", value_parser = date)]
    pub(super) date: Option<Date>,
    /// 校样写到哪个文件夹，上一校的记录也在那里找（默认 build）
    #[arg(long, value_name = "文件夹", default_value = "build", hide_default_value = true)]
    pub(super) out: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct ProofReportArgs {
    #[command(flatten)]
    pub(super) issue: IssueArgs,
    /// 第几校（默认最后一校）
    #[arg(long, value_name = "校次", value_parser = round)]
    pub(super) round: Option<u8>,
    /// 校样和它的记录在哪个文件夹（默认 build）
    #[arg(long, value_name = "文件夹", default_value = "build", hide_default_value = true)]
    pub(super) out: PathBuf,
}

fn date(text: &str) -> Result<Date, String> {
    Date::from_text(text).ok_or_else(|| "写成 2024-03-20 这样，要真有这一天".to_owned())
}

fn round(text: &str) -> Result<u8, String> {
    text.parse().ok().filter(|round| (1..=9).contains(round)).ok_or_else(|| "写 1 到 9".to_owned())
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct PreflightArgs {
    /// 要查的 PDF
    #[arg(value_name = "PDF", help_heading = "参数")]
    pub(super) file: PathBuf,
    /// 按哪一期的设置查（成品尺寸、印刷条件、墨量……）；不写则按一般的
    #[arg(long, value_name = "期文件夹")]
    pub(super) issue: Option<PathBuf>,
    /// 按哪个标准查：x4 或 x1a；不写则按文件自称的
    #[arg(long, value_name = "标准", hide_possible_values = true)]
    pub(super) standard: Option<Standard>,
    /// 把带页面小图的报告写成一个网页文件
    #[arg(long, value_name = "文件.html")]
    pub(super) report: Option<PathBuf>,
    /// 结果给人看（human，默认）还是给程序读（json）
    #[arg(
        long,
        value_name = "格式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: Format,
}

/// A standard for press files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Standard {
    X4,
    X1a,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct ExportArgs {
    #[command(flatten)]
    pub(super) issue: IssueArgs,
    /// 写到哪个文件夹
    #[arg(value_name = "目标文件夹", help_heading = "参数")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct FolderArgs {
    /// 写到哪个文件夹
    #[arg(value_name = "目标文件夹", help_heading = "参数")]
    pub(super) folder: PathBuf,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct CompletionsArgs {
    /// bash、zsh、fish、powershell 或 elvish
    #[arg(value_name = "外壳", help_heading = "参数", hide_possible_values = true)]
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
#[command(next_help_heading = "选项")]
pub(super) struct ImposeArgs {
    /// 要拼的 PDF
    #[arg(value_name = "PDF", help_heading = "参数")]
    pub(super) file: PathBuf,
    /// 拼法：saddle 骑马订，signature 书帖（锁线、胶装），nup 并排
    #[arg(long, value_name = "方式", hide_possible_values = true)]
    pub(super) scheme: SchemeName,
    /// 写到哪个文件夹（默认与原 PDF 同一个）
    #[arg(long, value_name = "文件夹")]
    pub(super) out: Option<PathBuf>,
    /// 纸的大小：A3、SRA3、正度对开……或 宽x高（毫米）；不写则按需要计算
    #[arg(long, value_name = "纸", value_parser = sheet)]
    pub(super) sheet: Option<PaperSize>,
    /// 标记：crop 裁切线、fold 折线、registration 套准线、bar 色标，用逗号隔开；all 全要，none 不要
    #[arg(long, value_name = "标记", value_parser = marks, default_value = "all", hide_default_value = true)]
    pub(super) marks: MarkKinds,
    /// 出血，毫米（默认 3）
    #[arg(long, value_name = "毫米", default_value_t = 3.0, hide_default_value = true)]
    pub(super) bleed: f64,
    /// 成品尺寸取自哪个框：trim（默认）、art、crop、media
    #[arg(
        long,
        value_name = "框",
        default_value = "trim",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) trim_from: TrimName,
    /// 纸厚（一张），毫米，用来算爬移（默认 0.1；0 不移）
    #[arg(long, value_name = "毫米", default_value_t = 0.1, hide_default_value = true)]
    pub(super) paper: f64,
    /// 空白页补在哪里：end 最后（默认），before-back 封三之前
    #[arg(
        long,
        value_name = "位置",
        default_value = "end",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) blank: BlankName,
    /// 书帖：一帖几面：4、8、16（默认）、32
    #[arg(long, value_name = "面数", default_value_t = 16, hide_default_value = true)]
    pub(super) pages: usize,
    /// 书帖：sewn 锁线（默认），glued 胶装，订口留铣背
    #[arg(
        long,
        value_name = "装订",
        default_value = "sewn",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) binding: BindingName,
    /// 胶装：铣背深度，毫米（默认 2）
    #[arg(long, value_name = "毫米", default_value_t = 2.0, hide_default_value = true)]
    pub(super) grind: f64,
    /// 书帖：零头用空白页补成整帖，不折小帖
    #[arg(long)]
    pub(super) fill: bool,
    /// 书帖：不印折标
    #[arg(long)]
    pub(super) no_collation: bool,
    /// 并排：横x竖，如 2x2（默认 2x1）
    #[arg(long, value_name = "横x竖", value_parser = grid, default_value = "2x1", hide_default_value = true)]
    pub(super) grid: (usize, usize),
    /// 并排：版间距，毫米（默认是两倍出血）
    #[arg(long, value_name = "毫米")]
    pub(super) gutter: Option<f64>,
    /// 并排：每版都排同一页
    #[arg(long, conflicts_with = "duplex")]
    pub(super) repeat: bool,
    /// 并排：双面印，第 2 页印在第 1 页背后
    #[arg(long)]
    pub(super) duplex: bool,
    /// 结果给人看（human，默认）还是给程序读（json）
    #[arg(
        long,
        value_name = "格式",
        default_value = "human",
        hide_default_value = true,
        hide_possible_values = true
    )]
    pub(super) format: Format,
}

/// A scheme of imposition, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemeName {
    Saddle,
    Signature,
    Nup,
}

/// A box of a page, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TrimName {
    Trim,
    Art,
    Crop,
    Media,
}

/// Where blank pages go, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BlankName {
    End,
    BeforeBack,
}

/// How signatures are bound, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BindingName {
    Sewn,
    Glued,
}

fn sheet(text: &str) -> Result<PaperSize, String> {
    PaperSize::read(text).ok_or_else(String::new)
}

fn marks(text: &str) -> Result<MarkKinds, String> {
    let mut kinds = MarkKinds::default();
    for word in text.split([',', '，']).map(str::trim) {
        match word {
            "all" => kinds = MarkKinds::ALL,
            "none" => kinds = MarkKinds::default(),
            "crop" => kinds.crop = true,
            "fold" => kinds.fold = true,
            "registration" => kinds.registration = true,
            "bar" => kinds.bar = true,
            _ => return Err(String::new()),
        }
    }
    Ok(kinds)
}

fn grid(text: &str) -> Result<(usize, usize), String> {
    let (columns, rows) = text.split_once(['x', 'X', '×', '*']).ok_or_else(String::new)?;
    let number = |text: &str| text.trim().parse::<usize>().map_err(|_| String::new());
    Ok((number(columns)?, number(rows)?))
}

/// Whom the output is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
    Github,
    Sarif,
}
