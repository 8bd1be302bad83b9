import { z } from "zod";
import { Seconds, SecondsOrNull, TextOrNull, UsdOrNull } from "@/lib/core/shapes";
import { GivenAnswerShape } from "@/lib/requests/shapes";
import { RunMessageShape } from "@/lib/steering/shapes";
import { PRIORITIES } from "@/lib/tasks/fields";
import { PRESENCES } from "./row";
import { RUNTIMES } from "./schema";

/** What the API answers about agents. The wire types are derived from these; a field is added here first. */

export const AgentShape = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    role: z.string(),
    session_key: TextOrNull,
    soul_content: TextOrNull,
    status: z.enum(PRESENCES),
    last_seen: SecondsOrNull,
    last_activity: TextOrNull,
    created_at: Seconds,
    updated_at: Seconds,
    config: z.record(z.string(), z.unknown()),
    workspace_id: z.literal(1),
    source: z.enum(["manual", "self", "observed"]),
    content_hash: z.null(),
    workspace_path: z.null(),
    hidden: z.union([z.literal(0), z.literal(1)]),
    working_memory: z.string(),
    runtime: z.enum(RUNTIMES),
    runtime_type: z.null(),
    claude_base_session_id: z.null(),
    claude_base_session_created_at: z.null(),
    max_capacity: z.int(),
    capabilities: z.array(z.string()),
    in_progress: z.int(),
    budget_usd: UsdOrNull,
    daily_budget_usd: UsdOrNull,
    /** The profile it was made from. */
    profile: TextOrNull,
    /** While it is paused, it is given nothing new. */
    paused: z.strictObject({ note: TextOrNull, by: z.string(), since: Seconds }).nullable(),
  })
  .meta({ id: "Agent", description: "An agent. Times are Unix seconds." });
export type AgentWire = z.output<typeof AgentShape>;

const TaskStatsShape = z.strictObject({
  total: z.int(),
  assigned: z.int(),
  in_progress: z.int(),
  review: z.int(),
  /** The same number as `review`. */
  quality_review: z.int(),
  done: z.int(),
  /** The same number as `done`. */
  completed: z.int(),
  failed: z.int(),
});
/** How many tasks an agent has by status, under the names existing clients read. */
export type TaskStats = z.output<typeof TaskStatsShape>;

const AgentWithStats = AgentShape.extend({ taskStats: TaskStatsShape }).meta({
  id: "AgentWithStats",
  description: "An agent with how many tasks it has in each status.",
});

export const AgentResponse = z.strictObject({ agent: AgentShape });
export const CreatedAgentResponse = z.strictObject({ agent: AgentWithStats });
export const ChangedAgentResponse = z.strictObject({ success: z.literal(true), agent: AgentShape });
export const AgentListResponse = z.strictObject({
  agents: z.array(AgentWithStats),
  total: z.int(),
  page: z.int(),
  limit: z.int(),
});
export const DeletedAgentResponse = z.strictObject({
  success: z.literal(true),
  deleted: z.string(),
  remove_workspace: z.literal(false),
  released: z.array(z.string()),
  still_assigned: z.int(),
});
export const RegisterResponse = z.strictObject({
  agent: AgentShape.pick({
    id: true,
    name: true,
    role: true,
    status: true,
    created_at: true,
    runtime: true,
    max_capacity: true,
    capabilities: true,
  }),
  registered: z.boolean(),
  message: z.string(),
});

const WorkItemsShape = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("assigned_tasks"),
    count: z.int(),
    items: z.array(
      z.strictObject({
        id: z.int(),
        ticket_ref: z.string(),
        title: z.string(),
        status: z.enum(["in_progress", "assigned", "inbox"]),
        priority: z.enum(PRIORITIES),
        due_date: SecondsOrNull,
        work_type: TextOrNull,
        project_id: z.int(),
        run_id: z.int().nullable(),
        review_cycles: z.int(),
      }),
    ),
  }),
  z.strictObject({
    type: z.literal("messages"),
    count: z.int(),
    items: z.array(
      z.strictObject({
        id: z.int(),
        conversation_id: z.string(),
        from_agent: z.string(),
        content: z.string(),
        message_type: z.string(),
        created_at: Seconds,
      }),
    ),
  }),
  z.strictObject({
    type: z.literal("mentions"),
    count: z.int(),
    items: z.array(
      z.strictObject({
        id: z.int(),
        task_id: z.int(),
        ticket_ref: z.string(),
        title: z.string(),
        author: z.string(),
        content: z.string(),
        created_at: Seconds,
      }),
    ),
  }),
  z.strictObject({
    type: z.literal("feedback"),
    count: z.int(),
    items: z.array(
      z.strictObject({
        id: z.int(),
        ticket_ref: z.string(),
        title: z.string(),
        reviewer: z.string(),
        notes: z.string(),
        cycle: z.int(),
        created_at: Seconds,
      }),
    ),
  }),
]);

