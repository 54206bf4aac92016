use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use events::Aggregate;
use events::account::{
    Account, AccountCommand as C, AccountEvent as E, AccountRefusal as R, Browser, CLOCKS_APART, Device, EndCause,
    Fingerprint, Identity, MOST_PASSKEYS, MOST_SESSIONS, MOST_TOKENS, Network, Opening, Passkey, Role, SecondFactor,
    System, TokenScope, Way,
};

use super::{given, holds};
use crate::values::{id, noon, occurrence, text};

fn mark(secret: &str) -> Fingerprint {
    Fingerprint::of(secret)
}

fn device() -> Device {
    Device { browser: Browser::Firefox, system: System::Windows }
}

fn identity(provider: &str, subject: &str) -> Identity {
    Identity { provider: id(provider), subject: mark(subject) }
}

fn by_link(link: &str) -> Way {
    Way::Link { link: mark(link) }
}

fn by_provider(subject: &str, answer: &str) -> Way {
    Way::OpenId { identity: identity("gov", subject), answer: mark(answer) }
}

fn open_until(session: &str, way: Way, at: DateTime<Utc>, until: DateTime<Utc>) -> C {
    let opening = Opening {
        secret: mark(session),
        way,
        institution: id("ms"),
        device: device(),
        network: Some(Network::of_ipv4([192, 0, 2, 7])),
        at,
        until,
    };
    C::OpenSession { session: id(session), opening: Box::new(opening) }
}

fn open(session: &str, way: Way) -> C {
    open_until(session, way, noon(10), noon(17))
}

fn opened(session: &str, way: Way) -> E {
    E::SessionOpened {
        session: id(session),
        secret: mark(session),
        way,
        institution: id("ms"),
        device: device(),
        network: Some(Network::of_ipv4([192, 0, 2, 7])),
        at: noon(10),
        until: noon(17),
    }
}

fn issued(link: &str) -> E {
    E::LinkIssued { link: mark(link), until: noon(11) }
}

fn ended(session: &str, cause: EndCause) -> E {
    E::SessionEnded { session: id(session), cause }
}

fn passkey(name: &str, counter: u32) -> Passkey {
    Passkey { id: id(name), key: "a public key".to_owned(), name: text("Telefoni"), counter }
}

fn signed(name: &str, counter: u32) -> SecondFactor {
    SecondFactor::Passkey { passkey: id(name), counter }
}

fn confirm(session: &str, by: SecondFactor) -> C {
    C::ConfirmSession { session: id(session), by, at: noon(10) }
}

fn make(token: &str, until: DateTime<Utc>) -> C {
    let scope = TokenScope { commands: BTreeSet::from(["action-item.complete".to_owned()]), institution: None };
    let institution = Some(id("ms"));
    C::MakeToken {
        token: id(token),
        secret: mark(token),
        name: text("Tabela"),
        scope,
        institution,
        at: noon(10),
        until,
    }
}

fn made(token: &str) -> E {
    let scope = TokenScope { commands: BTreeSet::from(["action-item.complete".to_owned()]), institution: None };
    let (token, secret, until) = (id(token), mark(token), noon(40));
    let institution = Some(id("ms"));
    E::TokenMade { token, secret, name: text("Tabela"), scope, institution, at: noon(10), until }
}

fn grant(institution: &str) -> C {
    C::GrantRole { role: Role::Administrator, institution: Some(id(institution)) }
}

fn granted(institution: &str) -> E {
    E::RoleGranted { role: Role::Administrator, institution: Some(id(institution)) }
}

/// As it was recorded before the institution was.
fn granted_in_any_post() -> E {
    E::RoleGranted { role: Role::Administrator, institution: None }
}

