import type { Group, Verb, Word } from "../verbs/verb";
import { AGENT } from "../verbs/verb";
import { ago, column, money, number, RUN_COLUMNS, wide, within } from "./columns";

const FAN: Word = { field: "id", as: "fan" };

/** Also `mc cast`. */
export const cast: Verb = {
  name: "cast",
  operation: "turns.ask",
  about: "ask an agent something, and do not wait for its answer",
  words: [AGENT, { field: "prompt", as: "prompt", rest: true }],
  without: ["wait"],
  one: "run",
  more: "mc await AGENT waits for it, mc result AGENT prints it.",
};

/** Also `mc history`. */
export const history: Verb = {
  name: "history",
  operation: "turns.history",
  words: [AGENT],
  list: {
    at: "turns",
    columns: [
      number("id", "run"),
      column("outcome", { text: ({ outcome, state }) => String(outcome ?? state) }),
      money("cost_usd", "cost"),
      ago("queued_at", "asked"),
      column("asked_by", { head: "by" }),
      wide("prompt"),
    ],
    none: "It was not asked anything yet.",
  },
};

/** Also `mc reset`. */
export const reset: Verb = {
  name: "reset",
  operation: "turns.reset",
  words: [AGENT],
  one: "agent",
  more: "While turns are open it is refused; --cancel ends them.",
};

/** Also `mc dismiss`. */
export const dismiss: Verb = {
  name: "dismiss",
  operation: "turns.dismiss",
  words: [AGENT],
};

export const turns: Group = {
  name: "turns",
  about: "what agents are asked without a task: the queue, limits and trees",
  verbs: [
    {
      name: "list",
      aliases: ["ls", "status"],
      operation: "turns.status",
      list: {
        at: "agents",
        columns: [
          column("agent"),
          column("state"),
          number("queued"),
          number("turns"),
          money("cost_usd", "cost"),
          within("latest", number("id", "latest")),
          within("latest", column("outcome")),
          within("latest", ago("queued_at", "asked")),
        ],
        none: "No agent was asked anything yet.",
      },
    },
    cast,
    history,
    reset,
    {
      name: "complete",
      operation: "turns.complete",
      words: [
        { field: "id", as: "run" },
        { field: "output", as: "answer", rest: true },
      ],
      one: "run",
    },
    {
      name: "fail",
      operation: "turns.fail",
      words: [
        { field: "id", as: "run" },
        { field: "error", as: "error", rest: true },
      ],
      one: "run",
    },
    {
      name: "tree",
      operation: "runs.tree",
      words: [{ field: "id", as: "run" }],
      list: {
        at: "runs",
        columns: [number("depth"), number("parent_run_id", "below"), ...RUN_COLUMNS],
        none: "No runs.",
      },
    },
    { name: "limits", operation: "turns.limits" },
    { name: "set-limits", operation: "turns.set_limits" },
  ],
};

const entryColumns = [
  within("task", column("ticket_ref", { head: "task" })),
  within("task", column("assigned_to", { head: "agent" })),
  within("task", column("status")),
  within("evidence", column("state", { head: "checks" })),
  money("cost_usd", "cost"),
  number("seconds", "took s"),
  within("task", wide("resolution")),
];

export const contests: Group = {
  name: "contests",
  about: "the same work given to several agents, of which one is picked",
  verbs: [
    {
      name: "create",
      operation: "contests.create",
      words: [{ field: "title", as: "title", rest: true }],
      list: { at: "entries", columns: entryColumns, none: "Nobody has it." },
      more: "Whom it is given to: --agents impl,helper",
    },
    {
      name: "show",
      aliases: ["get"],
      operation: "contests.read",
      words: [{ field: "id", as: "group" }],
      list: { at: "entries", columns: entryColumns, none: "Nobody has it." },
    },
    {
      name: "give",
      operation: "contests.give",
      words: [{ field: "id", as: "task" }],
      list: { at: "entries", columns: entryColumns, none: "Nobody has it." },
      more: "Whom it is given to: --agents impl,helper",
    },
    {
      name: "judge",
      operation: "contests.judge",
      words: [
        { field: "id", as: "group" },
        { field: "agent", as: "agent" },
      ],
      list: { at: "entries", columns: entryColumns, none: "Nobody has it." },
    },
    {
      name: "pick",
      operation: "contests.pick",
      words: [
        { field: "id", as: "group" },
        { field: "task", as: "task" },
        { field: "reason", as: "reason", rest: true },
      ],
      list: { at: "entries", columns: entryColumns, none: "Nobody has it." },
    },
  ],
};

export const fans: Group = {
  name: "fans",
  about: "one message to several agents, whose answers are compared",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "fans.list",
      list: {
        at: "fans",
        columns: [
          number("id", "fan"),
          number("open"),
          number("picked_run_id", "picked"),
          column("asked_by", { head: "by" }),
          ago("created_at", "asked"),
          wide("prompt"),
        ],
        none: "No fans.",
      },
    },
    { name: "show", aliases: ["get"], operation: "fans.read", words: [FAN], one: "fan" },
    {
      name: "pick",
      operation: "fans.pick",
      words: [FAN, { field: "run_id", as: "run" }, { field: "reason", as: "reason", rest: true }],
      one: "fan",
    },
    {
      name: "judge",
      operation: "fans.judge",
      words: [
        FAN,
        { field: "agent", as: "agent" },
        { field: "criteria", as: "criteria", rest: true, optional: true },
      ],
      one: "fan",
    },
  ],
};
