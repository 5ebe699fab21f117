//! The rules, a file for each group.

pub(super) mod boxes;
pub(super) mod file;
pub(super) mod intent;
pub(super) mod marks;
pub(super) mod metadata;
pub(super) mod objects;
