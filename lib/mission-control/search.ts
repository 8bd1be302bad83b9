import { z } from "zod";
import { describeEvent } from "@/lib/activity/describe";
import { authorize } from "@/lib/auth/permissions";
import { hasRole, projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { likeText, Prisma } from "@/lib/core/database";
import { numberParam } from "@/lib/core/fields";
import { Seconds } from "@/lib/core/shapes";
import { AUDIT_CATEGORIES, readEventsBackwards, scopeOf } from "@/lib/events/replay";
import { eventToWire } from "@/lib/events/wire";
import { parse } from "@/lib/http/validate";
import { readableMessages } from "@/lib/messages/list";
import { listTasks } from "@/lib/tasks/read/list";
import { ListTasks } from "@/lib/tasks/schema";

export const SearchQuery = z.strictObject({
  q: z
    .string("is required")
    .trim()
    .min(2, "Query must be at least 2 characters")
    .max(200, "must have at most 200 characters"),
  /** Of all kinds together. */
  limit: numberParam(1, 100).default(30),
});

export const SearchResponse = z.strictObject({
  query: z.string(),
  count: z.int(),
  results: z.array(
    z
      .strictObject({
        type: z.enum(["task", "agent", "project", "message", "webhook", "activity", "audit"]),
        id: z.int(),
        title: z.string(),
        subtitle: z.string().optional(),
        /** The text around the word, where it is not in the title. */
        excerpt: z.string().optional(),
        created_at: Seconds,
        /** 2 where the title has the word, else 1. */
        relevance: z.int(),
      })
      .meta({ id: "SearchResult" }),
  ),
});
type Result = z.output<typeof SearchResponse>["results"][number];

/** Events are looked through one by one: the newest. */
const NEWEST_EVENTS = 300;

/**
 * Finds a word in tasks, agents, projects, messages, for admins webhooks, and in what the newest 300 events say; tasks first. What
 * the caller may not read is not found.
 */
export async function searchEverything(
  ctx: Context,
  { q, limit }: z.output<typeof SearchQuery>,
): Promise<z.output<typeof SearchResponse>> {
  authorize(ctx.actor, "task.read");
  const found = [
    ...(await tasksWith(ctx, q, limit)),
    ...(await namesWith(ctx, q, limit)),
    ...(await eventsWith(ctx, q)),
  ];
  const results = found.toSorted((a, b) => b.relevance - a.relevance).slice(0, limit);
  return { query: q, count: results.length, results };
}

async function tasksWith(ctx: Context, q: string, limit: number): Promise<Result[]> {
  const { tasks } = await listTasks(ctx, parse(ListTasks, { q, limit: String(limit) }, "query"));
  return tasks.map((task) => ({
    type: "task",
    id: task.id,
    title: task.title,
    subtitle: [task.status, task.assigned_to].filter((part) => part !== null).join(" · "),
    ...excerptOf(task.description, q),
    created_at: toUnixSeconds(task.created_at),
    relevance: relevanceOf(task.title, q),
  }));
}

interface Named {
  type: "agent" | "project" | "message" | "webhook";
  id: number;
  title: string;
  subtitle: string | null;
  text: string | null;
  created_at: Date;
}

/** Index: messages_pkey for the newest messages; the other tables have few rows. */
async function namesWith(ctx: Context, q: string, limit: number): Promise<Result[]> {
  const pattern = `%${likeText(q)}%`;
  const project = projectLimitOf(ctx.actor);
  const ours = (column: string): Prisma.Sql =>
    project === null ? Prisma.sql`true` : Prisma.sql`${Prisma.raw(column)} = ${project}::int`;
  const isAdmin = hasRole(ctx.actor, "admin") && project === null;
  const rows = await ctx.db.$queryRaw<Named[]>`
    (SELECT 'agent' AS type, id, name AS title, role AS subtitle, NULL AS text, created_at FROM agents
      WHERE deleted_at IS NULL AND name ILIKE ${pattern} ORDER BY id DESC LIMIT ${limit})
    UNION ALL
    (SELECT 'project', id, name, prefix, description, created_at FROM projects
      WHERE ${ours("id")} AND (name ILIKE ${pattern} OR description ILIKE ${pattern}) ORDER BY id DESC LIMIT ${limit})
    UNION ALL
    (SELECT 'message', id, 'Message from ' || from_agent, to_agent, content, created_at FROM (
        SELECT * FROM messages m WHERE ${readableMessages(ctx)} ORDER BY m.id DESC LIMIT 1000) newest
      WHERE content ILIKE ${pattern} ORDER BY id DESC LIMIT ${limit})
    UNION ALL
    (SELECT 'webhook', id, name, url, NULL, created_at FROM webhooks
      WHERE ${isAdmin} AND (name ILIKE ${pattern} OR url ILIKE ${pattern}) ORDER BY id DESC LIMIT ${limit})`;
  return rows.map(({ type, id, title, subtitle, text, created_at }) => ({
    type,
    id,
    title,
    ...(subtitle === null ? {} : { subtitle }),
    ...excerptOf(text, q),
    created_at: toUnixSeconds(created_at),
    relevance: relevanceOf(title, q),
  }));
}

async function eventsWith(ctx: Context, q: string): Promise<Result[]> {
  const events = await readEventsBackwards(ctx.db, NEWEST_EVENTS, scopeOf(ctx.actor, {}));
  const word = q.toLowerCase();
  return events
    .map(eventToWire)
    .map((event) => ({ event, title: describeEvent(event) }))
    .filter(({ title }) => title.toLowerCase().includes(word))
    .map(({ event, title }) => ({
      type: AUDIT_CATEGORIES.includes(event.type.split(".")[0] as string) ? "audit" : "activity",
      id: event.id,
      title,
      subtitle: `by ${event.actor.name}`,
      created_at: Math.floor(event.timestamp / 1000),
      relevance: 1,
    }));
}

const relevanceOf = (title: string, q: string): number =>
  title.toLowerCase().includes(q.toLowerCase()) ? 2 : 1;

const AROUND = 60;

function excerptOf(text: string | null, q: string): { excerpt?: string } {
  const at = text?.toLowerCase().indexOf(q.toLowerCase()) ?? -1;
  if (text === null || at === -1) return {};
  const [from, to] = [Math.max(0, at - AROUND), at + q.length + AROUND];
  return {
    excerpt: `${from > 0 ? "…" : ""}${text.slice(from, to).toWellFormed()}${to < text.length ? "…" : ""}`,
  };
}
