import { type Fix, fix, reason } from "@/lib/core/reasons";
import { type WorkerNow, workersReasons } from "@/lib/workers/held-up";
import type { AgentReason, WorkerReason } from "./shapes";

/** Why an agent or a worker takes nothing new, from what is known of it. Pure. Times are Unix seconds. */

export interface Pause {
  since: number;
  note: string | null;
  by: string;
}

/** A task that it works on, or whose run waits for an answer. */
export interface Held {
  ticketRef: string | null;
  since: number;
}

/** What could be taken. `pool` counts by kind of work, up to a bound; null for work without a kind. */
export interface Ready {
  own: number;
  pool: readonly { workType: string | null; count: number }[];
}

/** Tasks of an agent that are kept from it for one reason. */
export interface Hold {
  code: string;
  message: string;
  count: number;
  since: number | null;
  until: number | null;
}

export interface AgentFacts {
  name: string;
  /** Whether Baton calls it. */
  isPushed: boolean;
  /** Whether its work is done by `mc worker`. */
  isWorkers: boolean;
  presence: string;
  lastSeen: number | null;
  paused: Pause | null;
  inProgress: number;
  maxCapacity: number;
  /** Why its runtime takes no calls now; null if it does, or if there is none to call. */
  refusal: {
    code: "configuration" | "no_model" | "unavailable";
    message: string;
    until: number | null;
  } | null;
  holds: readonly Hold[];
  working: readonly Held[];
  asking: readonly (Held & { requestId: number; until: number | null })[];
  ready: Ready;
  /** Its workers that have not ended. */
  workers: readonly WorkerNow[];
}

/** Why an agent works on nothing new, in the order in which it is asked; one reason at least. */
export function agentReasons(facts: AgentFacts): AgentReason[] {
  const { name, paused, working, asking } = facts;
  const href = `/agents/${encodeURIComponent(name)}`;
  const reasons: AgentReason[] = [];
  if (paused)
    reasons.push(
      reason("paused", `${name} is paused${noted(paused)}`, {
        since: paused.since,
        fix: fix("Resume it", { href, command: `mc agents resume ${name}` }),
      }),
    );
  if (facts.refusal) reasons.push(refused(facts, facts.refusal));
  if (facts.isWorkers) reasons.push(...workersReasons(facts.name, facts.workers));
  if (!facts.isPushed && !facts.isWorkers && facts.presence === "offline")
    reasons.push(
      reason("offline", `${name} does not ask for work: it is offline.`, {
        since: facts.lastSeen,
        fix: fix("Start it", { href, command: "mc worker --help" }),
      }),
    );
  if (facts.inProgress >= facts.maxCapacity)
    reasons.push(
      reason("at_capacity", `${name} is at ${facts.inProgress} of ${facts.maxCapacity}.`, {
        fix: fix("Look at what it holds", {
          href,
          command: `mc tasks list --assigned-to ${name} --status in_progress`,
        }),
      }),
    );
  reasons.push(...facts.holds.map((hold) => held(hold, href)));
  for (const { requestId, ticketRef, since, until } of asking)
    reasons.push(
      reason("waits_for_answer", `Waits for your answer${on(ticketRef)}.`, {
        request_id: requestId,
        ticket_ref: ticketRef,
        since,
        until,
        fix: answer(requestId),
      }),
    );
  if (working.length > 0) reasons.push(workingOn(name, working));
  return reasons.length > 0 ? reasons : [idle(facts)];
}

const noted = ({ note, by }: Pause): string => {
  const whose = by === "" ? "" : ` by ${by}`;
  return note ? `${whose}: ${ended(note)}` : `${whose}.`;
};
const on = (ref: string | null): string => (ref === null ? "" : ` on ${ref}`);
const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
const answer = (id: number): Fix =>
  fix("Answer it", { href: "/inbox", command: `mc requests show ${id}` });

function refused(
  { name }: AgentFacts,
  { code, message, until }: NonNullable<AgentFacts["refusal"]>,
) {
  const sentence = `${name} cannot be called: ${ended(message)}`;
  return code === "no_model"
    ? reason("no_model", sentence, {
        until,
        fix: fix("Set a model", { href: "/settings?tab=models", command: null }),
      })
    : reason("runtime_down", sentence, {
        until,
        fix: fix("Set the runtime up", { href: "/settings?tab=runtimes", command: "mc doctor" }),
      });
}

function held({ code, message, count, since, until }: Hold, href: string): AgentReason {
  const sentence = `${count === 1 ? "1 task waits" : `${count} tasks wait`}: ${ended(message)}`;
  return code === "budget_exceeded"
    ? reason("budget_exceeded", sentence, {
        since,
        until,
        fix: fix("Raise the budget", { href, command: "mc raw GET /api/budgets" }),
      })
    : reason("held", sentence, {
        since,
        until,
        fix: fix("Look at its tasks", { href, command: null }),
      });
}

function workingOn(name: string, working: readonly Held[]) {
  const refs = working.flatMap(({ ticketRef }) => ticketRef ?? []);
  const shown = refs.length === 0 ? "what it was asked" : refs.slice(0, 5).join(", ");
  const more = refs.length > 5 ? ` and ${refs.length - 5} more` : "";
  return reason("working", `${name} works on ${shown}${more}.`, {
    ticket_ref: refs[0] ?? null,
    since: Math.min(...working.map(({ since }) => since)),
  });
}

