import { fix, reason } from "@/lib/core/reasons";

/** What of a worker decides whether it may take work. Times are Unix seconds. */
export interface WorkerNow {
  id: number;
  host: string;
  state: string;
  condition: string | null;
  lastSeen: number;
}

/** What keeps all workers of an agent whose work workers do from working; nothing if one of them may. Pure. */
export function workersReasons(agent: string, workers: readonly WorkerNow[]) {
  const alive = workers.filter(({ state }) => state !== "lost" && state !== "stopped");
  if (alive.length === 0) {
    const last = workers[0];
    const sentence = last
      ? `No worker of ${agent} lives: the one on ${last.host} was not heard of any more.`
      : `No worker of ${agent} is running.`;
    const start = fix("Start a worker", { href: "/workers", command: `mc worker --name ${agent}` });
    return [reason("no_worker" as const, sentence, { since: last?.lastSeen ?? null, fix: start })];
  }
  const resting = alive.filter(({ state }) => ["paused", "draining", "stopping"].includes(state));
  const first = resting[0];
  if (first && resting.length === alive.length) {
    const resume = fix("Let it work", {
      href: "/workers",
      command: `mc workers resume ${first.id}`,
    });
    const sentence = `Its worker on ${first.host} is ${first.state}.`;
    return [reason("worker_paused" as const, sentence, { fix: resume })];
  }
  const stuck = alive.find(({ state }) => state === "blocked");
  if (!stuck || !alive.every(({ state }) => state === "blocked")) return [];
  const condition = stuck.condition ?? `Its worker on ${stuck.host} takes no work`;
  const look = fix("Look at the worker", {
    href: "/workers",
    command: `mc why worker:${stuck.id}`,
  });
  return [
    reason("worker_blocked" as const, /[.!?]$/.test(condition) ? condition : `${condition}.`, {
      fix: look,
    }),
  ];
}
