//! `people.toml`: the persons whose names and posts an office wants checked.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_json::Value as Json;
use toml::{Spanned, Value};

use super::lower::Lower;
use super::model::{Date, ManifestFile};
use super::schema::schema_of;
use crate::diagnostic::{Diagnostic, Place, SourceText};

/// 人名册 people.toml
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "people.toml：人名册", rename = "People")]
struct RawPeople {
    /// 一人一项
    person: Option<Vec<RawPerson>>,
}

/// 一个人
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "人", rename = "Person")]
struct RawPerson {
    /// 姓名，不加空格
    #[schemars(with = "String", required)]
    name: Option<Spanned<String>>,
    /// 职务，各任一项
    posts: Option<Vec<RawPost>>,
}

/// 一任职务
#[derive(Debug, Default, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields, title = "职务", rename = "Post")]
struct RawPost {
    /// 职务，如 区委副书记
    #[schemars(with = "String", required)]
    post: Option<String>,
    /// 何日起任，如 2021-09-28
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    from: Option<Spanned<Value>>,
    /// 何日止
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    to: Option<Spanned<Value>>,
}

/// The persons that an office has listed.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct People(pub Vec<Person>);

/// A person.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The name, without spaces.
    pub name: String,
    /// Where it stands.
    pub place: Place,
    /// The posts held.
    pub posts: Vec<Post>,
}

/// A post, and when it is held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// The post.
    pub post: String,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
}

impl Post {
    /// Whether it is held on a day.
    pub fn is_held(&self, day: Date) -> bool {
        let key = |date: Date| (date.year, date.month, date.day);
        self.from.is_none_or(|from| key(from) <= key(day)) && self.to.is_none_or(|to| key(day) <= key(to))
    }
}

impl People {
    /// Reads the list, and reports what is wrong with it.
    pub fn parse(source: &Arc<SourceText>) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let raw: RawPeople = super::read(source, &people_schema(), &mut diagnostics).unwrap_or_default();
        let file = ManifestFile::Publication;
        let mut lower = Lower { source, file, diagnostics: &mut diagnostics };
        let mut people = Vec::new();
        for raw in raw.person.into_iter().flatten() {
            let Some(name) = raw.name else { continue };
            let place = Place::new(source, name.span());
            let posts = raw.posts.into_iter().flatten();
            let posts = posts.filter_map(|raw| {
                let (from, to) = (raw.from.and_then(|d| lower.date(&d)), raw.to.and_then(|d| lower.date(&d)));
                Some(Post { post: raw.post?, from, to })
            });
            let posts = posts.collect();
            let name = name.into_inner().split_whitespace().collect();
            people.push(Person { name, place, posts });
        }
        (Self(people), diagnostics)
    }
}

/// The schema of `people.toml`.
pub fn people_schema() -> Json {
    schema_of::<RawPeople>()
}
