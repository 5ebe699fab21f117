//! What the parser could not make sense of, said to the editor.

use std::sync::Arc;

use super::{attachments, documents, terms};
use crate::content::{Article, ArticleKind, Problem, ProblemKind};
use crate::diagnostic::{self, Code, Diagnostic, Place, SourceText};

/// The problems of one article.
pub fn check(source: &Arc<SourceText>, article: &Article, kind: ArticleKind) -> Vec<Diagnostic> {
    let mut found: Vec<_> = article.problems.iter().map(|problem| translate(source, problem)).collect();
    found.extend(documents::check(source, article, kind));
    found.extend(attachments::check(source, article));
    found.extend(terms::check(source, article));
    if article.blocks.is_empty() {
        let message = format!("{} 是空的", source.path);
        found.push(
            Diagnostic::error(Code::EmptyArticle, message)
                .at(Place::file(source))
                .help("把文稿内容放进这个文件，或从清单里删去这一篇"),
        );
    }
    found
}

fn translate(source: &Arc<SourceText>, problem: &Problem) -> Diagnostic {
    let diagnostic = match &problem.kind {
        ProblemKind::UndefinedNote(label) => {
            Diagnostic::error(Code::UndefinedNote, format!("注 [^{label}] 没有注文"))
                .help(format!("在文末另起一行写：[^{label}]: 注文"))
        }
        ProblemKind::UnusedNote(label) => {
            Diagnostic::warning(Code::UnusedNote, format!("注文 [^{label}] 在正文里没有标注，不会印出来"))
                .help(format!("在正文要加注的地方写 [^{label}]，或删去注文"))
        }
        ProblemKind::NoteCycle(label) => {
            Diagnostic::error(Code::NoteCycle, format!("注文 [^{label}] 引来引去，又回到原处"))
                .help("改掉注文里的注标")
        }
        ProblemKind::NoteInTitle(label) => {
            Diagnostic::error(Code::NoteInTitle, format!("题名、署名、文号上的注 [^{label}] 排不出来"))
                .help("把注标移到正文里第一次提到的地方")
        }
        ProblemKind::InlinePicture => Diagnostic::error(Code::InlinePicture, "图片夹在文字里，排不出来")
            .help("让图片独占一段：前后各空一行"),
        ProblemKind::DuplicateNote(label) => {
            Diagnostic::error(Code::DuplicateNote, format!("注文 [^{label}] 写了两次")).help("改成不同的注号")
        }
        ProblemKind::UnknownAttribute(word) => {
            let found = Diagnostic::error(Code::UnknownAttribute, format!("图片后面的 {{{word}}} 认不出来"))
                .help("可以写 {整页}（占满一页，出血）或 {通栏}（横跨各栏）；不写就排在栏内");
            match diagnostic::nearest(word, ["整页", "通栏", "出血"]) {
                Some(guess) => found.label(format!("是不是 {guess}？")),
                None => found,
            }
        }
        ProblemKind::TwoExtents => {
            Diagnostic::error(Code::TwoExtents, "图片不能既整页又通栏").help("{整页} 和 {通栏} 只留一个")
        }
        ProblemKind::RaggedTable(expected, found) => {
            Diagnostic::warning(Code::RaggedTable, format!("表头有 {expected} 栏，这一行有 {found} 栏"))
                .help("检查是否少写或多写了 |；合并的格子也要占位：左边的格写 <<，上边的格写 ^^")
        }
        ProblemKind::NothingToMerge => {
            Diagnostic::warning(Code::BadMerge, "这一格没有可以并入的格子，按空格排")
                .help("^^ 并入上一行的格，不能在第一行；<< 并入左边的格，不能在第一栏")
        }
        ProblemKind::MergeIntoHead => Diagnostic::warning(Code::BadMerge, "表身的格子不能并入表头，按空格排")
            .help("表头有几行，就把 |---| 写在第几行之下"),
        ProblemKind::CrookedMerge => {
            Diagnostic::warning(Code::BadMerge, "合并的格子拼不成长方形，这一格按空格排")
                .help("合并几行几栏，就把这几行几栏的格都写上 ^^ 或 <<")
        }
        ProblemKind::EmptyTable => Diagnostic::warning(Code::EmptyTable, "这个表只有表头，没有内容")
            .help("在表头下面写出各行，或删去这个表"),
        ProblemKind::UnknownTableWord(word) => {
            Diagnostic::warning(Code::UnknownTableWord, format!("表题后的 {{{word}}} 不认得，照原样排"))
                .help("要排成横表的，写 {横排}")
        }
    };
    diagnostic.at(Place::new(source, problem.span.clone()))
}
