//! Which institutions' action items one instance of the read models keeps, when several share them.

use std::fmt;
use std::num::NonZeroU16;

use events::ids::InstitutionId;
use sha2::{Digest, Sha256};

/// There is no such partition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there is no partition {index} of {count}: count them from 0, and have at least one")]
pub struct NoSuchPartition {
    /// The one asked for, from 0.
    pub index: u16,
    /// How many there are.
    pub count: u16,
}

/// One of several instances that share the read models.
///
/// The action items of an institution, with the reminders about them, are in one partition; everything else is in each.
/// Which one is decided by a hash of the institution's id, the same on every machine and in every version. Another count
/// moves institutions about, so it means a rebuild.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Partition {
    index: u16,
    count: NonZeroU16,
}

impl Partition {
    /// The only partition: everything is in it.
    pub const WHOLE: Self = Self { index: 0, count: NonZeroU16::MIN };

    /// The partition with this number, from 0, of so many.
    pub fn new(index: u16, count: u16) -> Result<Self, NoSuchPartition> {
        let no_such = NoSuchPartition { index, count };
        let count = NonZeroU16::new(count).ok_or(no_such)?;
        if index < count.get() { Ok(Self { index, count }) } else { Err(no_such) }
    }

    /// Its number, from 0.
    pub const fn index(self) -> u16 {
        self.index
    }

    /// How many there are.
    pub const fn count(self) -> NonZeroU16 {
        self.count
    }

    /// Whether it is the only one.
    pub const fn is_whole(self) -> bool {
        self.count.get() == 1
    }

    /// The number of the partition that keeps this institution's action items.
    pub fn of(institution: &InstitutionId, count: NonZeroU16) -> u16 {
        let digest = Sha256::digest(institution.as_str().as_bytes());
        let mut first = [0; 8];
        for (to, from) in first.iter_mut().zip(digest) {
            *to = from;
        }
        // The rest of a division by a u16 is a u16.
        u16::try_from(u64::from_be_bytes(first) % u64::from(count.get())).unwrap_or(0)
    }

    /// Whether this institution's action items are here.
    pub fn keeps(self, institution: &InstitutionId) -> bool {
        Self::of(institution, self.count) == self.index
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {}", self.index, self.count)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use super::*;

    #[test]
    fn each_institution_is_in_one_partition_and_stays_there() {
        let ids = ["ms", "mpms", "policia-dhtqnj", "kpk", "prokuroria.speciale", "a", "b", "c"];
        for count in 1..=4 {
            for id in ids {
                let id = id.parse().unwrap();
                let keepers = (0..count).filter(|index| Partition::new(*index, count).unwrap().keeps(&id)).count();
                assert_eq!(keepers, 1, "{id} of {count}");
            }
        }
        // Read models on disk depend on it: it may never change.
        let of = |id: &str| Partition::of(&id.parse().unwrap(), NonZeroU16::new(1000).unwrap());
        assert_eq!((of("ms"), of("mpms"), of("policia-dhtqnj")), (383, 332, 756));
    }

    #[test]
    fn partitions_are_counted_from_nought() {
        assert!(Partition::new(2, 3).is_ok());
        assert_eq!(Partition::new(3, 3), Err(NoSuchPartition { index: 3, count: 3 }));
        assert!(Partition::new(0, 0).is_err());
        assert!(Partition::new(0, 1).unwrap().is_whole());
    }
}
