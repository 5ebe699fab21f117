//! JSON Schemas of the manifests, for TOML editors and for our own checks.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value as Json;

use super::raw::{RawIssue, RawPublication};

/// The schema of `issue.toml`.
pub fn issue_schema() -> Json {
    schema::<RawIssue>(&[])
}

/// The schema of `publication.toml`: as in an issue's overrides, but the name
/// is required.
pub fn publication_schema() -> Json {
    schema::<RawPublication>(&["name"])
}

/// The schema of a type of which nothing is required.
pub(super) fn schema_of<T: JsonSchema>() -> Json {
    schema::<T>(&[])
}

fn schema<T: JsonSchema>(required: &[&str]) -> Json {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}
