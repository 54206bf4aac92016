//! How streams are called on the server: `focalpoint:<tenant>:<kind>:<key>`.
//!
//! A tenant, a kind and a key are made of `a-z 0-9 - _ .`, so the colon can be nothing but the joint: the name can be read
//! back, and no other tenant's name begins with this one's prefix.

use events::ids::{StreamId, TenantId};

/// The names of one tenant's streams.
pub(super) struct StreamNames {
    prefix: String,
    identity: String,
}

impl StreamNames {
    pub(super) fn of(tenant: &TenantId) -> Self {
        Self { prefix: format!("focalpoint:{tenant}:"), identity: format!("focalpoint-log:{tenant}") }
    }

    /// The name of the stream that says which log this is. It is none of the log's own.
    pub(super) fn identity(&self) -> String {
        self.identity.clone()
    }

    /// What every name begins with, and no other stream's.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    /// A stream's name on the server.
    pub(super) fn name(&self, stream: &StreamId) -> String {
        format!("{}{}:{}", self.prefix, stream.kind(), stream.key())
    }

    /// The stream that has this name; `None`: it is not one of ours.
    pub(super) fn stream(&self, name: &str) -> Option<StreamId> {
        let (kind, key) = name.strip_prefix(&self.prefix)?.split_once(':')?;
        StreamId::new(kind, key).ok()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn names(tenant: &str) -> StreamNames {
        StreamNames::of(&tenant.parse().unwrap())
    }

    proptest! {
        #[test]
        fn a_name_leads_back_to_its_stream_and_to_no_other_tenants(
            tenants in ("[a-z0-9][a-z0-9_.-]{0,8}", "[a-z0-9][a-z0-9_.-]{0,8}"),
            kind in "[a-z0-9][a-z0-9_.-]{0,12}",
            key in "[a-z0-9][a-z0-9_.-]{0,30}",
        ) {
            let stream = StreamId::new(&kind, &key).unwrap();
            let name = names(&tenants.0).name(&stream);
            prop_assert_eq!(names(&tenants.0).stream(&name), Some(stream));
            prop_assert_eq!(names(&tenants.0).stream(&names(&tenants.0).identity()), None);
            if tenants.0 != tenants.1 {
                prop_assert!(!name.starts_with(names(&tenants.1).prefix()));
                prop_assert_eq!(names(&tenants.1).stream(&name), None);
            }
        }
    }

    #[test]
    fn other_names_are_not_ours() {
        for other in
            ["", "$all", "$$focalpoint:kosovo:meeting:m1", "focalpoint:kosovo:meeting", "focalpoint:kosovo:a:b:c"]
        {
            assert_eq!(names("kosovo").stream(other), None, "{other}");
        }
    }
}
