import { z } from "zod";

/** The parts we read of what a gateway with protocol 4 sends; it may send more, and some fields only sometimes. */
const text = z.string().nullish();
const count = z.number().nullish();

export const AgentsList = z.object({
  defaultId: text,
  agents: z.array(
    z.object({
      id: z.string(),
      name: text,
      model: z.object({ primary: text }).nullish(),
    }),
  ),
});

export const ModelsList = z.object({
  models: z.array(
    z.object({
      id: z.string(),
      provider: z.string(),
      alias: text,
      available: z.boolean().nullish(),
      unavailableReason: text,
    }),
  ),
});
export type GatewayModel = z.infer<typeof ModelsList>["models"][number];

const Usage = z.object({ input: count, output: count, cacheRead: count, cacheWrite: count });

/** The second answer to `agent`, or the only one to a key whose run is over or active. */
export const Final = z.object({
  runId: text,
  status: z.string(),
  summary: text,
  stopReason: text,
  result: z
    .object({
      payloads: z.array(z.object({ text, isError: z.boolean().nullish() })).nullish(),
      meta: z
        .object({
          finalAssistantVisibleText: text,
          stopReason: text,
          agentMeta: z
            .object({ provider: text, model: text, usage: Usage.nullish(), costUsd: count })
            .nullish(),
        })
        .nullish(),
    })
    .nullish(),
});
export type Final = z.infer<typeof Final>;

/** What a turn waits for at the gateway until somebody gives or refuses leave. */
export const Approval = z.object({
  id: z.string(),
  request: z.object({
    runId: text,
    sessionKey: text,
    command: text,
    cwd: text,
    host: text,
    warningText: text,
    title: text,
    description: text,
    toolName: text,
    pluginId: text,
  }),
  expiresAtMs: z.number(),
});
export type Approval = z.infer<typeof Approval>;
export const ApprovalList = z.array(z.unknown());

export const Wait = z.object({ status: z.string() });

const Row = z.object({
  role: z.string(),
  content: z
    .union([z.string(), z.array(z.object({ type: text, text }))])
    .nullish()
    .catch(null),
  idempotencyKey: text,
  provider: text,
  model: text,
  stopReason: text,
  errorMessage: text,
  usage: Usage.extend({ cost: z.object({ total: count }).nullish() })
    .nullish()
    .catch(null),
  __openclaw: z.object({ runId: text }).nullish(),
});
export type HistoryRow = z.infer<typeof Row>;

export const History = z.object({
  messages: z.array(z.unknown()).transform((rows) =>
    rows.flatMap((row) => {
      const read = Row.safeParse(row);
      return read.success ? [read.data] : [];
    }),
  ),
  inFlightRun: z.object({ runId: z.string(), text }).nullish().catch(null),
  pendingInputs: z
    .object({ items: z.array(z.object({ runId: text, state: text })) })
    .nullish()
    .catch(null),
  sessionInfo: z
    .object({ hasActiveRun: z.boolean().nullish(), status: text })
    .nullish()
    .catch(null),
});
export type History = z.infer<typeof History>;

export const Abort = z.object({ status: text });

/** Parses `value` by `shape`; a mismatch is the gateway's fault. */
export function readAs<T>(shape: z.ZodType<T>, value: unknown): T | null {
  const read = shape.safeParse(value);
  return read.success ? read.data : null;
}
