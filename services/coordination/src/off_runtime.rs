//! What takes long by itself and not by waiting: it runs where it holds up nobody else's work.

use tokio::runtime::{Handle, RuntimeFlavor};

/// So many bytes are worked through before anybody could notice.
const SMALL: usize = 1024;

/// Works something out from so many bytes that came in. Of more than a few, the tasks that share this thread go on elsewhere
/// meanwhile; where there is no other thread, they wait.
pub fn off_runtime<T>(bytes: usize, work: impl FnOnce() -> T) -> T {
    let has_threads = || Handle::try_current().is_ok_and(|here| here.runtime_flavor() == RuntimeFlavor::MultiThread);
    if bytes > SMALL && has_threads() { tokio::task::block_in_place(work) } else { work() }
}
