import { z } from "zod";
import { type Actor, agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError, invalid, isNotFound } from "@/lib/core/errors";
import { AgentName } from "@/lib/core/fields";
import { findProject, projectForNewWork } from "@/lib/projects/queries";
import { findTask } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import { TaskRef } from "@/lib/tasks/schema";

/** The project may stand in the address, for clients that cannot send headers. */
export const ConnectionQuery = z.strictObject({ project: z.string().optional() });

/** What one client works with: in whose name, in which project. A connection is always in exactly one project. */
export interface Connection {
  /** Acts as the connection's agent, and sees the connection's project only. */
  ctx: Context;
  project: { id: number; name: string; prefix: string };
  agent: string;
}

/** The name of callers that give none, as the ticket tools' comments have always called them. */
const NAMELESS = "llm";

/**
 * The connection of a request: the project its key is limited to, else the one `x-project` (or `?project=`) names, else the
 * default one; the agent its key or `x-agent-name` says. Fails with `not_found` for an unknown project and for one the key is
 * not for.
 */
export async function connectionFor(ctx: Context, request: Request): Promise<Connection> {
  if (ctx.actor.kind !== "key" && ctx.actor.kind !== "agent") {
    throw new DomainError("unauthenticated", "MCP takes an API key", {
      fix: "send the header Authorization: Bearer KEY",
    });
  }
  const wanted =
    request.headers.get("x-project")?.trim() ||
    new URL(request.url).searchParams.get("project")?.trim();
  const project = wanted
    ? await findProject(ctx.db, wanted, ctx.actor)
    : await projectForNewWork(ctx.db, ctx.actor, undefined);
  const agent = agentNameOf(ctx.actor) ?? NAMELESS;
  return { ctx: limited(ctx, project.id, agent), project, agent };
}

function limited(ctx: Context, projectId: number, agent: string): Context {
  const actor = ctx.actor as Extract<Actor, { kind: "key" | "agent" }>;
  const narrowed: Actor =
    actor.kind === "agent" ? { ...actor, projectId } : { ...actor, projectId, agentName: agent };
  return ctx.as(narrowed);
}

/** The same connection in another agent's name, for callers with a general key; an agent's own key keeps its name. */
export function actingAs(connection: Connection, name: string | undefined): Connection {
  if (name === undefined || connection.ctx.actor.kind === "agent") return connection;
  const parsed = AgentName.safeParse(name);
  if (!parsed.success) throw invalid("agent", parsed.error.issues[0]?.message ?? "is not a name");
  const agent = parsed.data;
  return {
    ...connection,
    agent,
    ctx: limited(connection.ctx, connection.project.id, agent),
  };
}

/** The task a ticket reference names in this connection's project, or `not_found`: other projects' do not exist here. */
export async function taskOf(connection: Connection, ref: string): Promise<TaskRow> {
  const parsed = TaskRef.safeParse(ref);
  const task = parsed.success
    ? await findTask(connection.ctx.db, parsed.data).catch((error: unknown) => {
        if (isNotFound(error)) return null;
        throw error;
      })
    : null;
  if (task?.project_id !== connection.project.id) {
    throw new DomainError("not_found", `${ref} does not exist`, {
      fix: "look with ticket_list or ticket_search",
    });
  }
  return task;
}

/** The same for what only a live ticket takes. */
export async function liveTaskOf(connection: Connection, ref: string): Promise<TaskRow> {
  const task = await taskOf(connection, ref);
  if (task.archived_at === null) return task;
  throw new DomainError("not_found", `${task.ticket_ref} is archived`, {
    fix: "bring it back with ticket_archive archived=false",
  });
}
