//! The ports through which the gateway reaches what others have: dead letters, the demo's clock, the keys that seal names, what
//! became of webhooks' messages, how the log and its copies stand.
//! Whoever puts the parts together implements them. They know the domain's values and nothing of HTTP.

pub(crate) mod dead_letters;
pub(crate) mod demo_control;
pub(crate) mod name_sealer;
pub(crate) mod operator_warnings;
pub(crate) mod safekeeping;
pub(crate) mod webhook_deliveries;
