//! telegram-sim
