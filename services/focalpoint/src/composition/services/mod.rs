//! Each service put together from its ports, once for every kind of deployment. Nothing here knows which adapters stand
//! behind the ports, nor whether other services run in the same process.

pub(super) mod coordination;
pub(super) mod email;
pub(super) mod gateway;
pub(super) mod reminders;
pub(super) mod telegram;
pub(super) mod webhooks;
