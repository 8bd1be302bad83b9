import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { EvidenceShape } from "@/lib/runs/evidence/schema";
import { RunShape } from "@/lib/runs/shapes";
import { TaskShape } from "@/lib/tasks/shapes";
import { Runtime } from "@/prisma/generated/enums";

/** What the API answers about turns: questions to agents without a task. */

const TurnQueueShape = z.strictObject({
  /** How many turns of the agent wait to be begun, this one included if it waits. */
  waiting: z.int(),
  limit: z.int(),
});
export const TurnResponse = z.strictObject({ run: RunShape, queue: TurnQueueShape });

export const AgentTurnsShape = z
  .strictObject({
    agent: z.string(),
    runtime: z.enum(Runtime),
    /** What its turns do: `waiting` for a person's answer, `queued` if none of them has begun. */
    state: z.enum(["idle", "queued", "working", "waiting"]),
    queued: z.int(),
    running: z.int(),
    queue_limit: z.int(),
    /** Whether its runs may open turns of other agents. */
    workshop_tools: z.boolean(),
    conversation: z.strictObject({ id: z.int(), turns: z.int(), started_at: Seconds }).nullable(),
    /** How many turns it has ended. */
    turns: z.int(),
    cost_usd: UsdOrNull,
    cost_unknown: z.int(),
    /** Its latest turn, without prompt and output. */
    latest: RunShape.nullable(),
  })
  .meta({ id: "AgentTurns", description: "What an agent is asked, and what it has answered." });
export type AgentTurns = z.output<typeof AgentTurnsShape>;

export const TurnStatusResponse = z.strictObject({
  agents: z.array(AgentTurnsShape),
  /** Whether none of them has an open turn. */
  idle: z.boolean(),
});

export const TurnResultResponse = z.strictObject({
  agent: z.string(),
  /** The latest turn, or the one that was asked for. */
  run: RunShape.nullable(),
  /** Its answer, if it succeeded. */
  text: TextOrNull,
  /** Why there is no answer. */
  problem: TextOrNull,
});
export type TurnResult = z.output<typeof TurnResultResponse>;

export const TurnHistoryResponse = z.strictObject({
  turns: z.array(RunShape),
  next_before: z.int().nullable(),
  /** What all turns of the agent cost, also those on other pages. */
  cost_usd: UsdOrNull,
  cost_unknown: z.int(),
});

export const ResetResponse = z.strictObject({ agent: AgentTurnsShape, cancelled: z.int() });
export const DismissResponse = z.strictObject({
  agent: z.string(),
  cancelled: z.int(),
  /** The tasks it held, now assigned and ready again. */
  released: z.array(z.string()),
});

export const TurnLimitsShape = z
  .strictObject({ queue_limit: z.int(), max_depth: z.int(), max_children: z.int() })
  .meta({
    id: "TurnLimits",
    description:
      "How many turns may wait for one agent, how deep runs may open others, and how many one run may have open at once.",
  });
export type TurnLimits = z.output<typeof TurnLimitsShape>;

const TreeRunShape = RunShape.extend({
  /** The title of its task, or the beginning of its prompt; null if neither is known. */
  asked: TextOrNull,
}).meta({ id: "TreeRun", description: "A run of a tree, with what it was asked." });

export const TreeResponse = z.strictObject({
  root_run_id: z.int(),
  /** Oldest first, at most 1,000: those after the `after` of the request. */
  runs: z.array(TreeRunShape),
  /** How many the tree has. */
  total: z.int(),
  open: z.int(),
  cost_usd: UsdOrNull,
  /** What counts against the budget: what the closed runs cost, and what the open ones hold or have cost. */
  taken_usd: z.number(),
  cost_unknown: z.int(),
  limits: z.strictObject({ max_depth: z.int(), max_children: z.int(), budget_usd: UsdOrNull }),
});
export type TreeWire = z.output<typeof TreeResponse>;

export const FanShape = z
  .strictObject({
    id: z.int(),
    project_id: z.int().nullable(),
    prompt: z.string(),
    asked_by: z.string(),
    parent_run_id: z.int().nullable(),
    created_at: Seconds,
    /** How many answers are still to come. */
    open: z.int(),
    answers: z.array(
      z.strictObject({
        agent: z.string(),
        run: RunShape,
        /** Why there is no answer, or not yet. */
        problem: TextOrNull,
        /** How the checks of its change ended, if it has any. */
        checks: z.strictObject({ passed: z.int(), failed: z.int() }).nullable(),
      }),
    ),
    /** Who was not asked, and why. */
    refused: z.array(z.strictObject({ agent: z.string(), problem: z.string() })),
    picked_run_id: z.int().nullable(),
    picked_by: TextOrNull,
    pick_reason: TextOrNull,
    picked_at: SecondsOrNull,
    judge_run_id: z.int().nullable(),
    /** Why the judge's answer picked none. */
    judge_problem: TextOrNull,
  })
  .meta({ id: "Fan", description: "One message to several agents, with their answers." });
export type FanWire = z.output<typeof FanShape>;

export const FanResponse = z.strictObject({ fan: FanShape });
export const FansResponse = z.strictObject({
  fans: z.array(FanShape),
  next_before: z.int().nullable(),
});

export const ContestResponse = z.strictObject({
  group: TaskShape,
  /** One for each agent, with its latest run and what all its runs came to. */
  entries: z.array(
    z.strictObject({
      task: TaskShape,
      run: RunShape.nullable(),
      evidence: EvidenceShape,
      cost_usd: UsdOrNull,
      cost_unknown: z.int(),
      seconds: z.int().nullable(),
      tokens_in: z.number().nullable(),
      tokens_out: z.number().nullable(),
      /** How much the commit changed that it handed in; the difference itself is at its run. */
      change: z
        .strictObject({
          branch: TextOrNull,
          commit: z.string(),
          files: z.int(),
          added: z.int(),
          removed: z.int(),
        })
        .nullable(),
      /** What its worker did with its worktree because it was not picked: `stays` says why it did not remove it. Null until it is heard. */
      worktree: z.strictObject({ host: z.string(), stays: TextOrNull }).nullable(),
    }),
  ),
  /** The ticket reference of the work that was picked. */
  picked: TextOrNull,
  picked_by: TextOrNull,
  pick_reason: TextOrNull,
  picked_at: SecondsOrNull,
  /** Why it was picked although its checks were red or missing. */
  checks_override: TextOrNull,
  /** The agent that was asked to compare them. */
  judge: TextOrNull,
  judge_run_id: z.int().nullable(),
  /** Why the judge picked none. */
  judge_problem: TextOrNull,
});
export type ContestWire = z.output<typeof ContestResponse>;
