import { z } from "zod";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import { readBacklog } from "@/lib/tasks/queue/backlog";
import { tasksByStatus } from "@/lib/tasks/read/by-status";
import { listTasks } from "@/lib/tasks/read/list";
import { searchTasks } from "@/lib/tasks/read/search";
import { ListTasks } from "@/lib/tasks/schema";
import { STATUS_CODES } from "@/lib/tasks/tickets/codes";
import { actingAs } from "../connection";
import * as field from "../fields";
import { meaning } from "../fields";
import { summaries } from "../ticket";
import { defineTool, READS } from "../tool";

const filters = {
  priority: field.priority.optional(),
  type: field.type.optional(),
  labels: field.everyLabel.optional(),
};

export const backlog = defineTool({
  name: "ticket_backlog",
  title: "What can be claimed",
  description:
    "The tickets that can be claimed now, the most urgent first. Begin here: take the first, ticket_claim it, on conflict take the next.",
  input: z.strictObject({
    ...filters,
    limit: field.clamped(1, 200, 50),
    agent: field.agent.optional(),
    format: field.format,
  }),
  annotations: READS,
  run: async (given, input) => {
    const connection = actingAs(given, input.agent);
    const { tasks, waiting } = await readBacklog(connection.ctx, {
      projectId: connection.project.id,
      agent: connection.agent,
      priority: meaning("priority", input.priority),
      type: meaning("type", input.type),
      labels: input.labels,
      limit: input.limit,
    });
    const text = `${waiting} more ${waiting === 1 ? "waits" : "wait"} for an earlier step, a blocker or a start time.`;
    return {
      kind: "tickets",
      tickets: await summaries(connection.ctx, tasks),
      more: waiting > 0 ? { text, fields: { waiting } } : undefined,
    };
  },
});

export const list = defineTool({
  name: "ticket_list",
  title: "List tickets",
  description: "Tickets of the project by status, priority, type and labels, the newest first.",
  input: z.strictObject({
    status: field.status.optional(),
    ...filters,
    limit: field.clamped(1, 200, 50),
    include_archived: field.archived.default(false),
    format: field.format,
  }),
  annotations: READS,
  run: async (connection, input) => {
    const query = ListTasks.parse({
      project_id: String(connection.project.id),
      status: meaning("status", input.status),
      priority: meaning("priority", input.priority),
      type: meaning("type", input.type),
      all_labels: input.labels,
      archived: input.include_archived ? "all" : "false",
      limit: String(input.limit),
    });
    const page = await listTasks(connection.ctx, query);
    return { kind: "tickets", tickets: await summaries(connection.ctx, page.tasks) };
  },
});

/** The board's columns in the order ticket clients expect. They do not know `review` and `failed`, which Baton adds. */
const COLUMNS: TaskStatus[] = [
  "inbox",
  "assigned",
  "in_progress",
  "review",
  "blocked",
  "failed",
  "cancelled",
  "done",
];

export const board = defineTool({
  name: "ticket_board",
  title: "The board",
  description: "All tickets by status, the newest of each first.",
  input: z.strictObject({
    type: filters.type,
    labels: filters.labels,
    limit: field.clamped(1, 200, 50),
    format: field.format,
  }),
  annotations: READS,
  run: async (connection, input) => {
    const found = await tasksByStatus(connection.ctx, {
      projectId: connection.project.id,
      statuses: COLUMNS,
      type: meaning("type", input.type),
      labels: input.labels,
      limit: input.limit,
    });
    const columns = await Promise.all(
      found.map(async ({ status, tasks, total }) => ({
        status: STATUS_CODES[status],
        tickets: await summaries(connection.ctx, tasks),
        total,
      })),
    );
    const cut = columns.filter((column) => column.total > column.tickets.length);
    const text = cut.map(
      ({ status, tickets, total }) => `${status}: ${tickets.length} of ${total}`,
    );
    return {
      kind: "board",
      columns,
      more:
        cut.length > 0
          ? { text: `Newest only. ${text.join(", ")}. Use ticket_list for the rest.`, fields: {} }
          : undefined,
    };
  },
});

export const search = defineTool({
  name: "ticket_search",
  title: "Search tickets",
  description:
    'Find tickets by words in title, description, labels or id. All words must occur; "a phrase", prefix*, OR, NOT and title:word work.',
  input: z.strictObject({
    query: z.string().describe("What to look for"),
    include_archived: field.archived.default(false),
    limit: field.clamped(1, 200, 50),
    format: field.format,
  }),
  annotations: READS,
  run: async (connection, input) => {
    const tasks = await searchTasks(connection.ctx, {
      projectId: connection.project.id,
      typed: input.query.slice(0, 500),
      archived: input.include_archived,
      limit: input.limit,
    });
    return { kind: "tickets", tickets: await summaries(connection.ctx, tasks) };
  },
});
