import { z } from "zod";
import {
  AgentName,
  BoolParam,
  MAX_INT,
  numberParam,
  singleLine,
  text,
  Words,
} from "@/lib/core/fields";
import { TIMINGS } from "@/lib/steering/schema";

/** What people may want of a worker. `run` is to work as usual. */
export const ORDERS = ["run", "pause", "drain", "stop"] as const;
export type Order = (typeof ORDERS)[number];

export const WORKER_STATES = [
  "working",
  "waiting",
  "blocked",
  "paused",
  "draining",
  "stopping",
  "stopped",
  "lost",
] as const;
export type WorkerState = (typeof WORKER_STATES)[number];

const Id = z.number().int().positive().max(MAX_INT);

export const WorkerPath = z.strictObject({ id: numberParam(1, MAX_INT) });

/** `ended` includes workers that ended and those that were not heard of for a day. */
export const ListWorkers = z.strictObject({
  agent: Words.optional(),
  ended: BoolParam.default(false),
});
export type ListWorkers = z.output<typeof ListWorkers>;

/**
 * What a worker says of itself. The answer comes when people want something else of it than it has `heard`, when they say something to one
 * of its runs that is to be heard now, or when one of its runs has ended, and after `wait` seconds at the latest. Without `heard` it has just started.
 */
export const ReportWorker = z.strictObject({
  agent: AgentName,
  host: singleLine(200),
  pid: z.number().int().min(0).max(MAX_INT),
  version: singleLine(100).optional(),
  program: singleLine(200),
  concurrency: z.number().int().min(1).max(20, "must be from 1 to 20"),
  work_type: singleLine(60).nullable().optional(),
  free_disk_bytes: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).nullable().optional(),
  /** Why it takes no new work, as a sentence. */
  condition: singleLine(500).nullable().optional(),
  /** The runs whose programs live, and those whose results are on their way. Their leases are renewed. */
  run_ids: z.array(Id).max(100, "must have at most 100 runs").default([]),
  /** The tasks whose worktrees it keeps after their runs have ended. It hears which of them were not picked of several agents' work. */
  worktree_tasks: z.array(Id).max(100, "must have at most 100 tasks").default([]),
  /** What it did with those whose work was not picked. `stays` says why a worktree was not removed. */
  unpicked_done: z
    .array(z.strictObject({ task_id: Id, stays: singleLine(500).nullable() }))
    .max(100, "must have at most 100 tasks")
    .default([]),
  heard: z.enum(ORDERS).optional(),
  wait: z.number().int().min(0).max(60, "must be whole seconds from 0 to 60").default(0),
  /** When its program takes messages of people: in the middle of its work, or at the end of its turn. */
  steers: z.array(z.enum(TIMINGS)).max(2, "must have at most two").default([]),
  /** It ends now. */
  stopped: z.boolean().default(false),
});
export type ReportWorker = z.output<typeof ReportWorker>;

/** An order for a worker. `seconds` ends a pause by itself; a drain that takes longer hands back what is left. */
export const OrderWorker = z.strictObject({
  wanted: z.enum(ORDERS),
  note: text(500).optional(),
  seconds: z
    .number()
    .int()
    .min(1)
    .max(30 * 86_400, "must be at most 30 days")
    .optional(),
});
export type OrderWorker = z.output<typeof OrderWorker>;
