import { z } from "zod";
import {
  AgentName,
  JsonObject,
  line,
  MAX_INT,
  numberParam,
  PageLimit,
  singleLine,
  text,
  UsDollars,
} from "@/lib/core/fields";
import { TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { TaskRef } from "@/lib/tasks/schema";

export const CLIENT_RUN_STATUSES = [
  "pending",
  "running",
  "completed",
  "failed",
  "cancelled",
  "timeout",
] as const;
const TRIGGERS = ["manual", "cron", "webhook", "agent", "pipeline", "queue"] as const;

export const ListClientRuns = z.strictObject({
  agent_id: AgentName.optional(),
  status: z.enum(CLIENT_RUN_STATUSES).optional(),
  limit: PageLimit,
  before: numberParam(1, MAX_INT).optional(),
});
export type ListClientRuns = z.output<typeof ListClientRuns>;

/** A number for a run of Baton's, or the id under which a run was reported. */
export const ClientRunPath = z.strictObject({ id: singleLine(200) });

const Tokens = z
  .number("must be a number")
  .int("must be whole")
  .min(0, "must not be negative")
  .max(MAX_INT)
  .nullish();
const Time = z.iso.datetime({
  offset: true,
  error: "must be a time such as 2026-01-01T00:00:00Z",
});

/** The largest report. It is stored with the run, which is read often. */
const MAX_REPORT = 32_768;

/** A run that happened elsewhere and is over. Its id is the reporter's own. */
export const ReportClientRun = z
  .strictObject({
    id: singleLine(200).refine(
      (id) => !/^\d+$/.test(id),
      "must not be a number, which would be read as the id of one of Baton's own runs",
    ),
    agent_id: AgentName,
    agent_name: singleLine(100).nullish(),
    status: z.enum(CLIENT_RUN_STATUSES),
    started_at: Time,
    ended_at: Time.nullish(),
    duration_ms: z.number().min(0, "must not be negative").nullish(),
    model: line(200, "model").nullish(),
    provider: singleLine(100).nullish(),
    runtime: singleLine(100).nullish(),
    runtime_version: singleLine(100).nullish(),
    trigger: z.enum(TRIGGERS).nullish(),
    parent_run_id: singleLine(200).nullish(),
    task_id: TaskRef.nullish(),
    outcome: singleLine(100).nullish(),
    steps: z.array(JsonObject).max(200, "must have at most 200 steps").default([]),
    tools_available: z.array(singleLine(200)).max(200).default([]),
    cost: z
      .strictObject({
        input_tokens: Tokens,
        output_tokens: Tokens,
        cache_read_tokens: Tokens,
        cache_write_tokens: Tokens,
        cost_usd: UsDollars.nullish(),
        model: line(200, "model").nullish(),
      })
      .optional(),
    error: text(20_000).nullish(),
    git_branch: singleLine(300).nullish(),
    git_commit: singleLine(100).nullish(),
    tags: z.array(singleLine(100)).max(50, "must have at most 50 tags").default([]),
    metadata: JsonObject.default({}),
  })
  .refine(
    (report) => JSON.stringify(report).length <= MAX_REPORT,
    `must be at most ${MAX_REPORT} bytes of JSON: leave out what its steps said`,
  );
export type ReportClientRun = z.output<typeof ReportClientRun>;

const CountOrNull = z.int().nullable();

const ClientRunShape = z
  .strictObject({
    id: z.string(),
    agent_id: z.string(),
    agent_name: TextOrNull,
    model: TextOrNull,
    provider: TextOrNull,
    runtime: z.string(),
    runtime_version: TextOrNull,
    trigger: z.enum(TRIGGERS).nullable(),
    parent_run_id: TextOrNull,
    task_id: TextOrNull,
    status: z.enum(CLIENT_RUN_STATUSES),
    /** What was reported; for Baton's own runs how they ended. */
    outcome: TextOrNull,
    started_at: z.string(),
    ended_at: TextOrNull,
    duration_ms: z.number().nullable(),
    steps: z.array(z.record(z.string(), z.unknown())),
    tools_available: z.array(z.string()),
    cost: z.strictObject({
      input_tokens: z.int(),
      output_tokens: z.int(),
      cache_read_tokens: CountOrNull,
      cache_write_tokens: CountOrNull,
      cost_usd: UsdOrNull,
      model: TextOrNull,
    }),
    provenance: z.strictObject({
      /** SHA-256 of what was reported, or of what Baton knows of its own run. */
      run_hash: z.string(),
      parent_run_hash: TextOrNull,
      lineage: z.array(z.string()),
      model_version: TextOrNull,
      config_hash: TextOrNull,
      runtime: TextOrNull,
      signed_by: TextOrNull,
      signature: TextOrNull,
      created_at: z.string(),
    }),
    error: TextOrNull,
    git_branch: TextOrNull,
    git_commit: TextOrNull,
    workspace_id: z.string(),
    tags: z.array(z.string()),
    metadata: z.record(z.string(), z.unknown()),
  })
  .meta({ id: "ClientRun", description: "A run in the shape of the agent run protocol." });
export type ClientRun = z.output<typeof ClientRunShape>;

export const ClientRunsResponse = z.strictObject({
  runs: z.array(ClientRunShape),
  /** Counted up to 250. */
  total: z.int(),
  /** The `before` of the next page. */
  next_before: z.int().nullable(),
});
export const ClientRunResponse = z.strictObject({ run: ClientRunShape });
export const ReportedRunResponse = z.strictObject({ id: z.string(), run_hash: z.string() });
