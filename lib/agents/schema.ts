import { z } from "zod";
import {
  AgentName,
  anyOf,
  BoolParam,
  emptyIsNull,
  JsonObject,
  line,
  MAX_INT,
  PageLimit,
  PageOffset,
  singleLine,
  text,
  UnixSeconds,
  UsDollars,
  Words,
} from "@/lib/core/fields";
import { IGNORED_FIELDS } from "@/lib/core/ignored-fields";
import { HeardMessages, HeardSeqs } from "@/lib/steering/schema";
import { PRESENCES } from "./row";
import { WorkerName } from "./workers";

export const RUNTIMES = ["pull", "openclaw", "anthropic", "openai", "worker"] as const;

/** The roles an agent may register with: those of existing clients and those of the templates that Baton ships. */
export const ROLES = [
  "coder",
  "reviewer",
  "tester",
  "devops",
  "researcher",
  "assistant",
  "agent",
  "developer",
  "orchestrator",
  "writer",
] as const;

/** The statuses an agent can report. `error` counts as idle: the agent is alive and holds nothing. */
export const STATUSES = [...PRESENCES, "error"] as const;

/** An agent in a path: its id or its name, as Next hands it over, decoded or not. */
export const AgentPath = z.strictObject({ id: z.string().transform(decoded).pipe(text(300, 1)) });

/** No name contains a percent sign, so decoding twice does no harm. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

const MaxCapacity = z.number().int().min(1, "must be from 1 to 20").max(20, "must be from 1 to 20");
export const MAX_CAPABILITIES = 100;
const Capabilities = z
  .array(line(100, "a capability"))
  .max(MAX_CAPABILITIES, `must have at most ${MAX_CAPABILITIES} capabilities`)
  .transform((words) => [...new Set(words)]);
const Flag = z.union([z.boolean(), z.literal(0), z.literal(1)]).transform(Boolean);
const clearable = <T extends z.ZodType>(schema: T) => schema.nullable().optional();

/** The command checks name and role, because existing clients know its messages. */
export const RegisterAgent = z.strictObject({
  name: text(300),
  role: text(300).optional(),
  capabilities: Capabilities.optional(),
  framework: clearable(text(200)),
  model: clearable(text(200)),
  runtime: z.enum(RUNTIMES).optional(),
  max_capacity: MaxCapacity.optional(),
});
export type RegisterAgent = z.output<typeof RegisterAgent>;

const fields = {
  status: z.enum(STATUSES).optional(),
  last_activity: clearable(text(2_000)),
  config: clearable(JsonObject),
  gateway_config: clearable(JsonObject),
  runtime: z.enum(RUNTIMES).optional(),
  max_capacity: MaxCapacity.optional(),
  capabilities: clearable(Capabilities),
  hidden: Flag.optional(),
  session_key: emptyIsNull(text(200)),
  budget_usd: clearable(UsDollars),
  daily_budget_usd: clearable(UsDollars),
  soul_content: clearable(text(50_000)),
  ...IGNORED_FIELDS.agent,
};

export const CreateAgent = z.strictObject({
  ...fields,
  name: AgentName,
  role: line(100, "role").optional(),
  template: line(64, "template").optional(),
});
export type CreateAgent = z.output<typeof CreateAgent>;

/**
 * A change of an agent. What is absent stays, `null` clears; `config` is merged key by key, a `null` in it removes the key.
 * `add_capabilities` and `remove_capabilities` change the list as it is then: two clients that each add one both succeed.
 */
export const UpdateAgent = z.strictObject({
  ...fields,
  role: line(100, "role").optional(),
  add_capabilities: Capabilities.optional(),
  remove_capabilities: Capabilities.optional(),
});
export type UpdateAgent = z.output<typeof UpdateAgent>;

/** The same for `PUT /api/agents`, where `id` or `name` says which agent. */
export const UpdateNamedAgent = UpdateAgent.extend({
  id: z.number().int().positive().max(MAX_INT).optional(),
  name: text(300, 1).optional(),
});
export type UpdateNamedAgent = z.output<typeof UpdateNamedAgent>;

