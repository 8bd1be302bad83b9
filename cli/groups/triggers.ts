import type { Group, Word } from "../verbs/verb";
import { ago, column, number, wide } from "./columns";

const TRIGGER: Word = { field: "id", as: "trigger" };
const DELIVERY: Word = { field: "delivery", as: "delivery" };

/** A figure among those that are told together. */
const count = (of: "created" | "failed") => ({
  head: of === "created" ? "tasks" : "failed",
  text: ({ counts }: Record<string, unknown>) =>
    String((counts as Record<string, number> | undefined)?.[of] ?? ""),
});

export const triggers: Group = {
  name: "triggers",
  about: "tasks that are created when something happens: outside, or here",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "triggers.list",
      list: {
        at: "triggers",
        columns: [
          number("id"),
          column("name"),
          column("kind"),
          column("preset"),
          column("paused"),
          count("created"),
          count("failed"),
          ago("last_delivery_at", "last fired"),
          wide("url"),
        ],
        none: "No triggers.",
      },
    },
    {
      name: "get",
      aliases: ["show"],
      operation: "triggers.read",
      words: [TRIGGER],
      one: "trigger",
    },
    {
      name: "create",
      aliases: ["add"],
      operation: "triggers.create",
      more: `mc triggers create --body '{"name": "bugs", "kind": "webhook", "preset": "github_issue"}'
mc triggers create --body '{"name": "write-up", "kind": "status", "match": {"status": "done", "labels": ["research"]},
  "task_template": {"title": "Write up {{task.ticket_ref}}", "description": "{{task.resolution}}"}}'
The address and the secret of a hook are in the answer; the secret is shown this once.`,
    },
    {
      name: "update",
      aliases: ["set"],
      operation: "triggers.update",
      words: [TRIGGER],
      one: "trigger",
    },
    {
      name: "pause",
      operation: "triggers.pause",
      words: [TRIGGER, { field: "note", as: "note", rest: true, optional: true }],
      one: "trigger",
    },
    { name: "resume", operation: "triggers.resume", words: [TRIGGER], one: "trigger" },
    { name: "rotate", operation: "triggers.rotate", words: [TRIGGER] },
    {
      name: "test",
      operation: "triggers.test",
      words: [TRIGGER],
      about: "the task that it would create, without creating it",
    },
    {
      name: "delete",
      aliases: ["remove"],
      operation: "triggers.remove",
      words: [TRIGGER],
      one: "trigger",
    },
    {
      name: "deliveries",
      aliases: ["history"],
      operation: "triggers.deliveries",
      words: [TRIGGER],
      list: {
        at: "deliveries",
        columns: [
          number("id"),
          column("type"),
          column("answer"),
          column("outcome"),
          column("ticket_ref", { head: "task" }),
          ago("created_at", "when"),
          wide("reason"),
        ],
        none: "Nothing has fired it.",
      },
    },
    {
      name: "delivery",
      operation: "triggers.delivery",
      words: [TRIGGER, DELIVERY],
      one: "delivery",
    },
    {
      name: "replay",
      operation: "triggers.replay",
      words: [TRIGGER, DELIVERY],
      one: "delivery",
    },
  ],
};
