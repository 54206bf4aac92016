"""The scenario with python-telegram-bot."""

import asyncio

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, InputFile, InputMediaPhoto, Update, error
from telegram.ext import Application, TypeHandler

from scenario import main


class PythonTelegramBot:
    def __init__(self, api, token):
        self.api, self.updates = api, asyncio.Queue()
        builder = Application.builder().token(token)
        self.application = builder.base_url(f"{api}/bot").base_file_url(f"{api}/file/bot").build()
        self.application.add_handler(TypeHandler(Update, self.take))
        self.bot = self.application.bot

    async def take(self, update, _):
        await self.updates.put(update)

    async def start_polling(self):
        await self.application.initialize()
        await self.application.start()
        await self.application.updater.start_polling(allowed_updates=Update.ALL_TYPES)

    async def stop_polling(self):
        await self.application.updater.stop()
        await self.application.stop()

    def keyboard(self, rows):
        return InlineKeyboardMarkup([[InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows])

    def file(self, content, name):
        return InputFile(content, filename=name)

    def photo(self, content, caption):
        return InputMediaPhoto(content, caption=caption, filename="photo.jpg")

    async def download(self, file):
        return bytes(await (await self.bot.get_file(file)).download_as_bytearray())

    def read(self, body):
        return Update.de_json(body, self.bot)

    async def with_wrong_token(self):
        async with Bot("1:wrong", base_url=f"{self.api}/bot") as bot:
            await bot.get_me()

    def refusal(self, refused):
        match refused:
            case error.RetryAfter():
                seconds = refused._retry_after.total_seconds() if hasattr(refused, "_retry_after") else refused.retry_after
                return [429, f"retry after {int(seconds)}"]
            case error.ChatMigrated():
                return [400, f"became {refused.new_chat_id}"]
            case error.InvalidToken():
                return [401, "unauthorized"]
            case error.Conflict():
                return [409, refused.message.removeprefix("Conflict: ").lower()]
            case error.Forbidden():
                return [403, refused.message.removeprefix("Forbidden: ").lower()]
            case error.BadRequest():
                return [400, refused.message.lower()]
        raise refused


asyncio.run(main(PythonTelegramBot))
