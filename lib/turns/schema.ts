import { z } from "zod";
import {
  AgentName,
  line,
  MAX_INT,
  numberParam,
  PageLimit,
  RowId,
  text,
  UsDollars,
  Words,
} from "@/lib/core/fields";
import { CreateTask, TaskRef } from "@/lib/tasks/schema";

/** How long a caller may wait for an answer in one request, in seconds. */
export const Wait = z
  .union([z.string(), z.number()])
  .refine((v) => /^\d+$/.test(String(v)) && Number(v) <= 60, "must be whole seconds from 0 to 60")
  .transform(Number)
  .default(0);

/** A whole number; one rule for whatever else it is. */
const whole = (least: number, most: number) =>
  z.int(`must be a whole number from ${least} to ${most}`).min(least).max(most);

const Prompt = line(200_000, "prompt");

const open = {
  /** Answers when the turn has ended, or after this many seconds. */
  wait: Wait,
  /** How long the turn may take once it has begun; by default as long as the agent's tasks. */
  timeout_seconds: whole(5, 86_400).optional(),
  /** Outside of the agent's conversation: it knows nothing of earlier turns, and later ones know nothing of it. */
  fresh: z.boolean().default(false),
  /** The run on whose behalf it is opened. */
  parent_run_id: RowId.optional(),
};

export const AskAgent = z.strictObject({
  prompt: Prompt,
  ...open,
  project_id: RowId.optional(),
  /** What this turn and everything that is opened below it may cost, in US dollars. */
  tree_budget_usd: UsDollars.optional(),
});
export type AskAgent = z.output<typeof AskAgent>;

export const PipeRun = z.strictObject({
  to: AgentName,
  /** What is to be done with the output; it is quoted below. */
  message: text(50_000).optional(),
  ...open,
});
export type PipeRun = z.output<typeof PipeRun>;

export const TurnsQuery = z.strictObject({
  agents: Words.optional(),
  fan_id: numberParam(1, MAX_INT).optional(),
  wait: Wait,
});
export type TurnsQuery = z.output<typeof TurnsQuery>;

export const TurnHistoryQuery = z.strictObject({
  limit: PageLimit,
  before: numberParam(1, MAX_INT).optional(),
  conversation_id: numberParam(1, MAX_INT).optional(),
});
export type TurnHistoryQuery = z.output<typeof TurnHistoryQuery>;

export const TurnResultQuery = z.strictObject({ run_id: numberParam(1, MAX_INT).optional() });

/** Without `cancel` it is refused while turns of the conversation are open. */
export const ResetAgent = z.strictObject({ cancel: z.boolean().default(false) });

/** `after` leaves out the runs up to that id, for a reader that has those. */
export const TreeQuery = z.strictObject({ after: numberParam(0, MAX_INT).default(0) });
export type TreeQuery = z.output<typeof TreeQuery>;

export const SetTurnLimits = z.strictObject({
  queue_limit: whole(1, 1_000).optional(),
  max_depth: whole(0, 10).optional(),
  max_children: whole(1, 100).optional(),
});
export type SetTurnLimits = z.output<typeof SetTurnLimits>;

const Tokens = z.int("must be whole").min(0, "must not be negative").max(MAX_INT).optional();

/** The answer of a turn that its agent took itself. */
export const CompleteTurn = z.strictObject({
  output: line(1_000_000, "output"),
  model: text(200).optional(),
  tokens_in: Tokens,
  tokens_out: Tokens,
  cost_usd: z.number().min(0).max(1_000_000).optional(),
});
export type CompleteTurn = z.output<typeof CompleteTurn>;

export const CreateFan = z.strictObject({
  prompt: Prompt,
  agents: z
    .array(AgentName)
    .min(1, "must name at least one agent")
    .max(20, "must name at most 20 agents")
    .refine((names) => new Set(names).size === names.length, "must name each agent once"),
  ...open,
  project_id: RowId.optional(),
});
export type CreateFan = z.output<typeof CreateFan>;

/** The same work for several agents: the fields of a task, and whom it is given to. */
export const CreateContest = CreateTask.omit({
  status: true,
  assigned_to: true,
  parent_id: true,
  exec_mode: true,
  exec_order: true,
  on_failure: true,
  review_required: true,
  depends_on: true,
  completed_at: true,
}).extend({
  agents: z
    .array(AgentName)
    .min(2, "must name at least two agents")
    .max(10, "must name at most ten agents")
    .refine((names) => new Set(names).size === names.length, "must name each agent once"),
});
export type CreateContest = z.output<typeof CreateContest>;

/** Whom a task that exists is given to. */
export const GiveToSeveral = z.strictObject({ agents: CreateContest.shape.agents });
export type GiveToSeveral = z.output<typeof GiveToSeveral>;

/** The work that is picked, and why; `checks_override` says why it is although its checks are red or missing. */
export const PickEntry = z.strictObject({
  task: TaskRef,
  reason: line(2_000, "reason"),
  checks_override: line(2_000, "checks_override").optional(),
  /** The `status_changed_at` of the task as it was compared: work that was handed in again since is not picked. */
  seen_at: z.number().int().min(0).max(MAX_INT).optional(),
});
export type PickEntry = z.output<typeof PickEntry>;

export const FanPath = z.strictObject({ id: numberParam(1, MAX_INT) });
export const ReadFan = z.strictObject({ wait: Wait });
export const ListFans = z.strictObject({
  limit: PageLimit,
  before: numberParam(1, MAX_INT).optional(),
});
export type ListFans = z.output<typeof ListFans>;
export const PickAnswer = z.strictObject({ run_id: RowId, reason: line(2_000, "reason") });
export type PickAnswer = z.output<typeof PickAnswer>;
const judge = {
  agent: AgentName,
  /** What makes one the best. */
  criteria: text(10_000).optional(),
};
export const JudgeFan = z.strictObject(judge);
export type JudgeFan = z.output<typeof JudgeFan>;
export const JudgeContest = z.strictObject(judge);
export type JudgeContest = z.output<typeof JudgeContest>;
