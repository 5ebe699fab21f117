//! 一致: what must be the same all over the issue.

pub(super) mod citation;
pub(super) mod clauses;
pub(super) mod exclusive_post;
mod explained;
pub(super) mod glossary;
pub(super) mod house_terms;
pub(super) mod issue_number;
pub(super) mod meeting_number;
pub(super) mod names;
pub(super) mod organ_lists;
pub(super) mod organ_names;
pub(super) mod people;
pub(super) mod place_names;
pub(super) mod print_date;
pub(super) mod printed_facts;
pub(super) mod quoted_terms;
pub(super) mod shared_post;
pub(super) mod swapped_figure;
pub(super) mod title;
