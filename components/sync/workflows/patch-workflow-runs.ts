import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { patchQuery } from "@/components/sync/cache/patch-data";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { Need } from "@/components/sync/gate/rereader";
import type { EventData } from "@/lib/events/data";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskEventWire } from "@/lib/tasks/shapes";
import { attentionOfRun, stageStatus } from "@/lib/workflows/run/status";
import type {
  StageStatus,
  WorkflowRunSummaryWire,
  WorkflowRunWire,
  WorkflowStageWire,
} from "@/lib/workflows/shapes";

type Stale = (queryKey: QueryKey, need?: Need) => void;
type RunNews = EventData["workflow.run_updated"];

type Place = NonNullable<TaskEventWire["workflow"]>;

/** Lists of runs, page by page. */
interface RunList {
  pages: { runs: WorkflowRunSummaryWire[] }[];
}

/** Shows what an event says of the runs of workflows that are on the screen, and has read again what it does not say. */
export function patchWorkflowRuns(client: QueryClient, event: EventWire, stale: Stale): void {
  if (event.type.startsWith("workflow.run_")) {
    applyNews(client, event.data as unknown as RunNews, stale);
    return;
  }
  if (event.task_id === null) return;
  const place = (event.data as { workflow?: Place | null }).workflow ?? null;
  if (place !== null && event.type.startsWith("task.")) {
    applyTask(client, event.data as unknown as TaskEventWire, place, stale);
    return;
  }
  // A list says which runs ask something, and a request not which run its task belongs to.
  if (event.type.startsWith("request.")) {
    stale(queryKeys.workflowRuns);
    stale(queryKeys.workflowLists);
  }
  // Of runs, requests and verdicts, events say only whose task they belong to.
  if (!/^(run\.(started|completed)|request|review)/.test(event.type)) return;
  for (const { queryKey, state } of client
    .getQueryCache()
    .findAll({ queryKey: ["workflow-run"] })) {
    const shown = state.data as WorkflowRunWire | undefined;
    if (shown?.stages.some(({ task_id }) => task_id === event.task_id)) {
      stale(queryKey);
      stale(queryKeys.workflowTimeline(shown.id));
    }
  }
}

function applyNews(client: QueryClient, { run, stages = [] }: RunNews, stale: Stale): void {
  const changed = new Map(
    stages.flatMap((told) => (told.item === null ? [[told.name, told] as const] : [])),
  );
  const news = {
    status: run.status as WorkflowRunWire["status"],
    attention: run.attention as WorkflowRunWire["attention"],
  };
  for (const query of client.getQueryCache().findAll({ queryKey: queryKeys.workflowRuns }))
    patchQuery<RunList>(query, (list) => withNews(list, run.id, news));
  patchRun(client, run.id, (shown) =>
    withAttention({
      ...shown,
      ...news,
      stages:
        changed.size === 0
          ? shown.stages
          : shown.stages.map((stage) => {
              const told = changed.get(stage.name);
              if (!told) return stage;
              const state = told.state as WorkflowStageWire["state"];
              return { ...stage, state, reason: told.reason, status: statusIn(state, stage) };
            }),
    }),
  );
  for (const { name, item } of stages) if (item !== null) staleItems(run.id, name, stale);
  stale(queryKeys.workflowRuns);
  stale(queryKeys.workflowRun(run.id));
  stale(queryKeys.workflowTimeline(run.id));
}

/** A run with what somebody has to see to, as its stages say it. */
function withAttention(run: WorkflowRunWire): WorkflowRunWire {
  const asks = run.stages.some(({ status }) => status === "needs_person");
  const engine = run.attention === "blocked" ? run.attention : null;
  return { ...run, attention: attentionOfRun({ status: run.status, attention: engine }, asks) };
}

function withNews(
  list: RunList,
  id: number,
  news: Pick<WorkflowRunWire, "status" | "attention">,
): RunList {
  if (!list.pages?.some(({ runs }) => runs.some((run) => run.id === id))) return list;
  const pages = list.pages.map((page) => ({
    ...page,
    runs: page.runs.map((run) => {
      if (run.id !== id) return run;
      // An event does not say whether it asks people: what was known of that stays until it is read.
      const asked = run.attention === "person";
      return { ...run, ...news, attention: attentionOfRun(news, asked) };
    }),
  }));
  return { ...list, pages };
}

/** What people call a stage in this state, until its task says more. */
function statusIn(
  state: WorkflowStageWire["state"],
  { kind, status }: WorkflowStageWire,
): StageStatus {
  if (state === "succeeded") return "done";
  if (state !== "active") return state;
  if (kind === "approval") return "needs_person";
  if (kind === "wait") return "waiting";
  return isUnderWay(status) ? status : "ready";
}

const isUnderWay = (status: StageStatus): boolean =>
  ["ready", "working", "review", "needs_person", "blocked", "retrying"].includes(status);

function applyTask(client: QueryClient, task: TaskEventWire, place: Place, stale: Stale): void {
  const { run_id, stage, item } = place;
  stale(queryKeys.workflowTimeline(run_id));
  if (stage === null) return;
  if (item !== null) {
    // How many are done is counted with the stage.
    staleItems(run_id, stage, stale);
    stale(queryKeys.workflowRun(run_id));
    return;
  }
  patchRun(client, run_id, (shown) => {
    const index = shown.stages.findIndex(({ name }) => name === stage);
    const before = shown.stages[index];
    if (!before) return shown;
    const after = withTask(before, task);
    if (after === before) return shown;
    return withAttention({ ...shown, stages: shown.stages.with(index, after) });
  });
  if (OVER.has(task.status)) stale(queryKeys.workflowRun(run_id));
}

const OVER: ReadonlySet<string> = new Set(["done", "failed", "cancelled"]);

type Told = Pick<
  TaskEventWire,
  "status" | "kind" | "request_id" | "claimed_by" | "assigned_to" | "claimed_at"
>;

/** A stage with what its task says of it; the same one where that is nothing new. */
function withTask(stage: WorkflowStageWire, task: Told): WorkflowStageWire {
  const hasItems = stage.items !== undefined && stage.items.total > 0;
  const { state, kind, attempts } = stage;
  const status = stageStatus({ state, kind, attempts, hasItems }, task);
  const agent = task.claimed_by ?? task.assigned_to ?? stage.agent;
  const started_at = stage.started_at ?? task.claimed_at;
  // What a gate asks has no run, so its task does not name it.
  const request_id = task.request_id ?? (kind === "approval" ? stage.request_id : undefined);
  const isSame =
    status === stage.status &&
    agent === stage.agent &&
    started_at === stage.started_at &&
    request_id === stage.request_id;
  if (isSame) return stage;
  const { request_id: _, ...rest } = stage;
  const asked = request_id === undefined ? {} : { request_id };
  return { ...rest, status, agent, started_at, ...asked };
}

function staleItems(run: number, stage: string, stale: Stale): void {
  // It begins the key of how they spent their time, too.
  stale(queryKeys.workflowItems(run, stage));
}

function patchRun(
  client: QueryClient,
  id: number,
  change: (run: WorkflowRunWire) => WorkflowRunWire,
): void {
  patchQuery(client.getQueryCache().find({ queryKey: queryKeys.workflowRun(id) }), change);
}
