import { afterEach, describe, expect, it } from "vitest";
import webPush from "web-push";
import { startPushService } from "@/lib/testing/push-service";
import { receiversOf } from "@/lib/webhooks/address";
import { createSend } from "@/lib/webhooks/send";
import { MAX_PAYLOAD_BYTES, type PushMessage, payloadOf } from "./message";
import { pushRequest } from "./request";
import type { VapidKeys } from "./vapid";

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

const CARD: PushMessage = {
  kind: "card",
  tag: "card:7",
  title: "TASK-007 waits for your verdict",
  body: "Größe 🚀\nand a second line",
  href: "/tasks/TASK-007",
  at: 1_795_000_000,
  alert: true,
  links: { approve: "/act/abc" },
};

const KEYS = webPush.generateVAPIDKeys();

/** A push service that knows `KEYS`, a browser that is subscribed at it, and a way to send it a push signed with `keys`. */
async function start({ keys = KEYS, listed = true }: { keys?: VapidKeys; listed?: boolean } = {}) {
  const service = await startPushService(() => KEYS.publicKey);
  const { send, close } = createSend({
    receivers: () => receiversOf(listed ? [service.receiver] : []),
  });
  closing.push(close, service.close);
  const browser = service.subscribe();
  const sender = { ...keys, subject: "mailto:operator@example.com" };
  const push = (message: PushMessage) => send(pushRequest(sender, browser, message));
  return { service, browser, push };
}

describe("a push", () => {
  it("is what the browser decrypts, signed for its push service", async () => {
    const { service, browser, push } = await start();
    expect(await push(CARD)).toMatchObject({ status: 201, error: null });
    const [got] = browser.received;
    expect(JSON.parse(got?.text ?? "")).toEqual(CARD);
    expect(got?.vapid).toMatchObject({ aud: service.origin, sub: "mailto:operator@example.com" });
    expect(got?.headers).toMatchObject({
      "content-encoding": "aes128gcm",
      ttl: "86400",
      urgency: "high",
    });
    expect(got?.headers.topic).toMatch(/^[\w-]{32}$/);
  });

  it("has the topic of its tag, so that an older one waiting at the service makes room", async () => {
    const { browser, push } = await start();
    await push(CARD);
    await push({ ...CARD, kind: "closed", alert: false });
    await push({ ...CARD, tag: "card:8" });
    const [first, second, other] = browser.received.map(({ headers }) => headers);
    expect(second?.topic).toBe(first?.topic);
    expect(second?.urgency).toBe("normal");
    expect(other?.topic).not.toBe(first?.topic);
  });

  it("is refused where it is signed by another installation", async () => {
    const { push } = await start({ keys: webPush.generateVAPIDKeys() });
    expect(await push(CARD)).toMatchObject({ status: 403 });
  });

  it("is not sent to a private address unless it is listed", async () => {
    const { browser, push } = await start({ listed: false });
    expect(await push(CARD)).toMatchObject({
      status: null,
      error: expect.stringContaining("127.0.0.1 is no public address"),
    });
    expect(browser.received).toEqual([]);
  });
});

describe("a payload", () => {
  it.each(["x", "🚀", "\u0001", '"', "漢"])("of many %j has at most 3 KB", (letter) => {
    const long = letter.repeat(10_000);
    const text = payloadOf({ ...CARD, title: long, body: long });
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(MAX_PAYLOAD_BYTES);
    const { title, body, href } = JSON.parse(text);
    expect(href).toBe(CARD.href);
    expect(title.endsWith("…")).toBe(true);
    expect(body.isWellFormed()).toBe(true);
  });
});
