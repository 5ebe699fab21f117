//! `/issue.json`: what a layout needs to know of an issue. Described for those
//! who write layouts in `layouts/README.md`.

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::Copy;
use crate::content::Article;
use crate::font::RoleFonts;
use crate::makeup::Looseness;
use crate::manifest::{At, Board, Fact, Manifest, Page, Permit, Publication};

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Data<'a> {
    publication: Value,
    issue: Value,
    board: Vec<Value>,
    page: &'a Page,
    body: Value,
    folio: &'a str,
    fonts: Map<String, Value>,
    columns: Vec<Value>,
    names: &'a [String],
    print: Value,
}

/// The issue as JSON text. `texts` are its articles in their order.
pub(super) fn issue_json(
    manifest: &Manifest,
    roles: &[RoleFonts],
    names: &[String],
    texts: &[&Article],
) -> String {
    let publication = &manifest.publication;
    let data = Data {
        publication: head(publication),
        issue: issue(manifest),
        board: publication.board.iter().map(board).collect(),
        page: &publication.page,
        body: json!({ "size": publication.body_size }),
        folio: &publication.folio.value,
        fonts: roles.iter().map(|role| (role.role.key().to_owned(), json!(role))).collect(),
        columns: columns(manifest, texts),
        names,
        print: json!({
            "multiple": publication.print.multiple,
            "blank": publication.print.blank,
            "cover-pages": publication.print.cover_pages(),
            "bleed-mm": publication.print.bleed_mm,
        }),
    };
    serde_json::to_string_pretty(&data).unwrap_or_default()
}

fn values(items: &[At<String>]) -> Vec<&str> {
    items.iter().map(|item| item.value.as_str()).collect()
}

fn head(publication: &Publication) -> Value {
    json!({
        "name": publication.name.value,
        "english": values(&publication.english),
        "sponsor": publication.sponsor.as_ref().map(|at| &at.value),
        "motto": values(&publication.motto),
        "distribution": publication.distribution.as_ref().map(|at| &at.value),
        "masthead": publication.masthead.as_ref().map(|at| format!("/publication/{}", at.value)),
        "permit": permit(&publication.permit),
    })
}

fn permit(permit: &Permit) -> Value {
    let fact = |fact: &Fact| json!({ "label": fact.label, "value": fact.value.value });
    json!({
        "kind": permit.kind,
        "cover": values(&permit.cover),
        "facts": permit.facts.iter().map(fact).collect::<Vec<_>>(),
    })
}

fn issue(manifest: &Manifest) -> Value {
    let id = &manifest.issue;
    let date = id.date;
    json!({
        "year": id.year.value,
        "number": id.number.value,
        "total": id.total.as_ref().map(|at| at.value),
        "label": format!("第{}期", id.number.value),
        "total-label": id.total.as_ref().map(|at| format!("总第{}期", at.value)),
        "date": date.chinese(),
        "iso": [date.year, u16::from(date.month), u16::from(date.day)],
    })
}

fn board(board: &Board) -> Value {
    json!({ "role": board.role.value, "names": values(&board.names) })
}

fn columns(manifest: &Manifest, texts: &[&Article]) -> Vec<Value> {
    let mut number = 0;
    let mut articles = |column: &crate::manifest::Column| -> Vec<Value> {
        let entries = column.articles.iter().map(|article| {
            let doc_number = texts.get(number).and_then(|text| text.doc_number());
            number += 1;
            json!({
                "id": format!("a{number}"),
                "title": article.plain_title(),
                "title-lines": article.title_lines(),
                "doc-number": doc_number,
                "byline": article.byline.as_ref().map(|at| &at.value),
                "path": format!("/issue/{}", article.file.value),
                "kind": article.kind,
                "columns": article.columns,
                "chars": article.chars.as_ref().map(|at| at.value),
                "lines": article.lines.as_ref().map(|at| at.value),
                "start": article.start,
                "balance": article.balance,
                "signature": article.signature.unwrap_or(manifest.publication.signature),
                "attachments": article.attachments.or(manifest.publication.attachments),
            })
        });
        entries.collect()
    };
    let column = |column| json!({ "title": column_title(column), "articles": articles(column) });
    manifest.columns.iter().map(column).collect()
}

/// `/looseness.json`: the paragraphs that are to be longer or shorter than is
/// best for them, by the paths of their articles and by where they begin there.
pub(super) fn looseness_json(looseness: &Looseness, copy: &Copy) -> String {
    let mut articles = Map::new();
    for ((article, start), by) in looseness {
        let Some(text) = copy.texts.get(*article) else { continue };
        let entry = articles.entry(format!("/issue/{}", text.name)).or_insert_with(|| json!({}));
        entry[start.to_string()] = json!(by);
    }
    Value::Object(articles).to_string()
}

fn column_title(column: &crate::manifest::Column) -> &str {
    &column.title.value
}
