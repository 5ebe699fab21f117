//! Proofs.

pub mod changes;
