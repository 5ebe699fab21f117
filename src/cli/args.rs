//! What may be typed. The help is for editors, so it is in Chinese throughout:
//! clap's own English headings and notes are replaced.

use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

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
    /// 只排一种：screen 网上看
    #[arg(long, value_name = "版本", hide_possible_values = true)]
    pub(super) edition: Vec<Edition>,
}

/// What a PDF is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Edition {
    /// Not offered before prepress makes it.
    #[value(skip)]
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

/// Whom the output is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Human,
    Json,
    Github,
    Sarif,
}
