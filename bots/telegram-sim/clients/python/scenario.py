"""What a bot does in the scenario, whichever of the two libraries it is written with.

A library is given as an object (see ptb.py and with_aiogram.py); both name the fields of the Bot API as the Bot API does. What is
collected is what the library made of the simulator's answers, never the answers themselves.
"""

import asyncio
import json
import sys
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

PATIENCE = 30
ARTA, JOVANA, GROUP, FORUM, SUPERGROUP = 2_000_001, 2_000_002, -4_001, -1_000_000_004_002, -1_000_000_004_003
SECRET = "a-secret-of-the-scenario"


class Phones:
    """The simulator's control API."""

    def __init__(self, base):
        self.base = base

    def call(self, method, path, body=None, kind="application/json"):
        data = body if isinstance(body, bytes) else json.dumps(body or {}).encode()
        request = urllib.request.Request(f"{self.base}/sim/{path}", data=data if method != "GET" else None, method=method)
        request.add_header("Content-Type", kind)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            said = answer.read()
        return json.loads(said) if said.startswith((b"{", b"[")) else said

    async def does(self, path, body=None, method="POST", kind="application/json"):
        return await asyncio.to_thread(self.call, method, path, body, kind)

    async def sees(self, path):
        return await asyncio.to_thread(self.call, "GET", path)


