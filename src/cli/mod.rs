//! The command line: the only part that prints.
//!
//! Exit codes: 0 nothing wrong, 1 something found, 2 could not run.

mod args;
mod build;
mod changes;
mod check;
mod explain;
mod export;
mod fix;
mod fonts;
mod generate;
mod impose;
mod new;
mod offprint;
mod poll;
mod preflight;
mod proof;
mod proof_report;
mod report;
mod term;
mod usage;
mod watch;

use std::process::ExitCode;

use clap::Parser;

use self::args::{Cli, Command};
use self::term::complain;

/// Nothing wrong.
const CLEAN: u8 = 0;
/// Something was found.
const FOUND: u8 = 1;
/// The command could not run.
const FAILED: u8 = 2;

/// Runs the program with the process's arguments.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        // What a decoder makes of a broken PDF is a finding about the PDF.
        if std::thread::current().name() == Some(crate::preflight::THREAD) {
            return;
        }
        complain(&format!("程序内部出错，这不是您的问题。请把本期文件夹和下面一行发给开发者：\n{panic}"));
    }));
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return ExitCode::from(usage::report(&error)),
    };
    let run = std::panic::catch_unwind(|| match &cli.command {
        Command::Build(args) => build::run(args),
        Command::Check(args) => check::run(args),
        Command::Explain(args) => explain::run(args),
        Command::Watch(args) => watch::run(args),
        Command::New(args) => new::run(args),
        Command::Fonts(args) => fonts::run(args),
        Command::Offprint(args) => offprint::run(args),
        Command::Proof(args) => proof::run(args),
        Command::ProofReport(args) => proof_report::run(args),
        Command::Impose(args) => impose::run(args),
        Command::Preflight(args) => preflight::run(args),
        Command::Export(args) => export::run(args),
        Command::Schema(args) => generate::schema(args),
        Command::Completions(args) => generate::completions(args),
        Command::Man(args) => generate::man(args),
    });
    ExitCode::from(run.unwrap_or(FAILED))
}
