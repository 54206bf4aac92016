//! telegram-sim
#![doc = ""]

mod archive;
mod bot;
mod callbacks;
mod calls;
mod chat;
mod clock;
mod commands;
mod config;
mod contact;
mod courier;
mod entity;
mod faults;
mod files;
mod html;
mod keyboard;
mod markdown;
mod message;
mod news;
mod page;
mod phone;
mod rate;
mod server;
mod simulator;
mod updates;
mod webhook;
mod world;

pub use archive::ArchiveError;
pub use clock::{ClockMove, DemoClock, SystemClock};
pub use config::{RateLimit, RateLimits, SimConfig};
pub use contact::{Contact, ContactError};
pub use faults::{Fault, FaultKind};
pub use phone::actions::PhoneError;
pub use server::serve;
pub use simulator::Simulator;