class Scenario:
    def __init__(self, library, phones):
        self.library, self.phones, self.seen = library, phones, {}

    async def update(self, kind):
        """The next update, which has to be of this kind."""
        update = await asyncio.wait_for(self.library.updates.get(), PATIENCE)
        body = getattr(update, kind)
        if body is None:
            raise AssertionError(f"{kind} was expected and this came: {update}")
        return body

    async def refused(self, name, call):
        try:
            await call
        except Exception as error:  # noqa: BLE001 the library says which it is
            self.seen.setdefault("refusals", {})[name] = self.library.refusal(error)
        else:
            raise AssertionError(f"{name} was not refused")

    async def run(self):
        bot, phones = self.library.bot, self.phones
        self.seen["me"] = (await bot.get_me()).username
        await self.library.start_polling()
        await self.private_chat(bot, phones)
        await self.files(bot, phones)
        await self.forum(bot, phones)
        await self.group(bot, phones)
        await self.what_nobody_knows_yet(phones)
        await self.refusals(bot, phones)
        await self.library.stop_polling()
        await self.webhook(bot, phones)
        return self.seen

    async def private_chat(self, bot, phones):
        await phones.does(f"contacts/{ARTA}/start")
        started = await self.update("message")
        self.seen["start"] = [started.text, started.chat.id, started.from_user.id, kinds(started.entities)]
        keyboard = self.library.keyboard([[("Yes", "yes"), ("No", "no")]])
        sent = await bot.send_message(chat_id=ARTA, text="<b>Ready</b> & set?", parse_mode="HTML", reply_markup=keyboard)
        rows = sent.reply_markup.inline_keyboard
        self.seen["sent"] = [sent.text, kinds(sent.entities), [[it.callback_data for it in row] for row in rows]]
        waiting = phones.does(f"contacts/{ARTA}/messages/{sent.message_id}/press", {"text": "Yes", "wait_ms": 20_000})
        waiting = asyncio.ensure_future(waiting)
        press = await self.update("callback_query")
        same = press.message.message_id == sent.message_id
        await bot.answer_callback_query(callback_query_id=press.id, text="Noted", show_alert=True)
        answered = await waiting
        self.seen["press"] = [press.data, press.from_user.id, same, answered["text"], answered["show_alert"]]
        edited = await bot.edit_message_text(text="Noted", chat_id=ARTA, message_id=sent.message_id, reply_markup=keyboard)
        self.seen["edited by the bot"] = [edited.text, edited.edit_date is not None]
        again = bot.edit_message_text(text="Noted", chat_id=ARTA, message_id=sent.message_id, reply_markup=keyboard)
        await self.refused("not modified", again)
        bare = await bot.edit_message_reply_markup(chat_id=ARTA, message_id=sent.message_id, reply_markup=None)
        self.seen["without buttons"] = bare.reply_markup is None
        many = self.library.keyboard([[(str(n), str(n))] for n in range(101)])
        await self.refused("too many buttons", bot.send_message(chat_id=ARTA, text="Which?", reply_markup=many))
        written = await phones.does(f"contacts/{ARTA}/messages", {"text": "1 done", "reply_to": sent.message_id})
        message = await self.update("message")
        self.seen["reply"] = [message.text, message.reply_to_message.message_id == sent.message_id]
        await phones.does(f"contacts/{ARTA}/messages/{written['id']}", {"text": "1 not done"}, method="PUT")
        changed = await self.update("edited_message")
        self.seen["edited"] = [changed.text, changed.edit_date is not None, changed.message_id == written["id"]]
        await phones.does(f"contacts/{ARTA}/messages", {"text": "2 done", "forwarded_from": "Dea"})
        forwarded = await self.update("message")
        self.seen["forwarded"] = [forwarded.forward_origin.type, forwarded.forward_origin.sender_user_name]
        self.seen["deleted"] = await bot.delete_message(chat_id=ARTA, message_id=sent.message_id)
        chat = await bot.get_chat(chat_id=ARTA)
        self.seen["chat"] = [chat.id, chat.type, chat.first_name]

    async def files(self, bot, phones):
        await phones.does(f"contacts/{ARTA}/documents?name=form.csv&caption=July", b"a;b", kind="text/csv")
        message = await self.update("message")
        fetched = await self.library.download(message.document.file_id)
        self.seen["file in"] = [message.document.file_name, message.caption, fetched.decode()]
        file = self.library.file(b"1;2", "answer.csv")
        sent = await bot.send_document(chat_id=ARTA, document=file, caption="Here")
        chat = await phones.sees(f"contacts/{ARTA}/messages")
        document = chat["messages"][-1]["document"]
        got = await asyncio.to_thread(lambda: urllib.request.urlopen(phones.base + document["href"]).read())
        self.seen["file out"] = [sent.document.file_name, sent.caption, document["name"], got.decode()]
        await phones.does(f"contacts/{ARTA}/albums", {"photos": 3, "caption": "Shelters"})
        album = [await self.update("message") for _ in range(3)]
        one = len({message.media_group_id for message in album}) == 1 and album[0].media_group_id is not None
        self.seen["album in"] = [[message.caption for message in album], one, len(album[0].photo)]
        media = [self.library.photo(b"one", "First"), self.library.photo(b"two", None)]
        album = await bot.send_media_group(chat_id=ARTA, media=media)
        one = len({message.media_group_id for message in album}) == 1 and album[0].media_group_id is not None
        self.seen["album out"] = [[message.caption for message in album], one]

    async def forum(self, bot, phones):
        await phones.does("groups", {"id": FORUM, "title": "Forum", "members": [ARTA, JOVANA], "forum": True})
        joined = await self.update("my_chat_member")
        statuses = [joined.old_chat_member.status, joined.new_chat_member.status]
        self.seen["joined"] = [joined.chat.type, joined.chat.is_forum, statuses]
        topic = (await phones.does(f"groups/{FORUM}/topics", {"from": ARTA, "name": "Data"}))["id"]
        created = await self.update("message")
        same = created.message_thread_id == topic == created.message_id
        self.seen["topic created"] = [created.forum_topic_created.name, same, created.text]
        await phones.does(f"groups/{FORUM}/messages", {"from": ARTA, "text": "/help", "topic": topic})
        asked = await self.update("message")
        root = asked.reply_to_message.forum_topic_created is not None
        self.seen["in a topic"] = [asked.message_thread_id == topic, asked.is_topic_message, root]
        told = await bot.send_message(chat_id=FORUM, text="Here", message_thread_id=topic)
        self.seen["told in the topic"] = [told.message_thread_id == topic, told.is_topic_message]
        await phones.does(f"groups/{FORUM}/messages", {"from": ARTA, "text": "Thanks"})
        general = await self.update("message")
        self.seen["in General"] = [general.message_thread_id, bool(general.is_topic_message)]
        reply = {"from": JOVANA, "text": "Indeed", "reply_to": general.message_id}
        await phones.does(f"groups/{FORUM}/messages", reply)
        answer = await self.update("message")
        of_root = answer.message_thread_id == general.message_id
        self.seen["reply in General"] = [of_root, bool(answer.is_topic_message)]
        into = bot.send_message(chat_id=FORUM, text="?", message_thread_id=answer.message_thread_id)
        await self.refused("no topic", into)
        await self.refused("General by number", bot.send_message(chat_id=FORUM, text="?", message_thread_id=1))
        await phones.does(f"groups/{FORUM}/topics/{topic}", {"from": ARTA, "change": "close"})
        closed = await self.update("message")
        self.seen["topic closed"] = closed.forum_topic_closed is not None
        await self.refused("topic closed", bot.send_message(chat_id=FORUM, text="?", message_thread_id=topic))
        await phones.does(f"groups/{FORUM}/topics/{topic}", {"from": ARTA, "change": "reopen"})
        reopened = await self.update("message")
        self.seen["topic reopened"] = reopened.forum_topic_reopened is not None
        await phones.does(f"groups/{FORUM}/topics/{topic}", {"from": ARTA, "change": "delete"})
        await self.refused("topic deleted", bot.send_message(chat_id=FORUM, text="?", message_thread_id=topic))

    async def group(self, bot, phones):
        await phones.does("groups", {"id": GROUP, "title": "Shelter", "members": [ARTA, JOVANA]})
        await self.update("my_chat_member")
        await phones.does(f"groups/{FORUM}/messages", {"from": ARTA, "text": "/link", "anonymous": True})
        hidden = await self.update("message")
        self.seen["anonymous"] = [hidden.from_user.id, hidden.from_user.username, hidden.sender_chat.id == FORUM]
        post = {"channel": {"id": -1_000_000_009_001, "title": "News"}, "text": "A post"}
        await phones.does(f"groups/{FORUM}/channel-posts", post)
        posted = await self.update("message")
        origin = posted.forward_origin
        self.seen["channel post"] = [posted.from_user.id, posted.is_automatic_forward, posted.sender_chat.type, origin.type]
        user = {"id": 55, "is_bot": False, "first_name": "New"}
        pinned = {"message_id": posted.message_id, "date": 0, "chat": {"id": GROUP, "type": "group", "title": "Shelter"}}
        for field, value in [
            ("new_chat_members", [user]),
            ("left_chat_member", user),
            ("new_chat_title", "Shelters"),
            ("pinned_message", pinned),
            ("video_chat_started", {}),
            ("video_chat_ended", {"duration": 7}),
            ("message_auto_delete_timer_changed", {"message_auto_delete_time": 86_400}),
        ]:
            await phones.does(f"groups/{GROUP}/service", {"from": ARTA, "fields": {field: value}})
            message = await self.update("message")
            self.seen.setdefault("service", {})[field] = [getattr(message, field) is not None, message.text]
        await phones.does(f"groups/{GROUP}/albums", {"from": ARTA, "documents": ["a.csv", "b.csv"]})
        album = [await self.update("message") for _ in range(2)]
        self.seen["album in a group"] = [message.document.file_name for message in album]
        await phones.does(f"groups/{GROUP}/silence", {"from": ARTA, "by": "restricted"})
        silenced = await self.update("my_chat_member")
        self.seen["restricted"] = [silenced.new_chat_member.status, silenced.new_chat_member.can_send_messages]
        await self.refused("restricted", bot.send_message(chat_id=GROUP, text="?"))
        await phones.does(f"groups/{GROUP}/silence", {"from": ARTA, "by": None})
        self.seen["free again"] = (await self.update("my_chat_member")).new_chat_member.status
        await phones.does(f"groups/{GROUP}/silence", {"from": ARTA, "by": "closed"})
        await self.refused("closed", bot.send_message(chat_id=GROUP, text="?"))
        await phones.does(f"groups/{GROUP}/upgrade", {"id": SUPERGROUP})
        left, came = await self.update("message"), await self.update("message")
        self.seen["upgrade"] = [left.migrate_to_chat_id, came.migrate_from_chat_id]
        await self.refused("upgraded", bot.send_message(chat_id=GROUP, text="?"))
        await phones.does(f"groups/{FORUM}/remove-bot", {"from": ARTA})
        self.seen["put out"] = (await self.update("my_chat_member")).new_chat_member.status
        await self.refused("put out", bot.send_message(chat_id=FORUM, text="?"))

    async def what_nobody_knows_yet(self, phones):
        future = {"entities": [{"type": "glitter", "offset": 0, "length": 1, "colour": 7}], "mood": {"kind": "calm"}}
        await phones.does(f"contacts/{ARTA}/messages", {"text": "1 done", "future": future})
        message = await self.update("message")
        self.seen["unknown entity"] = [message.text, kinds(message.entities)]
        await phones.does(f"contacts/{ARTA}/unknown", {"hologram": {"depth": 3}})
        message = await self.update("message")
        self.seen["unknown type"] = [message.chat.id, message.text]

    async def refusals(self, bot, phones):
        await self.refused("unknown chat", bot.send_message(chat_id=99, text="?"))
        await self.refused("empty", bot.send_message(chat_id=ARTA, text=" "))
        too_many = {"kind": "error", "code": 429, "description": "Too Many Requests: retry after 7", "retry_after": 7}
        await phones.does("faults", {"method": "sendMessage", "count": 1, "fault": too_many})
        await self.refused("too many", bot.send_message(chat_id=ARTA, text="?"))
        await phones.does(f"contacts/{ARTA}/block")
        self.seen["blocked"] = (await self.update("my_chat_member")).new_chat_member.status
        await self.refused("blocked", bot.send_message(chat_id=ARTA, text="?"))
        await phones.does(f"contacts/{ARTA}/unblock")
        self.seen["unblocked"] = (await self.update("my_chat_member")).new_chat_member.status
        await self.refused("wrong token", self.library.with_wrong_token())

    async def webhook(self, bot, phones):
        loop, posts = asyncio.get_running_loop(), asyncio.Queue()

        class Endpoint(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                secret = self.headers.get("X-Telegram-Bot-Api-Secret-Token")
                loop.call_soon_threadsafe(posts.put_nowait, (secret, json.loads(body)))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                pass

        server = HTTPServer(("127.0.0.1", 0), Endpoint)
        Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/hook"
        await bot.set_webhook(url=url, secret_token=SECRET, allowed_updates=["message"])
        info = await bot.get_webhook_info()
        self.seen["webhook"] = [info.url == url, info.pending_update_count, list(info.allowed_updates)]
        await self.refused("polling beside it", bot.get_updates())
        await phones.does(f"contacts/{ARTA}/messages", {"text": "posted"})
        secret, body = await asyncio.wait_for(posts.get(), PATIENCE)
        self.seen["posted"] = [secret == SECRET, self.library.read(body).message.text]
        await bot.delete_webhook()
        self.seen["no webhook"] = (await bot.get_webhook_info()).url
        server.shutdown()


def kinds(entities):
    """The marks on a text, in numbers that do not depend on the library."""
    return [[str(getattr(it.type, "value", it.type)), it.offset, it.length] for it in entities or []]


def plain(value):
    """What is printed: names of statuses instead of the library's own kinds."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return getattr(value, "value", value)


async def main(library):
    given = json.loads(sys.argv[1])
    seen = await Scenario(library(given["api"], given["token"]), Phones(given["api"])).run()
    print(json.dumps(plain(seen)))
