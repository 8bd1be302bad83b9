import type { Group, Word } from "../verbs/verb";
import { ago, column, money, number, time, wide, within } from "./columns";

const WORKFLOW: Word = { field: "name", as: "workflow" };
const RUN: Word = { field: "id", as: "run" };
const STAGE: Word = { field: "stage", as: "stage" };

export const workflows: Group = {
  name: "workflows",
  about: "workflows: defined once, run many times",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "workflows.list",
      list: {
        at: "workflows",
        columns: [
          column("name"),
          within("latest", number("version")),
          number("use_count", "runs"),
          ago("last_used_at", "last run"),
          wide("description"),
        ],
        none: "No workflows.",
      },
    },
    {
      name: "show",
      aliases: ["get"],
      operation: "workflows.read",
      words: [WORKFLOW],
      one: "workflow",
    },
    {
      name: "archive",
      aliases: ["delete"],
      operation: "workflows.archive",
      words: [WORKFLOW],
      one: "workflow",
    },
    {
      name: "runs",
      operation: "workflow_runs.list",
      words: [{ field: "workflow", as: "workflow", optional: true }],
      list: {
        at: "runs",
        columns: [
          number("id", "run"),
          column("workflow"),
          number("version"),
          column("status"),
          column("root_ref", { head: "task" }),
          time("started_at", "started"),
          time("finished_at", "finished"),
          money("cost_usd", "cost"),
          wide("error"),
        ],
        none: "No runs.",
      },
    },
    {
      name: "items",
      operation: "workflow_runs.items",
      words: [RUN, STAGE],
      list: {
        at: "items",
        columns: [
          number("index", "item"),
          column("status"),
          column("task_ref", { head: "task" }),
          column("agent"),
          money("cost_usd", "cost"),
          wide("error"),
        ],
        none: "No items.",
      },
    },
    {
      name: "cancel",
      operation: "workflow_runs.cancel",
      words: [RUN, { field: "reason", as: "reason", rest: true, optional: true }],
      one: "run",
    },
    { name: "skip", operation: "workflow_runs.skip", words: [RUN, STAGE], one: "run" },
    {
      name: "bulk",
      operation: "workflow_runs.bulk",
      words: [
        { field: "action", as: "action" },
        { field: "runs", as: "runs" },
        { field: "reason", as: "reason", rest: true, optional: true },
      ],
      about:
        "cancel several runs, retry what failed in them, or copy them: mc workflows bulk retry '[3, 4]'",
    },
    {
      name: "templates",
      operation: "workflows.library",
      list: {
        at: "templates",
        columns: [column("name"), number("stages"), wide("description")],
        none: "No templates.",
      },
    },
    {
      name: "schema",
      operation: "workflows.schema",
      about: "the JSON Schema of definitions, for editors",
    },
  ],
};
