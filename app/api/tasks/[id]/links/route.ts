import { defineRoute } from "@/lib/api/route";
import { created, ok } from "@/lib/http/respond";
import { IdPage, LinkTasks, TaskPath, type TaskRef } from "@/lib/tasks/schema";
import { LinksResponse, UnlinkedResponse } from "@/lib/tasks/shapes";
import { linksOf, linkTasks, unlinkTasks } from "@/lib/tasks/structure/links";

const ends = (id: TaskRef, body: { to: TaskRef; inverse: boolean }) =>
  body.inverse ? { from: body.to, to: id } : { from: id, to: body.to };

export const GET = defineRoute({
  id: "tasks.links",
  summary: "Read a task's links, from either end",
  params: TaskPath,
  query: IdPage,
  response: LinksResponse,
  handle: async ({ ctx, params, query }) => ok(await linksOf(ctx, params.id, query)),
});

export const POST = defineRoute({
  id: "tasks.link",
  summary: "Link a task to another of its project",
  role: "operator",
  params: TaskPath,
  body: LinkTasks,
  response: LinksResponse,
  status: 201,
  handle: async ({ ctx, params, body }) => {
    await linkTasks(ctx, { ...ends(params.id, body), type: body.type });
    return created(await linksOf(ctx, params.id));
  },
});

export const DELETE = defineRoute({
  id: "tasks.unlink",
  summary: "Remove a link",
  role: "operator",
  params: TaskPath,
  body: LinkTasks,
  response: UnlinkedResponse,
  handle: async ({ ctx, params, body }) => {
    const removed = await unlinkTasks(ctx, { ...ends(params.id, body), type: body.type });
    return ok({ success: true, removed, ...(await linksOf(ctx, params.id)) });
  },
});
