//! How messages come in: SMTP as `mailin` understands it, over TCP, without TLS: it is for this machine alone.

use std::io;
use std::net::{IpAddr, Ipv4Addr};

use mailin::response::{INTERNAL_ERROR, OK};
use mailin::{Action, Handler, Response, SessionBuilder};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

use crate::inboxes::Inboxes;

/// The longest line that is read, in bytes, its end included: RFC 5321 allows 1,000, and some write more.
const LONGEST_LINE: u64 = 16 * 1024;

/// Takes what one connection brings.
struct SmtpSession {
    inboxes: Inboxes,
    to: Vec<String>,
    bytes: Vec<u8>,
}

impl Handler for SmtpSession {
    fn data_start(&mut self, _: &str, _: &str, _: bool, to: &[String]) -> Response {
        self.to = to.to_vec();
        self.bytes.clear();
        OK
    }

    fn data(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.bytes.extend_from_slice(bytes);
        Ok(())
    }

    fn data_end(&mut self) -> Response {
        for to in &self.to {
            if let Err(error) = self.inboxes.keep(to, &self.bytes) {
                tracing::warn!(%error, "a message is not kept");
                return INTERNAL_ERROR;
            }
        }
        OK
    }
}

/// Takes messages until told to stop.
pub async fn serve_smtp(listener: &TcpListener, inboxes: Inboxes, stop: CancellationToken) -> io::Result<()> {
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => accepted,
        };
        let (stream, _) = accepted?;
        let (inboxes, until) = (inboxes.clone(), stop.clone());
        connections.spawn(async move {
            if let Some(Err(error)) = until.run_until_cancelled(serve(stream, inboxes)).await {
                tracing::debug!(%error, "a connection broke");
            }
        });
        while connections.try_join_next().is_some() {}
    }
    connections.shutdown().await;
    Ok(())
}

async fn serve(stream: TcpStream, inboxes: Inboxes) -> io::Result<()> {
    let remote = stream.peer_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |address| address.ip());
    let (read, mut write) = stream.into_split();
    let mut lines = BufReader::new(read);
    let taking = SmtpSession { inboxes, to: Vec::new(), bytes: Vec::new() };
    let mut session = SessionBuilder::new("mail.demo.example").build(remote, taking);
    write.write_all(&session.greeting().buffer()?).await?;
    let mut line = Vec::new();
    loop {
        line.clear();
        let read = (&mut lines).take(LONGEST_LINE).read_until(b'\n', &mut line).await?;
        if read == 0 {
            return Ok(());
        }
        let response = session.process(&line);
        match response.action {
            Action::Reply => write.write_all(&response.buffer()?).await?,
            Action::Close => return write.write_all(&response.buffer()?).await,
            // No TLS is offered.
            Action::NoReply | Action::UpgradeTls => {}
        }
    }
}
