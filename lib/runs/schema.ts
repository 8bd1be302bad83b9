import { z } from "zod";
import {
  anyOf,
  BoolParam,
  line,
  MAX_INT,
  numberParam,
  PageLimit,
  text,
  UsDollars,
  Words,
} from "@/lib/core/fields";
import { isStorable, STORABLE_RULE } from "@/lib/core/json";

export const RUN_OUTCOMES = [
  "succeeded",
  "failed",
  "timed_out",
  "cancelled",
  "refused",
  "lost",
  "stopped",
] as const;
export const RUN_TRIGGERS = ["claim", "dispatch", "direct", "review"] as const;

const Tokens = z
  .number("must be a number")
  .int("must be whole")
  .min(0, "must not be negative")
  .max(MAX_INT);

export const RunPath = z.strictObject({ id: numberParam(1, MAX_INT) });

/** `texts=false` leaves the prompt and the output out, which may be long. */
export const ReadRun = z.strictObject({
  texts: BoolParam.default(true),
  /** Answers when the run has ended, or after this many seconds. */
  wait: numberParam(0, 60).default(0),
});

/** The number of the last part that the caller has. */
export const RunChunksQuery = z.strictObject({
  after_seq: numberParam(0, MAX_INT).default(0),
});

/** What a part of a run's output is: what the agent says, what its program logs, a call of a tool, a changed file. */
export const CHUNK_KINDS = ["text", "log", "tool", "file"] as const;

/**
 * Parts of a run's output, to be kept after part `after`. Sent again, they are kept once. One call of a tool is one part, and `used` is what
 * the run has used in all so far.
 */
export const AddRunChunks = z.strictObject({
  after: z.number().int().min(0).max(MAX_INT),
  used: z
    .strictObject({
      turns: z.int().min(0).max(MAX_INT).optional(),
      tokens_in: Tokens.optional(),
      tokens_out: Tokens.optional(),
      cost_usd: z.number().min(0).max(1_000_000).optional(),
      model: text(200).optional(),
    })
    .optional(),
  chunks: z
    .array(
      z.strictObject({
        kind: z.enum(CHUNK_KINDS).default("text"),
        /** Of a call of a tool: the same for the same call with the same arguments. Its text, if it is left out. */
        key: text(200, 1).optional(),
        data: z
          .string("must be text")
          .min(1, "must not be empty")
          .max(65_536, "must have at most 65536 characters"),
      }),
    )
    .max(200, "must have at most 200 parts"),
});
export type AddRunChunks = z.output<typeof AddRunChunks>;

/** Why an attempt of a worker ended without a result. */
export const ATTEMPT_ERRORS = [
  /** The program is not there, or not set up: no key, an unknown model. Other tasks would fare the same. */
  "configuration",
  "timeout",
  /** The program said nothing for too long. */
  "silence",
  /** It ended well and said and did nothing. */
  "empty_answer",
  /** The program failed. */
  "agent",
  /** What it printed cannot be read. */
  "protocol",
  "rate_limited",
  "overloaded",
  "network",
  /** Its own limit of turns, tokens or money. */
  "limit",
  "invalid_request",
  "refused",
  /** Handed back: the worker stops, or somebody cancelled the program. */
  "cancelled",
  /** The worker died, and nobody knows how far its program came. */
  "lost",
] as const;
export type AttemptError = (typeof ATTEMPT_ERRORS)[number];

/** The end of an attempt without a result. What the program said stays with the run. */
export const EndRun = z.strictObject({
  error_class: z.enum(ATTEMPT_ERRORS),
  error: line(20_000, "error"),
  output: text(1_000_000).optional(),
  model: text(200).optional(),
  tokens_in: Tokens.optional(),
  tokens_out: Tokens.optional(),
  cost_usd: z.number().min(0).max(1_000_000).optional(),
});
export type EndRun = z.output<typeof EndRun>;

/** `outcome=open` selects runs that have not finished. `before` continues after a page. */
export const ListRuns = z.strictObject({
  agent: Words.optional(),
  outcome: anyOf([...RUN_OUTCOMES, "open"]).optional(),
  trigger: anyOf(RUN_TRIGGERS).optional(),
  limit: PageLimit,
  before: numberParam(1, MAX_INT).optional(),
});
export type ListRuns = z.output<typeof ListRuns>;

