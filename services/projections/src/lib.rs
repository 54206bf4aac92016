//! The read models.

pub mod views;
