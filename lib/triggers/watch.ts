import { asSystem, type Context, type TxContext } from "@/lib/core/context";
import { addJobs } from "@/lib/core/jobs";
import { lockNamed } from "@/lib/core/locks";
import { advanceReader } from "@/lib/events/readers";
import { nextWindow } from "@/lib/events/replay";
import type { EventRow } from "@/lib/events/types";
import { dayOf } from "@/lib/runs/spend";
import {
  type BudgetState,
  budgetData,
  budgetsOver,
  everyBudget,
  type Place,
  passes,
  passingOf,
} from "./budgets";
import { firesChildren, firesStatus, mayMoveBudgets } from "./conditions";
import { CREATE_TRIGGERED_TASK } from "./job-names";
import { countInHour, MAX_DEPTH, noteLimit, overHour, tooDeep } from "./limits";
import { pathsIn } from "./placeholders";
import { matchOf } from "./row";
import {
  depthOf,
  leadersOf,
  lockPosition,
  longTexts,
  TRIGGER_READER,
  type Wanted,
  type Watching,
  wantedEvents,
  watchingTriggers,
} from "./watch.sql";

/** Events of any type that are looked through at a time. */
const WINDOW = 1_000;

/** Something that fires a trigger. */
interface Cause {
  trigger: Watching;
  messageId: string;
  type: string;
  payload: object;
  /** The task that it is about. */
  taskId: number | null;
}

/**
 * Reads the events since the last time and notes what fires a trigger, each once: the delivery, the job that creates its task and how far
 * events were read commit together. Any number of processes may do this. `more` says that there may be further events already.
 */
export async function fireOnEvents(caller: Context): Promise<{ fired: number; more: boolean }> {
  const ctx = asSystem(caller, "triggers");
  return ctx.transaction(async (tx) => {
    // In turn with the changes of triggers.
    await lockNamed(tx.db, "triggers");
    const position = await lockPosition(tx.db);
    const window = position === null ? null : await nextWindow(tx.db, position, WINDOW);
    if (position === null || !window) return { fired: 0, more: false };
    const triggers = await watchingTriggers(tx.db);
    const events = await wantedEvents(tx.db, position, window.through, wantedOf(triggers));
    const causes = [
      ...events.flatMap((event) => causesIn(triggers, event)),
      ...(await budgetCauses(tx, triggers, events)),
    ];
    const fired = await note(tx, causes);
    await advanceReader(tx.db, TRIGGER_READER, window.through);
    return { fired, more: window.isFull };
  });
}

/** What the given triggers may fire on. */
export function wantedOf(triggers: readonly Watching[]): Wanted {
  const of = (kind: string) => triggers.filter((trigger) => trigger.kind === kind);
  return {
    statuses: [...new Set(of("status").flatMap((each) => matchOf(each, "status").status))],
    children: of("children_done").length > 0,
    budgets: of("budget").length > 0,
  };
}

/** Whether this event may fire one of them: for budgets that has to be looked at. */
export function mayFire(triggers: readonly Watching[], event: EventRow): boolean {
  return triggers.some(({ kind }) => kind === "budget")
    ? mayMoveBudgets(event) || causesIn(triggers, event).length > 0
    : causesIn(triggers, event).length > 0;
}

function causesIn(triggers: readonly Watching[], event: EventRow): Cause[] {
  return triggers.flatMap((trigger) => {
    const fires =
      (trigger.kind === "status" && firesStatus(matchOf(trigger, "status"), event)) ||
      (trigger.kind === "children_done" && firesChildren(matchOf(trigger, "children_done"), event));
    if (!fires || event.id <= trigger.afterEvent) return [];
    const { previous_status = null, ...task } = event.data;
    const what = trigger.kind === "status" ? `task.${String(task.status)}` : "task.children_done";
    return [
      {
        trigger,
        messageId: `event:${event.id}`,
        type: what,
        payload: {
          task,
          previous_status,
          event: {
            id: Number(event.id),
            type: event.type,
            actor: event.actor,
            at: Math.floor(event.created_at.getTime() / 1000),
          },
        },
        taskId: event.task_id,
      },
    ];
  });
}

/** The budgets that passed a mark, found by whose runs ended or whose budgets changed. */
async function budgetCauses(
  tx: TxContext,
  triggers: readonly Watching[],
  events: readonly EventRow[],
): Promise<Cause[]> {
  const watching = triggers.filter(({ kind }) => kind === "budget");
  const moving = watching.length === 0 ? [] : events.filter(mayMoveBudgets);
  const newest = moving.at(-1);
  if (!newest) return [];
  const budgets = await movedBudgets(tx, moving);
  return watching
    .filter(({ afterEvent }) => newest.id > afterEvent)
    .flatMap((trigger) => {
      const match = matchOf(trigger, "budget");
      return budgets
        .filter((budget) => passes(match, budget))
        .map((budget) => ({
          trigger,
          messageId: passingOf(match, budget),
          type: "budget.passed",
          payload: budgetData(match, budget),
          taskId: null,
        }));
    });
}

