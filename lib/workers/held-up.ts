import { fix, reason } from "@/lib/core/reasons";

/** What of a worker decides whether it may take work. Times are Unix seconds. */
export interface WorkerNow {
  id: number;
  agent: string;
  host: string;
  state: string;
  condition: string | null;
  /** What people said with the order that it is to rest by; null if none of them gave one, or said nothing. */
  note: string | null;
  restsUntil: number | null;
  lastSeen: number;
}

const isAlive = ({ state }: WorkerNow): boolean => state !== "lost" && state !== "stopped";
const isResting = ({ state }: WorkerNow): boolean =>
  ["paused", "draining", "stopping"].includes(state);
const isStuck = ({ state }: WorkerNow): boolean => state === "blocked";

const ended = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);

/** A worker that people told to rest, and what they said. */
function restingReason(worker: WorkerNow, which: string) {
  const { id, state, note, restsUntil: until } = worker;
  const resume = fix("Let it work", { href: "/workers", command: `mc workers resume ${id}` });
  const why = note === null ? "." : `: ${ended(note)}`;
  return reason("worker_paused" as const, `${which} is ${state}${why}`, { until, fix: resume });
}

function stuckReason({ id, host, condition }: WorkerNow) {
  const look = fix("Look at the worker", { href: "/workers", command: `mc why worker:${id}` });
  const sentence = ended(condition ?? `Its worker on ${host} takes no work`);
  return reason("worker_blocked" as const, sentence, { fix: look });
}

/** What keeps all workers of an agent whose work workers do from working; nothing if one of them may. Pure. */
export function workersReasons(agent: string, workers: readonly WorkerNow[]) {
  const alive = workers.filter(isAlive);
  if (alive.length === 0) {
    const last = workers[0];
    const sentence = last
      ? `No worker of ${agent} lives: the one on ${last.host} was not heard of any more.`
      : `No worker of ${agent} is running.`;
    const start = fix("Start a worker", { href: "/workers", command: `mc worker --name ${agent}` });
    return [reason("no_worker" as const, sentence, { since: last?.lastSeen ?? null, fix: start })];
  }
  const resting = alive.filter(isResting);
  const [first] = resting;
  if (first && resting.length === alive.length)
    return [restingReason(first, `Its worker on ${first.host}`)];
  const stuck = alive.find(isStuck);
  return stuck && alive.every(isStuck) ? [stuckReason(stuck)] : [];
}

/**
 * What keeps work of the pool from the workers that would take its type: none is alive, or all of them rest or are short of something;
 * nothing if one of them may. Pure.
 */
export function poolReasons(type: string, takers: readonly WorkerNow[]) {
  const alive = takers.filter(isAlive);
  if (alive.length === 0) {
    const start = fix("Start one", {
      href: "/workers",
      command: `mc worker --name AGENT --type ${type}`,
    });
    return [reason("no_worker" as const, `No worker takes type ${type}.`, { fix: start })];
  }
  if (!alive.every((worker) => isResting(worker) || isStuck(worker))) return [];
  const resting = alive.find(isResting);
  if (!resting) return [stuckReason(alive[0] as WorkerNow)];
  const { agent, host } = resting;
  return [restingReason(resting, `The worker of ${agent} on ${host}, which takes type ${type},`)];
}
