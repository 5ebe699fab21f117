//! Texts that are changed on the editor's behalf, and how they were before.

use std::fs;

use super::{ARTICLE_LIMIT, Area, Project, write_atomic};
use crate::diagnostic::{Code, Diagnostic, Place};

/// What a backup's name ends with: no text's and no picture's does.
const ENDING: &str = ".原稿";

/// What the name of a text set aside ends in.
const SET_ASIDE: &str = ".改稿";

impl Project {
    /// Writes a text of the issue anew. How it was before is kept beside it, the
    /// first time only: a backup holds the text that the editor last accepted.
    pub fn rewrite(&self, relative: &str, before: &str, after: &str) -> Result<(), Box<Diagnostic>> {
        let path = self.locate(Area::Issue, relative).map_err(|error| error.diagnostic(relative))?;
        if !self.exists(Area::Issue, &backup(relative)) {
            let mut name = path.clone().into_os_string();
            name.push(ENDING);
            write_atomic(name.as_ref(), before.as_bytes())?;
        }
        write_atomic(&path, after.as_bytes())
    }

    /// Whether a text was changed and that is not accepted yet.
    pub fn has_backup(&self, relative: &str) -> bool {
        self.exists(Area::Issue, &backup(relative))
    }

    /// Accepts the changes of a text: its backup goes.
    pub fn accept(&self, relative: &str) -> Result<(), Box<Diagnostic>> {
        let name = backup(relative);
        let path = self.locate(Area::Issue, &name).map_err(|error| error.diagnostic(&name))?;
        fs::remove_file(path).map_err(|error| {
            let shown = self.shown(Area::Issue, &name);
            let found = Diagnostic::error(Code::Unwritable, format!("删不掉 {shown}：{error}"));
            Box::new(found.at(Place::path(shown)).help("关闭占用它的程序后再试，或自己删去"))
        })
    }

    /// How a text was before it was changed.
    pub fn backup_text(&self, relative: &str) -> Result<String, Box<Diagnostic>> {
        Ok(String::from_utf8_lossy(&self.backed_up(relative)?).into_owned())
    }

    fn backed_up(&self, relative: &str) -> Result<Vec<u8>, Box<Diagnostic>> {
        let name = backup(relative);
        Ok(self.read(Area::Issue, &name, ARTICLE_LIMIT).map_err(|error| error.diagnostic(&name))?)
    }

    /// Keeps a text as it is now beside itself, and tells under which name.
    pub fn set_aside(&self, relative: &str, text: &str) -> Result<String, Box<Diagnostic>> {
        let path = self.locate(Area::Issue, relative).map_err(|error| error.diagnostic(relative))?;
        let mut name = path.into_os_string();
        name.push(SET_ASIDE);
        write_atomic(name.as_ref(), text.as_bytes())?;
        Ok(format!("{relative}{SET_ASIDE}"))
    }

    /// Takes the changes of a text back.
    pub fn revert(&self, relative: &str) -> Result<(), Box<Diagnostic>> {
        let path = self.locate(Area::Issue, relative).map_err(|error| error.diagnostic(relative))?;
        write_atomic(&path, &self.backed_up(relative)?)?;
        self.accept(relative)
    }
}

fn backup(relative: &str) -> String {
    format!("{relative}{ENDING}")
}
