import { z } from "zod";
import { SecondsOrNull, TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { TIMEFRAMES } from "./schema";

/** The answers of `/api/tokens`, in the shapes that Mission Control's clients read. */

const timeframe = z.enum(TIMEFRAMES);

const StatsShape = z
  .strictObject({
    totalTokens: z.number(),
    totalCost: UsdOrNull,
    requestCount: z.int(),
    avgTokensPerRequest: z.number(),
    avgCostPerRequest: UsdOrNull,
    /** The number of finished requests whose cost is unknown. The total does not include them. */
    costUnknown: z.int(),
  })
  .meta({ id: "TokenStats", description: "Sums over requests; an unknown cost is null." });
/** Sums as Mission Control's clients read them, except that an unknown cost is null, where Mission Control answered zero. */
export type StatsWire = z.output<typeof StatsShape>;

const byName = z.record(z.string(), StatsShape);
const Timeline = z.array(z.strictObject({ date: z.string(), cost: UsdOrNull, tokens: z.number() }));

export const TokenRecordShape = z
  .strictObject({
    id: z.string(),
    model: z.string(),
    sessionId: z.string(),
    agentName: z.string(),
    /** Unix milliseconds. */
    timestamp: z.number(),
    inputTokens: z.int(),
    outputTokens: z.int(),
    totalTokens: z.int(),
    cost: UsdOrNull,
    operation: z.string(),
    duration: z.number().nullable(),
    taskId: z.int().nullable(),
    runId: z.int(),
    workspaceId: z.literal(1),
  })
  .meta({ id: "TokenRecord", description: "One use of tokens: a run that says what it used." });
/** One use of tokens, as Mission Control's clients read it. Times are Unix milliseconds. */
export type TokenRecord = z.output<typeof TokenRecordShape>;

const TokenList = z.strictObject({ usage: z.array(TokenRecordShape), total: z.int(), timeframe });
const TokenSums = z.strictObject({
  summary: StatsShape,
  models: byName,
  sessions: byName,
  agents: byName,
  timeframe,
  recordCount: z.int(),
});
const AgentCosts = z.strictObject({
  agents: z.record(
    z.string(),
    z.strictObject({
      stats: StatsShape,
      models: byName,
      sessions: z.array(z.string()),
      timeline: Timeline,
    }),
  ),
  timeframe,
  recordCount: z.int(),
});
const CostsOfTasks = z.record(
  z.string(),
  z.strictObject({ stats: StatsShape, taskCount: z.int(), taskIds: z.array(z.int()) }),
);
const TaskCosts = z.strictObject({
  summary: StatsShape,
  tasks: z.array(
    z.strictObject({
      taskId: z.int(),
      title: z.string(),
      status: z.string(),
      priority: z.string(),
      assignedTo: TextOrNull,
      project: z.strictObject({
        id: z.int(),
        name: z.string(),
        slug: z.string(),
        ticketRef: z.string(),
      }),
      stats: StatsShape,
      models: byName,
      timeline: Timeline,
    }),
  ),
  agents: CostsOfTasks,
  projects: CostsOfTasks,
  unattributed: StatsShape,
  timeframe,
});
const TokenTrends = z.strictObject({
  trends: z.array(
    z.strictObject({
      timestamp: z.string(),
      tokens: z.number(),
      cost: UsdOrNull,
      requests: z.int(),
    }),
  ),
  timeframe,
});
const TokenExport = z.strictObject({
  usage: z.array(TokenRecordShape),
  summary: StatsShape,
  models: byName,
  sessions: byName,
});

/** By `action`: list, stats, agent-costs, task-costs, trends, export. */
export const TokensResponse = z.union([
  TokenList,
  TokenSums,
  AgentCosts,
  TaskCosts,
  TokenTrends,
  TokenExport,
]);
export const ReportedTokensResponse = z.strictObject({
  success: z.literal(true),
  record: TokenRecordShape,
});

const totals = {
  total_input_tokens: z.number(),
  total_output_tokens: z.number(),
  total_tokens: z.number(),
  total_cost: UsdOrNull,
  cost_unknown: z.int(),
  request_count: z.int(),
};
export const TokensByAgentResponse = z.strictObject({
  agents: z.array(
    z.strictObject({
      agent: z.string(),
      ...totals,
      session_count: z.int(),
      last_active: SecondsOrNull,
      models: z.array(z.strictObject({ model: z.string(), ...totals })),
    }),
  ),
  summary: z.strictObject({ ...totals, agent_count: z.int(), days: z.int() }),
});
