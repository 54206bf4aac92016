use std::fs;
use std::path::Path;

use events::ids::PersonId;
use events::log_mark::LogId;
use events::sealed::{Nonce, PersonKey, PersonKeys, Sealed};
use store::{KeyError, OpenError, SqlitePersonKeys};
use tempfile::tempdir;

fn person(id: &str) -> PersonId {
    id.parse().unwrap()
}

fn key(first: u8) -> PersonKey {
    PersonKey(std::array::from_fn(|n| first.wrapping_add(u8::try_from(n).unwrap())))
}

fn is_in_a_file_of(directory: &Path, key: &PersonKey) -> bool {
    fs::read_dir(directory).unwrap().any(|entry| {
        let bytes = fs::read(entry.unwrap().path()).unwrap();
        bytes.windows(key.0.len()).any(|window| window == key.0)
    })
}

#[test]
fn the_first_candidate_becomes_the_key_and_stays() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("person-keys.db");
    let keys = SqlitePersonKeys::open(&path).unwrap();
    assert_eq!(keys.key(&person("p1")), None);
    assert_eq!(keys.ensure(&person("p1"), key(1)), Ok(key(1)));
    assert_eq!(keys.ensure(&person("p1"), key(2)), Ok(key(1)));
    assert_eq!(keys.ensure(&person("p2"), key(3)), Ok(key(3)));
    drop(keys);
    let keys = SqlitePersonKeys::open(&path).unwrap();
    assert_eq!(keys.key(&person("p1")), Some(key(1)));
    assert_eq!(keys.ensure(&person("p1"), key(4)), Ok(key(1)));
    assert_eq!(keys.key(&person("p2")), Some(key(3)));
}

#[test]
fn of_many_candidates_at_the_same_time_one_becomes_the_key() {
    let directory = tempdir().unwrap();
    let keys = SqlitePersonKeys::open(&directory.path().join("person-keys.db")).unwrap();
    let given: Vec<_> = std::thread::scope(|scope| {
        let asking: Vec<_> = (0..8)
            .map(|n| {
                scope.spawn({
                    let keys = &keys;
                    move || keys.ensure(&person("p1"), key(n)).unwrap()
                })
            })
            .collect();
        asking.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(given.iter().all(|key| Some(key.clone()) == keys.key(&person("p1"))));
}

#[test]
fn an_erased_person_never_gets_a_key_again() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("person-keys.db");
    let keys = SqlitePersonKeys::open(&path).unwrap();
    keys.ensure(&person("p1"), key(1)).unwrap();
    keys.ensure(&person("p2"), key(2)).unwrap();
    keys.erase(&person("p1")).unwrap();
    keys.erase(&person("p1")).unwrap();
    keys.erase(&person("never-seen")).unwrap();
    let check = |keys: &SqlitePersonKeys| {
        for erased in ["p1", "never-seen"] {
            assert_eq!(keys.key(&person(erased)), None);
            assert_eq!(keys.ensure(&person(erased), key(9)), Err(KeyError::Erased { person: person(erased) }));
        }
        assert_eq!(keys.key(&person("p2")), Some(key(2)));
    };
    check(&keys);
    drop(keys);
    check(&SqlitePersonKeys::open(&path).unwrap());
}

#[test]
fn an_erased_key_is_in_no_file_any_more() {
    let directory = tempdir().unwrap();
    let keys = SqlitePersonKeys::open(&directory.path().join("person-keys.db")).unwrap();
    for n in 0..200 {
        keys.ensure(&person(&format!("p{n}")), key(n)).unwrap();
    }
    assert!(is_in_a_file_of(directory.path(), &key(77)));
    keys.erase(&person("p77")).unwrap();
    assert!(!is_in_a_file_of(directory.path(), &key(77)));
    assert!(is_in_a_file_of(directory.path(), &key(78)));
    drop(keys);
    assert!(!is_in_a_file_of(directory.path(), &key(77)));
}

#[test]
fn what_was_sealed_for_an_erased_person_cannot_be_read() {
    let directory = tempdir().unwrap();
    let keys = SqlitePersonKeys::open(&directory.path().join("person-keys.db")).unwrap();
    let seal = |id: &str, first| {
        let made = keys.ensure(&person(id), key(first)).unwrap();
        Sealed::seal(person(id), &made, Nonce([first; 24]), &format!("name of {id}")).unwrap()
    };
    let (one, two) = (seal("p1", 1), seal("p2", 2));
    assert_eq!(one.open(&keys).as_deref(), Some("name of p1"));
    keys.erase(&person("p1")).unwrap();
    assert_eq!(one.open(&keys), None);
    assert_eq!(two.open(&keys).as_deref(), Some("name of p2"));
}

#[test]
fn a_second_opener_is_refused() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("person-keys.db");
    let _first = SqlitePersonKeys::open(&path).unwrap();
    assert!(matches!(SqlitePersonKeys::open(&path), Err(OpenError::InUse { .. })));
}

#[cfg(unix)]
#[test]
fn only_the_owner_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;
    let directory = tempdir().unwrap();
    let keys = SqlitePersonKeys::open(&directory.path().join("person-keys.db")).unwrap();
    keys.ensure(&person("p1"), key(1)).unwrap();
    for entry in fs::read_dir(directory.path()).unwrap().map(Result::unwrap) {
        if !entry.path().to_string_lossy().ends_with(".lock") {
            let mode = entry.metadata().unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", entry.path().display());
        }
    }
}

#[test]
fn keys_are_bound_to_the_first_log_that_is_named_and_refused_beside_any_other() {
    let directory = tempdir().unwrap();
    let path = directory.path().join("person-keys.db");
    let (one, other) = (LogId::from_bytes([1; 16]), LogId::from_bytes([2; 16]));
    SqlitePersonKeys::open(&path).unwrap().belong_to(one).unwrap();
    let keys = SqlitePersonKeys::open(&path).unwrap();
    keys.belong_to(one).unwrap();
    let error = keys.belong_to(other).unwrap_err();
    assert!(
        matches!(&error, OpenError::OfAnotherLog { kept, found, .. } if (*kept, *found) == (one, other)),
        "{error}"
    );
    assert!(error.to_string().contains("person-keys.db"), "{error}");
    keys.belong_to(one).unwrap();
}
