//! Preflight: a good file passes, and every fault in it is named.

mod faults;
mod good;
mod hostile;
mod injected;
mod report;
