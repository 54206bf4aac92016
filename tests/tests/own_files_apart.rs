//! A service on its own does not start on a file that was kept beside another log, and says which and what to do.

use end_to_end::eventually;
use end_to_end::topology::Topology;
use rusqlite::Connection;

/// A log that there is not.
const ELSEWHERE: &str = "00000000-0000-4000-8000-000000000000";

#[tokio::test(flavor = "multi_thread")]
async fn a_service_with_a_file_or_a_bucket_of_another_log_does_not_start() {
    let mut topology = Topology::start("2017-07-03T07:00:00+02:00").await.unwrap();
    topology.load(&["data", "data/demo"]).await.unwrap();

    // The bot's file.
    let file = topology.own_folder("telegram").join("telegram.db");
    let mark = eventually("the bot to note which log it is beside", || async {
        let connection = Connection::open(&file).map_err(|error| error.to_string())?;
        connection
            .query_row("SELECT mark FROM log_mark", [], |row| row.get::<_, String>(0))
            .map_err(|error| error.to_string())
    })
    .await
    .unwrap();
    let (log, place) = mark.split_once(':').unwrap();
    let foreign = format!("{ELSEWHERE}:{place}");
    assert_ne!(log, ELSEWHERE);
    topology.service("telegram").unwrap().kill().await.unwrap();
    let note = |mark: &str| Connection::open(&file).unwrap().execute("UPDATE log_mark SET mark = ?1", [mark]).unwrap();
    note(&foreign);
    topology.service("telegram").unwrap().start_again().unwrap();
    topology.ended("telegram", "telegram.db does not belong to the log beside it").await.unwrap();
    note(&mark);
    topology.service("telegram").unwrap().start_again().unwrap();
    topology.service("telegram").unwrap().ready("telegram").await.unwrap();

    // The gateway's bucket of drafts.
    let kept = eventually("the gateway to note which log the drafts are beside", || async {
        topology.drafts_mark(None).await.map_err(|error| error.to_string())?.ok_or_else(|| "no mark".to_owned())
    })
    .await
    .unwrap();
    assert_eq!(kept.split(':').next(), Some(log));
    topology.service("gateway").unwrap().kill().await.unwrap();
    topology.drafts_mark(Some(&foreign)).await.unwrap();
    topology.service("gateway").unwrap().start_again().unwrap();
    topology.ended("gateway", "the bucket of drafts on NATS").await.unwrap();
    topology.drafts_mark(Some(&kept)).await.unwrap();
    topology.service("gateway").unwrap().start_again().unwrap();
    topology.service("gateway").unwrap().ready("gateway").await.unwrap();
}
