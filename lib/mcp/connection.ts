import { z } from "zod";
import { type Actor, agentNameOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError, invalid, isNotFound } from "@/lib/core/errors";
import { AgentName } from "@/lib/core/fields";
import type { Caller } from "@/lib/events/long-lived";
import { findProject, listProjects, projectForNewWork } from "@/lib/projects/queries";
import { findTask } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import { TaskRef } from "@/lib/tasks/schema";
import type { ProjectModel } from "@/prisma/generated/models";

/** The query parameter that names the project, for clients that cannot send headers. */
export const ConnectionQuery = z.strictObject({ project: z.string().optional() });

/** The same for the workshop: `tools=21` leaves out the tools that AgentWorkshop has not. */
export const WorkshopQuery = ConnectionQuery.extend({ tools: z.literal("21").optional() });

/** One client's connection: the agent it acts as, and the one project it works in. */
export interface Connection {
  /** A context that acts as the connection's agent and sees only its project. */
  ctx: Context;
  /** The same without that limit, as far as the caller's key reaches. */
  whole: Context;
  project: { id: number; name: string; prefix: string };
  agent: string;
  /** Whether the caller said who it is; otherwise `agent` is the name that all such callers share. */
  isNamed: boolean;
  /** For tools that wait. */
  caller: Caller;
  signal: AbortSignal;
}

/** The author of comments by callers that give no name. Existing ticket clients know this word. */
const NAMELESS = "llm";

/**
 * The connection of a request. Its project is the one the key is limited to, else the one named by `x-project` or `?project=`, else
 * the default one. Its agent is that of the key, else the one in `x-agent-name`. Fails with `invalid` for a project that does not
 * exist or that the key may not read: the address exists, so a client must not read 404 as "no MCP here".
 */
export async function connectionFor(
  ctx: Context,
  request: Request,
  caller: Caller,
): Promise<Connection> {
  if (ctx.actor.kind !== "key" && ctx.actor.kind !== "agent") {
    throw new DomainError("unauthenticated", "MCP takes an API key", {
      fix: "send the header Authorization: Bearer KEY",
    });
  }
  const wanted =
    request.headers.get("x-project")?.trim() ||
    new URL(request.url).searchParams.get("project")?.trim();
  const project = wanted
    ? await namedProject(ctx, wanted)
    : await projectForNewWork(ctx.db, ctx.actor, undefined);
  const name = agentNameOf(ctx.actor);
  const agent = name ?? NAMELESS;
  const { signal } = request;
  const narrowed = limited(ctx, project.id, agent);
  return { ctx: narrowed, whole: ctx, project, agent, isNamed: name !== null, caller, signal };
}

async function namedProject(ctx: Context, word: string): Promise<ProjectModel> {
  try {
    return await findProject(ctx.db, word, ctx.actor);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const known = (await listProjects(ctx)).map(({ project }) => project.prefix);
    const shown = known.slice(0, 20).join(", ") + (known.length > 20 ? ", …" : "");
    throw invalid("x-project", `there is no project ${JSON.stringify(word.slice(0, 100))}`, {
      fix: `name one of ${shown}, create it (POST /api/projects), or leave x-project out`,
    });
  }
}

function limited(ctx: Context, projectId: number, agent: string): Context {
  const actor = ctx.actor as Extract<Actor, { kind: "key" | "agent" }>;
  const narrowed: Actor =
    actor.kind === "agent" ? { ...actor, projectId } : { ...actor, projectId, agentName: agent };
  return ctx.as(narrowed);
}

/** The same connection acting as another agent, for callers with a general key. An agent's own key always acts as that agent. */
export function actingAs(connection: Connection, name: string | undefined): Connection {
  if (name === undefined || connection.ctx.actor.kind === "agent") return connection;
  const parsed = AgentName.safeParse(name);
  if (!parsed.success) throw invalid("agent", parsed.error.issues[0]?.message ?? "is not a name");
  const agent = parsed.data;
  return {
    ...connection,
    agent,
    isNamed: true,
    ctx: limited(connection.ctx, connection.project.id, agent),
  };
}

/** Finds a task by its reference within the connection's project. Fails with `not_found`, also for tasks of other projects. */
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

/** The same, and fails with `not_found` for an archived ticket. */
export async function liveTaskOf(connection: Connection, ref: string): Promise<TaskRow> {
  const task = await taskOf(connection, ref);
  if (task.archived_at === null) return task;
  throw new DomainError("not_found", `${task.ticket_ref} is archived`, {
    fix: "bring it back with ticket_archive archived=false",
  });
}
