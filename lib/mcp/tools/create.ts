import { z } from "zod";
import { parse } from "@/lib/http/validate";
import { createTask } from "@/lib/tasks/change/create";
import { CreateTask } from "@/lib/tasks/schema";
import * as field from "../fields";
import { columnsOf, parentOf } from "../task-columns";
import { fullTicket } from "../ticket";
import { defineTool, WRITES } from "../tool";

export const create = defineTool({
  name: "ticket_create",
  title: "Create a ticket",
  description:
    "Create a ticket in the backlog (s:bk). With parent_id it is a child; with exec_mode=seq and exec_order it is a step that waits for the steps before it.",
  input: z.strictObject({
    title: field.title,
    type: field.type.optional(),
    priority: field.priority.optional(),
    description: field.description.optional(),
    acceptance_criteria: field.acceptanceCriteria.optional(),
    labels: field.labels.optional(),
    parent_id: field.parentId.optional(),
    exec_mode: field.execMode.optional(),
    exec_order: field.execOrder.optional().describe("Place among the parent's steps, unique there"),
    assignee: z.string().optional().describe("The agent it is for; absent: anyone"),
    format: field.format,
  }),
  annotations: WRITES,
  run: async (connection, input) => {
    const task = parse(
      CreateTask,
      {
        ...columnsOf(input),
        project_id: connection.project.id,
        parent_id: input.parent_id && (await parentOf(connection, input.parent_id)),
        assigned_to: input.assignee || undefined,
      },
      "arguments",
    );
    const created = await createTask(connection.ctx, task, "ticket");
    return fullTicket(connection.ctx, created);
  },
});
