import type { z } from "zod";
import type { Context } from "@/lib/core/context";
import { likeText } from "@/lib/core/database";
import { DomainError, invalid, isNotFound } from "@/lib/core/errors";
import { parse } from "@/lib/http/validate";
import { projectForNewWork } from "@/lib/projects/queries";
import { createSchedule } from "./create";
import type {
  CronBody,
  CronJobWire,
  CronQuery,
  CronReadResponse,
  CronWriteResponse,
} from "./cron-jobs-schema";
import { pauseSchedule, removeSchedule, resumeSchedule } from "./pause";
import { everySchedule, listRunsOf, readSchedule, scheduleWire } from "./queries";
import { findSchedule, type ScheduleRow } from "./row";
import { CreateSchedule } from "./schema";
import type { ScheduleRunWire, ScheduleWire } from "./shapes";
import { triggerSchedule } from "./trigger";
import { updateSchedule } from "./update";

/** Mission Control's `/api/cron` on schedules: a thin translation, with the shapes its clients know. */

type Read = z.output<typeof CronReadResponse>;
type Written = z.output<typeof CronWriteResponse>;

const MAX_COMMAND = 200;
const PAGE = 20;
const MOST_RUNS = 200;
const INVALID_ACTION = "Invalid action";

/** A schedule as a job. */
export function toCronJob(schedule: ScheduleWire): CronJobWire {
  const { assigned_to, description, title } = schedule.task_template as Record<string, unknown>;
  const last = schedule.last_run;
  const model = modelOf(schedule);
  return {
    id: String(schedule.id),
    name: schedule.name,
    schedule: schedule.cron ?? schedule.schedule,
    command: String(description ?? title).slice(0, MAX_COMMAND),
    enabled: !schedule.paused,
    timezone: schedule.timezone,
    ...(typeof assigned_to === "string" ? { agentId: assigned_to } : {}),
    ...(model === undefined ? {} : { model }),
    ...(last ? { lastRun: last.created_at * 1000, lastStatus: statusOf(last) } : {}),
    ...(last?.reason && last.outcome === "failed" ? { lastError: last.reason } : {}),
    ...(schedule.next_at === null ? {} : { nextRun: schedule.next_at * 1000 }),
  };
}

function modelOf({ task_template }: ScheduleWire): string | undefined {
  const metadata = task_template.metadata;
  if (typeof metadata !== "object" || metadata === null || !("model" in metadata)) return undefined;
  return typeof metadata.model === "string" ? metadata.model : undefined;
}

function statusOf({ outcome, task_status }: ScheduleRunWire): "success" | "error" | "running" {
  if (outcome === "failed" || task_status === "failed") return "error";
  const isOpen = task_status !== null && !["done", "cancelled"].includes(task_status);
  return outcome === "queued" || isOpen ? "running" : "success";
}

/** `list`, `history` and `logs`. An unknown job has an empty history. */
export async function readCron(ctx: Context, query: CronQuery): Promise<Read> {
  const { action, job, jobId, page } = query;
  if (action === "list") {
    return { jobs: (await everySchedule(ctx)).map(toCronJob) };
  }
  if (action === "history") {
    if (!jobId) throw invalid("jobId", "Job ID required");
    const runs = await runsFor(ctx, jobId);
    const words = query.query?.toLowerCase() ?? "";
    const entries = runs
      .map(toEntry)
      .filter(({ summary }) => summary.toLowerCase().includes(words));
    const from = (page - 1) * PAGE;
    return {
      entries: entries.slice(from, from + PAGE),
      total: entries.length,
      hasMore: entries.length > from + PAGE,
      page,
    };
  }
  if (action === "logs") {
    if (!job) throw invalid("job", "Job ID required");
    const runs = await runsFor(ctx, job);
    return {
      logs: runs.map((run) => ({
        timestamp: run.created_at * 1000,
        message: summaryOf(run),
        level: run.outcome === "failed" ? "error" : "info",
      })),
    };
  }
  throw new DomainError("invalid", INVALID_ACTION, { fix: "use list, history or logs" });
}

type NamedRun = ScheduleRunWire & { name: string };

