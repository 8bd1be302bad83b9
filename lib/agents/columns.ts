import { isAgent } from "@/lib/auth/permissions";
import type { Actor } from "@/lib/core/actor";
import { Prisma } from "@/lib/core/database";
import type { AgentRow } from "./row";

/** The columns of agents that a command may set, with their database types. */
const TYPES = {
  role: "text",
  runtime: "runtime",
  status: "text",
  last_seen_at: "timestamptz",
  last_activity: "text",
  soul_content: "text",
  config: "jsonb",
  capabilities: "text[]",
  max_capacity: "int",
  capacity_is_set: "boolean",
  working_memory: "text",
  session_key: "text",
  source: "text",
  hidden: "boolean",
  budget_usd: "numeric",
  daily_budget_usd: "numeric",
  profile_id: "int",
  profile: "text",
  made_by_id: "int",
  paused_at: "timestamptz",
  pause_note: "text",
  paused_by: "text",
  paused_by_agent: "boolean",
  unchanged_results: "int",
  set_by_people: "text[]",
} as const;

export type AgentColumn = keyof typeof TYPES;
export type AgentColumns = Partial<Pick<AgentRow, Exclude<AgentColumn, "last_seen_at">>> & {
  last_seen_at?: Date;
};

/** The capacity, if given, and whether it is an operator's decision: an agent's own key also registers one. */
export function capacityColumns(actor: Actor, maxCapacity: number | undefined): AgentColumns {
  if (maxCapacity === undefined) return {};
  return { max_capacity: maxCapacity, ...(isAgent(actor) ? {} : { capacity_is_set: true }) };
}

/** The names of the columns that have a value; undefined means absent. */
export function givenColumns(columns: AgentColumns): AgentColumn[] {
  return (Object.keys(columns) as AgentColumn[]).filter((name) => columns[name] !== undefined);
}

/** The value of a column, cast to its type. */
export function columnValue(columns: AgentColumns, name: AgentColumn): Prisma.Sql {
  const value = name === "config" ? JSON.stringify(columns.config) : columns[name];
  return Prisma.sql`${value}::${Prisma.raw(TYPES[name])}`;
}
