import { z } from "zod";
import { isNotFound } from "@/lib/core/errors";
import { descendantsOf } from "@/lib/tasks/structure/descendants";
import { drawTask } from "@/lib/tasks/tickets/draw";
import { taskOf } from "../connection";
import * as field from "../fields";
import { fullTicket, summaries } from "../ticket";
import { defineTool, READS } from "../tool";

export const get = defineTool({
  name: "ticket_get",
  title: "Read a ticket",
  description:
    "One ticket with its description, acceptance criteria, assignee, resolution, reviewers' feedback, children, comments and links. Keep its ua: it is the etag of the next update.",
  input: z.strictObject({ id: field.id, format: field.format }),
  annotations: READS,
  run: async (connection, input) => fullTicket(connection.ctx, await taskOf(connection, input.id)),
});

export const children = defineTool({
  name: "ticket_children",
  title: "List a ticket's children",
  description: "The tickets below one: steps by their order, then the rest by age.",
  input: z.strictObject({
    id: field.id,
    recursive: z
      .boolean()
      .default(false)
      .describe("Everything below, each parent before its children"),
    depth: field.clamped(1, 10, 3),
    format: field.format,
  }),
  annotations: READS,
  run: async (connection, input) => {
    const parent = await taskOf(connection, input.id).catch((error: unknown) => {
      if (isNotFound(error)) return null;
      throw error;
    });
    if (!parent) {
      // Ticket clients expect an empty list here; a hint beside it explains what it means.
      return {
        kind: "tickets",
        tickets: [],
        more: { text: `${input.id} does not exist.`, fields: { missing: input.id } },
      };
    }
    const depth = input.recursive ? input.depth : 1;
    const tasks = await descendantsOf(connection.ctx, parent, depth);
    return { kind: "tickets", tickets: await summaries(connection.ctx, tasks) };
  },
});

export const diagram = defineTool({
  name: "ticket_diagram",
  title: "Draw a ticket",
  description: "A Mermaid flowchart of a ticket and what is below it, coloured by status.",
  input: z.strictObject({
    id: field.id,
    recursive: z.boolean().default(true).describe("Everything below, else the children only"),
    depth: field.clamped(1, 10, 3),
    format: field.format,
  }),
  annotations: READS,
  run: async (connection, input) => {
    const root = await taskOf(connection, input.id);
    const depth = input.recursive ? input.depth : 1;
    return { kind: "diagram", mermaid: await drawTask(connection.ctx, root.id, depth) };
  },
});
