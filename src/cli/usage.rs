//! Mistakes on the command line, said in Chinese.

use std::error::Error as _;

use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::term::{complain, say};
use super::{CLEAN, FAILED};

/// Prints help, version or a mistake; returns the exit code.
pub(super) fn report(error: &Error) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            say(error.to_string().trim_end());
            CLEAN
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            complain(error.to_string().trim_end());
            FAILED
        }
        _ => {
            complain(&format!("错误：{}\n用 gongbao --help 看用法。", message(error)));
            FAILED
        }
    }
}

fn message(error: &Error) -> String {
    let context = |kind| error.get(kind).map(words).filter(|text| !text.is_empty());
    let argument = context(ContextKind::InvalidArg).unwrap_or_default();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let message = match error.kind() {
        ErrorKind::UnknownArgument => format!("不认识的选项 {argument}"),
        ErrorKind::InvalidSubcommand => {
            format!("没有 {} 这个命令", context(ContextKind::InvalidSubcommand).unwrap_or_default())
        }
        ErrorKind::MissingRequiredArgument => format!("还缺 {argument}"),
        ErrorKind::MissingSubcommand => "还缺命令".to_owned(),
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 后面要写一个值"),
        // What a parser of ours says, it says in Chinese.
        ErrorKind::ValueValidation => match error.source().map(ToString::to_string) {
            Some(reason) if !reason.is_ascii() => format!("{argument} 不能是 {value}：{reason}"),
            _ => format!("{argument} 不能是 {value}"),
        },
        ErrorKind::InvalidValue => format!("{argument} 不能是 {value}"),
        ErrorKind::ArgumentConflict => format!("{argument} 重复，或不能一起用"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => format!("{argument} 的值太多"),
        ErrorKind::TooFewValues | ErrorKind::NoEquals => format!("{argument} 后面还缺值"),
        ErrorKind::InvalidUtf8 => "文字编码不对".to_owned(),
        _ => "写法不对".to_owned(),
    };
    let guesses = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    let guess = guesses.into_iter().find_map(context);
    match (guess, context(ContextKind::ValidValue)) {
        (Some(guess), _) => format!("{message}；是不是 {guess}？"),
        (None, Some(valid)) => format!("{message}；可以写：{valid}"),
        (None, None) => message,
    }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join("、"),
        ContextValue::Number(number) => number.to_string(),
        _ => String::new(),
    }
}
