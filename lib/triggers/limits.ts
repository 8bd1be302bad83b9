import type { TxContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import type { TriggerModel } from "@/prisma/generated/models";

const HOUR_MS = 3_600_000;
/** A trigger that is fired by a task of a trigger, which is fired by a task of a trigger, and so on, ends here. */
export const MAX_DEPTH = 4;

/** How often a trigger fired within its present hour. */
export type Hour = Pick<TriggerModel, "maxPerHour" | "hourStartedAt" | "hourCount">;

/** Counts one more. `isOver` says that it is one too many, which then does not count. Pure. */
export function countInHour(
  { maxPerHour, hourStartedAt, hourCount }: Hour,
  now: Date,
): { isOver: boolean; hour: Hour } {
  const isNew = hourStartedAt === null || now.getTime() - hourStartedAt.getTime() >= HOUR_MS;
  const hour = isNew
    ? { maxPerHour, hourStartedAt: now, hourCount: 0 }
    : { maxPerHour, hourStartedAt, hourCount };
  if (maxPerHour !== null && hour.hourCount >= maxPerHour) return { isOver: true, hour };
  return { isOver: false, hour: { ...hour, hourCount: hour.hourCount + 1 } };
}

export const overHour = (maxPerHour: number | null): string =>
  `it fired ${maxPerHour} times within an hour, which is its limit`;

export const tooDeep = (depth: number): string =>
  `it was fired by a task that triggers created in a chain of ${depth}: a chain ends after ${MAX_DEPTH + 1}`;

/** Tells of a limit that held a trigger back, once an hour. */
export async function noteLimit(
  tx: TxContext,
  trigger: Pick<TriggerModel, "id" | "name" | "projectId" | "limitedAt">,
  delivery: { id: number; type: string; reason: string },
  now: Date,
): Promise<void> {
  const { id, name, projectId, limitedAt } = trigger;
  if (limitedAt !== null && now.getTime() - limitedAt.getTime() < HOUR_MS) return;
  trigger.limitedAt = now;
  await tx.db.$executeRaw`
    UPDATE triggers SET limited_at = ${now}, limited_by = ${delivery.reason} WHERE id = ${id}`;
  await record(tx, {
    type: "trigger.limited",
    projectId,
    data: { trigger: { id, name }, delivery: { ...delivery, ticket_ref: null } },
  });
}
