//! What a request says of whoever sends it: from where, and on which kind of device.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};

use axum::extract::{ConnectInfo, FromRequestParts, Request};
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap, header};
use events::account::{Device, Network};

use crate::app::App;

/// The header in which a proxy of ours says whose request it passes on (RFC 7239 came later than all that send this one).
const FORWARDED_FOR: &str = "x-forwarded-for";

/// Whoever sends a request.
#[derive(Debug, Clone)]
pub(crate) struct Visitor {
    /// The address they come from, where it is known.
    pub(crate) address: Option<IpAddr>,
    /// On which kind of device.
    pub(crate) device: Device,
}

impl Visitor {
    pub(crate) fn of(parts: &Parts, app: &App) -> Self {
        Self::of_head(&parts.headers, &parts.extensions, app)
    }

    /// The same before a request is taken apart.
    pub(crate) fn of_request(request: &Request, app: &App) -> Self {
        Self::of_head(request.headers(), request.extensions(), app)
    }

    fn of_head(headers: &HeaderMap, extensions: &Extensions, app: &App) -> Self {
        let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
        let address = if app.config().behind_proxy { forwarded(headers).or(peer) } else { peer };
        let agent = headers.get(header::USER_AGENT).and_then(|agent| agent.to_str().ok()).unwrap_or_default();
        Self { address, device: Device::of_user_agent(agent) }
    }

    /// The part of the network they come from.
    pub(crate) fn network(&self) -> Option<Network> {
        self.address.map(|address| match address.to_canonical() {
            IpAddr::V4(address) => Network::of_ipv4(address.octets()),
            IpAddr::V6(address) => Network::of_ipv6(address.segments()),
        })
    }
}

/// Whom our proxy says it passes on: the last in the list, because what is before it anybody can write.
fn forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all(FORWARDED_FOR).iter().next_back()?.to_str().ok()?;
    last.rsplit(',').next()?.trim().parse().ok()
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self::of(parts, app))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn of_a_list_the_address_that_our_proxy_wrote_counts() {
        for (lists, expected) in [
            (vec!["192.0.2.1"], Some("192.0.2.1")),
            (vec!["198.51.100.9, 192.0.2.1"], Some("192.0.2.1")),
            (vec!["198.51.100.9", "2001:db8::1"], Some("2001:db8::1")),
            (vec!["unknown"], None),
            (vec![], None),
        ] {
            let mut headers = HeaderMap::new();
            for list in &lists {
                headers.append(FORWARDED_FOR, list.parse().unwrap());
            }
            assert_eq!(forwarded(&headers), expected.map(|address| address.parse().unwrap()), "{lists:?}");
        }
    }
}
