//! Certificates, verified by their code by whoever is shown one.

use events::ids::ChatId;
use events::language::Language;
use events::training::CertificateCode;
use readmodels::training::Validity;

use crate::core::chat_error::ChatError;
use crate::core::outgoing::Outgoing;
use crate::core::services::Services;
use crate::core::texts::Texts;

/// Says what a certificate's code stands for, to whoever asks.
pub(crate) async fn verify(
    services: &Services,
    chat: ChatId,
    languages: &[Language],
    typed: &str,
) -> Result<(), ChatError> {
    let text = match typed.parse::<CertificateCode>() {
        Err(_) if typed.is_empty() => services.say_in(languages, "verify-how"),
        Err(_) => services.say_in(languages, "page-verify-not-a-code"),
        Ok(code) => {
            let mut said = Vec::new();
            for language in languages {
                said.push(verdict(services, services.texts(*language), &code).await?);
            }
            said.join("\n\n")
        }
    };
    Ok(services.messenger.send(chat, &Outgoing::text(text)).await?)
}

async fn verdict(services: &Services, texts: Texts<'_>, code: &CertificateCode) -> Result<String, ChatError> {
    let book = services.training().await?;
    let Some(certificate) = book.certificate(code) else { return Ok(texts.say("page-verify-unknown", &[])) };
    let what = if certificate.session.is_some() { "page-verify-attended" } else { "page-verify-trainer" };
    let module = book.module(&certificate.module).map_or_else(String::new, |module| texts.marked(&module.plan.title));
    let name = book.name(&certificate.holder, services.read_models.person_keys());
    let initials = name.map_or_else(|| "–".to_owned(), |name| documents::initials(name.as_str()));
    let mut args = vec![("what", texts.say(what, &[]).into()), ("module", module.into())];
    let validity = certificate.validity_on(texts.today);
    match validity {
        Validity::Valid => {
            args.push(("initials", initials.into()));
            Ok(texts.say("verify-valid", &args))
        }
        Validity::Expired | Validity::Replaced | Validity::Withdrawn => {
            let verdict = texts.say(&format!("page-verify-{}", validity.code()), &[]);
            args.push(("verdict", verdict.into()));
            Ok(texts.say("verify-not-valid", &args))
        }
    }
}
