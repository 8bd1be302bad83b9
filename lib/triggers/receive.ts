import { createHash } from "node:crypto";
import { DAY_MS } from "@/lib/core/clock";
import { config } from "@/lib/core/config";
import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { storable } from "@/lib/core/fields";
import { addJobs } from "@/lib/core/jobs";
import { isShallow, isStorableText, NESTING_RULE } from "@/lib/core/json";
import { logger } from "@/lib/core/logger";
import { readBytes } from "@/lib/http/validate";
import type { TriggerModel } from "@/prisma/generated/models";
import { jobOf } from "./create-task";
import { CREATE_TRIGGERED_TASK } from "./job-names";
import { countInHour, noteLimit, overHour } from "./limits";
import { happenedAt, type Judged, judgePreset } from "./presets";
import { lineOf } from "./quote";
import { HookRate } from "./rate";
import { lockTriggerRow, matchOf, presetOf } from "./row";
import type { DeliveryOutcome } from "./schema";
import { validTriggerSecrets } from "./secrets";
import type { HookAnswer } from "./shapes";
import { type Refusal, type Signed, verifyMessage } from "./signature";
import { answerOf } from "./wire";

/** The largest message. GitHub's largest texts, written with escapes, fit. */
export const MAX_HOOK_BYTES = 1024 * 1024;
/** What is not wanted is kept with its payload up to this size only. */
const MAX_UNWANTED_BYTES = 64 * 1024;

const rate = new HookRate();

/**
 * Takes a message for a hook. Its address gives no right but to cause this trigger's task, and only with a signature by its secret. The
 * receipt is committed before the answer; a job creates the task. The same message again is `skipped`. Refuses with `unauthenticated` a
 * wrong signature or a time that is not now, with `invalid` or `payload_too_large` what is no JSON object, with `conflict` another
 * content under a known id, and with `rate_limited` too many at once; each is counted.
 */
export async function receiveHook(
  caller: Context,
  token: string,
  request: Request,
  limits: HookRate = rate,
): Promise<HookAnswer> {
  const ctx = asSystem(caller, "triggers");
  const trigger = isStorableText(token)
    ? await ctx.db.trigger.findUnique({ where: { token } })
    : null;
  if (!trigger) throw notFound("Hook");
  const refuse = async (refusal: Refusal, error: DomainError): Promise<never> => {
    await noteRefusals(ctx, trigger.id, limits.refused(trigger.id, refusal), error.message);
    throw error;
  };
  if (!isJson(request))
    return refuse(
      "content",
      invalid("content-type", "must be application/json", {
        fix: "choose application/json as the content type where the hook is set up",
      }),
    );
  const bytes = await readBytes(request, MAX_HOOK_BYTES).catch((error: unknown) =>
    error instanceof DomainError ? refuse("content", error) : Promise.reject(error),
  );
  const secrets = await validTriggerSecrets(ctx.db, trigger.id);
  if (secrets.length === 0) {
    logger.warn({ trigger: trigger.id }, "no secret of a trigger can be read: give it a new one");
    throw new DomainError("unavailable", "The secret of this trigger cannot be read", {
      fix: "ask an admin to give the trigger a new secret",
    });
  }
  const verified = verifyMessage(request.headers, bytes, secrets, {
    now: ctx.clock.now(),
    allowsGithub: trigger.preset !== null,
  });
  if (!verified.ok)
    return refuse(
      verified.refusal,
      new DomainError("unauthenticated", verified.message, {
        fix: "sign every message, when it is sent, with the secret of this trigger (docs/triggers.md)",
      }),
    );
  // Only what is signed counts, so that nobody without the secret uses up what the sender may send.
  const waitSeconds = limits.admit(trigger.id);
  if (waitSeconds !== null)
    return refuse(
      "rate",
      new DomainError("rate_limited", "Too many messages for this trigger at once", {
        fix: `send it again in ${waitSeconds} s`,
        retryAfterSeconds: waitSeconds,
      }),
    );
  const payload = parsed(bytes);
  if (payload instanceof DomainError) return refuse("content", payload);
  const message: Message = {
    signed: verified.signed,
    fingerprint: createHash("sha256").update(bytes).digest("base64url"),
    judged: judge(trigger, request.headers, payload, {
      by: verified.signed.by,
      now: ctx.clock.now(),
    }),
    payload,
    bytes: bytes.length,
  };
  const unwritten = limits.unwritten(trigger.id);
  const receipt = await ctx.transaction((tx) => store(tx, trigger.id, message));
  if (unwritten.size > 0) await noteRefusals(ctx, trigger.id, unwritten, null);
  if (receipt instanceof DomainError) return refuse("conflict", receipt);
  return receipt;
}

