//! The process that sends e-mails, and the one that plans them, killed (SIGKILL) in the middle of a delivery. The mail comes
//! once, or twice where the crash fell between sending and recording; then the log does not call it certain.

use end_to_end::eventually;
use end_to_end::mail_servers::{ImapServer, SmtpServer};
use end_to_end::page::Page;
use end_to_end::topology::Topology;

use crate::mail_apart::{deployment, give_task, taken, told};

/// A delivery that is cut off when the mail server has the message and has not said so.
struct Cut {
    /// The morning on which it is.
    on: &'static str,
    /// The services that are killed meanwhile.
    killed: &'static [&'static str],
    /// How often the mail comes.
    comes: usize,
    /// Whether the log calls it certain that it came once.
    is_certain: bool,
}

const CUTS: [Cut; 2] = [
    // Who sent it died before it heard that it was taken, and whoever waited for that as well.
    Cut { on: "2017-07-04", killed: &["email", "reminders"], comes: 2, is_certain: false },
    // Who planned it died; who sends it goes on, and knows that it was taken.
    Cut { on: "2017-07-05", killed: &["reminders"], comes: 1, is_certain: true },
];

/// Has a morning come and its mail held up, kills a process, starts it again and lets the mail server go on.
async fn cut_off(topology: &mut Topology, smtp: &SmtpServer, page: &Page, cut: &Cut) {
    give_task(page, &format!("new-{}", cut.on), "mpms").await;
    smtp.hold("answers").unwrap();
    topology.set_time(&format!("{}T08:05:00+02:00", cut.on)).unwrap();
    // Whatever happens shows the reminders that it is morning.
    give_task(page, &format!("wakes-{}", cut.on), "ms").await;
    smtp.held().await.unwrap();
    for name in cut.killed {
        topology.service(name).unwrap().kill().await.unwrap();
    }
    smtp.release("answers").unwrap();
    for name in cut.killed {
        let service = topology.service(name).unwrap();
        service.start_again().unwrap();
        service.ready(name).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_comes_once_or_twice_and_then_uncertain_whoever_is_killed_in_the_middle_of_it() {
    let (smtp, imap) = (SmtpServer::start().await.unwrap(), ImapServer::start().await.unwrap());
    let (mut topology, page) = deployment(&smtp, &imap).await;
    for cut in &CUTS {
        let (mails, notices) = (smtp.taken().await.unwrap().len(), told(&topology).await.len());
        cut_off(&mut topology, &smtp, &page, cut).await;
        let name = format!("{:?} killed", cut.killed);
        let recorded = || async {
            let told = told(&topology).await;
            if told.len() > notices { Ok(told) } else { Err(topology.services["email"].log()) }
        };
        let recorded = eventually(&format!("what was told to be recorded: {name}"), recorded).await.unwrap();
        assert!(recorded[notices..].iter().all(|certain| *certain == cut.is_certain), "{name}: {recorded:?}");
        let came = taken(&smtp, mails + cut.comes, &topology).await.split_off(mails);
        assert_eq!(came.len(), cut.comes, "{name}");
        // Whichever comes again is the same message for mail programs.
        assert!(came.iter().all(|mail| mail.header("Message-ID") == came[0].header("Message-ID")), "{name}: {came:?}");
    }
}
