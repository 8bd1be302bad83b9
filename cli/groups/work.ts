import type { Group, Word } from "../verbs/verb";
import { column, money, number, RUN_COLUMNS, TASK_COLUMNS, time, wide, within } from "./columns";

const RUN: Word = { field: "id", as: "run" };
const MESSAGE: Word = { field: "seq", as: "no" };
const REVIEWED: Word = { field: "taskId", as: "task" };
const NOTES: Word = { field: "notes", as: "notes", rest: true };

export const runs: Group = {
  name: "runs",
  about: "attempts at tasks: their outcome, output, tokens and cost",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "runs.list",
      list: { at: "runs", columns: RUN_COLUMNS, none: "No runs." },
    },
    { name: "get", aliases: ["show"], operation: "runs.read", words: [RUN], one: "run" },
    { name: "output", operation: "runs.chunks", words: [RUN] },
    { name: "heartbeat", operation: "runs.heartbeat", words: [RUN] },
    {
      name: "steer",
      operation: "runs.steer",
      words: [RUN, { field: "text", as: "text", rest: true }],
      one: "message",
      more: "With --when after_turn it is heard when the agent would otherwise have been done.",
    },
    {
      name: "messages",
      operation: "runs.messages",
      words: [RUN],
      list: {
        at: "messages",
        columns: [
          number("seq", "no"),
          column("when"),
          column("state"),
          column("created_by", { head: "by" }),
          time("created_at", "said"),
          wide("text"),
        ],
        none: "Nobody said anything to this run.",
      },
    },
    {
      name: "change-message",
      operation: "runs.change_message",
      words: [RUN, MESSAGE],
      one: "message",
    },
    {
      name: "withdraw-message",
      operation: "runs.withdraw_message",
      words: [RUN, MESSAGE],
      one: "message",
    },
    {
      name: "cancel",
      operation: "runs.cancel",
      words: [RUN, { field: "reason", as: "reason", rest: true, optional: true }],
    },
    {
      name: "stats",
      operation: "runs.statistics",
      list: {
        at: "agents",
        columns: [
          column("agent"),
          number("runs"),
          number("open"),
          number("succeeded"),
          number("tokens_in", "tokens in"),
          number("tokens_out", "tokens out"),
          money("cost_usd", "cost"),
        ],
        none: "No runs.",
      },
    },
  ],
};

export const reviews: Group = {
  name: "reviews",
  about: "work that waits for a verdict, and verdicts",
  verbs: [
    {
      name: "queue",
      aliases: ["ls"],
      operation: "reviews.queue",
      list: {
        at: "reviews",
        columns: TASK_COLUMNS.map((column) => within("task", column)),
        none: "Nothing waits for a verdict.",
      },
    },
    {
      name: "list",
      operation: "reviews.list",
      words: [{ ...REVIEWED, optional: true }],
      about: "the verdicts on a task",
    },
    {
      name: "history",
      operation: "reviews.history",
      list: {
        at: "verdicts",
        columns: [
          within("task", column("ticket_ref", { head: "task" })),
          column("status"),
          column("reviewer"),
          time("created_at", "when"),
          wide("notes"),
        ],
        none: "No verdicts.",
      },
    },
    {
      name: "approve",
      operation: "reviews.record",
      about: "approve the work of a task in review, and say why",
      words: [REVIEWED, NOTES],
      fixed: { status: "approved" },
    },
    {
      name: "reject",
      operation: "reviews.record",
      about: "send the work of a task in review back, and say what is missing",
      words: [REVIEWED, NOTES],
      fixed: { status: "rejected" },
    },
  ],
};
