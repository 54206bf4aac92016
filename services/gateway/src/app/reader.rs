//! Who looks: the person of a session or of a token, with what they may, as of this moment.
//!
//! Nothing of it is kept from one request to the next: whoever lost a post, a role or a session has lost it at the next click.

use std::collections::BTreeSet;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use events::Command;
use events::account::{AccountCommand, EndCause, Fingerprint, Network, Opening, Role, Session};
use events::audit::{AuditedAct, Door};
use events::authority::{Principal, View, permit_view};
use events::ids::{CommandId, PersonId, TokenId, WebSessionId};
use links::sign_in_address;
use readmodels::accounts::Accounts;
use readmodels::views::PersonView;

use crate::app::App;
use crate::app::kept_drafts::DraftOwner;
use crate::failure::Failure;
use coordination::Origin;
use coordination::once_an_hour::hour_of;

/// Which of the steps of this length an instant is in.
fn slot_of(at: DateTime<Utc>, step: TimeDelta) -> i64 {
    at.timestamp().div_euclid(step.num_seconds().max(1))
}

/// By what a request says whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Credential {
    /// The cookie of a session.
    Session {
        /// By which id their account knows it.
        id: WebSessionId,
        /// When a second factor was shown in it last, UTC.
        confirmed: Option<DateTime<Utc>>,
        /// Whether their account has a second factor.
        has_passkey: bool,
    },
    /// This token of the API.
    Token(TokenId),
}

/// A session that ran out by itself not long ago.
#[derive(Debug, Clone)]
pub(crate) struct RunOutSession {
    /// Whose it was.
    pub(crate) person: PersonView,
    /// When it ran out, UTC.
    pub(crate) ran_out: DateTime<Utc>,
    /// What tells it from others; nobody signs in by it.
    pub(crate) mark: String,
}

/// Whether a request is somebody's use of their session. What a page that is open asks for by itself is none: a screen that nobody
/// looks at is to be signed out as if it were closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SessionUse {
    ByPerson,
    ByItself,
}

/// Somebody who is signed in, or a program that asks as them.
#[derive(Debug, Clone)]
pub(crate) struct Reader {
    /// What they may.
    pub(crate) principal: Principal,
    /// Who they are.
    pub(crate) person: PersonView,
    /// By what they are known.
    pub(crate) credential: Credential,
    /// From where they come.
    pub(crate) network: Option<Network>,
    /// Through which door they came.
    pub(crate) door: Door,
}

impl Reader {
    /// The session that they look through; none: a program asks.
    pub(crate) fn session(&self) -> Option<&WebSessionId> {
        match &self.credential {
            Credential::Session { id, .. } => Some(id),
            Credential::Token(_) => None,
        }
    }
}

impl Reader {
    /// Whose drafts are theirs.
    pub(crate) fn draft_owner(&self) -> DraftOwner<'_> {
        DraftOwner { person: &self.person.person, institution: &self.person.institution }
    }
}

/// For how long after a session ran out what is sent with its cookie is kept for its person: over a weekend and a day or two.
/// Whoever finds a device later writes nothing into anybody's drafts.
const TYPED_AFTER_THE_END: TimeDelta = TimeDelta::days(5);

fn delta(duration: Duration) -> TimeDelta {
    TimeDelta::from_std(duration).unwrap_or(TimeDelta::MAX)
}

impl App {
    /// What time it is in the world; the hub's own may be moved by days, and nobody is signed out by that.
    pub(crate) fn world_time(&self) -> DateTime<Utc> {
        self.world_clock().now()
    }

    /// What a person may, who is in post, with the roles granted for it.
    pub(crate) fn principal_of(&self, person: &PersonView, accounts: &Accounts) -> Principal {
        person.principal(self.clock().moment().today).with_roles(accounts.roles_of(&person.person, &person.institution))
    }

