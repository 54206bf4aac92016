//! Reading a stream or the whole log, both ways, up to a number of events; and where a subscription begins.

use std::sync::Arc;

use futures::stream::StreamExt;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use tonic::Status;

use super::speaker::{Ended, PAGE, Speaker};
use super::subscription::{self, Begin};
use super::{Answers, identifier, name};
use crate::cluster_state::{Admitted, ClusterState};
use crate::filter::Filter;
use crate::log::{LogError, LogPosition, after};
use crate::protocol::streams::read_req::Options;
use crate::protocol::streams::read_req::options::all_options::AllOption;
use crate::protocol::streams::read_req::options::stream_options::RevisionOption;
use crate::protocol::streams::read_req::options::uuid_option::Content as IdShape;
use crate::protocol::streams::read_req::options::{
    AllOptions, CountOption, FilterOption, ReadDirection, StreamOption, StreamOptions,
};
use crate::protocol::streams::read_resp::{Content, StreamNotFound};
use crate::protocol::streams::{ReadReq, ReadResp};
use crate::refusals;

pub(super) fn answer(
    shared: Arc<ClusterState>,
    request: ReadReq,
    admitted: Admitted,
) -> Result<Answers<ReadResp>, Status> {
    let options = request.options.ok_or_else(|| refusals::invalid("options are required"))?;
    let string_ids = match options.uuid_option.as_ref().and_then(|option| option.content.as_ref()) {
        Some(IdShape::String(_)) => true,
        Some(IdShape::Structured(_)) => false,
        None => return Err(refusals::invalid("`uuidOption` is a required argument")),
    };
    let reading = Reading::of(options)?;
    let (say, said) = mpsc::channel(PAGE);
    tokio::spawn(async move {
        let speaker = Speaker { say, string_ids };
        let done = async {
            match reading.run(&shared, &speaker).await {
                Ok(()) | Err(Ended::Unheard) => Ok(()),
                Err(Ended::Failed(status)) => Err(status),
            }
        };
        if let Err(status) = admitted.within(done).await {
            speaker.fail(status).await;
        }
    });
    Ok(ReceiverStream::new(said).boxed())
}

/// What is to be read.
enum Reading {
    Stream { name: String, from: RevisionOption, direction: ReadDirection, count: u64, says_where: bool },
    All { from: AllOption, direction: ReadDirection, count: u64, filter: Option<Filter> },
    SubscribeToStream { name: String, from: RevisionOption },
    SubscribeToAll { from: AllOption, filter: Option<Filter> },
}

impl Reading {
    fn of(options: Options) -> Result<Self, Status> {
        let direction = options.read_direction();
        let says_where = options.control_option.is_some_and(|control| control.compatibility >= 1);
        let filter = match options.filter_option {
            Some(FilterOption::Filter(filter)) => Some(Filter::of(filter)?),
            Some(FilterOption::NoFilter(_)) => None,
            None => return Err(refusals::invalid("a filter option is required")),
        };
        match (options.stream_option, options.count_option, direction, filter) {
            (Some(StreamOption::Stream(stream)), Some(CountOption::Count(count)), direction, None) => {
                let (name, from) = stream_and_start(stream)?;
                Ok(Self::Stream { name, from, direction, count, says_where })
            }
            (Some(StreamOption::All(all)), Some(CountOption::Count(count)), direction, filter) => {
                Ok(Self::All { from: start(all)?, direction, count, filter })
            }
            (Some(StreamOption::Stream(stream)), Some(CountOption::Subscription(_)), ReadDirection::Forwards, None) => {
                let (name, from) = stream_and_start(stream)?;
                Ok(Self::SubscribeToStream { name, from })
            }
            (Some(StreamOption::All(all)), Some(CountOption::Subscription(_)), ReadDirection::Forwards, filter) => {
                Ok(Self::SubscribeToAll { from: start(all)?, filter })
            }
            _ => Err(refusals::invalid("The combination is invalid.")),
        }
    }

    async fn run(self, shared: &ClusterState, speaker: &Speaker) -> Result<(), Ended> {
        match self {
            Self::Stream { name, from, direction, count, says_where } => {
                let failed = |error: LogError| Ended::Failed(refusals::of_log(&error, &name));
                let Some((first, last)) = shared.log.shown(&name).map_err(failed)? else {
                    let not_found = StreamNotFound { stream_identifier: Some(identifier(&name)) };
                    return Ok(speaker.say(Content::StreamNotFound(not_found)).await?);
                };
                let revisions = Revisions { name: &name, first, last, count };
                match direction {
                    ReadDirection::Forwards => revisions.forwards(shared, speaker, &from, says_where).await?,
                    ReadDirection::Backwards => revisions.backwards(shared, speaker, &from).await?,
                }
                if says_where {
                    speaker.say(Content::LastStreamPosition(last)).await?;
                }
                Ok(())
            }
            Self::All { from, direction, count, filter } => {
                all(shared, speaker, from, direction, count, filter.as_ref()).await
            }
            Self::SubscribeToStream { name, from } => {
                let begin = match from {
                    RevisionOption::Start(_) => Begin::Start,
                    RevisionOption::Revision(u64::MAX) | RevisionOption::End(_) => Begin::End,
                    RevisionOption::Revision(revision) => Begin::After(revision),
                };
                subscription::to_stream(shared, speaker, &name, begin).await
            }
            Self::SubscribeToAll { from, filter } => {
                let begin = match from {
                    AllOption::Start(_) => Begin::Start,
                    AllOption::End(_) => Begin::End,
                    AllOption::Position(position) if position.commit_position == u64::MAX => Begin::End,
                    AllOption::Position(position) => Begin::After(LogPosition {
                        commit: position.commit_position,
                        prepare: position.prepare_position,
                    }),
                };
                subscription::to_all(shared, speaker, begin, filter.as_ref()).await
            }
        }
    }
}

