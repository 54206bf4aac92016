//! Any command at all: what the domain refuses is part of the game.

use events::Command;
use events::action_item::ActionItemCommand as C;
use events::ids::MessageId;
use events::meeting::{MeetingBody, MeetingCommand, MeetingTime};
use events::non_empty::NonEmpty;
use events::notification::{ChannelKind, NotDelivered, NotificationCommand};
use events::reminder::{DeliveryFailure, Recipient, ReminderCommand, ReminderId, Rung};
use events::text::Percent;
use events::training::{Audience, LapseCause, ModuleCommand, ModulePlan};
use proptest::prelude::*;

use super::{date, notice, plan, record_sent, title};

/// Those who own action items.
pub const OWNERS: [&str; 5] = ["ms", "mpms", "md", "policia", "prokuroria"];

pub fn item(n: u8, command: C) -> Command {
    Command::ActionItem(format!("item-{n}").parse().unwrap(), command)
}

fn owner() -> impl Strategy<Value = events::ids::InstitutionId> {
    prop::sample::select(OWNERS.to_vec()).prop_map(|id| id.parse().unwrap())
}

pub fn any_command() -> impl Strategy<Value = Command> {
    let due = (1_u32..40).prop_map(date);
    let about_item = prop_oneof![
        (owner(), due.clone(), any::<bool>()).prop_map(|(owner, due, board)| C::Assign {
            title: title("Item"),
            owner,
            subgroup: board.then(|| "te-dhena".parse().unwrap()),
            due,
            raised_by: None,
        }),
        Just(C::Accept),
        (0_u8..=100).prop_map(|percent| C::ReportProgress { progress: Percent::try_from(percent).unwrap() }),
        Just(C::Block { reason: "stuck".parse().unwrap() }),
        Just(C::Unblock),
        proptest::option::of(owner()).prop_map(|suggested| C::Disclaim { suggested, reason: None }),
        Just(C::Return { reason: "it is".parse().unwrap() }),
        due.clone().prop_map(|until| C::RequestExtension { until, reason: None }),
        due.prop_map(|until| C::GrantExtension { until }),
        Just(C::Complete),
        Just(C::Verify),
        Just(C::Reopen { reason: "not yet".parse().unwrap(), due: None }),
        owner().prop_map(|owner| C::Reassign { owner, reason: None }),
        Just(C::Cancel { reason: "not needed".parse().unwrap() }),
    ];
    let about_meeting = prop_oneof![
        (1_u32..40).prop_map(|day| MeetingCommand::Schedule {
            title: title("Meeting"),
            at: MeetingTime { date: date(day), time: None, minutes: None },
            place: None,
            convened: MeetingBody::Authority,
            invited: NonEmpty::one("ms".parse().unwrap()),
            recurrence: None,
        }),
        (1_u32..40).prop_map(|day| MeetingCommand::Reschedule {
            at: MeetingTime { date: date(day), time: None, minutes: None },
        }),
        owner().prop_map(|owner| MeetingCommand::Hold { attended: NonEmpty::one(owner) }),
    ];
    let about_reminder = (0_u8..4, 0_u8..3).prop_map(|(n, what)| {
        let action_item = format!("item-{n}").parse().unwrap();
        let reminder = ReminderId { action_item, rung: Rung::Before(7), due: date(9) };
        let key = reminder.key().unwrap();
        let command = match what {
            0 => ReminderCommand::Plan { reminder, recipient: Recipient::FocalPoint("ms".parse().unwrap()) },
            1 => ReminderCommand::RecordFailed { failure: DeliveryFailure::NoChatLinked },
            _ => ReminderCommand::RecordSent { person: "p".parse().unwrap() },
        };
        Command::Reminder(key, command)
    });
    let about_notice = (0_u8..4, 0_u8..7).prop_map(|(n, what)| {
        let (about, occasion) =
            if n < 3 { (format!("action-item/item-{n}"), "before-7") } else { ("meeting/m0".into(), "moved-1") };
        let notice = notice(&about, occasion);
        let key = notice.key();
        let person = || "p".parse().unwrap();
        match what {
            0 | 1 => plan(&notice),
            2 => record_sent(&notice, "p", "morning"),
            3 => {
                let failure = NotDelivered::AddressBounced;
                let channel = Some(ChannelKind::Email);
                Command::Notification(
                    key,
                    NotificationCommand::RecordFailed { person: Some(person()), channel, failure },
                )
            }
            4 => Command::Notification(key, NotificationCommand::RecordOvertaken),
            5 => {
                let (channel, message) = (ChannelKind::Telegram, MessageId::named("posted"));
                Command::Notification(key, NotificationCommand::RecordPosted { channel, message, certain: true })
            }
            _ => {
                let carried =
                    NotificationCommand::CarryOver { notice, person: person(), channel: ChannelKind::Telegram };
                Command::Notification(key, carried)
            }
        }
    });
    let about_module = (1_u32..20, any::<bool>()).prop_map(|(day, plan)| {
        if plan {
            ModuleCommand::Plan(ModulePlan {
                title: title("Module"),
                audience: Audience::AuthorityMembers,
                form: "one-day training".parse().unwrap(),
                from: date(day),
                until: date(day + 7),
                days_min: None,
                days_max: None,
            })
        } else {
            ModuleCommand::LapseTrainer { trainer: "nobody".parse().unwrap(), cause: LapseCause::Left, reason: None }
        }
    });
    prop_oneof![
        2 => (0_u8..4, about_module).prop_map(|(n, c)| Command::Module(format!("module-{n}").parse().unwrap(), c)),
        7 => (0_u8..4, about_item).prop_map(|(n, command)| item(n, command)),
        2 => (0_u8..2, about_meeting).prop_map(|(n, c)| Command::Meeting(format!("m{n}").parse().unwrap(), c)),
        2 => about_reminder,
        2 => about_notice,
    ]
}
