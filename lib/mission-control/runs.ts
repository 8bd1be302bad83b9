import { createHash } from "node:crypto";
import type { z } from "zod";
import { authorizeAgent } from "@/lib/agents/authorize";
import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { countRuns, listRuns } from "@/lib/runs/list";
import { findReportedRun, readRunHead } from "@/lib/runs/queries";
import { assertPlausible } from "@/lib/runs/reported-cost";
import type { ListRuns } from "@/lib/runs/schema";
import { recordRun } from "@/lib/runs/usage";
import type { RunRow } from "@/lib/runs/wire";
import type { RunOutcome, RunTrigger } from "@/prisma/generated/enums";
import type {
  CLIENT_RUN_STATUSES,
  ClientRun,
  ClientRunsResponse,
  ListClientRuns,
  ReportClientRun,
  ReportedRunResponse,
} from "./run-shapes";

type ClientStatus = (typeof CLIENT_RUN_STATUSES)[number];

const STATUS_OF: Record<RunOutcome, ClientStatus> = {
  succeeded: "completed",
  failed: "failed",
  refused: "failed",
  lost: "failed",
  timed_out: "timeout",
  cancelled: "cancelled",
  stopped: "failed",
};
/** Which of our outcomes a status asks for; a run is never pending here. */
const OUTCOMES_OF: Record<ClientStatus, NonNullable<ListRuns["outcome"]>> = {
  pending: [],
  running: ["open"],
  completed: ["succeeded"],
  failed: ["failed", "refused", "lost", "stopped"],
  timeout: ["timed_out"],
  cancelled: ["cancelled"],
};
const TRIGGER_OF: Record<RunTrigger, ClientRun["trigger"]> = {
  claim: "queue",
  dispatch: "queue",
  review: "agent",
  direct: null,
};

const MOST_COUNTED = 250;

/** The answer with the version of the protocol, which its clients read. */
export function ofRunProtocol(response: Response): Response {
  response.headers.set("x-agent-run-protocol", "0.1.0");
  return response;
}

/** A page of runs in the shape of the agent run protocol, newest first: Baton's own and those that were reported. */
export async function listClientRuns(
  ctx: Context,
  { agent_id, status, limit, before }: ListClientRuns,
): Promise<z.output<typeof ClientRunsResponse>> {
  authorize(ctx.actor, "task.read");
  const outcome = status === undefined ? undefined : OUTCOMES_OF[status];
  if (outcome?.length === 0) return { runs: [], total: 0, next_before: null };
  const query = { agent: agent_id === undefined ? undefined : [agent_id], outcome, limit };
  const page = await listRuns(ctx, { ...query, before });
  return {
    runs: page.runs.map(clientRun),
    total: await countRuns(ctx, query, MOST_COUNTED),
    next_before: page.nextBefore,
  };
}

/** One run, by its number or by the id under which it was reported; the newest where several agents used that id. */
export async function readClientRun(ctx: Context, id: string): Promise<ClientRun> {
  authorize(ctx.actor, "task.read");
  if (/^\d+$/.test(id)) {
    if (Number(id) > MAX_INT) throw notFound("Run");
    return clientRun(await readRunHead(ctx, Number(id)));
  }
  return clientRun(await findReportedRun(ctx, id));
}

const ENDED: Partial<Record<ClientStatus, RunOutcome>> = {
  completed: "succeeded",
  failed: "failed",
  cancelled: "cancelled",
  timeout: "timed_out",
};
/** How far a reporter's clock may be ahead. */
const SKEW_MS = 5 * 60_000;

/**
 * Records a run that happened elsewhere and is over, with its tokens and its cost, as one that nobody was given by Baton. The same report
 * again changes nothing; another one under its id is a `conflict`. A run that is still under way is refused with `invalid`, because here
 * those are claims. An agent's own key reports for its own agent, within the bounds of docs/costs.md.
 */
