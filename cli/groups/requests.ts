import type { Group, Word } from "../verbs/verb";
import { ago, column, number, time, wide } from "./columns";

const REQUEST: Word = { field: "id", as: "request" };

export const requests: Group = {
  name: "requests",
  about: "what agents ask of people while their work waits",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "requests.list",
      identifiedBy: "id",
      list: {
        at: "requests",
        columns: [
          number("id", "request"),
          column("ticket_ref", { head: "task" }),
          column("agent"),
          column("kind"),
          column("state"),
          wide("title"),
          time("deadline_at", "until"),
          ago("created_at", "asked"),
        ],
        none: "Nobody waits for an answer.",
      },
    },
    {
      name: "show",
      aliases: ["get"],
      operation: "requests.read",
      identifiedBy: "id",
      words: [REQUEST],
      one: "request",
      more: "With --wait 60 it answers as soon as somebody has answered the request.",
    },
    {
      name: "ask",
      operation: "runs.ask",
      identifiedBy: "id",
      about: "ask people on behalf of a run, which waits for the answer",
      words: [
        { field: "id", as: "run" },
        { field: "title", as: "question", rest: true },
      ],
      one: "request",
      more: 'Options as JSON: --options \'["PostgreSQL", "SQLite"]\'',
    },
    {
      name: "answer",
      operation: "requests.answer",
      identifiedBy: "id",
      words: [REQUEST, { field: "option", as: "option", optional: true }],
      one: "request",
      more: 'In your own words: --text "...". Of a permission, from now on: --remember \'{"scope": "project"}\'',
    },
    {
      name: "withdraw",
      operation: "requests.withdraw",
      identifiedBy: "id",
      words: [REQUEST, { field: "reason", as: "reason", rest: true, optional: true }],
      one: "request",
    },
    {
      name: "standing list",
      operation: "standing_answers.list",
      list: {
        at: "standing_answers",
        columns: [
          number("id"),
          column("tool"),
          column("option"),
          column("project_name", { head: "project" }),
          column("agent"),
          column("created_by", { head: "by" }),
          time("expires_at", "expires"),
          number("used_count", "used"),
        ],
        none: "No standing answers.",
      },
    },
    {
      name: "standing create",
      operation: "standing_answers.create",
      words: [
        { field: "tool", as: "tool" },
        { field: "option", as: "option" },
      ],
      one: "standing_answer",
    },
    {
      name: "standing revoke",
      operation: "standing_answers.revoke",
      words: [{ field: "id", as: "id" }],
      one: "standing_answer",
    },
  ],
};
