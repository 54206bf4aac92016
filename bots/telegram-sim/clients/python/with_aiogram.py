"""The scenario with aiogram."""

import asyncio

from aiogram import Bot, Dispatcher, exceptions
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.types import BufferedInputFile, InlineKeyboardButton, InlineKeyboardMarkup, InputMediaPhoto, Update

from scenario import main

KINDS = ["message", "edited_message", "callback_query", "my_chat_member"]


class Aiogram:
    def __init__(self, api, token):
        self.server, self.updates = TelegramAPIServer.from_base(api), asyncio.Queue()
        self.bot = Bot(token, session=AiohttpSession(api=self.server))
        self.dispatcher = Dispatcher()
        self.dispatcher.update.outer_middleware(self.take)
        self.polling = None

    async def take(self, _handler, update, _data):
        await self.updates.put(update)

    async def start_polling(self):
        poll = self.dispatcher.start_polling(
            self.bot, handle_signals=False, close_bot_session=False, allowed_updates=KINDS
        )
        self.polling = asyncio.create_task(poll)

    async def stop_polling(self):
        await self.dispatcher.stop_polling()
        await self.polling

    def keyboard(self, rows):
        row = lambda row: [InlineKeyboardButton(text=text, callback_data=data) for text, data in row]
        return InlineKeyboardMarkup(inline_keyboard=[row(it) for it in rows])

    def file(self, content, name):
        return BufferedInputFile(content, filename=name)

    def photo(self, content, caption):
        return InputMediaPhoto(media=self.file(content, "photo.jpg"), caption=caption)

    async def download(self, file):
        return (await self.bot.download(file)).read()

    def read(self, body):
        return Update.model_validate(body, context={"bot": self.bot})

    async def with_wrong_token(self):
        async with Bot("1:wrong", session=AiohttpSession(api=self.server)) as bot:
            await bot.get_me()

    def refusal(self, refused):
        match refused:
            case exceptions.TelegramRetryAfter():
                return [429, f"retry after {refused.retry_after}"]
            case exceptions.TelegramMigrateToChat():
                return [400, f"became {refused.migrate_to_chat_id}"]
            case exceptions.TelegramUnauthorizedError():
                return [401, "unauthorized"]
            case exceptions.TelegramConflictError():
                return [409, refused.message.removeprefix("Conflict: ").lower()]
            case exceptions.TelegramForbiddenError():
                return [403, refused.message.removeprefix("Forbidden: ").lower()]
            case exceptions.TelegramBadRequest():
                return [400, refused.message.removeprefix("Bad Request: ").lower()]
        raise refused


async def run():
    libraries = []

    def library(api, token):
        libraries.append(Aiogram(api, token))
        return libraries[0]

    await main(library)
    await libraries[0].bot.session.close()


asyncio.run(run())