const isJson = (request: Request): boolean =>
  /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(request.headers.get("content-type") ?? "");

/** The body as a JSON object that can be stored: characters that PostgreSQL cannot store are left out or replaced. */
function parsed(bytes: Uint8Array): Record<string, unknown> | DomainError {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return invalid("body", "must be JSON");
  }
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return invalid("body", "must be a JSON object");
  if (!isShallow(value)) return invalid("body", NESTING_RULE);
  return storableParts(value) as Record<string, unknown>;
}

function storableParts(value: unknown): unknown {
  if (typeof value === "string") return storable(value);
  if (Array.isArray(value)) return value.map(storableParts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, part]) => [storable(name), storableParts(part)]),
  );
}

interface Message {
  signed: Signed;
  fingerprint: string;
  judged: Judged;
  payload: Record<string, unknown>;
  bytes: number;
}

function judge(
  trigger: TriggerModel,
  headers: Headers,
  payload: Record<string, unknown>,
  { by, now }: { by: Signed["by"]; now: Date },
): Judged {
  const preset = presetOf(trigger);
  if (preset === null) {
    const { type } = payload;
    return { type: (typeof type === "string" && lineOf(type, 120)) || "message", ignored: null };
  }
  const event = storable(headers.get("x-github-event") ?? "").slice(0, 60) || "unknown";
  const judged = judgePreset(preset, matchOf(trigger, "webhook"), event, payload);
  if (judged.ignored !== null || by !== "github") return judged;
  return { ...judged, ignored: whyNotNew(payload, now) };
}

/** Clocks differ, and the log is not removed to the minute. */
const MARGIN_MS = 3_600_000;

/**
 * Why a message of GitHub's may have been received before the log began, or null. Its signature is on the body alone, so whoever once got hold
 * of one could send it again when the log has forgotten it; but the body says when it happened.
 */
function whyNotNew(payload: Record<string, unknown>, now: Date): string | null {
  const at = happenedAt(payload);
  if (at === null) return "it names no time by which it could be known to be new";
  const remembered = config.triggerDeliveryDays * DAY_MS - MARGIN_MS;
  if (now.getTime() - at.getTime() < remembered) return null;
  return `it happened on ${at.toISOString().slice(0, 10)}, longer ago than messages are remembered`;
}

/** Stores the receipt, and queues its task if there is to be one. A message that is known says so; with another content it is refused. */
async function store(
  tx: TxContext,
  triggerId: number,
  message: Message,
): Promise<HookAnswer | DomainError> {
  // Messages for one trigger are dealt with in turn.
  const trigger = await lockTriggerRow(tx, triggerId);
  if (!trigger) throw notFound("Hook");
  const { signed, fingerprint, judged, payload, bytes } = message;
  const known = await findKnown(tx, triggerId, message);
  if (known) return known;
  const now = tx.clock.now();
  const { outcome, reason, hour, isLimited } = decide(trigger, judged, now);
  const isKept = outcome !== "ignored" || bytes <= MAX_UNWANTED_BYTES;
  const [row] = await tx.db.$queryRaw<{ id: bigint }[]>`
    INSERT INTO trigger_deliveries (trigger_id, message_id, fingerprint, signed_by, type, payload, outcome, reason, settled_at)
    VALUES (${triggerId}, ${signed.id}, ${fingerprint}, ${signed.by}, ${judged.type},
      ${isKept ? JSON.stringify(payload) : null}::jsonb, ${outcome}, ${reason}::text,
      ${outcome === "received" ? null : now}::timestamptz)
    RETURNING id`;
  const id = Number((row as { id: bigint }).id);
  await tx.db.$executeRaw`
    UPDATE triggers SET last_delivery_at = ${now}, hour_started_at = ${hour.hourStartedAt}::timestamptz, hour_count = ${hour.hourCount},
      skipped_count = skipped_count + ${outcome === "skipped" ? 1 : 0}::int,
      ignored_count = ignored_count + ${outcome === "ignored" ? 1 : 0}::int WHERE id = ${triggerId}`;
  if (isLimited && reason !== null)
    await noteLimit(tx, trigger, { id, type: judged.type, reason }, now);
  if (outcome === "received") await addJobs(tx.db, CREATE_TRIGGERED_TASK, [jobOf(id)]);
  return { answer: answerOf(outcome), reason, delivery: id };
}