export async function reportClientRun(
  ctx: Context,
  report: ReportClientRun,
): Promise<z.output<typeof ReportedRunResponse>> {
  await authorizeAgent(ctx, "agent.heartbeat", report.agent_id);
  const outcome = ENDED[report.status];
  if (outcome === undefined)
    throw invalid(
      "status",
      "must be completed, failed, cancelled or timeout: a run is reported when it is over",
      {
        fix: "claim a task to open a run (POST /api/tasks/{id}/claim), or report when it has ended",
      },
    );
  const times = timesOf(report, ctx.clock.now());
  const { cost } = report;
  const tokens = { tokensIn: cost?.input_tokens ?? null, tokensOut: cost?.output_tokens ?? null };
  assertPlausible(ctx.actor, tokens);
  const hash = sha256(report);
  return ctx.transaction(async (tx) => {
    const run = await recordRun(tx, {
      ...tokens,
      ...times,
      agent: report.agent_id,
      task: report.task_id,
      model: report.model ?? cost?.model ?? null,
      costUsd: cost?.cost_usd,
      outcome,
      error: report.error ?? null,
      reportedId: report.id,
      details: { report_hash: hash, report },
    });
    if (run.details.report_hash !== hash)
      throw new DomainError("conflict", `${report.agent_id} reported another run as ${report.id}`, {
        fix: "give every run an id of its own, and send the same report under the same id",
      });
    return { id: report.id, run_hash: hash };
  });
}

function timesOf(
  { started_at, ended_at, duration_ms }: ReportClientRun,
  now: Date,
): { startedAt: Date; finishedAt: Date } {
  const latest = now.getTime() + SKEW_MS;
  const startedAt = new Date(started_at);
  if (startedAt.getTime() > latest) throw invalid("started_at", "must not be in the future");
  if (startedAt.getTime() < 0) throw invalid("started_at", "must not be before the year 1970");
  const after = duration_ms == null ? null : new Date(startedAt.getTime() + duration_ms);
  const finishedAt = ended_at == null ? (after ?? startedAt) : new Date(ended_at);
  if (finishedAt < startedAt) throw invalid("ended_at", "must not be before started_at");
  if (!(finishedAt.getTime() <= latest))
    throw invalid(ended_at == null ? "duration_ms" : "ended_at", "must not end in the future");
  return { startedAt, finishedAt };
}

const sha256 = (value: unknown): string =>
  createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** What was reported, as `reportClientRun` stored it; null for Baton's own runs. */
function reportOf({ details }: RunRow): ReportClientRun | null {
  return details.report === undefined ? null : (details.report as ReportClientRun);
}

/** A run in the shape of the agent run protocol. */
function clientRun(run: RunRow): ClientRun {
  const report = reportOf(run);
  const ended = run.finished_at;
  const cost = {
    input_tokens: run.tokens_in ?? 0,
    output_tokens: run.tokens_out ?? 0,
    cache_read_tokens: report?.cost?.cache_read_tokens ?? null,
    cache_write_tokens: report?.cost?.cache_write_tokens ?? null,
    cost_usd: run.cost_usd === null ? null : Number(run.cost_usd),
    model: report === null ? run.model : (report.cost?.model ?? null),
  };
  const own = {
    id: String(run.id),
    agent_id: run.agent,
    task_id: run.task_id === null ? null : String(run.task_id),
    status: run.outcome === null ? ("running" as const) : STATUS_OF[run.outcome],
    error: run.error,
    started_at: iso(run.started_at),
    ended_at: ended === null ? null : iso(ended),
    duration_ms: ended === null ? null : Date.parse(ended) - Date.parse(run.started_at),
    cost,
  };
  return {
    ...own,
    agent_name: report === null ? run.agent : (report.agent_name ?? null),
    model: run.model,
    provider: report?.provider ?? null,
    runtime: report === null ? run.runtime : (report.runtime ?? "mission-control"),
    runtime_version: report?.runtime_version ?? null,
    trigger: report === null ? TRIGGER_OF[run.trigger] : (report.trigger ?? null),
    parent_run_id: report?.parent_run_id ?? null,
    outcome: report === null ? run.outcome : (report.outcome ?? null),
    ...(report === null
      ? {}
      : {
          id: report.id,
          // As it was sent, which clients compare.
          started_at: report.started_at,
          ended_at: report.ended_at ?? null,
          duration_ms: report.duration_ms ?? (report.ended_at == null ? null : own.duration_ms),
        }),
    steps: report?.steps ?? [],
    tools_available: report?.tools_available ?? [],
    provenance: {
      run_hash: typeof run.details.report_hash === "string" ? run.details.report_hash : sha256(own),
      parent_run_hash: null,
      lineage: [],
      model_version: null,
      config_hash: null,
      runtime: report?.runtime ?? null,
      signed_by: null,
      signature: null,
      created_at: iso(report === null ? run.started_at : run.heartbeat_at),
    },
    git_branch: report?.git_branch ?? null,
    git_commit: report?.git_commit ?? null,
    workspace_id: "1",
    tags: report?.tags ?? [],
    metadata: report?.metadata ?? {},
  };
}

const iso = (time: string): string => new Date(time).toISOString();
