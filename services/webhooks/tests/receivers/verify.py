"""Verifies a message as a receiver does that was told nothing but its secret: {secret, headers, body} in, its type or the error out."""

import json
import sys

from standardwebhooks.webhooks import Webhook

message = json.load(sys.stdin)
try:
    print("verified", Webhook(message["secret"]).verify(message["body"], message["headers"])["type"])
except Exception as error:  # whatever the library says
    print("refused:", error)
