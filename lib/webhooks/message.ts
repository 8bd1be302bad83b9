import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { config } from "@/lib/core/config";
import type { EventRow } from "@/lib/events/types";
import { eventToWire } from "@/lib/events/wire";
import { subscribedName } from "./subscription";

/** Something to be sent, by its id: the same id every time it is sent. */
export interface Message {
  id: string;
  type: string;
  body: string;
}

/** What identifies a receiver's messages. */
export interface Receiver {
  token: string;
  events: readonly string[];
}

/** An event as a message: the event as streams carry it. */
export function eventMessage({ token }: Receiver, event: EventRow): Message {
  return {
    id: messageId(token, event.id),
    type: event.type,
    body: JSON.stringify(eventToWire(event)),
  };
}

/** A message that is no event, by the id of its delivery: a test, or a gap. */
export function plainMessage(
  { token }: Receiver,
  type: string,
  deliveryId: bigint,
  payload: object,
): Message {
  return {
    id: messageId(token, `d${deliveryId}`),
    type,
    body: JSON.stringify({ type, ...payload }),
  };
}

/** By the id of the event, or `d` and that of the delivery for a message that is none. */
export const messageId = (token: string, of: bigint | `d${bigint}`): string => `msg_${token}_${of}`;

/**
 * The headers of a message by Standard Webhooks, signed with every secret that is valid, newest first; and those that receivers
 * written for Mission Control check, signed with the newest.
 */
export function headersOf(
  { events }: Receiver,
  { id, type, body }: Message,
  secrets: readonly string[],
  now: Date,
): Record<string, string> {
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, now, body));
  const [newest = ""] = secrets;
  return {
    "content-type": "application/json",
    "user-agent": `Baton-Webhook/${config.version}`,
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
    "webhook-signature": signatures.join(" "),
    "x-mc-event": subscribedName(events, type),
    "x-mc-signature": `sha256=${createHmac("sha256", newest).update(body).digest("hex")}`,
  };
}