export const PauseAgent = z.strictObject({ note: text(500).optional() });

export const DeleteAgent = z.strictObject(IGNORED_FIELDS.deleteAgent);

export const ListAgents = z.strictObject({
  status: anyOf(PRESENCES).optional(),
  role: Words.optional(),
  runtime: anyOf(RUNTIMES).optional(),
  show_hidden: BoolParam.optional(),
  q: text(200).optional(),
  limit: PageLimit,
  offset: PageOffset,
});
export type ListAgents = z.output<typeof ListAgents>;

const TemplateName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/,
    "must be the name of a template: letters, digits, dashes and underscores",
  );

export const SetSoul = z.strictObject({
  soul_content: clearable(text(50_000)),
  template_name: TemplateName.optional(),
});
export type SetSoul = z.output<typeof SetSoul>;
export const ReadTemplates = z.strictObject({ template: TemplateName.optional() });

const Tokens = z.number().int().min(0).max(MAX_INT);

/** A sign of life. All of it is optional. */
export const Heartbeat = z.strictObject({
  status: z.enum(STATUSES).optional(),
  last_activity: clearable(text(2_000)),
  run_id: z.number().int().positive().max(MAX_INT).optional(),
  /** The runs it works on, whose leases are to be renewed. */
  run_ids: z
    .array(z.number().int().positive().max(MAX_INT))
    .max(100, "must have at most 100 runs")
    .optional(),
  worker: WorkerName.optional(),
  /** What it has heard of the messages that came with earlier signs of life. */
  messages_delivered: HeardMessages,
  ...IGNORED_FIELDS.heartbeat,
  token_usage: z
    .strictObject({
      model: line(200, "model"),
      inputTokens: Tokens,
      outputTokens: Tokens,
      taskId: z
        .union([z.number().int().positive().max(MAX_INT), text(100)])
        .nullable()
        .optional(),
    })
    .optional(),
});
export type Heartbeat = z.output<typeof Heartbeat>;

/** A sign of life for one run. */
export const RunHeartbeat = z.strictObject({
  worker: WorkerName.optional(),
  /** What it has heard of the messages that came with earlier signs of life. */
  messages_delivered: HeardSeqs,
});

export const KEY_SCOPES = [
  "viewer",
  "operator",
  "admin",
  "agent:self",
  "agent:diagnostics",
  "agent:attribution",
  "agent:heartbeat",
  "agent:messages",
] as const;

export const CreateAgentKey = z
  .strictObject({
    name: singleLine(100).default("default"),
    scopes: z.array(z.enum(KEY_SCOPES)).max(20).optional(),
    expires_at: UnixSeconds.nullable().optional(),
    expires_in_days: z.number().positive().max(3650, "must be at most 3650").nullable().optional(),
    project_id: z.number().int().positive().max(MAX_INT).nullable().optional(),
  })
  .refine((key) => key.expires_at == null || key.expires_in_days == null, {
    path: ["expires_at"],
    message: "cannot be sent together with expires_in_days",
  });
export type CreateAgentKey = z.output<typeof CreateAgentKey>;
export const RevokeAgentKey = z.strictObject({ key_id: z.number().int().positive().max(MAX_INT) });

/** The command checks the size, because appended text counts together with what is stored. */
export const WriteMemory = z.strictObject({
  working_memory: text(2_000_000),
  append: z.boolean().default(false),
});
export type WriteMemory = z.output<typeof WriteMemory>;

export const Connect = z.strictObject({
  tool_name: line(100, "tool_name"),
  tool_version: clearable(text(100)),
  agent_name: AgentName,
  agent_role: line(100, "agent_role").optional(),
  metadata: clearable(JsonObject),
});
export type Connect = z.output<typeof Connect>;
export const Disconnect = z.strictObject({ connection_id: text(100, 1) });
