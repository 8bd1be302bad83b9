import { type AgentRow, presenceOf } from "@/lib/agents/row";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { fix, reason } from "@/lib/core/reasons";
import type { TaskRow } from "@/lib/tasks/row";
import type { HeldUpReason } from "@/lib/tasks/shapes";
import { workersReasons } from "@/lib/workers/held-up";
import { workersOf } from "@/lib/workers/now";

/** No agent has the name. */
export interface Nobody {
  /** When the last one that had it was deleted, in Unix seconds; null if there was none. */
  deletedAt: number | null;
}

/** What decides whether an agent takes its work. */
export interface Holder {
  presence: string;
  /** Unix seconds; null if it was never seen. */
  lastSeen: number | null;
  inProgress: number;
  maxCapacity: number;
  /** Since when it is given nothing new, and why. */
  paused: { since: number; note: string | null } | null;
  /** What keeps all of its workers from it; none if workers do not do its work, or one of them may. */
  workers: ReturnType<typeof workersReasons>;
}

export const isSomebody = (holder: Holder | Nobody): holder is Holder => "presence" in holder;

/** Index: agents_name_key, agents_former_name_idx. */
export async function holderOf(
  ctx: Context,
  { assigned_to: name }: TaskRow,
): Promise<Holder | Nobody> {
  if (name === null) return { deletedAt: null };
  const [agent] = await ctx.db.$queryRaw<
    (Pick<AgentRow, "runtime" | "status" | "in_progress" | "max_capacity" | "pause_note"> & {
      seen: Date | null;
      paused: Date | null;
    })[]
  >`
    SELECT runtime::text AS runtime, status, in_progress, max_capacity, pause_note,
      last_seen_at AS seen, paused_at AS paused FROM agents
    WHERE name = ${name}`;
  if (!agent) {
    const [last] = await ctx.db.$queryRaw<{ deleted: Date | null }[]>`
      SELECT max(deleted_at) AS deleted FROM agents WHERE former_name = ${name} AND deleted_at IS NOT NULL`;
    return { deletedAt: toUnixSeconds(last?.deleted ?? null) };
  }
  const { seen, paused, pause_note, in_progress, max_capacity } = agent;
  const last_seen_at = seen?.toISOString() ?? null;
  const now = ctx.clock.now();
  return {
    presence: presenceOf({ ...agent, last_seen_at }, now),
    lastSeen: seen === null ? null : Math.floor(seen.getTime() / 1000),
    inProgress: in_progress,
    maxCapacity: max_capacity,
    paused: paused && { since: toUnixSeconds(paused), note: pause_note },
    workers:
      agent.runtime === "worker" ? workersReasons(name, await workersOf(ctx.db, name, now)) : [],
  };
}

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

const nobody = (name: string, { deletedAt }: Nobody): string =>
  deletedAt === null
    ? `No agent is named ${name} yet.`
    : `The agent ${name} was deleted, and no other has its name.`;

/** Why whoever a task is assigned to takes none of it now. Pure. */
export function holderReasons(name: string | null, holder: Holder | Nobody): HeldUpReason[] {
  if (name === null) return [];
  const href = `/agents/${encodeURIComponent(name)}`;
  if (!isSomebody(holder))
    return [
      reason("unknown_agent", nobody(name, holder), {
        since: holder.deletedAt,
        fix: fix("Register it, or give the task to another", {
          href: "/agents",
          command: `mc agents register ${name}`,
        }),
      }),
    ];
  const reasons: HeldUpReason[] = [];
  if (holder.paused)
    reasons.push(
      reason(
        "agent_paused",
        `${name} is paused${holder.paused.note ? `: ${ended(holder.paused.note)}` : "."}`,
        {
          since: holder.paused.since,
          fix: fix("Resume it", { href, command: `mc agents resume ${name}` }),
        },
      ),
    );
  reasons.push(...holder.workers);
  if (holder.presence === "offline" && holder.workers.length === 0)
    reasons.push(
      reason("offline", `${name} is offline.`, {
        since: holder.lastSeen,
        fix: fix("Start it, or give the task to another", { href, command: `mc why ${name}` }),
      }),
    );
  if (holder.inProgress >= holder.maxCapacity) {
    const held = `${name} holds ${holder.inProgress} of ${holder.maxCapacity} tasks.`;
    reasons.push(
      reason("at_capacity", held, {
        fix: fix("Look at what it holds", {
          href,
          command: `mc tasks list --assigned-to ${name} --status in_progress`,
        }),
      }),
    );
  }
  return reasons;
}
