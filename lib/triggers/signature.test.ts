import { createHmac } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { HookRate } from "./rate";
import { verifyMessage } from "./signature";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OTHER = "whsec_b3RoZXIgc2VjcmV0IG9mIGEgdGVzdA==";
const NOW = new Date("2026-11-22T10:00:00Z");
const BODY = '{"title":"grüße"}';

const standard = (by: string, { at = NOW, id = "msg_1" } = {}) =>
  new Headers({
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": `v1,AAAA v1a,x ${new Webhook(by).sign(id, at, BODY)}`,
  });
const verify = (headers: Headers, options: { body?: string; allowsGithub?: boolean } = {}) =>
  verifyMessage(headers, Buffer.from(options.body ?? BODY), [SECRET], {
    now: NOW,
    allowsGithub: options.allowsGithub ?? false,
  });
const refusalOf = (verified: ReturnType<typeof verify>) => (verified.ok ? null : verified.refusal);

describe("a message signed by Standard Webhooks", () => {
  it("is taken with the id that its sender gave it", () => {
    expect(verify(standard(SECRET))).toEqual({ ok: true, signed: { by: "standard", id: "msg_1" } });
  });

  it("is refused with another secret, another body, another id or no signature", () => {
    expect(refusalOf(verify(standard(OTHER)))).toBe("signature");
    expect(refusalOf(verify(standard(SECRET), { body: `${BODY} ` }))).toBe("signature");
    const renamed = standard(SECRET);
    renamed.set("webhook-id", "msg_2");
    expect(refusalOf(verify(renamed))).toBe("signature");
    for (const name of ["webhook-id", "webhook-timestamp", "webhook-signature"]) {
      const without = standard(SECRET);
      without.delete(name);
      expect(refusalOf(verify(without))).toBe("signature");
    }
    expect(refusalOf(verify(standard(SECRET, { id: "a b" })))).toBe("signature");
  });

  it("is refused when its time is more than five minutes from now, either way", () => {
    const at = (seconds: number) =>
      standard(SECRET, { at: new Date(NOW.getTime() + seconds * 1000) });
    expect([-300, 300].map((s) => refusalOf(verify(at(s))))).toEqual([null, null]);
    expect([-301, 301].map((s) => refusalOf(verify(at(s))))).toEqual(["timestamp", "timestamp"]);
  });

  it("is taken with any of the secrets that are valid", () => {
    const options = { now: NOW, allowsGithub: false };
    const body = Buffer.from(BODY);
    expect(verifyMessage(standard(OTHER), body, [SECRET, OTHER], options).ok).toBe(true);
  });
});

describe("a message signed by GitHub", () => {
  // The example of GitHub's documentation.
  const documented = verifyMessage(
    new Headers({
      "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
      "x-hub-signature-256":
        "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
    }),
    Buffer.from("Hello, World!"),
    ["It's a Secret to Everybody"],
    { now: NOW, allowsGithub: true },
  );
  const github = (by: string, body = BODY) =>
    new Headers({
      "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
      "x-hub-signature-256": `sha256=${createHmac("sha256", by).update(body).digest("hex")}`,
    });

  it("is taken where the trigger is for GitHub, as its documentation signs", () => {
    expect(documented).toEqual({
      ok: true,
      signed: { by: "github", id: "72d3162e-cc78-11e3-81ab-4c9367dc0958" },
    });
    expect(verify(github(SECRET), { allowsGithub: true }).ok).toBe(true);
  });

  it("is refused by a trigger that is not, or with another secret or body", () => {
    expect(refusalOf(verify(github(SECRET)))).toBe("signature");
    expect(refusalOf(verify(github(OTHER), { allowsGithub: true }))).toBe("signature");
    expect(refusalOf(verify(github(SECRET, "{}"), { allowsGithub: true }))).toBe("signature");
    const weak = new Headers({ "x-github-delivery": "1", "x-hub-signature": "sha1=00" });
    expect(refusalOf(verify(weak, { allowsGithub: true }))).toBe("signature");
  });
});

describe("the rate of one trigger", () => {
  it("lets a burst through, then so many a second, and says when to come again", () => {
    let now = 0;
    const rate = new HookRate(() => now);
    const admitted = () =>
      Array.from({ length: 700 }, () => rate.admit(1)).filter((w) => w === null);
    expect(admitted()).toHaveLength(600);
    expect(rate.admit(1)).toBe(1);
    expect(rate.admit(2)).toBeNull();
    now += 1_000;
    expect(admitted()).toHaveLength(20);
  });

  it("counts every refusal, and has few of them written down", () => {
    let now = 0;
    const rate = new HookRate(() => now);
    let [writes, counted] = [0, 0];
    for (let n = 0; n < 1_000; n++) {
      const written = rate.refused(1, "signature");
      if (written === null) continue;
      writes += 1;
      counted += written.get("signature") ?? 0;
    }
    expect([writes, counted]).toEqual([20, 20]);
    now += 3_000;
    expect(rate.refused(1, "signature")?.get("signature")).toBe(981);
    expect(rate.unwritten(1).size).toBe(0);
  });
});
