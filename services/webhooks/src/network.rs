//! Which addresses of the network may be reached: those of the public internet.
//!
//! Whoever names an address for a webhook has the hub ask there, from within the institution's own network. So a name is looked
//! up by this resolver alone, at each connection, and whatever it stands for must be public; a name that stands for something
//! else the second time gets no further. An address that is written in figures is looked at before the connection is made.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use url::{Host, Url};

/// The address leads into a network that is not to be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddressNotAllowed;

impl fmt::Display for AddressNotAllowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the address is of this machine or of a private network, and may not be reached")
    }
}

impl std::error::Error for AddressNotAllowed {}

/// Which addresses may be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum NetworkPolicy {
    /// Those of the public internet.
    #[default]
    PublicOnly,
    /// Those of this machine and of private networks as well: in the demo, in tests, and where receivers are in the house.
    PrivateToo,
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    // What the registry of special-purpose addresses (RFC 6890) keeps for something else than the public.
    let is_special = address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_broadcast()
        || address.is_documentation()
        || address.is_multicast()
        || a == 0
        || (a == 100 && (64..128).contains(&b))
        || (a == 192 && b == 0 && c == 0)
        || (a == 192 && b == 88 && c == 99)
        || (a == 198 && (18..20).contains(&b))
        || a >= 240;
    !is_special
}

/// The address of IPv4 that one of IPv6 carries, by the ways in which networks translate.
fn carried_v4(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let segments = address.segments();
    let of = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    match segments {
        [0, 0, 0, 0, 0, 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] | [0x2002, high, low, ..] => {
            Some(of(high, low))
        }
        _ => None,
    }
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(carried) = carried_v4(address) {
        return is_public_v4(carried);
    }
    let [first, second, ..] = address.segments();
    let is_global = (0x2000..0x4000).contains(&first);
    // Teredo and other protocols' own, and documentation.
    let is_special = first == 0x2001 && (second < 0x200 || second == 0xdb8) || (first == 0x3fff && second < 0x1000);
    is_global && !is_special
}

impl NetworkPolicy {
    /// Whether an address may be reached.
    pub fn allows(self, address: IpAddr) -> bool {
        match (self, address) {
            (Self::PrivateToo, _) => true,
            (Self::PublicOnly, IpAddr::V4(address)) => is_public_v4(address),
            (Self::PublicOnly, IpAddr::V6(address)) => is_public_v6(address),
        }
    }

    /// Whether something may be sent to a URL as it is written: plain HTTP, and figures, which nobody looks up.
    pub fn allows_url(self, url: &Url) -> bool {
        let encrypted_or_here = url.scheme() == "https" || self == Self::PrivateToo;
        let host = match url.host() {
            Some(Host::Domain(_)) => true,
            Some(Host::Ipv4(address)) => self.allows(address.into()),
            Some(Host::Ipv6(address)) => self.allows(address.into()),
            None => false,
        };
        encrypted_or_here && host
    }
}

/// Looks names up, and gives no address that may not be reached.
pub(crate) struct GuardedResolver(pub(crate) NetworkPolicy);

impl Resolve for GuardedResolver {
    fn resolve(&self, name: Name) -> Resolving {
        let policy = self.0;
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            allowed_of(policy, found).map(|allowed| Box::new(allowed.into_iter()) as Addrs).map_err(Into::into)
        })
    }
}

/// Of what a name stands for, what may be reached. One that stands for a private address as well is not trusted with the rest.
fn allowed_of(policy: NetworkPolicy, found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, AddressNotAllowed> {
    if found.iter().all(|address| policy.allows(address.ip())) { Ok(found) } else { Err(AddressNotAllowed) }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn only_public_addresses_are_reached() {
        for private in [
            "127.0.0.1",
            "127.255.255.254",
            "0.0.0.0",
            "10.1.2.3",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "192.0.0.8",
            "192.0.2.1",
            "198.18.0.1",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "::ffff:169.254.169.254",
            "64:ff9b::a00:1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2002:a00:1::1",
            "2001::1",
            "2001:db8::1",
            "3fff::1",
            "::7f00:1",
            "4000::1",
        ] {
            let address: IpAddr = private.parse().unwrap();
            assert!(!NetworkPolicy::PublicOnly.allows(address), "{private} may be reached");
            assert!(NetworkPolicy::PrivateToo.allows(address), "{private} may not be reached");
        }
        for public in [
            "1.1.1.1",
            "185.20.30.40",
            "172.32.0.1",
            "100.128.0.1",
            "2606:4700::1111",
            "2a00:1450::1",
            "64:ff9b::101:101",
        ] {
            assert!(NetworkPolicy::PublicOnly.allows(public.parse().unwrap()), "{public} may not be reached");
        }
    }

    #[test]
    fn figures_are_looked_at_in_whatever_way_they_are_written() {
        for (url, public_only) in [
            ("https://example.org/", true),
            ("https://1.1.1.1/", true),
            ("https://127.0.0.1/", false),
            ("https://2130706433/", false),
            ("https://0x7f.1/", false),
            ("https://0177.0.0.1/", false),
            ("https://127.1/", false),
            ("https://[::ffff:10.0.0.1]/", false),
            ("https://[::1]/", false),
            ("http://example.org/", false),
            ("http://127.0.0.1/", false),
        ] {
            assert_eq!(NetworkPolicy::PublicOnly.allows_url(&url.parse().unwrap()), public_only, "{url}");
            assert!(NetworkPolicy::PrivateToo.allows_url(&url.parse().unwrap()), "{url}");
        }
    }

    #[test]
    fn a_name_that_stands_for_a_private_address_as_well_is_not_reached() {
        let of = |all: &[&str]| all.iter().map(|one| SocketAddr::new(one.parse().unwrap(), 0)).collect::<Vec<_>>();
        let both = of(&["1.1.1.1", "10.0.0.1"]);
        assert_eq!(allowed_of(NetworkPolicy::PublicOnly, both.clone()), Err(AddressNotAllowed));
        assert_eq!(allowed_of(NetworkPolicy::PrivateToo, both.clone()), Ok(both));
        let one = of(&["1.1.1.1"]);
        assert_eq!(allowed_of(NetworkPolicy::PublicOnly, one.clone()), Ok(one));
    }
}