fn numbered(n: usize) -> String {
    format!("no-{n}")
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table")]
fn an_account_decides() {
    let administrator = Role::Administrator;
    let demo = || Way::Demo {};
    let codes = || BTreeSet::from([mark("code-1"), mark("code-2")]);
    let first = |name: &str, counter| C::RegisterFirstPasskey {
        passkey: passkey(name, counter),
        codes: codes(),
        session: id("a"),
        at: noon(10),
    };
    let code = |code: &str| SecondFactor::RecoveryCode { code: mark(code) };
    let linked = || E::IdentityLinked(identity("gov", "arta"));
    let full: Vec<E> = (0..MOST_SESSIONS).map(|n| opened(&numbered(n), demo())).collect();
    let used = |session: &str, at| E::SessionUsed { session: id(session), at, network: None };
    holds::<Account>(
        &id("arta"),
        R::ALL,
        vec![
            given("a role is granted for a post", []).when(grant("ms")).then(granted("ms")),
            given("it is granted once", [granted("ms")]).when(grant("ms")).nothing(),
            given("in another post it is granted anew", [granted("ms")]).when(grant("mpms")).then(granted("mpms")),
            given("what was granted before posts were kept counts in each", [granted_in_any_post()])
                .when(grant("ms"))
                .nothing(),
            given("what does not count any more is withdrawn all the same", [granted("ms"), granted("mpms")])
                .when(C::WithdrawRole { role: administrator })
                .then(E::RoleWithdrawn { role: administrator }),
            given("with a role the sessions end", [granted("ms"), opened("a", demo())])
                .when(C::WithdrawRole { role: administrator })
                .then_these([E::RoleWithdrawn { role: administrator }, ended("a", EndCause::RoleWithdrawn)]),
            given("with it tokens are revoked", [granted("ms"), made("t")])
                .when(C::WithdrawRole { role: administrator })
                .then_these([E::RoleWithdrawn { role: administrator }, E::TokenRevoked { token: id("t") }]),
            given("an administrator ends tokens with the sessions", [opened("a", demo()), made("t")])
                .when(C::EndSessionsBut { kept: None, cause: EndCause::EndedByAdministrator })
                .then_these([ended("a", EndCause::EndedByAdministrator), E::TokenRevoked { token: id("t") }]),
            given("and every way in that was opened before", [opened("a", demo()), issued("l"), linked()])
                .when(C::EndSessionsBut { kept: None, cause: EndCause::EndedByAdministrator })
                .then_these([
                    ended("a", EndCause::EndedByAdministrator),
                    E::LinksWithdrawn {},
                    E::IdentityUnlinked { provider: id("gov") },
                ]),
            given("but none of one's own", [opened("a", demo()), issued("l"), linked()])
                .when(C::EndSessionsBut { kept: Some(id("a")), cause: EndCause::EndedByAdministrator })
                .nothing(),
            given("what was withdrawn opens nothing", [issued("l"), E::LinksWithdrawn {}])
                .when(open("a", by_link("l")))
                .refused(R::LinkUnknown),
            given("there is none to withdraw", []).when(C::WithdrawRole { role: Role::Auditor }).nothing(),
            given("a link is made", []).when(C::IssueLink { link: mark("l"), until: noon(11) }).then(issued("l")),
            given("it is made once", [issued("l")]).when(C::IssueLink { link: mark("l"), until: noon(11) }).nothing(),
            given("what was spent is not made again", [issued("l"), opened("a", by_link("l"))])
                .when(C::IssueLink { link: mark("l"), until: noon(12) })
                .refused(R::LinkSpent),
            given("a link signs in", [issued("l")]).when(open("a", by_link("l"))).then(opened("a", by_link("l"))),
            given("a double click is one session", [issued("l"), opened("a", by_link("l"))])
                .when(open("a", by_link("l")))
                .nothing(),
            given("a link signs in once", [issued("l"), opened("a", by_link("l"))])
                .when(open("b", by_link("l")))
                .refused(R::LinkSpent),
            given("a link of somebody else does not", [issued("l")])
                .when(open("a", by_link("m")))
                .refused(R::LinkUnknown),
            given("nor does an old one", [issued("l")])
                .when(open_until("a", by_link("l"), noon(11), noon(17)))
                .refused(R::LinkTooOld),
            given("a session lasts some time", [])
                .when(open_until("a", demo(), noon(10), noon(10)))
                .refused(R::EndsBeforeItBegins),
            given("a provider signs in", [linked()])
                .when(open("a", by_provider("arta", "s")))
                .then(opened("a", by_provider("arta", "s"))),
            given("its answer serves once", [linked(), opened("a", by_provider("arta", "s"))])
                .when(open("b", by_provider("arta", "s")))
                .refused(R::AnswerReplayed),
            given("somebody else there does not", [linked()])
                .when(open("a", by_provider("besa", "s")))
                .refused(R::IdentityNotLinked),
            given("of too many the one unused longest ends", full.into_iter().chain([used("no-0", noon(11))]))
                .when(open("a", demo()))
                .then_these([ended("no-1", EndCause::TooMany), opened("a", demo())]),
            given("a session is used", [opened("a", demo())])
                .when(C::UseSession { session: id("a"), at: noon(11), network: None })
                .then(used("a", noon(11))),
            given("not beyond its end", [opened("a", demo())])
                .when(C::UseSession { session: id("a"), at: noon(17), network: None })
                .refused(R::SessionOver),
            given("nor long before its beginning", [opened("a", demo())])
                .when(C::UseSession {
                    session: id("a"),
                    at: noon(10) - CLOCKS_APART - TimeDelta::seconds(1),
                    network: None,
                })
                .refused(R::SessionOver),
            given("clocks may be apart", [opened("a", demo())])
                .when(C::UseSession { session: id("a"), at: noon(10) - CLOCKS_APART, network: None })
                .then(used("a", noon(10) - CLOCKS_APART)),
            given("a device confirms", [opened("a", demo()), E::PasskeyRegistered(passkey("p", 3))])
                .when(confirm("a", signed("p", 4)))
                .then(E::SessionConfirmed { session: id("a"), by: signed("p", 4), at: noon(10) }),
            given("one that does not count as well", [opened("a", demo()), E::PasskeyRegistered(passkey("p", 0))])
                .when(confirm("a", signed("p", 0)))
                .then(E::SessionConfirmed { session: id("a"), by: signed("p", 0), at: noon(10) }),
            given("a copy does not", [opened("a", demo()), E::PasskeyRegistered(passkey("p", 3))])
                .when(confirm("a", signed("p", 3)))
                .refused(R::PasskeyCopied),
            given("another device does not", [opened("a", demo())])
                .when(confirm("a", signed("p", 1)))
                .refused(R::PasskeyUnknown),
            given("a code confirms", [opened("a", demo()), E::RecoveryCodesMade { codes: codes() }])
                .when(confirm("a", code("code-1")))
                .then(E::SessionConfirmed { session: id("a"), by: code("code-1"), at: noon(10) }),
            given(
                "a code confirms once",
                [
                    opened("a", demo()),
                    E::RecoveryCodesMade { codes: codes() },
                    E::SessionConfirmed { session: id("a"), by: code("code-1"), at: noon(10) },
                ],
            )
            .when(confirm("a", code("code-1")))
            .refused(R::RecoveryCodeUnknown),
            given("nothing confirms what is over", [E::PasskeyRegistered(passkey("p", 3))])
                .when(confirm("a", signed("p", 4)))
                .refused(R::SessionOver),
            given("a session is ended", [opened("a", demo()), opened("b", demo())])
                .when(C::EndSession { session: id("a"), cause: EndCause::SignedOut })
                .then(ended("a", EndCause::SignedOut)),
            given("it is ended once", [opened("a", demo()), ended("a", EndCause::SignedOut)])
                .when(C::EndSession { session: id("a"), cause: EndCause::SignedOut })
                .refused(R::SessionUnknown),
            given("all others are ended", [opened("a", demo()), opened("b", demo()), opened("c", demo())])
                .when(C::EndSessionsBut { kept: Some(id("b")), cause: EndCause::EndedByOwner })
                .then_these([ended("a", EndCause::EndedByOwner), ended("c", EndCause::EndedByOwner)]),
            given("all are ended", [opened("a", demo())])
                .when(C::EndSessionsBut { kept: None, cause: EndCause::EndedByAdministrator })
                .then(ended("a", EndCause::EndedByAdministrator)),
            given("a device is registered", [])
                .when(C::RegisterPasskey(passkey("p", 0)))
                .then(E::PasskeyRegistered(passkey("p", 0))),
            given("the first device confirms, and codes come with it", [opened("a", demo())])
                .when(first("p", 4))
                .then_these([
                    E::PasskeyRegistered(passkey("p", 4)),
                    E::RecoveryCodesMade { codes: codes() },
                    E::SessionConfirmed { session: id("a"), by: signed("p", 4), at: noon(10) },
                ]),
            given(
                "of two that would be the first, one is",
                [opened("a", demo()), E::PasskeyRegistered(passkey("q", 1))],
            )
            .when(first("p", 4))
            .refused(R::HasPasskey),
            given("nobody whose session is over registers the first", []).when(first("p", 4)).refused(R::SessionOver),
            given("a device is registered once", [E::PasskeyRegistered(passkey("p", 0))])
                .when(C::RegisterPasskey(passkey("p", 7)))
                .refused(R::PasskeyKnown),
            given("there are not too many", (0..MOST_PASSKEYS).map(|n| E::PasskeyRegistered(passkey(&numbered(n), 0))))
                .when(C::RegisterPasskey(passkey("p", 0)))
                .refused(R::TooManyPasskeys),
            given("a device is removed", [E::PasskeyRegistered(passkey("p", 0))])
                .when(C::RemovePasskey { passkey: id("p") })
                .then(E::PasskeyRemoved { passkey: id("p") }),
            given("only what is there is removed", [])
                .when(C::RemovePasskey { passkey: id("p") })
                .refused(R::PasskeyUnknown),
            given("codes are made", [])
                .when(C::MakeRecoveryCodes { codes: codes() })
                .then(E::RecoveryCodesMade { codes: codes() }),
            given("the same are not made again", [E::RecoveryCodesMade { codes: codes() }])
                .when(C::MakeRecoveryCodes { codes: codes() })
                .nothing(),
            given("somebody at a provider is linked", []).when(C::LinkIdentity(identity("gov", "arta"))).then(linked()),
            given("linked once", [linked()]).when(C::LinkIdentity(identity("gov", "arta"))).nothing(),
            given("one at each provider", [linked()])
                .when(C::LinkIdentity(identity("gov", "besa")))
                .refused(R::IdentityOfAnother),
            given("unlinked", [linked()])
                .when(C::UnlinkIdentity { provider: id("gov") })
                .then(E::IdentityUnlinked { provider: id("gov") }),
            given("none to unlink", []).when(C::UnlinkIdentity { provider: id("gov") }).nothing(),
            given("a token is made", []).when(make("t", noon(40))).then(made("t")),
            given("a token is made once", [made("t")]).when(make("t", noon(40))).refused(R::TokenKnown),
            given("a token lasts some time", []).when(make("t", noon(10))).refused(R::EndsBeforeItBegins),
            given("there are not too many tokens", (0..MOST_TOKENS).map(|n| made(&numbered(n))))
                .when(make("t", noon(40)))
                .refused(R::TooManyTokens),
            given("a token is used", [made("t")])
                .when(C::UseToken { token: id("t"), at: noon(12) })
                .then(E::TokenUsed { token: id("t"), at: noon(12) }),
            given("not beyond its end", [made("t")])
                .when(C::UseToken { token: id("t"), at: noon(40) })
                .refused(R::TokenUnknown),
            given("a token is revoked", [made("t")])
                .when(C::RevokeToken { token: id("t") })
                .then(E::TokenRevoked { token: id("t") }),
            given("a token is revoked once", [made("t"), E::TokenRevoked { token: id("t") }])
                .when(C::RevokeToken { token: id("t") })
                .refused(R::TokenUnknown),
        ],
    );
}

fn after(history: impl IntoIterator<Item = E>) -> Account {
    history
        .into_iter()
        .fold(Account::default(), |state, event| Account::evolve(state, &event, &occurrence(1, noon(10))))
}

#[test]
fn a_role_and_a_token_count_in_the_post_for_which_they_were_given() {
    let roles_at = |history: &[E], institution| after(history.to_vec()).roles_at(&id(institution));
    let (administrator, none) = (BTreeSet::from([Role::Administrator]), BTreeSet::new());
    assert_eq!(roles_at(&[granted("ms")], "ms"), administrator);
    assert_eq!(roles_at(&[granted("ms")], "mpms"), none);
    assert_eq!(roles_at(&[granted("ms"), granted("mpms")], "mpms"), administrator);
    assert_eq!(roles_at(&[granted("ms"), granted("mpms")], "ms"), none, "it was granted anew, elsewhere");
    assert_eq!(roles_at(&[granted_in_any_post()], "mpms"), administrator, "as before");
    let withdrawn = E::RoleWithdrawn { role: Role::Administrator };
    assert_eq!(roles_at(&[granted("ms"), withdrawn], "ms"), none);

    let serves = |event: E, institution| after([event]).tokens[&id("t")].serves_at(&id(institution));
    assert!(serves(made("t"), "ms"));
    assert!(!serves(made("t"), "mpms"));
    let E::TokenMade { token, secret, name, scope, at, until, .. } = made("t") else { panic!("it is made") };
    let before = E::TokenMade { token, secret, name, scope, institution: None, at, until };
    assert!(serves(before, "mpms"), "made before the post was kept");
}

#[test]
fn a_device_is_known_by_what_its_browser_says() {
    use Browser as B;
    use System as S;
    for (agent, browser, system) in [
        (
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36 Edg/120.0.0.0",
            B::Edge,
            S::Windows,
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0", B::Firefox, S::Windows),
        (
            "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Mobile Safari/537.36",
            B::Chrome,
            S::Android,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Mobile/15E148 Safari/604.1",
            B::Safari,
            S::Ios,
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/120.0.6099.119 Mobile/15E148 Safari/604.1",
            B::Chrome,
            S::Ios,
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1 Safari/605.1.15",
            B::Safari,
            S::MacOs,
        ),
        (
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
            B::Chrome,
            S::Linux,
        ),
        ("curl/8.4.0", B::Other, S::Other),
        ("", B::Other, S::Other),
    ] {
        assert_eq!(Device::of_user_agent(agent), Device { browser, system }, "{agent}");
    }
}

#[test]
fn of_an_address_the_network_is_kept_and_no_more() {
    let segments = [0x2001, 0xdb8, 1, 2, 0, 0, 0, 0x77];
    for (found, network) in
        [(Network::of_ipv4([192, 0, 2, 77]), "192.0.2.0/24"), (Network::of_ipv6(segments), "2001:db8:1::/48")]
    {
        assert_eq!(found.as_str(), network);
        assert_eq!(network.parse(), Ok(found));
    }
    for wrong in
        ["192.0.2.77/24", "192.0.2.77", "192.0.2.0/32", "192.0.02.0/24", "2001:DB8:1::/48", "1:2::/48", "here/24", ""]
    {
        assert!(wrong.parse::<Network>().is_err(), "{wrong}");
    }
}