/** What becomes of a message that was not there before. Pure. */
function decide(
  trigger: TriggerModel,
  { ignored }: Judged,
  now: Date,
): {
  outcome: DeliveryOutcome;
  reason: string | null;
  hour: { hourStartedAt: Date | null; hourCount: number };
  isLimited: boolean;
} {
  const { hourStartedAt, hourCount } = trigger;
  const same = { hour: { hourStartedAt, hourCount }, isLimited: false };
  if (ignored !== null) return { outcome: "ignored", reason: ignored, ...same };
  // The note is for those who manage the trigger, and senders are told the reason.
  if (trigger.pausedAt !== null)
    return { outcome: "skipped", reason: "the trigger is paused", ...same };
  const { isOver, hour } = countInHour(trigger, now);
  if (!isOver) return { outcome: "received", reason: null, hour, isLimited: false };
  return { outcome: "skipped", reason: overHour(trigger.maxPerHour), hour, isLimited: true };
}

/**
 * A message that came before, by its id; and by its content where the signature is on the content alone, so that nobody can send it
 * again under another id. Indexes: trigger_deliveries_trigger_id_message_id_key, trigger_deliveries_github_key.
 */
async function findKnown(
  tx: TxContext,
  triggerId: number,
  { signed, fingerprint }: Message,
): Promise<HookAnswer | DomainError | null> {
  const rows = await tx.db.$queryRaw<{ id: bigint; fingerprint: string | null; at: Date }[]>`
    SELECT id, fingerprint, created_at AS at FROM trigger_deliveries WHERE trigger_id = ${triggerId} AND message_id = ${signed.id}
    UNION ALL
    SELECT id, fingerprint, created_at FROM trigger_deliveries
    WHERE trigger_id = ${triggerId} AND fingerprint = ${fingerprint} AND signed_by = 'github' AND ${signed.by} = 'github'`;
  const [known] = rows;
  if (!known) return null;
  if (known.fingerprint !== fingerprint)
    return new DomainError(
      "conflict",
      `A message with the id ${signed.id} came before, with another content`,
      { fix: "give every message an id of its own, and send the same content under the same id" },
    );
  const reason = `it was received before, at ${known.at.toISOString()}`;
  return { answer: "skipped", reason, delivery: Number(known.id) };
}

/** Adds refusals to the counters of a trigger. */
async function noteRefusals(
  ctx: Context,
  triggerId: number,
  refusals: ReadonlyMap<Refusal, number> | null,
  last: string | null,
): Promise<void> {
  if (refusals === null) return;
  const of = (refusal: Refusal) => refusals.get(refusal) ?? 0;
  await ctx.db.$executeRaw`
    UPDATE triggers SET refused_signature = refused_signature + ${of("signature")}::int,
      refused_timestamp = refused_timestamp + ${of("timestamp")}::int, refused_content = refused_content + ${of("content")}::int,
      refused_conflict = refused_conflict + ${of("conflict")}::int, refused_rate = refused_rate + ${of("rate")}::int,
      last_refused_at = ${ctx.clock.now()}, last_refusal = COALESCE(left(${last}::text, 300), last_refusal)
    WHERE id = ${triggerId}`;
}
