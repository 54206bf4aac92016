"""Reads a message as Python's `email` does, and prints what it holds as JSON."""

import email
import email.policy
import json
import sys

message = email.message_from_bytes(open(sys.argv[1], "rb").read(), policy=email.policy.default)


def part_of(part):
    content = None if part.is_multipart() else part.get_content()
    return {
        "type": part.get_content_type(),
        "parameters": {name: str(value) for name, value in part["content-type"].params.items()},
        "disposition": part.get_content_disposition(),
        "content": content.decode() if isinstance(content, bytes) else content,
        "defects": [str(defect) for defect in part.defects],
    }


print(json.dumps({
    "headers": [[name, str(value)] for name, value in message.items()],
    "addresses": {
        name: [[address.display_name, address.addr_spec] for address in message[name].addresses]
        for name in ("From", "To", "Reply-To") if message[name]
    },
    "header_defects": [str(defect) for value in message.values() for defect in value.defects],
    "longest_line": max(len(line) for line in open(sys.argv[1], "rb").read().split(b"\r\n")),
    "ascii": open(sys.argv[1], "rb").read().isascii(),
    "parts": [part_of(part) for part in message.walk()],
}))
