//! Subscriptions: what is there after a place, then what comes.

use uuid::Uuid;

use super::speaker::{Ended, PAGE, Speaker};
use crate::cluster_state::{ClusterState, Drop};
use crate::filter::Filter;
use crate::log::{LogError, LogPosition, Recorded, after};
use crate::protocol::streams::read_resp::{CaughtUp, Checkpoint, Content, SubscriptionConfirmation};
use crate::refusals;

/// Where a subscription begins.
pub(super) enum Begin<T> {
    Start,
    /// After this, which is not wanted any more.
    After(T),
    End,
}

pub(super) async fn to_all(
    shared: &ClusterState,
    speaker: &Speaker,
    begin: Begin<LogPosition>,
    filter: Option<&Filter>,
) -> Result<(), Ended> {
    let failed = |error: LogError| Ended::Failed(refusals::of_log(&error, "$all"));
    let seen = match begin {
        Begin::Start => LogPosition { commit: 0, prepare: 0 },
        Begin::After(place) => {
            shared.log.check(place).await.map_err(failed)?;
            place
        }
        Begin::End => {
            let end = shared.log.end().await.map_err(failed)?;
            LogPosition { prepare: 0, ..end }
        }
    };
    let mut follower = Follower { shared, speaker, filter, seen, looked_at: 0, live: false };
    until_dropped(shared, speaker, async {
        loop {
            let page = shared.log.forwards(follower.seen, PAGE).await.map_err(failed)?;
            let new: Vec<_> = page.into_iter().filter(|recorded| recorded.place > follower.seen).collect();
            if new.is_empty() {
                follower.goes_live().await?;
                shared.log.grown(next(follower.seen)).await.map_err(failed)?;
            }
            for recorded in &new {
                follower.look_at(recorded).await?;
            }
        }
    })
    .await
}

/// The first place after one at which an event can stand: the very offset, when the place is before what begins there.
fn next(seen: LogPosition) -> LogPosition {
    if seen.prepare < seen.commit { LogPosition { prepare: seen.commit, ..seen } } else { after(seen) }
}

struct Follower<'a> {
    shared: &'a ClusterState,
    speaker: &'a Speaker,
    filter: Option<&'a Filter>,
    seen: LogPosition,
    looked_at: u64,
    live: bool,
}

impl Follower<'_> {
    async fn look_at(&mut self, recorded: &Recorded) -> Result<(), Ended> {
        self.shared.looked_at(1);
        self.seen = recorded.place;
        self.looked_at += 1;
        let Some(filter) = self.filter else { return Ok(self.speaker.event(recorded, true).await?) };
        if filter.lets_through(recorded) {
            self.speaker.event(recorded, true).await?;
        }
        if self.looked_at >= filter.checkpoint_every {
            self.looked_at = 0;
            // Catching up, the real server says the place after what it looked at; live, the place itself.
            let place = if self.live { recorded.place } else { after(recorded.place) };
            self.checkpoint(place).await?;
        }
        Ok(())
    }

    async fn goes_live(&mut self) -> Result<(), Ended> {
        if self.live {
            return Ok(());
        }
        self.live = true;
        if self.filter.is_some() && self.seen.commit > 0 {
            self.checkpoint(self.seen).await?;
        }
        Ok(self.speaker.say(Content::CaughtUp(CaughtUp {})).await?)
    }

    async fn checkpoint(&self, place: LogPosition) -> Result<(), Ended> {
        let checkpoint = Checkpoint { commit_position: place.commit, prepare_position: place.prepare };
        Ok(self.speaker.say(Content::Checkpoint(checkpoint)).await?)
    }
}

pub(super) async fn to_stream(
    shared: &ClusterState,
    speaker: &Speaker,
    name: &str,
    begin: Begin<u64>,
) -> Result<(), Ended> {
    let failed = |error: LogError| Ended::Failed(refusals::of_log(&error, name));
    let mut next = match begin {
        Begin::Start => 0,
        Begin::After(revision) => revision.saturating_add(1),
        Begin::End => shared.log.shown(name).map_err(failed)?.map_or(0, |(_, last)| last + 1),
    };
    until_dropped(shared, speaker, async {
        let mut live = false;
        loop {
            let end = shared.log.end().await.map_err(failed)?;
            if let Some((first, _)) = shared.log.shown(name).map_err(failed)? {
                next = next.max(first);
            }
            let page = shared.log.of_stream_from(name, next, PAGE).await.map_err(failed)?;
            for recorded in &page {
                speaker.event(recorded, true).await?;
                next = recorded.revision + 1;
            }
            if page.is_empty() {
                if !live {
                    live = true;
                    speaker.say(Content::CaughtUp(CaughtUp {})).await?;
                }
                shared.log.grown(end).await.map_err(failed)?;
            }
        }
    })
    .await
}

/// Confirms the subscription and runs it until its reader goes away or it is dropped.
async fn until_dropped(
    shared: &ClusterState,
    speaker: &Speaker,
    run: impl Future<Output = Result<(), Ended>>,
) -> Result<(), Ended> {
    let mut drops = shared.drops();
    let confirmation = SubscriptionConfirmation { subscription_id: Uuid::new_v4().to_string() };
    speaker.say(Content::Confirmation(confirmation)).await?;
    tokio::select! {
        ended = run => ended,
        () = speaker.unheard() => Err(Ended::Unheard),
        changed = drops.changed() => {
            let how = drops.borrow_and_update().how;
            match (changed, how) {
                (Err(_), _) | (Ok(()), Drop::Unavailable) => Err(Ended::Failed(refusals::not_ready())),
                (Ok(()), Drop::TooSlow) => Err(Ended::Failed(refusals::consumer_too_slow())),
                (Ok(()), Drop::Quietly) => Ok(()),
            }
        }
    }
}
