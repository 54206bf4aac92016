"""A mail server on a free port. What it does with a message is said by the part of the recipient before the `@`:

    greylisted   turned away the first time, then taken      unknown   5.1.1
    full         4.2.2                                        nobody    550 without an enhanced code
    spam         taken up to its end, then 5.7.1              lost      taken, and the connection dropped without a word
    gone         the connection is dropped before the data    slow      421 after the data

Messages that it took lie in a folder, in order. As long as a file `hold-recipients` or `hold-answers` lies there too, whoever
names a recipient, or has handed a message over, waits for the answer; a file `held` says that somebody does. Prints the port
when it listens.
"""

import argparse
import asyncio
import json
import pathlib
import ssl

from aiosmtpd.smtp import SMTP, AuthResult

arguments = argparse.ArgumentParser()
arguments.add_argument("folder", type=pathlib.Path)
arguments.add_argument("--certificate")
arguments.add_argument("--key")
arguments.add_argument("--security", choices=["none", "starttls", "tls"], default="none")
arguments.add_argument("--password")
told = arguments.parse_args()


async def held_by(name):
    while (told.folder / name).exists():
        (told.folder / "held").touch()
        await asyncio.sleep(0.02)


class Handler:
    def __init__(self):
        self.turned_away = set()
        self.taken = 0
        self.sessions = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        local = address.split("@")[0]
        await held_by("hold-recipients")
        if local == "greylisted" and address not in self.turned_away:
            self.turned_away.add(address)
            return "450 4.2.0 Greylisted, see http://postgrey.example/"
        if local == "unknown":
            return "550 5.1.1 <%s>: Recipient address rejected: User unknown" % address
        if local == "nobody":
            return "550 No such user here"
        if local == "full":
            return "452 4.2.2 Mailbox full"
        if local == "gone":
            server.transport.abort()
            return "250 OK"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        local = envelope.rcpt_tos[0].split("@")[0]
        if local == "spam":
            return "554 5.7.1 Message rejected as spam"
        if local == "slow":
            return "421 4.3.2 System not accepting network messages"
        self.taken += 1
        self.sessions.add(id(session))
        envelope_of = {
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": server.transport.get_extra_info("cipher") is not None,
            "user": session.auth_data.login.decode() if session.auth_data else None,
            "sessions": len(self.sessions),
        }
        path = told.folder / f"{self.taken:03}"
        path.with_suffix(".json").write_text(json.dumps(envelope_of))
        path.with_suffix(".part").write_bytes(envelope.original_content)
        path.with_suffix(".part").rename(path.with_suffix(".eml"))
        await held_by("hold-answers")
        if local == "lost":
            server.transport.abort()
        return "250 OK"


def signs_in(server, session, envelope, mechanism, data):
    return AuthResult(success=data.password.decode() == told.password, handled=False, auth_data=data)


async def serve():
    handler = Handler()
    context = None
    if told.certificate:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(told.certificate, told.key)
    settings = {"hostname": "mx.example"}
    if told.password:
        settings |= {"authenticator": signs_in, "auth_required": True, "auth_require_tls": False}
    if told.security == "starttls":
        settings |= {"tls_context": context, "require_starttls": True}
    outer = context if told.security == "tls" else None
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, **settings), "127.0.0.1", 0, ssl=outer)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.Event().wait()


asyncio.run(serve())