const heard = {
  agent: z.string(),
  checked_at: Seconds,
  token_recorded: z.boolean().optional(),
  /** The runs whose lease was renewed, and the named runs that are not open runs of this agent. */
  runs: z.strictObject({ renewed: z.array(z.int()), lost: z.array(z.int()) }).optional(),
  /** What became of the questions of runs that are to go on: poll for work, or name the run, to go on with one. */
  answers: z.array(GivenAnswerShape).optional(),
  /** What people said to its runs while they work, until the next heartbeat says in `messages_delivered` that it was heard. */
  run_messages: z.array(RunMessageShape).optional(),
};
export const HeartbeatResponse = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("HEARTBEAT_OK"), ...heard, message: z.string() }),
  z.strictObject({
    status: z.literal("WORK_ITEMS_FOUND"),
    ...heard,
    work_items: z.array(WorkItemsShape),
    total_items: z.int(),
  }),
]);
export type HeartbeatWire = z.output<typeof HeartbeatResponse>;
export type WorkItemsWire = z.output<typeof WorkItemsShape>;

export const SoulResponse = z.strictObject({
  agent: AgentShape.pick({ id: true, name: true, role: true }),
  soul_content: z.string(),
  source: z.enum(["database", "none"]),
  available_templates: z.array(z.string()),
  updated_at: Seconds,
});

const CreatedKey = z
  .strictObject({
    id: z.int(),
    name: z.string(),
    key_prefix: z.string(),
    scopes: z.array(z.string()),
    project_id: z.int().nullable(),
    expires_at: SecondsOrNull,
    created_at: Seconds,
  })
  .meta({ id: "CreatedAgentKey", description: "A key that acts as an agent, just made." });
const AgentKeyShape = CreatedKey.extend({
  created_by: z.string(),
  revoked_at: SecondsOrNull,
  last_used_at: SecondsOrNull,
  updated_at: Seconds,
}).meta({ id: "AgentKey", description: "A key that acts as an agent, without the key itself." });
export type AgentKeyWire = z.output<typeof AgentKeyShape>;
/** `api_key` is the key itself; no later answer contains it. */
export const CreatedKeyResponse = z.strictObject({ key: CreatedKey, api_key: z.string() });
export const KeyListResponse = z.strictObject({
  agent: AgentShape.pick({ id: true, name: true }),
  keys: z.array(AgentKeyShape),
});
export const RevokedAgentKeyResponse = z.strictObject({
  success: z.literal(true),
  key_id: z.int(),
  revoked_at: Seconds,
});

const memory = { working_memory: z.string(), updated_at: Seconds, size: z.int() };
export const MemoryResponse = z.strictObject({
  agent: AgentShape.pick({ id: true, name: true, role: true }),
  ...memory,
  source: z.enum(["database", "none"]),
});
export const ChangedMemoryResponse = z.strictObject({
  success: z.literal(true),
  message: z.string(),
  ...memory,
  saved_to_workspace: z.literal(false).optional(),
});

export const ChangedSoulResponse = z.strictObject({
  success: z.literal(true),
  message: z.string(),
  soul_content: z.string(),
  saved_to_workspace: z.literal(false),
  updated_at: Seconds,
});
/** The list without `template`, one template with it. */
export const TemplatesResponse = z.union([
  z.strictObject({
    templates: z.array(
      z.strictObject({ name: z.string(), description: z.string(), size: z.int() }),
    ),
  }),
  z.strictObject({ template_name: z.string(), content: z.string() }),
]);

const SliceShape = z.strictObject({ at: Seconds, runs: z.int(), failed: z.int() }).meta({
  id: "DaySlice",
  description:
    "Half an hour of an agent's day: when it starts, the runs that were open in it, and how many of them ended badly in it.",
});
export type Slice = z.output<typeof SliceShape>;
export const DayResponse = z.strictObject({ slices: z.array(SliceShape) });

export const ConnectResponse = z.strictObject({
  connection_id: z.string(),
  agent_id: z.int(),
  agent_name: z.string(),
  status: z.literal("connected"),
  sse_url: z.string(),
  heartbeat_url: z.string(),
  token_report_url: z.string(),
});

const ConnectionShape = z
  .strictObject({
    id: z.int(),
    agent_id: z.int(),
    connection_id: z.string(),
    tool_name: z.string(),
    tool_version: TextOrNull,
    metadata: z.record(z.string(), z.unknown()).nullable(),
    status: z.literal("connected"),
    last_heartbeat: SecondsOrNull,
    created_at: Seconds,
    updated_at: Seconds,
    workspace_id: z.literal(1),
    agent_name: z.string(),
    agent_status: z.enum(PRESENCES),
    agent_role: z.string(),
  })
  .meta({ id: "Connection", description: "A tool that speaks for an agent." });
export type ConnectionWire = z.output<typeof ConnectionShape>;
export const ConnectionListResponse = z.strictObject({ connections: z.array(ConnectionShape) });
export const DisconnectResponse = z.strictObject({
  status: z.literal("disconnected"),
  connection_id: z.string(),
});