async function movedBudgets(tx: TxContext, events: readonly EventRow[]): Promise<BudgetState[]> {
  // A setting may move any of them.
  if (events.some(({ type }) => type === "settings.updated")) return everyBudget(tx);
  const leaders = await leadersOf(
    tx.db,
    events.flatMap(({ run_id }) => run_id ?? []),
  );
  const places = new Map<string, Place>();
  for (const event of events) {
    const place = { ...placeOf(event), ledBy: leaders.get(event.run_id ?? 0) ?? null };
    const { agent, projectId, ledBy, day } = place;
    places.set(`${agent}\n${ledBy}\n${projectId}\n${day.getTime()}`, place);
  }
  const states = new Map<string, BudgetState>();
  for (const place of places.values())
    for (const state of await budgetsOver(tx.db, place))
      states.set(`${state.scope}\n${state.owner}\n${state.day}`, state);
  return [...states.values()];
}

/** Where money was spent: a run counts on the day on which it began. */
function placeOf({ type, agent, project_id, data, created_at }: EventRow): Omit<Place, "ledBy"> {
  const run = type.startsWith("run.") ? (data.run as { started_at?: unknown }) : {};
  const began = typeof run.started_at === "number" ? new Date(run.started_at * 1000) : created_at;
  return { agent: agent ?? "", projectId: project_id, day: dayOf(began) };
}

/** Writes the deliveries of causes that are new, and queues the jobs that create their tasks. Returns how many tasks there will be. */
async function note(tx: TxContext, causes: readonly Cause[]): Promise<number> {
  if (causes.length === 0) return 0;
  const texts = await longTexts(
    tx.db,
    causes.filter(namesTexts).flatMap(({ taskId }) => taskId ?? []),
  );
  const received: { payload: { delivery: number }; key: string }[] = [];
  const hours = new Map(causes.map(({ trigger }) => [trigger.id, { ...trigger }]));
  const now = tx.clock.now();
  for (const cause of causes) {
    const { id } = cause.trigger;
    const known = hours.get(id) as Watching;
    const depth = await depthOfCause(tx, cause);
    const { isOver, hour } = countInHour(known, now);
    const limit = depth > MAX_DEPTH ? tooDeep(depth) : isOver ? overHour(known.maxPerHour) : null;
    const delivery = await insert(tx, cause, texts, depth, limit);
    if (delivery === null) continue;
    if (limit === null) {
      received.push({ payload: { delivery }, key: `trigger-delivery:${delivery}` });
      Object.assign(known, hour);
    } else await noteLimit(tx, known, { id: delivery, type: cause.type, reason: limit }, now);
    await tx.db.$executeRaw`
      UPDATE triggers SET last_delivery_at = ${now}, hour_started_at = ${known.hourStartedAt}::timestamptz, hour_count = ${known.hourCount},
        skipped_count = skipped_count + ${limit === null ? 0 : 1}::int WHERE id = ${id}`;
  }
  await addJobs(tx.db, CREATE_TRIGGERED_TASK, received);
  return received.length;
}

async function depthOfCause(tx: TxContext, { taskId, trigger }: Cause): Promise<number> {
  if (taskId === null) return 0;
  const before = await depthOf(tx.db, taskId, { children: trigger.kind === "children_done" });
  return before === null ? 0 : before + 1;
}

/** The delivery's id; null when this cause was noted before. Index: trigger_deliveries_trigger_id_message_id_key. */
async function insert(
  tx: TxContext,
  { trigger, messageId, type, payload, taskId }: Cause,
  texts: ReadonlyMap<number, Record<string, string | null>>,
  depth: number,
  limit: string | null,
): Promise<number | null> {
  const more = taskId === null ? undefined : texts.get(taskId);
  const whole =
    more && "task" in payload
      ? { ...payload, task: { ...more, ...(payload.task as object) } }
      : payload;
  const [row] = await tx.db.$queryRaw<{ id: bigint }[]>`
    INSERT INTO trigger_deliveries (trigger_id, message_id, type, payload, outcome, reason, depth, settled_at)
    VALUES (${trigger.id}, ${messageId}, ${type}, ${JSON.stringify(whole)}::jsonb, ${limit === null ? "received" : "skipped"},
      ${limit}::text, ${depth}, ${limit === null ? null : tx.clock.now()}::timestamptz)
    ON CONFLICT (trigger_id, message_id) DO NOTHING RETURNING id`;
  return row ? Number(row.id) : null;
}

const TEXTS = /^task\.(description|acceptance_criteria|resolution|error_message)$/;

/** Whether a template names a text that events do not carry. */
const namesTexts = ({ trigger }: Cause): boolean =>
  pathsIn(JSON.stringify(trigger.template)).some((path) => TEXTS.test(path));
