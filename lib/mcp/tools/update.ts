import { z } from "zod";
import { parse } from "@/lib/http/validate";
import { ANSWER_STATES } from "@/lib/rounds/answer-lines";
import { HandInAnswers } from "@/lib/rounds/schema";
import { UpdateTask } from "@/lib/tasks/schema";
import { fromCode } from "@/lib/tasks/tickets/codes";
import { updateTicket } from "@/lib/tasks/tickets/ticket-update";
import { actingAs, taskOf } from "../connection";
import * as field from "../fields";
import { columnsOf, parentOf } from "../task-columns";
import { fullTicket } from "../ticket";
import { defineTool, WRITES } from "../tool";

export const update = defineTool({
  name: "ticket_update",
  title: "Update a ticket",
  description:
    "Change fields or the status of a ticket. Send the freshest ua as etag: a stale one is refused (conflict), then read again and decide anew. dn finishes the work (or sends it to review: s:rv), bl says it is stuck, bk puts it back.",
  input: z.strictObject({
    id: field.id,
    etag: z
      .string()
      .optional()
      .describe("The ua last seen; the update is refused when it is stale"),
    title: field.title.optional(),
    status: field.status.optional(),
    priority: field.priority.optional(),
    type: field.type.optional(),
    description: field.description.optional(),
    acceptance_criteria: field.acceptanceCriteria.optional(),
    assignee: z
      .string()
      .describe("An agent's name")
      .nullable()
      .optional()
      .describe('The agent it is for; "" or null: nobody'),
    labels: field.labels.optional().describe("Replaces all labels; [] clears them"),
    parent_id: field.parentId
      .nullable()
      .optional()
      .describe('Move below another ticket; "" or null: none'),
    exec_mode: field.execMode.optional(),
    exec_order: field.execOrder.nullable().optional().describe("Place among the steps; null: none"),
    resolution: z.string().optional().describe("What came out of the work, for the reviewer"),
    answers: z
      .array(
        z.strictObject({
          comment_id: z.number().describe("id of a comment of the feedback"),
          state: z.enum(ANSWER_STATES),
          text: z.string().describe("What was changed, why not, or what to know first"),
        }),
      )
      .optional()
      .describe("What was done about each comment of the feedback (rc)"),
    agent: field.agent.optional(),
    format: field.format,
  }),
  annotations: { ...WRITES, destructiveHint: true, idempotentHint: true },
  run: async (given, input) => {
    const connection = actingAs(given, input.agent);
    const task = await taskOf(connection, input.id);
    const change = parse(
      UpdateTask,
      {
        ...columnsOf(input),
        ...(input.status && { status: fromCode("status", input.status) }),
        ...(input.etag && { etag: input.etag }),
        ...(input.assignee !== undefined && { assigned_to: input.assignee }),
        ...(input.resolution !== undefined && { resolution: input.resolution }),
        ...(input.parent_id !== undefined && {
          parent_id: input.parent_id ? await parentOf(connection, input.parent_id) : null,
        }),
      },
      "arguments",
    );
    const answers = parse(HandInAnswers, input.answers ?? [], "arguments");
    const updated = await updateTicket(connection.ctx, task.id, change, connection.agent, answers);
    return fullTicket(connection.ctx, updated);
  },
});
