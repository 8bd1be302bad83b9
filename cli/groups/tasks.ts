import { type Group, TASK } from "../verbs/verb";
import { column, RUN_COLUMNS, TASK_COLUMNS, time, wide, within } from "./columns";

const tasks = { at: "tasks", columns: TASK_COLUMNS, none: "No tasks." };

export const group: Group = {
  name: "tasks",
  about: "create, claim, report, change and read tasks",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "tasks.list",
      list: tasks,
      without: ["offset", "tags"],
    },
    { name: "get", aliases: ["show"], operation: "tasks.read", words: [TASK], one: "task" },
    {
      name: "create",
      aliases: ["add"],
      operation: "tasks.create",
      words: [{ field: "title", as: "title", rest: true, optional: true }],
      without: ["tags"],
      one: "task",
    },
    {
      name: "update",
      aliases: ["set"],
      operation: "tasks.update",
      words: [TASK],
      without: ["tags"],
      one: "task",
    },
    { name: "delete", operation: "tasks.delete", words: [TASK] },
    {
      name: "queue",
      aliases: ["poll", "next"],
      operation: "tasks.poll",
      about: "claim the best ready task for an agent: --agent, and --wait to wait for one",
      words: [{ field: "agent", as: "agent", optional: true }],
      one: "task",
      more: "The answer's run.id proves the claim: name it in every report with --run-id.",
    },
    { name: "claim", operation: "tasks.claim", words: [TASK], one: "task" },
    {
      name: "complete",
      aliases: ["done", "submit"],
      operation: "tasks.complete",
      words: [TASK, { field: "resolution", as: "resolution", rest: true, optional: true }],
      one: "task",
    },
    {
      name: "fail",
      operation: "tasks.fail",
      words: [TASK, { field: "error", as: "error", rest: true }],
      one: "task",
    },
    {
      name: "release",
      operation: "tasks.release",
      words: [TASK, { field: "reason", as: "reason", rest: true, optional: true }],
      one: "task",
    },
    {
      name: "cancel",
      operation: "tasks.cancel",
      words: [TASK, { field: "reason", as: "reason", rest: true, optional: true }],
      one: "task",
    },
    {
      name: "retry",
      operation: "tasks.retry",
      words: [TASK, { field: "reason", as: "reason", rest: true, optional: true }],
      one: "task",
    },
    {
      name: "comments list",
      operation: "tasks.comments",
      words: [TASK],
      list: {
        at: "comments",
        columns: [column("id"), column("author"), time("created_at", "when"), wide("content")],
        none: "No comments.",
      },
    },
    {
      name: "comments add",
      operation: "tasks.comment",
      words: [TASK, { field: "content", as: "text", rest: true }],
      one: "comment",
    },
    {
      name: "comment",
      operation: "tasks.comment",
      words: [TASK, { field: "content", as: "text", rest: true }],
      one: "comment",
    },
    {
      name: "links",
      operation: "tasks.links",
      words: [TASK],
      list: {
        at: "links",
        columns: [
          within("from", column("ticket_ref", { head: "task" })),
          column("type", { head: "" }),
          within("to", column("ticket_ref", { head: "other" })),
          within("to", column("status")),
          within("to", wide("title")),
        ],
        none: "No links.",
      },
    },
    {
      name: "link",
      operation: "tasks.link",
      words: [TASK, { field: "type", as: "type" }, { field: "to", as: "other" }],
      more: "mc tasks link TASK-001 blocks TASK-002: TASK-002 waits until TASK-001 is done.",
    },
    {
      name: "unlink",
      operation: "tasks.unlink",
      words: [TASK, { field: "type", as: "type" }, { field: "to", as: "other" }],
    },
    {
      name: "children",
      operation: "tasks.children",
      words: [TASK],
      list: { ...tasks, none: "No children." },
    },
    {
      name: "reorder",
      operation: "tasks.reorder",
      words: [TASK],
      about: "order the steps below a task: --body '{\"order\": […]}'",
    },
    {
      name: "runs",
      operation: "tasks.runs",
      words: [TASK],
      list: { at: "runs", columns: RUN_COLUMNS, none: "No runs." },
    },
    { name: "thread", operation: "tasks.thread", words: [TASK] },
    {
      name: "diagram",
      operation: "tasks.diagram",
      words: [TASK],
      about: "what is below a task, as a Mermaid diagram",
    },
    {
      name: "bulk create",
      operation: "tasks.bulk_create",
      about: "create up to 500 tasks, all or none: --body @plan.json",
    },
    {
      name: "bulk update",
      operation: "tasks.bulk_update",
      about: 'change many tasks: --body \'{"tasks": [{"id": 7, …}]}\'',
    },
    {
      name: "bulk complete",
      operation: "tasks.bulk_complete",
      about: "hand in many tasks, each by itself",
    },
    { name: "outcomes", operation: "tasks.outcomes" },
    { name: "regression", operation: "tasks.regression" },
  ],
};
