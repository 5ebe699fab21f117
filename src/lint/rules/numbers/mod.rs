//! 数字: GB/T 15835—2011, and arithmetic.

pub(super) mod chronicle_order;
pub(super) mod date_form;
pub(super) mod growth;
pub(super) mod impossible_date;
pub(super) mod large_numbers;
pub(super) mod numeral_date;
pub(super) mod parts;
pub(super) mod percent_list;
pub(super) mod period;
pub(super) mod range_unit;
pub(super) mod redundant_bound;
pub(super) mod shares;
pub(super) mod shrinking_multiple;
pub(super) mod table_total;
pub(super) mod units;
pub(super) mod weekday;
pub(super) mod year_form;
