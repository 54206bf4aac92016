//! The servers that the tests of other crates stand on.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

use nats_server_process::{Binary, NatsCluster, NatsServer, ServerError, Setup};

async fn greeting(server: &NatsServer) -> std::io::Result<String> {
    use tokio::io::AsyncBufReadExt;
    let connection = tokio::net::TcpStream::connect(("127.0.0.1", server.ports().client)).await?;
    let mut line = String::new();
    tokio::io::BufReader::new(connection).read_line(&mut line).await?;
    Ok(line)
}

#[tokio::test]
async fn a_server_comes_back_on_its_ports_after_it_was_killed() {
    for (binary, version) in [(Binary::debian().unwrap(), "\"2.9."), (Binary::newer().unwrap(), "\"2.1")] {
        let mut server = NatsServer::start(&Setup::new(binary)).await.unwrap();
        let first = greeting(&server).await.unwrap();
        assert!(first.contains(version) && first.contains("\"jetstream\":true"), "{first}");
        server.kill().await.unwrap();
        assert!(greeting(&server).await.is_err());
        server.start_again().await.unwrap();
        server.well().await.unwrap();
        assert!(greeting(&server).await.unwrap().contains(version));
        server.stop().await.unwrap();
    }
}

#[tokio::test]
async fn three_servers_agree_on_a_leader_and_go_on_without_one_of_them() {
    for binary in [Binary::debian().unwrap(), Binary::newer().unwrap()] {
        let mut cluster = NatsCluster::start(&Setup::new(binary), 3).await.unwrap();
        assert_eq!(cluster.urls().len(), 3);
        cluster.servers[0].kill().await.unwrap();
        cluster.servers[1].well().await.unwrap();
        cluster.servers[0].start_again().await.unwrap();
        cluster.servers[0].well().await.unwrap();
    }
}

#[tokio::test]
async fn a_configuration_that_is_refused_is_shown() {
    let setup = Setup::new(Binary::debian().unwrap()).with("no_such_setting: 1");
    let Err(error) = NatsServer::start(&setup).await else { panic!("it started") };
    assert!(matches!(&error, ServerError::Ended { log } if log.contains("no_such_setting")), "{error}");
}

#[tokio::test]
async fn only_a_newer_server_knows_how_to_write_to_disk_before_it_acknowledges() {
    let always = "jetstream { store_dir: $NATS_STORE, sync_interval: always }";
    let server = NatsServer::start(&Setup::new(Binary::newer().unwrap()).with(always)).await.unwrap();
    assert!(greeting(&server).await.unwrap().contains("\"jetstream\":true"));
    let Err(error) = NatsServer::start(&Setup::new(Binary::debian().unwrap()).with(always)).await else {
        panic!("it started")
    };
    assert!(matches!(&error, ServerError::Ended { log } if log.contains("sync_interval")), "{error}");
}
