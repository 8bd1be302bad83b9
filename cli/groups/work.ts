import { type Group, type Row, TASK, type Word } from "../verbs/verb";
import { column, money, number, RUN_COLUMNS, TASK_COLUMNS, time, wide, within } from "./columns";

const RUN: Word = { field: "id", as: "run" };
const MESSAGE: Word = { field: "seq", as: "no" };
const REVIEWED: Word = { field: "taskId", as: "task" };
const COMMENT: Word = { field: "comment_id", as: "comment" };
const ROUND: Word = { field: "number", as: "round" };
const NOTES: Word = { field: "notes", as: "notes", rest: true };

/** Where a comment is: `src/a.ts:12-14`, or `resolution, paragraph 2`. */
function whereOf(anchor: unknown): string {
  const { kind, path, start_line, end_line, field, paragraph } = anchor as Row;
  if (kind === "text") return `${field}, paragraph ${Number(paragraph) + 1}`;
  if (start_line === null) return String(path);
  return `${path}:${start_line}${end_line === start_line ? "" : `-${end_line}`}`;
}

function lastAnswer(answers: unknown): string {
  const last = (answers as Row[]).at(-1);
  return last ? `${last.state}: ${last.text}` : "";
}

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
      name: "rounds",
      operation: "rounds.list",
      about: "what was handed in for a task, with checks, verdicts and comments",
      words: [TASK],
      list: {
        at: "rounds",
        columns: [
          number("number", "round"),
          column("agent"),
          column("commit", { text: ({ commit }) => String(commit ?? "").slice(0, 12) }),
          time("handed_in_at", "handed in"),
          column("checks"),
          number("files"),
          within("comments", number("open")),
          within("comments", number("answered")),
          within("comments", number("resolved")),
        ],
        none: "Nothing was handed in.",
      },
    },
    { name: "round", operation: "rounds.read", words: [TASK, ROUND] },
    {
      name: "judge",
      operation: "tasks.judge",
      about: "approve or reject what a round has, with comments on its lines",
      words: [TASK, { field: "verdict", as: "verdict" }, { ...NOTES, optional: true }],
      more: '--seen is that of the round; --comments takes JSON: [{"anchor": {...}, "body": "..."}].',
    },
    {
      name: "comments",
      operation: "review_comments.list",
      about: "comments on lines and paragraphs of a task's work, with their answers",
      words: [TASK],
      list: {
        at: "comments",
        columns: [
          number("id", "comment"),
          column("state"),
          column("where", { text: ({ anchor }) => whereOf(anchor) }),
          column("author"),
          wide("body"),
          column("answer", { text: ({ answers }) => lastAnswer(answers) }),
        ],
        none: "No comments.",
      },
    },
    {
      name: "answer",
      operation: "review_comments.answer",
      about: "answer a comment on the work, as who holds the task",
      words: [TASK, COMMENT, { field: "text", as: "text", rest: true }],
      one: "comment",
      more: "--state says what became of it: fixed, wont_fix or question.",
    },
    {
      name: "resolve",
      operation: "review_comments.resolve",
      words: [TASK, COMMENT],
      one: "comment",
    },
    { name: "reopen", operation: "review_comments.reopen", words: [TASK, COMMENT], one: "comment" },
    {
      name: "reject",
      operation: "reviews.record",
      about: "send the work of a task in review back, and say what is missing",
      words: [REVIEWED, NOTES],
      fixed: { status: "rejected" },
    },
  ],
};