    /// Whoever has a session with this secret that lasts.
    pub(crate) async fn reader_of_session(
        &self,
        secret: &str,
        network: Option<Network>,
        door: Door,
        use_of: SessionUse,
    ) -> Result<Reader, Failure> {
        let (accounts, at) = (self.queries().accounts().await?, self.world_time());
        let fingerprint = Fingerprint::of(secret);
        let Some((person, id, session)) = accounts.session(&fingerprint, at) else {
            if !accounts.has_had_session(&fingerprint) {
                self.note_unknown_session(Origin { door, network });
            }
            return Err(Failure::SignedOut);
        };
        if !self.is_open(session, at) {
            return Err(Failure::SignedOut);
        }
        let Some(view) = self.in_post(person, session).await? else {
            // While what is shown may lack people nobody has left for that.
            self.must_hold_everything()?;
            self.end_left_session(person, id).await;
            return Err(Failure::SignedOut);
        };
        let principal = self.principal_of(&view, &accounts).through_door(door);
        let principal = principal.let_in_by(accounts.let_in_by(session).cloned());
        // From elsewhere it is recorded whatever asks, so that nobody who has the cookie goes unseen; but what a page asks by itself
        // is no use, and keeps no session open.
        let used = match use_of {
            SessionUse::ByPerson => at,
            SessionUse::ByItself => session.used,
        };
        let step = self.use_step();
        if session.network != network
            || use_of == SessionUse::ByPerson && slot_of(session.used, step) != slot_of(at, step)
        {
            self.record_use(&principal, id, used, network.clone());
        }
        let has_passkey = accounts.account(person).is_some_and(|account| !account.passkeys.is_empty());
        let credential = Credential::Session { id: id.clone(), confirmed: session.confirmed, has_passkey };
        Ok(Reader { principal, person: view, credential, network, door })
    }

    /// Keeps in the trail that somebody came with a cookie that no session ever had: made up, or of another hub. While what is shown may
    /// lack what was recorded, nobody knows.
    fn note_unknown_session(&self, origin: Origin) {
        if self.must_hold_everything().is_ok() {
            self.audit().record_from(&self.own_principal(), AuditedAct::SignInFailed, "session-unknown", origin);
        }
    }

    /// Whoever had the session with this secret, which ran out by itself not long ago, and is still in the post for which it was
    /// opened. A session that somebody ended is nobody's: whoever was signed out may have lost the device.
    pub(crate) async fn whose_session_ran_out(&self, secret: &str) -> Result<Option<RunOutSession>, Failure> {
        let (accounts, at) = (self.queries().accounts().await?, self.world_time());
        let Some((person, session)) = accounts.session_not_ended(&Fingerprint::of(secret)) else { return Ok(None) };
        let ran_out = session.until.min(session.used + delta(self.config().sessions.idle));
        if ran_out + TYPED_AFTER_THE_END <= at {
            return Ok(None);
        }
        let (person, mark) = (self.in_post(person, session).await?, session.secret.as_str().to_owned());
        Ok(person.map(|person| RunOutSession { person, ran_out, mark }))
    }

    /// The person of a session, while they are in the post for which they signed in.
    async fn in_post(&self, person: &PersonId, session: &Session) -> Result<Option<PersonView>, Failure> {
        let found = self.queries().person(person).await?;
        Ok(found.filter(|found| found.institution == session.institution))
    }

    /// Ends for good the session of whoever left the post, so that it does not go on if they come back.
    async fn end_left_session(&self, person: &PersonId, session: &WebSessionId) {
        let command = AccountCommand::EndSession { session: session.clone(), cause: EndCause::LeftPost };
        let id = CommandId::named(&format!("gateway/left-post/{session}"));
        let command = Command::Account(person.clone(), command);
        if let Err(error) = self.execute_without_waiting(id, &self.own_principal(), command).await {
            tracing::warn!(%error, %session, "the session of somebody who left is not recorded as ended");
        }
    }

    /// Ends for good every session of somebody who has left the post for which they signed in.
    pub(crate) async fn end_left_sessions(&self) -> Result<(), Failure> {
        let (accounts, at) = (self.queries().accounts().await?, self.world_time());
        for (person, id, session) in accounts.sessions(at) {
            if self.in_post(person, session).await?.is_none() {
                self.end_left_session(person, id).await;
            }
        }
        Ok(())
    }