async function runsFor(ctx: Context, ref: string): Promise<NamedRun[]> {
  try {
    const { name } = await findSchedule(ctx, ref);
    const { runs } = await listRunsOf(ctx, ref, { limit: MOST_RUNS, cursor: undefined });
    return runs.map((run) => ({ ...run, name }));
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

function toEntry(run: NamedRun) {
  const isTask = run.outcome === "created" || run.outcome === "queued";
  return {
    id: String(run.id),
    jobId: String(run.schedule_id),
    jobName: run.name,
    runAtMs: run.due_at * 1000,
    status: isTask || run.outcome === "failed" ? statusOf(run) : ("skipped" as const),
    summary: summaryOf(run),
    task_id: run.task_id,
    ticket_ref: run.ticket_ref,
  };
}

function summaryOf({ outcome, reason, ticket_ref, count }: ScheduleRunWire): string {
  if (outcome === "created") return `Created ${ticket_ref}`;
  const times = count === 1 ? "" : ` ${count} times`;
  const words = { queued: "Waits", skipped: "Skipped", missed: "Missed", failed: "Failed" }[
    outcome
  ];
  return `${words}${times}${reason ? `: ${reason}` : ""}`;
}

/** Creates a schedule, or does what `action` names. */
export async function writeCron(ctx: Context, body: CronBody): Promise<Written> {
  switch (body.action) {
    case undefined:
    case "create":
      return create(ctx, templated(body));
    case "add": {
      await create(ctx, templated(body));
      return { success: true };
    }
    case "toggle": {
      const job = await findJob(ctx, body);
      const change = job.pausedAt === null ? pauseSchedule : resumeSchedule;
      const { pausedAt } = await change(ctx, String(job.id));
      return { success: true, enabled: pausedAt === null };
    }
    case "pause":
      return changed(ctx, await pauseSchedule(ctx, await idOf(ctx, body), body.note));
    case "resume":
      return changed(ctx, await resumeSchedule(ctx, await idOf(ctx, body)));
    case "update":
      return update(ctx, body);
    case "trigger":
    case "run": {
      const run = await triggerSchedule(ctx, await idOf(ctx, body));
      const stdout = `Created ${run.ticketRef}`;
      return { success: true, stdout, stderr: "", task_id: run.taskId, ticket_ref: run.ticketRef };
    }
    case "remove":
      await removeSchedule(ctx, await idOf(ctx, body));
      return { success: true };
    case "clone":
      return clone(ctx, await findJob(ctx, body));
    default:
      throw new DomainError("invalid", INVALID_ACTION, {
        fix: "use create, add, update, pause, resume, toggle, trigger, run, remove or clone, or none to create",
        problems: [{ field: "action", rule: "is unknown" }],
      });
  }
}

/** Under the name of a job that exists this changes it, as these clients expect: none of them sends a key. */
async function create(ctx: Context, input: CreateSchedule): Promise<Written> {
  return ctx.transaction(async (tx) => {
    const project = await projectForNewWork(tx.db, tx.actor, input.task_template.project_id);
    const job = await tx.db.schedule.findFirst({
      where: { projectId: project.id, name: { equals: likeText(input.name), mode: "insensitive" } },
    });
    if (!job || input.key !== undefined) {
      return changed(tx, (await createSchedule(tx, input)).schedule);
    }
    const { key: _, paused: __, ...change } = input;
    return changed(tx, await updateSchedule(tx, String(job.id), change));
  });
}

const toCreate = (input: unknown): CreateSchedule => parse(CreateSchedule, input, "body");

function templated(body: CronBody): CreateSchedule {
  const name = body.name ?? body.jobName;
  if (name === undefined) throw invalid("name", "Job name required");
  if (body.schedule === undefined) throw invalid("schedule", "Schedule required");
  const template = body.task_template ?? commandTemplate(name, body);
  const { overlap, overlap_max_age_hours, missed, missed_window_hours, pause_after_failures } =
    body;
  return toCreate({
    name,
    schedule: body.schedule,
    task_template: template,
    timezone: body.timezone,
    key: body.key,
    paused: body.paused,
    overlap,
    overlap_max_age_hours,
    missed,
    missed_window_hours,
    pause_after_failures,
  });
}

function commandTemplate(name: string, { command, model, agentId }: CronBody) {
  if (command === undefined)
    throw invalid("task_template", "is required: say which task to create");
  return {
    title: name,
    description: command,
    ...(agentId ? { assigned_to: agentId } : {}),
    ...(model ? { metadata: { model } } : {}),
  };
}

async function update(ctx: Context, body: CronBody): Promise<Written> {
  const {
    jobId,
    jobName,
    id,
    action: _,
    command,
    model,
    agentId,
    staggerSeconds,
    mode,
    note,
    key,
    paused,
    ...rest
  } = body;
  const isNamed = (jobId ?? jobName ?? id) !== undefined;
  // Without another name for the job, `name` says which one it is.
  const { name, ...settings } = rest;
  const template =
    command === undefined ? {} : { task_template: (await commandOf(ctx, body)).task_template };
  const change = { ...settings, ...template, ...(isNamed && name !== undefined ? { name } : {}) };
  return changed(ctx, await updateSchedule(ctx, await idOf(ctx, body), change));
}

async function commandOf(ctx: Context, body: CronBody): Promise<CreateSchedule> {
  const job = await findJob(ctx, body);
  return templated({ ...body, name: job.name, schedule: job.input });
}

async function clone(ctx: Context, job: ScheduleRow): Promise<Written> {
  const copy = await scheduleWire(ctx, job);
  const name = `${job.name.slice(0, 90)} (copy)`;
  await createSchedule(
    ctx,
    toCreate({
      name,
      schedule: copy.schedule,
      timezone: copy.timezone,
      task_template: copy.task_template,
      overlap: copy.overlap,
      overlap_max_age_hours: copy.overlap_max_age_hours,
      missed: copy.missed,
      missed_window_hours: copy.missed_window_hours,
      pause_after_failures: copy.pause_after_failures,
    }),
  );
  return { success: true, clonedName: name };
}

async function changed(ctx: Context, schedule: ScheduleRow): Promise<Written> {
  const wire = await scheduleWire(ctx, schedule);
  return { success: true, enabled: !wire.paused, job: toCronJob(wire), schedule: wire };
}

async function findJob(ctx: Context, { jobId, jobName, id, name }: CronBody): Promise<ScheduleRow> {
  const ref = jobId ?? id ?? jobName ?? name;
  if (ref === undefined) throw invalid("jobId", "Job ID or name required");
  return findSchedule(ctx, ref).catch((error: unknown) => {
    if (!isNotFound(error)) throw error;
    throw new DomainError("not_found", "Job not found", {
      fix: "list the jobs with GET /api/cron",
    });
  });
}

const idOf = async (ctx: Context, body: CronBody): Promise<string> =>
  String((await findJob(ctx, body)).id);

/** One job, with the whole schedule. */
export async function readCronJob(ctx: Context, ref: string) {
  const schedule = await readSchedule(ctx, ref);
  return { job: toCronJob(schedule), schedule };
}
