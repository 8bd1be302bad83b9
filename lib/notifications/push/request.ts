import { createHash } from "node:crypto";
import webPush from "web-push";
import type { Post } from "@/lib/webhooks/send";
import { type PushMessage, payloadOf } from "./message";
import type { VapidKeys } from "./vapid";

/** A browser's subscription: where its push service takes messages, and the keys that they are encrypted for; base64url. */
export interface PushTarget {
  endpoint: string;
  keys: { p256dh: string; auth: string };
}

/** A push service keeps a message for a browser that is away for as long. */
const TTL_SECONDS = 86_400;

/**
 * What is sent to a push service: the message encrypted for the browser (RFC 8291), and a token signed for the service (RFC 8292).
 * `subject` is whom it can turn to. Throws when the browser's keys are no keys.
 */
export function pushRequest(
  sender: VapidKeys & { subject: string },
  target: PushTarget,
  message: PushMessage,
): Post {
  const { headers, body } = webPush.generateRequestDetails(target, payloadOf(message), {
    vapidDetails: sender,
    TTL: TTL_SECONDS,
    contentEncoding: "aes128gcm",
    urgency: message.alert ? "high" : "normal",
    topic: topicOf(message.tag),
  });
  return {
    url: target.endpoint,
    headers: Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
    ),
    body: body ?? "",
  };
}

/** A message that the browser did not fetch yet makes room for a later one of its topic (RFC 8030): 32 letters of base64url. */
function topicOf(tag: string): string {
  return createHash("sha256").update(tag).digest("base64url").slice(0, 32);
}