    /// How long a use is not recorded again: an hour, and where a session ends soon without use a twelfth of that, so that nobody is
    /// signed out much earlier than was said.
    fn use_step(&self) -> TimeDelta {
        (delta(self.config().sessions.idle) / 12).clamp(TimeDelta::minutes(1), TimeDelta::hours(1))
    }

    fn record_use(&self, principal: &Principal, session: &WebSessionId, at: DateTime<Utc>, network: Option<Network>) {
        let Some(person) = principal.person().cloned() else { return };
        let place = network.as_ref().map_or("", Network::as_str);
        let slot = slot_of(at, self.use_step());
        let id = CommandId::named(&format!("gateway/session-used/{session}/{slot}/{place}"));
        let command = Command::Account(person, AccountCommand::UseSession { session: session.clone(), at, network });
        self.record_once_an_hour(id, at, principal.clone(), command);
    }

    /// Records the use of a session or a token, for which nobody waits. Read models may be behind what was recorded, and a phone
    /// changes networks all day: what was recorded in this hour is not tried again unless it failed.
    fn record_once_an_hour(&self, id: CommandId, at: DateTime<Utc>, principal: Principal, command: Command) {
        if !self.uses().is_new(at, id) {
            return;
        }
        let app = self.clone();
        self.under_way().spawn(async move {
            if let Err(error) = app.execute_without_waiting(id, &principal, command).await {
                app.uses().forget(id);
                tracing::error!(%error, "the use of a session or a token is not recorded");
            }
        });
    }

    /// Has a command carried out for which nobody waits.
    pub(crate) fn carry_out_later(&self, id: CommandId, principal: Principal, command: Command) {
        let app = self.clone();
        self.under_way().spawn(async move {
            if let Err(error) = app.execute_without_waiting(id, &principal, command).await {
                tracing::error!(%error, "what was done at a door is not recorded");
            }
        });
    }

    /// Whoever made the token with this secret, as far as it serves.
    pub(crate) async fn reader_of_token(&self, secret: &str, network: Option<Network>) -> Result<Reader, Failure> {
        let (accounts, at) = (self.queries().accounts().await?, self.world_time());
        let (person, id, token) = accounts.token(&Fingerprint::of(secret), at).ok_or(Failure::TokenSpent)?;
        let view = self.queries().person(person).await?.filter(|found| token.serves_at(&found.institution));
        let view = view.ok_or(Failure::TokenSpent)?;
        let principal = self.principal_of(&view, &accounts).through_door(Door::Api);
        let principal = principal.through_token(id.clone(), token.scope.clone());
        if token.used.is_none_or(|used| hour_of(used) != hour_of(at)) {
            self.record_use_of_token(&principal, id, at);
        }
        Ok(Reader { principal, person: view, credential: Credential::Token(id.clone()), network, door: Door::Api })
    }

    fn record_use_of_token(&self, principal: &Principal, token: &TokenId, at: DateTime<Utc>) {
        let Some(person) = principal.person().cloned() else { return };
        let id = CommandId::named(&format!("gateway/token-used/{token}/{}", hour_of(at)));
        let command = Command::Account(person, AccountCommand::UseToken { token: token.clone(), at });
        self.record_once_an_hour(id, at, self.own_principal(), command);
    }

    /// Whether somebody must show a second factor before anything else: whoever has one, and where the configuration asks for
    /// it whoever sees cases or has a role by which cases could be come at.
    pub(crate) async fn wants_second_factor(&self, reader: &Reader) -> Result<bool, Failure> {
        let Credential::Session { has_passkey, .. } = reader.credential else { return Ok(false) };
        let principal = &reader.principal;
        Ok(has_passkey
            || self.config().second_factor_for_cases
                && (!principal.roles().is_empty()
                    || principal.mandate().sees_everything()
                    || self.queries().sees_a_case(principal).await?))
    }

    /// Lets what matters most be done: only by the person, and by whoever has a second factor only shortly after it was shown.
    pub(crate) async fn must_be_confirmed(&self, reader: &Reader) -> Result<(), Failure> {
        let Credential::Session { confirmed, .. } = &reader.credential else { return Err(Failure::SessionsOnly) };
        let fresh = |at: DateTime<Utc>| self.world_time() < at + delta(self.config().sessions.confirmed_for);
        if confirmed.is_some_and(fresh) || !self.wants_second_factor(reader).await? {
            return Ok(());
        }
        Err(Failure::ConfirmationWanted)
    }

