import type { Answer, Baton } from "@/client/client";
import { followEvents } from "@/client/follow";
import { column, money } from "../groups/columns";
import { coloursOf } from "../output/colours";
import type { Output } from "../output/output";
import { type Column, harmless, oneLine } from "../output/table";
import type { Session } from "../session";
import type { Row } from "../verbs/verb";

export type WorkflowRun = Answer<"workflow_runs.read">["run"];
type Stage = WorkflowRun["stages"][number];

/** How long changes are gathered before the run is read again. */
const PACE_MS = 250;

const words = (name: unknown): string => String(name ?? "").replaceAll("_", " ");

function tookText({ started_at, finished_at }: Row): string {
  if (typeof started_at !== "number") return "";
  const end = typeof finished_at === "number" ? finished_at : Math.floor(Date.now() / 1_000);
  const seconds = Math.max(0, end - started_at);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
}

function statusText({ status, attempts, max_attempts, items }: Row): string {
  const parts = [words(status)];
  if (Number(attempts) > 1) parts.push(`${attempts}/${max_attempts}`);
  if (typeof items === "object" && items !== null) {
    const { done, total } = items as { done: number; total: number };
    parts.push(`${done} of ${total}`);
  }
  return parts.join(" ");
}

const COLUMNS: readonly Column<Row>[] = [
  column("name", { head: "stage" }),
  column("kind"),
  {
    head: "status",
    text: statusText,
  },
  column("agent"),
  column("task_ref", { head: "task" }),
  { head: "after", text: ({ from }) => (Array.isArray(from) ? from.join(", ") : "") },
  { head: "took", text: tookText, align: "right" },
  money("cost_usd", "cost"),
  {
    head: "why",
    text: ({ error, reason, result }) => oneLine(String(error ?? reason ?? result ?? "")),
    shrinks: true,
  },
];

const ATTENTION_WORDS = {
  blocked: "blocked behind a failure",
  person: "waits for a person",
} as const;

/** `feature 3, run 12: running, 2 of 5 stages, $0.12` */
export function headOf({
  workflow,
  version,
  id,
  status,
  progress,
  attention,
}: WorkflowRun): string {
  const state = attention === null ? words(status) : ATTENTION_WORDS[attention];
  return harmless(
    `${workflow} ${version}, run ${id}: ${state}, ${progress.settled} of ${progress.total} stages settled`,
  );
}

/** Prints a run as people read it: a line about it, and its stages as a table. Returns how many lines that were. */
export async function printRun(out: Output, run: WorkflowRun): Promise<number> {
  await out.line(out.paint(headOf(run), "bold"));
  const columns = COLUMNS.map((each) =>
    each.head === "status"
      ? {
          ...each,
          paint: (text: string, row: Row) => out.paint(text, ...coloursOf(String(row.status))),
        }
      : each,
  );
  await out.table(columns, run.stages);
  return run.stages.length + 2;
}

const isOver = ({ status }: WorkflowRun): boolean => status !== "running";

export async function readRun(session: Session, id: number): Promise<WorkflowRun> {
  const baton = await session.baton();
  return (await baton.call("workflow_runs.read", { path: { id: String(id) } }, session)).run;
}

/**
 * Follows a run until it is over, and with `untilStuck` also until it is blocked behind a failure. In a terminal its table is kept up to
 * date; elsewhere each change of a stage is a line. Resolves to the run as it is then.
 */
export async function followRun(
  session: Session,
  id: number,
  { quietly, untilStuck }: { quietly: boolean; untilStuck: boolean },
): Promise<WorkflowRun> {
  const baton = await session.baton();
  const show = quietly ? async () => undefined : shownOn(session.out);
  const end = new AbortController();
  const stop = () => end.abort();
  session.signal.addEventListener("abort", stop, { once: true });
  const news = new News();
  let failure: unknown;
  const reading = listen(baton, id, news, end.signal).catch((error: unknown) => {
    failure = error;
    news.tell();
  });
  try {
    for (;;) {
      await news.next(end.signal);
      session.signal.throwIfAborted();
      if (failure !== undefined) throw failure;
      const run = await readRun(session, id);
      await show(run);
      if (isOver(run) || (untilStuck && run.attention === "blocked")) return run;
      await new Promise((resolve) => setTimeout(resolve, PACE_MS));
    }
  } finally {
    session.signal.removeEventListener("abort", stop);
    end.abort();
    await reading;
  }
}

/** Tells of what concerns the run: its own events, and those of its tasks. */
async function listen(baton: Baton, id: number, news: News, signal: AbortSignal): Promise<void> {
  const options = { types: ["workflow", "task", "request"], signal };
  for await (const heard of followEvents(baton, options)) {
    if (heard.kind === "connected" || heard.kind === "gap") news.tell();
    if (heard.kind === "event" && concerns(heard.json, id)) news.tell();
  }
}

function concerns(json: string, id: number): boolean {
  const { type, data } = JSON.parse(json) as {
    type: string;
    data?: { run?: { id?: number }; workflow?: { run_id?: number } | null };
  };
  if (type.startsWith("workflow.")) return data?.run?.id === id;
  return type.startsWith("request.") || data?.workflow?.run_id === id;
}

/** Something to wait for, which may happen before anybody waits. */
class News {
  #isThere = false;
  #wake: () => void = () => undefined;

  tell(): void {
    this.#isThere = true;
    this.#wake();
  }

  async next(signal: AbortSignal): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      signal.addEventListener("abort", () => resolve(), { once: true });
      if (this.#isThere || signal.aborted) resolve();
    });
    this.#isThere = false;
  }
}

/** Shows a run again and again: over what was shown before where that is possible, else what changed of it. */
function shownOn(out: Output): (run: WorkflowRun) => Promise<void> {
  let lines = 0;
  const known = new Map<string, string>();
  return async (run) => {
    const canDraw =
      !out.json && process.stdout.isTTY && run.stages.length + 4 < process.stdout.rows;
    if (canDraw) {
      if (lines > 0) process.stdout.write(`\u001b[${lines}A\u001b[J`);
      lines = await printRun(out, run);
      return;
    }
    for (const stage of run.stages) {
      const state = statusText(stage);
      if (known.get(stage.name) === state || (!known.has(stage.name) && state === "waiting"))
        continue;
      known.set(stage.name, state);
      await printChange(out, stage);
    }
  };
}

async function printChange(out: Output, stage: Stage): Promise<void> {
  const { name, status, task_ref, agent, reason } = stage;
  if (out.json) return out.line(JSON.stringify({ stage: name, status, task_ref, agent, reason }));
  if (out.quiet) return;
  const time = new Date().toTimeString().slice(0, 8);
  const shown = [
    out.paint(time, "dim"),
    name,
    out.paint(statusText(stage), ...coloursOf(status)),
    agent,
    task_ref,
    reason && oneLine(reason),
  ];
  await out.line(harmless(shown.filter(Boolean).join("  ")));
}
