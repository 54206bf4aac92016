//! What stops a driver dead: at one of its calls to a port it gets no answer any more, and none afterwards, as if the process
//! had been killed there.

use std::future::pending;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use tokio::sync::Notify;

/// Counts the places at which the driver can be stopped, and stops it at one of them.
pub struct Fuse {
    passed: AtomicUsize,
    blows_at: AtomicUsize,
    is_blown: AtomicBool,
    blown: Notify,
}

impl Default for Fuse {
    fn default() -> Self {
        let (passed, blows_at) = (AtomicUsize::new(0), AtomicUsize::new(usize::MAX));
        Self { passed, blows_at, is_blown: AtomicBool::new(false), blown: Notify::new() }
    }
}

impl Fuse {
    /// A place: nobody comes past it once the fuse has blown.
    pub async fn pass(&self) {
        let blows = self.passed.fetch_add(1, Ordering::SeqCst) == self.blows_at.load(Ordering::SeqCst);
        if blows {
            self.is_blown.store(true, Ordering::SeqCst);
            self.blown.notify_one();
        }
        if self.is_blown.load(Ordering::SeqCst) {
            pending::<()>().await;
        }
    }

    /// At how many places it was passed.
    pub fn passed(&self) -> usize {
        self.passed.load(Ordering::SeqCst)
    }

    /// Lets it blow at the place with this number, from 0 and from now on.
    pub fn set(&self, place: usize) {
        self.blows_at.store(self.passed() + place, Ordering::SeqCst);
    }

    /// Waits until it has blown.
    pub async fn blown(&self) {
        self.blown.notified().await;
    }

    /// Another process, which it does not stop.
    pub fn disarm(&self) {
        self.blows_at.store(usize::MAX, Ordering::SeqCst);
        self.is_blown.store(false, Ordering::SeqCst);
    }
}
