import { createHmac, timingSafeEqual } from "node:crypto";

/** How far a message's time may be from ours. */
const TOLERANCE_S = 5 * 60;
const MAX_ID = 200;
/** More signatures of one message are not looked at. */
const MAX_SIGNATURES = 10;

export type Refusal = "signature" | "timestamp" | "content" | "conflict" | "rate";

/** Who signed a message, and the id that its sender gave it. */
export interface Signed {
  by: "standard" | "github";
  id: string;
}

export type Verified =
  | { ok: true; signed: Signed }
  | { ok: false; refusal: "signature" | "timestamp"; message: string };

/**
 * Checks a message's signature with the secrets that are valid: by Standard Webhooks, which signs id, time and body, or, where the
 * trigger is for GitHub, by GitHub's own header, which signs the body alone. Everything is compared in constant time.
 */
export function verifyMessage(
  headers: Headers,
  body: Uint8Array,
  secrets: readonly string[],
  { now, allowsGithub }: { now: Date; allowsGithub: boolean },
): Verified {
  const github = headers.get("x-hub-signature-256");
  if (allowsGithub && github !== null) return verifyGithub(headers, github, body, secrets);
  return verifyStandard(headers, body, secrets, now);
}

function verifyStandard(
  headers: Headers,
  body: Uint8Array,
  secrets: readonly string[],
  now: Date,
): Verified {
  const [id, time, signatures] = ["webhook-id", "webhook-timestamp", "webhook-signature"].map(
    (name) => headers.get(name) ?? "",
  ) as [string, string, string];
  if (id === "" || time === "" || signatures === "")
    return refused(
      "signature",
      "the headers webhook-id, webhook-timestamp and webhook-signature are needed",
    );
  if (!isId(id))
    return refused("signature", "webhook-id must be one line of at most 200 characters");
  const head = Buffer.from(`${id}.${time}.`);
  const given = signatures
    .split(/\s+/)
    .slice(0, MAX_SIGNATURES)
    .flatMap((each) => (each.startsWith("v1,") ? [Buffer.from(each.slice(3), "base64")] : []));
  const expected = secrets.map((secret) =>
    createHmac("sha256", Buffer.from(secret.replace(/^whsec_/, ""), "base64"))
      .update(head)
      .update(body)
      .digest(),
  );
  if (!anyEqual(given, expected))
    return refused("signature", "webhook-signature fits no secret of this trigger");
  const seconds = /^\d{1,12}$/.test(time) ? Number(time) : Number.NaN;
  const age = Math.abs(Math.floor(now.getTime() / 1000) - seconds);
  if (!(age <= TOLERANCE_S))
    return refused(
      "timestamp",
      "webhook-timestamp must be at most 5 minutes from now, in Unix seconds",
    );
  return { ok: true, signed: { by: "standard", id } };
}

function verifyGithub(
  headers: Headers,
  signature: string,
  body: Uint8Array,
  secrets: readonly string[],
): Verified {
  const id = headers.get("x-github-delivery") ?? "";
  if (!isId(id)) return refused("signature", "the header x-github-delivery is needed");
  const given = /^sha256=([0-9a-f]{64})$/i.exec(signature.trim());
  const expected = secrets.map((secret) => createHmac("sha256", secret).update(body).digest());
  if (!given || !anyEqual([Buffer.from(given[1] as string, "hex")], expected))
    return refused("signature", "x-hub-signature-256 fits no secret of this trigger");
  return { ok: true, signed: { by: "github", id } };
}

/** Compares every pair, so that the time tells nothing of which one fits. */
function anyEqual(given: readonly Buffer[], expected: readonly Buffer[]): boolean {
  let found = false;
  for (const one of given)
    for (const other of expected)
      if (one.length === other.length && timingSafeEqual(one, other)) found = true;
  return found;
}

const isId = (id: string): boolean => /^[\x21-\x7e]+$/.test(id) && id.length <= MAX_ID;

const refused = (refusal: "signature" | "timestamp", message: string): Verified => ({
  ok: false,
  refusal,
  message,
});
