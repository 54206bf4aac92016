use std::fs;
use std::path::PathBuf;

use store::{ConnectError, EventStoreDbSettings, EventStoreDbStore};

fn settings(connection: &str) -> EventStoreDbSettings {
    EventStoreDbSettings::new(connection, "kosovo".parse().unwrap())
}

fn refusal(settings: &EventStoreDbSettings) -> ConnectError {
    EventStoreDbStore::connect(settings).err().expect("the settings were taken")
}

#[test]
fn a_connection_string_that_is_none_is_refused_without_its_password() {
    for wrong in [
        "",
        "localhost:2113",
        "https://hub:s3cret@node:2113",
        "esdb://hub:s3cret@node:x?tls=true",
        "esdb://node?tls=perhaps",
    ] {
        let error = refusal(&settings(wrong));
        assert!(matches!(error, ConnectError::ConnectionString { .. }), "{wrong}: {error}");
        assert!(!error.to_string().contains("s3cret"), "{error}");
        assert!(error.to_string().contains("write esdb://"), "{error}");
    }
}

#[test]
fn connection_strings_of_one_node_and_of_clusters_are_taken() {
    for right in [
        "esdb://node:2113?tls=false",
        " esdb://hub:s3cret@node ",
        "esdb://a:1,b:2,c:3",
        "esdb://a:1,b:2,c:3?tls=true&nodePreference=follower",
        "esdb+discover://cluster.example:2113?discoveryInterval=10",
    ] {
        EventStoreDbStore::connect(&settings(right)).unwrap();
    }
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let nowhere = PathBuf::from("/nowhere/file");
    let mut credentials = settings("esdb://node?tls=false");
    credentials.credentials_file = Some(nowhere.clone());
    for settings in [
        credentials,
        settings("esdb://node?tlsCaFile=/nowhere/file"),
        settings("esdb://node?userCertFile=/nowhere/file&userKeyFile=/nowhere/file"),
    ] {
        let error = refusal(&settings);
        assert!(matches!(&error, ConnectError::File { path, .. } if *path == nowhere), "{error}");
    }
}

#[test]
fn a_file_of_certificates_has_certificates() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("ca.pem");
    let block = |inside: &str| format!("-----BEGIN CERTIFICATE-----\n{inside}\n-----END CERTIFICATE-----\n");
    for wrong in [String::new(), "no certificate".to_owned(), block("bm8="), block("!")] {
        fs::write(&file, &wrong).unwrap();
        let error = refusal(&settings(&format!("esdb://node?tlsCaFile={}", file.display())));
        assert!(matches!(&error, ConnectError::File { path, .. } if *path == file), "{wrong}: {error}");
    }
}

#[test]
fn a_credentials_file_has_a_user_and_a_password() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("credentials");
    let mut settings = settings("esdb://node?tls=false");
    settings.credentials_file = Some(file.clone());
    for wrong in ["", "hub", "hub:", ":s3cret", "\nhub:s3cret"] {
        fs::write(&file, wrong).unwrap();
        let error = refusal(&settings);
        assert!(matches!(&error, ConnectError::Credentials { path } if *path == file), "{error}");
        assert!(!error.to_string().contains("s3cret"), "{error}");
    }
    fs::write(&file, "hub:s3:cret\n").unwrap();
    EventStoreDbStore::connect(&settings).unwrap();
}