/** What an agent or a worker that nothing holds up may take. */
function idle({ name, isPushed, ready }: Pick<AgentFacts, "name" | "isPushed" | "ready">) {
  if (ready.own > 0)
    return reason(
      "ready",
      `Nothing holds it up: ${tasks(ready.own)} of ${name} ${ready.own === 1 ? "is" : "are"} ready.`,
    );
  if (isPushed)
    return reason("nothing_ready", `Nothing is ready that is assigned to ${name}.`, {
      fix: fix("Assign a task to it", {
        href: "/board",
        command: `mc tasks create "…" --assigned-to ${name}`,
      }),
    });
  const pool = ready.pool.reduce((sum, { count }) => sum + count, 0);
  return pool > 0
    ? reason(
        "ready",
        `Nothing holds it up: its next poll may get one of ${tasks(pool)} of the pool.`,
      )
    : reason(
        "nothing_ready",
        `Nothing is ready for ${name}, neither assigned to it nor in the pool.`,
        {
          fix: fix("Create a task", { href: "/board", command: 'mc tasks create "…"' }),
        },
      );
}

const tasks = (count: number): string => (count === 1 ? "1 task" : `${count} tasks`);

export interface WorkerFacts {
  id: number;
  agent: string;
  host: string;
  state: string;
  condition: string | null;
  /** What people want of it. */
  wanted: { note: string | null; by: string | null; since: number | null; until: number | null };
  lastSeen: number;
  stoppedAt: number | null;
  workType: string | null;
  concurrency: number | null;
  agentPaused: Pause | null;
  working: readonly Held[];
  asking: AgentFacts["asking"];
  ready: Ready;
}

/** Why a worker claims nothing new, in the order in which it is asked; one reason at least. */
export function workerReasons(facts: WorkerFacts): WorkerReason[] {
  const { id, agent, host, state, wanted, agentPaused } = facts;
  const resume = fix("Let it work again", { href: "/workers", command: `mc workers resume ${id}` });
  const start = fix("Start it again", { href: "/workers", command: `mc worker --name ${agent}` });
  const told = `${wanted.by ? ` by ${wanted.by}` : ""}${wanted.note ? `: ${ended(wanted.note)}` : "."}`;
  const times = { since: wanted.since, until: wanted.until };
  if (state === "stopped")
    return [reason("stopped", "It has ended.", { since: facts.stoppedAt, fix: start })];
  if (state === "lost")
    return [
      reason("lost", `It was not heard of any more, on ${host}.`, {
        since: facts.lastSeen,
        fix: start,
      }),
    ];
  const reasons: WorkerReason[] = [];
  if (state === "stopping") reasons.push(reason("stopping", `It was told to stop${told}`, times));
  if (state === "draining")
    reasons.push(
      reason("draining", `It finishes what it has and ends: told to drain${told}`, times),
    );
  if (state === "paused")
    reasons.push(reason("paused", `It is paused${told}`, { ...times, fix: resume }));
  if (agentPaused)
    reasons.push(
      reason("agent_paused", `${agent} is paused${noted(agentPaused)}`, {
        since: agentPaused.since,
        fix: fix("Resume the agent", {
          href: `/agents/${encodeURIComponent(agent)}`,
          command: `mc agents resume ${agent}`,
        }),
      }),
    );
  if (facts.condition !== null)
    reasons.push(
      reason("blocked", ended(facts.condition), {
        fix: fix(`Look at it on ${host}`, { href: "/workers", command: null }),
      }),
    );
  if (facts.concurrency !== null && facts.working.length >= facts.concurrency)
    reasons.push(
      reason("at_capacity", `It is at ${facts.working.length} of ${facts.concurrency}.`, {
        fix: fix("Let it do more at once", {
          href: null,
          command: `mc worker --name ${agent} --concurrency ${facts.concurrency + 1}`,
        }),
      }),
    );
  for (const { requestId, ticketRef, since, until } of facts.asking)
    reasons.push(
      reason("waits_for_answer", `Waits for your answer${on(ticketRef)}.`, {
        request_id: requestId,
        ticket_ref: ticketRef,
        since,
        until,
        fix: answer(requestId),
      }),
    );
  if (facts.working.length > 0) reasons.push(workingOn("It", facts.working));
  return reasons.length > 0 ? reasons : [idleWorker(facts)];
}

function idleWorker({ agent, workType, ready }: WorkerFacts): WorkerReason {
  const fits = ready.pool.filter((of) => workType === null || of.workType === workType);
  const count = ready.own + fits.reduce((sum, { count: n }) => sum + n, 0);
  if (count > 0)
    return reason("ready", `Nothing holds it up: its next poll may get one of ${tasks(count)}.`);
  const takes = workType === null ? "any work of the pool" : `work of type ${workType}`;
  const others = ready.pool.filter((of) => !fits.includes(of));
  const kinds = others.map(
    ({ workType: kind, count: n }) =>
      `${tasks(n)} ${kind === null ? "without a type" : `of type ${kind}`}`,
  );
  const instead = kinds.length === 0 ? "" : ` What is ready: ${kinds.join(", ")}.`;
  return reason(
    "nothing_ready",
    `Nothing that is ready fits it: it takes what is assigned to ${agent}, and ${takes}.${instead}`,
    {
      fix: fix("Create a task", {
        href: "/board",
        command: `mc tasks create "…"${workType === null ? "" : ` --work-type ${workType}`}`,
      }),
    },
  );
}
