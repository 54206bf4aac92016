//! Faults, caused: the process is killed again and again while people reply.

use end_to_end::eventually;
use end_to_end::page::Page;
use end_to_end::phone::Phone;
use end_to_end::process::Demo;

#[tokio::test(flavor = "multi_thread")]
async fn replies_survive_power_cuts_and_count_once() {
    let data = tempfile::tempdir().unwrap();
    let mut demo = Demo::start(data.path()).await.unwrap();
    let phone = Phone::of(&demo.chat, "Teuta").await.unwrap();
    phone.start().await.unwrap();
    phone.hears("the greeting", |text| text.contains("Sekretariati")).await.unwrap();

    // Each round: a reply is typed and the process is killed at once, whatever it was doing.
    for percent in [11, 22, 33, 44, 55] {
        let phone = Phone::of(&demo.chat, "Teuta").await.unwrap();
        phone.say(&format!("1: {percent}%")).await.unwrap();
        demo.kill().await.unwrap();
        demo = Demo::start(data.path()).await.unwrap();
    }

    // What a phone sent before the cut is handled after it, in order, each once.
    let page = Page::sign_in(&demo.sign_in).await.unwrap();
    let timeline = "/timeline?institution=secretariat&kind=action-item&limit=500";
    let reports = eventually("every reply to be on the timeline", || async {
        let entries = page.all(timeline).await.map_err(|error| error.to_string())?;
        let reports: Vec<String> = entries
            .iter()
            .filter(|entry| entry["event_type"] == "action-item.progress-reported")
            .filter_map(|entry| entry["detail"].as_str().map(str::to_owned))
            .collect();
        if reports.last().is_some_and(|last| last == "55%") { Ok(reports) } else { Err(format!("{entries:?}")) }
    })
    .await
    .unwrap();
    assert_eq!(reports, ["11%", "22%", "33%", "44%", "55%"]);
    assert!(demo.stop().await.unwrap().success());
}
