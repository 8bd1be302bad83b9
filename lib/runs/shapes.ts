import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { CostSource, RunOutcome, RunState, RunTrigger, Runtime } from "@/prisma/generated/enums";

/** What the API answers about runs. The wire types are derived from these; a field is added here first. */

export const RunShape = z
  .strictObject({
    id: z.int(),
    task_id: z.int().nullable(),
    task_ref: TextOrNull,
    agent: z.string(),
    runtime: z.enum(Runtime),
    trigger: z.enum(RunTrigger),
    attempt: z.int(),
    model: TextOrNull,
    tier: TextOrNull,
    tier_reason: TextOrNull,
    outcome: z.enum(RunOutcome).nullable(),
    prompt: TextOrNull,
    output: TextOrNull,
    error: TextOrNull,
    error_class: TextOrNull,
    tokens_in: z.int().nullable(),
    tokens_out: z.int().nullable(),
    cost_usd: UsdOrNull,
    cost_source: z.enum(CostSource),
    started_at: Seconds,
    heartbeat_at: SecondsOrNull,
    lease_expires_at: SecondsOrNull,
    finished_at: SecondsOrNull,
    claim_id: TextOrNull,
    /** `queued` until it is begun; `waiting` for the answer to a request; `answered` until its agent goes on with it. */
    state: z.enum([...Object.values(RunState), "ended"]),
    worker: z
      .strictObject({
        id: z.int(),
        host: z.string(),
        pid: z.int().nullable(),
        version: TextOrNull,
      })
      .nullable(),
    /** Of a turn, which somebody asked of the agent without a task: who, and when. */
    asked_by: TextOrNull,
    queued_at: SecondsOrNull,
    /** The run that opened it, the topmost run above it, and how many are above it. */
    parent_run_id: z.int().nullable(),
    root_run_id: z.int().nullable(),
    depth: z.int(),
    conversation_id: z.int().nullable(),
    fan_id: z.int().nullable(),
  })
  .meta({
    id: "Run",
    description:
      "One attempt at a task, or one turn that was asked of an agent. Without an outcome it is open; an unknown cost is null.",
  });
export type RunWire = z.output<typeof RunShape>;

/** The session of an earlier stage that a stage of a workflow goes on in, where whoever does it has it. */
export const ResumesShape = z
  .strictObject({
    stage: z.string(),
    item: z.int().nullable(),
    ticket_ref: TextOrNull,
    /** The last run there; null if no agent did it. */
    run_id: z.int().nullable(),
    agent: TextOrNull,
    runtime: z.enum(Runtime).nullable(),
    /** Where a gateway keeps it. */
    session_key: TextOrNull,
    worker: z.strictObject({ host: z.string(), pid: z.int().nullable() }).nullable(),
  })
  .meta({
    id: "ResumedSession",
    description: "The session of an earlier stage in which a stage of a workflow goes on.",
  });

export const RunResponse = z.strictObject({ run: RunShape });
/** What a run says, in parts. */
export const RunChunksResponse = z.strictObject({
  chunks: z.array(
    z
      .strictObject({ seq: z.int(), kind: z.string(), data: z.string(), created_at: Seconds })
      .meta({ id: "RunChunk", description: "A part of what a run says, to be appended in order." }),
  ),
  is_open: z.boolean(),
  /**
   * Where the parts are from: what an open run says, the log that was kept of a closed one, or its answer as a single part, where there
   * was nothing else. A log has the numbers of the stream; for an answer, read again from the beginning.
   */
  source: z.enum(["stream", "log", "output"]),
  /** The `after_seq` of the next request. */
  next_after_seq: z.int(),
  /** Whether there is more already: one answer carries about a million characters. */
  has_more: z.boolean(),
});
export type RunChunksWire = z.output<typeof RunChunksResponse>;
export const AddedChunksResponse = z.strictObject({
  /** The number of the last part that is kept: the `after` of the next ones. */
  last_seq: z.int(),
  /** Whether there is room for more. What comes after that is not kept. */
  has_room: z.boolean(),
});
/** What a worker needs to begin a run that it claimed. */
export const BegunRunResponse = z.strictObject({
  run: RunShape,
  prompt: z.string(),
  /** What the agent is told beside the task: its SOUL. */
  system: TextOrNull,
  /** The model that is set for the agent. */
  model: TextOrNull,
  /** A key for this run and its task alone, until the run ends. */
  api_key: z.string(),
  /** Of a turn: the conversation that it continues, and its place there. */
  conversation: z.strictObject({ id: z.int(), turn: z.int() }).nullable(),
  /** What was said there before, oldest first, for a program that does not have the conversation itself. */
  history: z.array(z.strictObject({ prompt: z.string(), output: z.string() })),
  /** How long a turn may take from now on. */
  timeout_seconds: z.int().nullable(),
  /** Of a stage that goes on in the session of another: `told` is for the prompt where the session is not to be had. */
  resumes: ResumesShape.extend({ told: z.string() }).nullable(),
  /** How the agent works, from its profile; the worker's own options count before them. */
  settings: z.strictObject({
    max_turns: z.int().nullable(),
    timeout_seconds: z.int().nullable(),
    allowed_tools: z.array(z.string()).nullable(),
    permission_mode: TextOrNull,
  }),
  /** Where an orchestrator's program finds its tools, with the run's key; null for all others. */
  workshop: z.strictObject({ mcp_path: z.string(), tools: z.array(z.string()) }).nullable(),
  /** Of a stage of a workflow: the commits that earlier stages handed in, which its work goes on with. */
  builds_on: z.array(
    z.strictObject({ ticket_ref: z.string(), branch: TextOrNull, commit: z.string() }),
  ),
});
export const TaskRunsResponse = z.strictObject({ runs: z.array(RunShape) });
/** A page of runs without their prompts and outputs. */
export const RunListResponse = z.strictObject({
  runs: z.array(RunShape),
  next_before: z.int().nullable(),
});
export type RunPage = z.output<typeof RunListResponse>;

const AgentStatisticsShape = z
  .strictObject({
    agent: z.string(),
    runs: z.int(),
    open: z.int(),
    finished: z.int(),
    succeeded: z.int(),
    success_rate: z.number().nullable(),
    average_ms: z.int().nullable(),
    tokens_in: z.number(),
    tokens_out: z.number(),
    cost_usd: UsdOrNull,
    cost_unknown: z.int(),
  })
  .meta({ id: "AgentStatistics", description: "What an agent's runs of some days came to." });
export type StatisticsWire = z.output<typeof AgentStatisticsShape>;
export const RunStatisticsResponse = z.strictObject({
  since: Seconds,
  agents: z.array(AgentStatisticsShape),
});
