import { z } from "zod";
import { PRESENCES } from "./row";
import { RUNTIMES } from "./schema";

/** What answers about agents look like, for the API description and for tests that hold answers against it. */
const time = z.int().nullable();
const textOrNull = z.string().nullable();

const AgentShape = z.looseObject({
  id: z.int(),
  name: z.string(),
  role: z.string(),
  session_key: textOrNull,
  soul_content: textOrNull,
  status: z.enum(PRESENCES),
  last_seen: time,
  last_activity: textOrNull,
  created_at: z.int(),
  updated_at: z.int(),
  config: z.record(z.string(), z.unknown()),
  source: z.enum(["manual", "self", "observed"]),
  hidden: z.union([z.literal(0), z.literal(1)]),
  working_memory: z.string(),
  runtime: z.enum(RUNTIMES),
  max_capacity: z.int(),
  capabilities: z.array(z.string()),
  in_progress: z.int(),
  budget_usd: z.number().nullable(),
  daily_budget_usd: z.number().nullable(),
});

const TaskStatsShape = z.object({
  total: z.int(),
  assigned: z.int(),
  in_progress: z.int(),
  review: z.int(),
  quality_review: z.int(),
  done: z.int(),
  completed: z.int(),
  failed: z.int(),
});

const AgentWithStats = AgentShape.extend({ taskStats: TaskStatsShape });

export const AgentResponse = z.object({ agent: AgentShape });
export const CreatedAgentResponse = z.object({ agent: AgentWithStats });
export const ChangedAgentResponse = z.object({ success: z.literal(true), agent: AgentShape });
export const AgentListResponse = z.object({
  agents: z.array(AgentWithStats),
  total: z.int(),
  page: z.int(),
  limit: z.int(),
});
export const DeletedAgentResponse = z.object({
  success: z.literal(true),
  deleted: z.string(),
  remove_workspace: z.literal(false),
  released: z.array(z.string()),
  still_assigned: z.int(),
});
export const RegisterResponse = z.object({
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

const WorkItems = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("assigned_tasks"),
    count: z.int(),
    items: z.array(
      z.object({
        id: z.int(),
        ticket_ref: z.string(),
        title: z.string(),
        status: z.enum(["in_progress", "assigned", "inbox"]),
        priority: z.string(),
        due_date: time,
        work_type: textOrNull,
        project_id: z.int(),
        run_id: z.int().nullable(),
        review_cycles: z.int(),
      }),
    ),
  }),
  z.object({
    type: z.literal("mentions"),
    count: z.int(),
    items: z.array(
      z.object({
        id: z.int(),
        task_id: z.int(),
        ticket_ref: z.string(),
        title: z.string(),
        author: z.string(),
        content: z.string(),
        created_at: z.int(),
      }),
    ),
  }),
  z.object({
    type: z.literal("feedback"),
    count: z.int(),
    items: z.array(
      z.object({
        id: z.int(),
        ticket_ref: z.string(),
        title: z.string(),
        reviewer: z.string(),
        notes: z.string(),
        cycle: z.int(),
        created_at: z.int(),
      }),
    ),
  }),
]);

const heard = { agent: z.string(), checked_at: z.int(), token_recorded: z.boolean().optional() };
export const HeartbeatResponse = z.discriminatedUnion("status", [
  z.object({ status: z.literal("HEARTBEAT_OK"), ...heard, message: z.string() }),
  z.object({
    status: z.literal("WORK_ITEMS_FOUND"),
    ...heard,
    work_items: z.array(WorkItems),
    total_items: z.int(),
  }),
]);

export const SoulResponse = z.object({
  agent: AgentShape.pick({ id: true, name: true, role: true }),
  soul_content: z.string(),
  source: z.enum(["database", "none"]),
  available_templates: z.array(z.string()),
  updated_at: z.int(),
});

const KeyShape = z.object({
  id: z.int(),
  name: z.string(),
  key_prefix: z.string(),
  scopes: z.array(z.string()),
  project_id: z.int().nullable(),
  expires_at: time,
  created_at: z.int(),
});
export const CreatedKeyResponse = z.object({ key: KeyShape, api_key: z.string() });
export const KeyListResponse = z.object({
  agent: AgentShape.pick({ id: true, name: true }),
  keys: z.array(
    KeyShape.extend({
      created_by: z.string(),
      revoked_at: time,
      last_used_at: time,
      updated_at: z.int(),
    }),
  ),
});

export const MemoryResponse = z.looseObject({
  working_memory: z.string(),
  updated_at: z.int(),
  size: z.int(),
});

export const ConnectResponse = z.object({
  connection_id: z.string(),
  agent_id: z.int(),
  agent_name: z.string(),
  status: z.literal("connected"),
  sse_url: z.string(),
  heartbeat_url: z.string(),
  token_report_url: z.string(),
});