fn stream_and_start(options: StreamOptions) -> Result<(String, RevisionOption), Status> {
    let from = options.revision_option.ok_or_else(|| refusals::invalid("a revision option is required"))?;
    Ok((name(options.stream_identifier)?, from))
}

fn start(options: AllOptions) -> Result<AllOption, Status> {
    options.all_option.ok_or_else(|| refusals::invalid("a position is required"))
}

/// The part of a stream that is asked for.
struct Revisions<'a> {
    name: &'a str,
    first: u64,
    last: u64,
    count: u64,
}

impl Revisions<'_> {
    fn failed(&self, error: &LogError) -> Ended {
        Ended::Failed(refusals::of_log(error, self.name))
    }

    async fn forwards(
        &self,
        shared: &ClusterState,
        speaker: &Speaker,
        from: &RevisionOption,
        says_where: bool,
    ) -> Result<(), Ended> {
        let asked = match from {
            RevisionOption::Start(_) => 0,
            RevisionOption::Revision(revision) => *revision,
            RevisionOption::End(_) => self.last,
        };
        if says_where && asked < self.first {
            speaker.say(Content::FirstStreamPosition(self.first)).await?;
        }
        let mut next = asked.max(self.first);
        let mut left = self.count;
        while next <= self.last && left > 0 {
            let size = PAGE.min(usize::try_from(left).unwrap_or(PAGE));
            let page = shared.log.of_stream_from(self.name, next, size).await.map_err(|error| self.failed(&error))?;
            for recorded in &page {
                speaker.event(recorded, shared.positions_in_streams).await?;
            }
            if page.is_empty() {
                break;
            }
            next += page.len() as u64;
            left -= page.len() as u64;
        }
        Ok(())
    }

    async fn backwards(&self, shared: &ClusterState, speaker: &Speaker, from: &RevisionOption) -> Result<(), Ended> {
        let asked = match from {
            RevisionOption::Start(_) => 0,
            RevisionOption::Revision(revision) => *revision,
            RevisionOption::End(_) => self.last,
        };
        // The revision after the next one to say.
        let mut end = asked.min(self.last) + 1;
        let mut left = self.count;
        while end > self.first && left > 0 {
            let size = (PAGE as u64).min(left).min(end - self.first);
            let page = shared
                .log
                .of_stream_from(self.name, end - size, usize::try_from(size).unwrap_or(PAGE))
                .await
                .map_err(|error| self.failed(&error))?;
            for recorded in page.iter().rev() {
                speaker.event(recorded, shared.positions_in_streams).await?;
            }
            end -= size;
            left -= size;
        }
        Ok(())
    }
}

async fn all(
    shared: &ClusterState,
    speaker: &Speaker,
    from: AllOption,
    direction: ReadDirection,
    count: u64,
    filter: Option<&Filter>,
) -> Result<(), Ended> {
    // Where a count is given, the real server has no word of its own for a wrong position.
    let failed = |error: LogError| match error {
        LogError::InvalidPosition => Ended::Failed(Status::unknown("Unexpected ReadAllResult: InvalidPosition")),
        other @ (LogError::WrongExpectedVersion { .. }
        | LogError::StreamDeleted
        | LogError::Append(_)
        | LogError::Read(_)
        | LogError::Foreign(_)) => Ended::Failed(refusals::of_log(&other, "$all")),
    };
    let mut at = match from {
        AllOption::Start(_) => Some(LogPosition { commit: 0, prepare: 0 }),
        AllOption::Position(position) if position.commit_position != u64::MAX => {
            Some(LogPosition { commit: position.commit_position, prepare: position.prepare_position })
        }
        AllOption::Position(_) | AllOption::End(_) => None,
    };
    if let Some(place) = at {
        shared.log.check(place).await.map_err(failed)?;
    }
    let mut left = count;
    loop {
        let page = match (direction, at) {
            (ReadDirection::Forwards, Some(place)) => shared.log.forwards(place, PAGE).await.map_err(failed)?,
            (ReadDirection::Forwards, None) => return Ok(()),
            (ReadDirection::Backwards, before) => shared.log.backwards(before, PAGE).await.map_err(failed)?,
        };
        for recorded in &page {
            if left == 0 {
                return Ok(());
            }
            shared.looked_at(1);
            if filter.is_none_or(|filter| filter.lets_through(recorded)) {
                speaker.event(recorded, true).await?;
                left -= 1;
            }
        }
        let Some(last) = page.last() else { return Ok(()) };
        at = Some(match direction {
            ReadDirection::Forwards => after(last.place),
            ReadDirection::Backwards => last.place,
        });
    }
}
