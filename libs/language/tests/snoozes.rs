//! The wish to be reminded later, and what must not be taken for it.

use chrono::NaiveDate;
use language::snoozes::{Snooze, read_snooze};

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2017, 6, 20).unwrap_or_default()
}

fn written(read: Option<Snooze>) -> String {
    match read {
        None => "none".to_owned(),
        Some(Snooze::LaterToday) => "later".to_owned(),
        Some(Snooze::On(day)) => format!("on {day}"),
        Some(Snooze::AnyOf(days)) => {
            format!("any of {}", days.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join(" "))
        }
        Some(Snooze::Unsaid) => "when".to_owned(),
        Some(Snooze::OrExtension(day)) => format!("{day} or more time"),
    }
}

#[test]
fn a_wish_to_be_reminded_is_read_and_nothing_else() {
    for (text, expected) in [
        ("më vonë", "later"),
        ("Ma vonë!", "later"),
        ("kasnije", "later"),
        ("касније", "later"),
        ("malo kasnije, molim", "later"),
        ("later", "later"),
        ("Not now", "later"),
        ("jo tani", "later"),
        ("remind me later today", "later"),
        ("më kujto më vonë", "later"),
        ("podsetite me kasnije", "later"),
        ("remind me tomorrow", "on 2017-06-21"),
        ("Remind me again tomorrow, please", "on 2017-06-21"),
        ("më kujto nesër", "on 2017-06-21"),
        ("ma kujto neser ju lutem", "on 2017-06-21"),
        ("podseti me sutra", "on 2017-06-21"),
        ("Подсетите ме сутра", "on 2017-06-21"),
        ("remind me on Monday", "on 2017-06-26"),
        ("më kujto të hënën", "on 2017-06-26"),
        ("podsetite me u ponedeljak", "on 2017-06-26"),
        ("remind me next Friday", "on 2017-06-30"),
        ("remind me in 3 days", "on 2017-06-23"),
        ("më kujto për tri ditë", "on 2017-06-23"),
        ("ma kujto mbas 1 jave", "on 2017-06-27"),
        ("podseti me za nedelju dana", "on 2017-06-27"),
        ("podsetite me za dvadeset pet dana", "on 2017-07-15"),
        ("remind me on Tuesday", "any of 2017-06-27"),
        ("më kujto javën tjetër", "any of 2017-06-26 2017-06-27 2017-06-28 2017-06-29 2017-06-30"),
        ("remind me in 2-3 days", "any of 2017-06-22 2017-06-23"),
        ("remind me in 5 working days", "when"),
        ("remind me on 15.12.2206", "when"),
        ("nesër ose pasnesër", "none"),
        ("remind me", "when"),
        ("më kujto", "when"),
        ("remind me in the afternoon", "when"),
        ("remind me on 31 June", "when"),
        ("remind me yesterday", "when"),
        ("nesër", "2017-06-21 or more time"),
        ("sutra", "2017-06-21 or more time"),
        ("tomorrow morning", "2017-06-21 or more time"),
        ("remind me until Friday", "2017-06-23 or more time"),
        ("deri nesër", "none"),
        ("do sutra", "none"),
        ("until tomorrow", "none"),
        ("Friday", "none"),
        ("e premte", "none"),
        ("1 done", "none"),
        ("u krye nesër", "none"),
        ("1 nesër", "none"),
        ("remind me tomorrow, 1 done", "none"),
        ("don't remind me tomorrow", "none"),
        ("raporti vjen më vonë", "none"),
        ("jam ne mbledhje, ju shkruaj ma vone", "none"),
        ("", "none"),
    ] {
        assert_eq!(written(read_snooze(text, today())), expected, "“{text}”");
    }
}
