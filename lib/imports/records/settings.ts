import { randomBytes } from "node:crypto";
import type { TxContext } from "@/lib/core/context";
import { eventHorizon } from "@/lib/events/replay";
import { addSecret } from "@/lib/webhooks/secrets";
import { type Account, admit, deviate, freshOf } from "./account";
import * as c from "./columns";
import { type RecordOf, SCHEDULE, WEBHOOK } from "./kinds";
import { insertRows, knownIds } from "./rows";

const PAUSED = {
  ...SCHEDULE,
  paused_at: c.moment(),
  paused_by: c.words(),
  pause_note: c.words(),
  pause_reason: c.words(),
};
const DISABLED = {
  ...WEBHOOK,
  token: c.words(),
  enabled: c.flag(false),
  disabled_reason: c.words(),
  position: c.column("bigint", c.words().is),
};

/** Brings schedules in, paused: else they would fire here and at their source. */
export async function takeSchedules(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"schedule">[],
): Promise<void> {
  const fresh = await freshOf(tx, account, "schedule", records);
  const projects = await knownIds(
    tx,
    account.source,
    "project",
    fresh.map(({ project_id }) => project_id),
  );
  for (const schedule of fresh) {
    const project = projects.get(String(schedule.project_id));
    const leaveOut = (why: string) =>
      deviate(account, "schedule", schedule.id, `${schedule.name} is left out: ${why}`);
    if (project === undefined) {
      leaveOut("its project was not brought in");
      continue;
    }
    const [same] = await tx.db.$queryRaw<{ id: number }[]>`
      SELECT id FROM schedules WHERE project_id = ${project} AND (lower(name) = lower(${schedule.name}) OR key = ${schedule.key})`;
    if (same) {
      leaveOut("there is one of that name or key");
      continue;
    }
    const ids = await admit(tx, account, "schedule", [schedule]);
    await insertRows(tx, "schedule", PAUSED, [
      {
        ...schedule,
        id: ids.get(String(schedule.id)),
        project_id: project,
        paused_at: tx.clock.now().toISOString(),
        paused_by: tx.actor.name,
        pause_note: "Imported: resume it once it no longer runs at its source",
        pause_reason: "person",
      },
    ]);
  }
}

/** Brings webhooks in, disabled and with a secret of their own: the source's are not exported. */
export async function takeWebhooks(
  tx: TxContext,
  account: Account,
  records: readonly RecordOf<"webhook">[],
): Promise<void> {
  const fresh = await freshOf(tx, account, "webhook", records);
  const projects = await knownIds(
    tx,
    account.source,
    "project",
    fresh.flatMap(({ project_id }) => project_id ?? []),
  );
  const position = String((await eventHorizon(tx.db)) - 1n);
  for (const webhook of fresh) {
    const project = webhook.project_id === null ? null : projects.get(String(webhook.project_id));
    if (project === undefined) {
      deviate(
        account,
        "webhook",
        webhook.id,
        `${webhook.name} is left out: its project was not brought in`,
      );
      continue;
    }
    const ids = await admit(tx, account, "webhook", [webhook]);
    const id = ids.get(String(webhook.id)) as number;
    await insertRows(tx, "webhook", DISABLED, [
      {
        ...webhook,
        id,
        project_id: project,
        token: randomBytes(6).toString("hex"),
        enabled: false,
        disabled_reason: "person",
        position,
      },
    ]);
    await addSecret(tx, id);
    deviate(
      account,
      "webhook",
      webhook.id,
      `${webhook.name} is disabled and has a new secret: rotate it to see one, then enable it`,
    );
  }
}