    /// The same for a file of everything that there is of a kind. Whoever sees but their own takes that along as they see it.
    pub(crate) async fn must_be_confirmed_to_take_all(&self, reader: &Reader) -> Result<(), Failure> {
        let sees_all = permit_view(&reader.principal, &View::Overview).is_ok();
        if sees_all { self.must_be_confirmed(reader).await } else { Ok(()) }
    }

    /// Opens a session for a person, and gives the secret for the cookie.
    pub(crate) async fn open_session(&self, person: &PersonView, entering: Entering) -> Result<String, Failure> {
        let (secret, at) = (super::secrets::draw_secret(), self.world_time());
        let session: WebSessionId = super::secrets::draw_id("s").parse()?;
        let Entering { way, device, network } = entering;
        let opening = Opening {
            secret: Fingerprint::of(&secret),
            way,
            institution: person.institution.clone(),
            device,
            network,
            at,
            until: at + delta(self.config().sessions.longest),
        };
        let accounts = self.queries().accounts().await?;
        let principal = self.principal_of(person, &accounts);
        let id = CommandId::named(&format!("gateway/session/{session}"));
        let command = AccountCommand::OpenSession { session, opening: Box::new(opening) };
        self.execute(id, &principal, Command::Account(person.person.clone(), command)).await?;
        Ok(secret)
    }

    /// A link that signs a person in once; only its fingerprint is kept.
    pub(crate) async fn issue_link(&self, principal: &Principal, person: &PersonId) -> Result<String, Failure> {
        let secret = super::secrets::draw_secret();
        let until = self.world_time() + delta(self.config().sessions.link_valid);
        let command = AccountCommand::IssueLink { link: Fingerprint::of(&secret), until };
        let id = CommandId::named(&format!("gateway/link/{}", Fingerprint::of(&secret).as_str()));
        self.execute(id, principal, Command::Account(person.clone(), command)).await?;
        Ok(sign_in_address(&self.config().public_url, &secret))
    }

    /// Has nothing decided by what is missing while the read models may lack what was recorded.
    pub(crate) fn must_hold_everything(&self) -> Result<(), Failure> {
        if self.queries().hold_everything(self.config().stale_after) {
            return Ok(());
        }
        Err(Failure::Away("the read models do not hold yet everything that was recorded".to_owned()))
    }

    /// Whether nobody in post is an administrator, so that the link of the first start makes one. While what is shown may lack
    /// what was recorded, as after a restore, nobody knows.
    pub(crate) async fn is_first_start(&self) -> Result<bool, Failure> {
        self.must_hold_everything()?;
        Ok(self.administrators().await?.is_empty())
    }

    /// Whoever is in post and an administrator in it: nobody else can grant a role.
    async fn administrators(&self) -> Result<BTreeSet<PersonId>, Failure> {
        let accounts = self.queries().accounts().await?;
        let mut found = BTreeSet::new();
        for person in accounts.with_role(Role::Administrator) {
            let view = self.queries().person(person).await?;
            if view.is_some_and(|view| accounts.roles_of(person, &view.institution).contains(&Role::Administrator)) {
                found.insert(person.clone());
            }
        }
        Ok(found)
    }

    /// Refuses to leave the hub without anybody who can grant a role: whoever is the last one appoints another first.
    pub(crate) async fn must_leave_an_administrator(&self, person: &PersonId, withdrawn: Role) -> Result<(), Failure> {
        if withdrawn != Role::Administrator || self.administrators().await? != BTreeSet::from([person.clone()]) {
            return Ok(());
        }
        Err(Failure::LastAdministrator)
    }
}

/// How and from where somebody signs in.
pub(crate) struct Entering {
    /// By which way in.
    pub(crate) way: events::account::Way,
    /// On which kind of device.
    pub(crate) device: events::account::Device,
    /// From which part of the network.
    pub(crate) network: Option<Network>,
}
