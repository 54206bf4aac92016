//! Small files that a crash leaves whole.

use std::path::Path;

use tokio::io::AsyncWriteExt;

/// Replaces a file as a whole, durably: a crash leaves the old or the new one.
pub(crate) async fn replace(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let fresh = path.with_extension("new");
    let mut file = tokio::fs::File::create(&fresh).await?;
    file.write_all(content).await?;
    file.sync_all().await?;
    tokio::fs::rename(&fresh, path).await?;
    match path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        Some(folder) => tokio::fs::File::open(folder).await?.sync_all().await,
        None => Ok(()),
    }
}
