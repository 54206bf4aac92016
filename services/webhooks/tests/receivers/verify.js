// Verifies a message as a receiver does that was told nothing but its secret: {secret, headers, body} in, its type or the error out.
import { readFileSync } from "node:fs";
import { Webhook } from "standardwebhooks";

const { secret, headers, body } = JSON.parse(readFileSync(0, "utf8"));
try {
  console.log(`verified ${new Webhook(secret).verify(body, headers).type}`);
} catch (error) {
  console.log(`refused: ${error.message}`);
}