export const RunStatistics = z.strictObject({
  agent: Words.optional(),
  days: numberParam(1, 365).default(30),
});
export type RunStatistics = z.output<typeof RunStatistics>;

export const COST_GROUPS = ["task", "agent", "project", "day", "model"] as const;

/** `days` includes today. Days are UTC days. */
export const CostQuery = z.strictObject({
  group: z.enum(COST_GROUPS),
  days: numberParam(1, 366).default(30),
  agent: Words.optional(),
  project_id: numberParam(1, MAX_INT).optional(),
  limit: numberParam(1, 1_000).default(200),
});
export type CostQuery = z.output<typeof CostQuery>;

/** The longest tables of models that anybody writes by hand have some dozens. */
export const MAX_PRICES = 500;

const PriceEntry = z.strictObject({
  model: z
    .string("must be text")
    .trim()
    .max(200, "must have at most 200 characters")
    .regex(
      /^[^*\s]+\*?$|^\*$/,
      "must be a model's name without spaces, or how it begins with one * at the end",
    )
    .refine(isStorable, STORABLE_RULE),
  input_per_mtok: UsDollars,
  output_per_mtok: UsDollars,
});

const PriceEntries = z
  .array(PriceEntry)
  .max(MAX_PRICES, `must have at most ${MAX_PRICES} entries`)
  .refine(
    (prices) => new Set(prices.map(({ model }) => model.toLowerCase())).size === prices.length,
    "must name each model once",
  );

/**
 * A change of the price table, US dollars per million tokens. `prices` is the whole table, null the list prices; `set` and
 * `remove` change single models instead. `etag` must be the table's present one.
 */
export const SetPrices = z.strictObject({
  prices: PriceEntries.nullable().optional(),
  set: PriceEntries.optional(),
  remove: z
    .array(line(200, "a model"))
    .max(MAX_PRICES, `must have at most ${MAX_PRICES} models`)
    .optional(),
  etag: z.string().min(1).max(100).optional(),
});
export type SetPrices = z.output<typeof SetPrices>;

/** How much the whole installation may spend per UTC day; null for no limit. */
export const SetDailyBudget = z.strictObject({ daily_usd: UsDollars.nullable() });
export type SetDailyBudget = z.output<typeof SetDailyBudget>;

export const TOKEN_ACTIONS = [
  "list",
  "stats",
  "agent-costs",
  "task-costs",
  "trends",
  "export",
] as const;
export const TIMEFRAMES = ["hour", "day", "week", "month", "all"] as const;

export type Timeframe = (typeof TIMEFRAMES)[number];

export const TokenQuery = z.strictObject({
  action: z.enum(TOKEN_ACTIONS).default("list"),
  timeframe: z.enum(TIMEFRAMES).default("all"),
  format: z.enum(["json", "csv"]).default("json"),
  limit: numberParam(1, 50_000).optional(),
});
export type TokenQuery = z.output<typeof TokenQuery>;

export const TokensByAgent = z.strictObject({ days: numberParam(1, 365).default(30) });
export type TokensByAgent = z.output<typeof TokensByAgent>;

/**
 * Usage that an agent reports. In `sessionId`, the part before the colon names the agent, for clients that cannot send it
 * otherwise.
 */
export const ReportTokens = z.strictObject({
  model: line(200, "model"),
  sessionId: line(300, "sessionId").optional(),
  agent: line(100, "agent").optional(),
  inputTokens: Tokens,
  outputTokens: Tokens,
  costUsd: UsDollars.nullable().optional(),
  operation: text(100).optional(),
  duration: z.number().min(0).nullable().optional(),
  taskId: z
    .union([z.number().int().positive().max(MAX_INT), text(100)])
    .nullable()
    .optional(),
  run_id: z.number().int().positive().max(MAX_INT).optional(),
});
export type ReportTokens = z.output<typeof ReportTokens>;

export const CancelRun = z.strictObject({ reason: text(2_000).optional() });
