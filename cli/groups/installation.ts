import { timeText } from "../output/values";
import type { Group, Word } from "../verbs/verb";
import { column, KEY_COLUMNS, money, number, wide, within } from "./columns";

const PROJECT: Word = { field: "id", as: "project" };
const NAME: Word = { field: "name", as: "name", optional: true };

export const projects: Group = {
  name: "projects",
  about: "projects and their settings",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "projects.list",
      list: {
        at: "projects",
        columns: [
          number("id"),
          column("ticket_prefix", { head: "prefix" }),
          column("name"),
          column("review_policy", { head: "review" }),
          money("daily_budget_usd", "a day"),
          wide("description"),
        ],
        none: "No projects.",
      },
    },
    {
      name: "get",
      aliases: ["show"],
      operation: "projects.read",
      words: [PROJECT],
      one: "project",
    },
    { name: "create", operation: "projects.create", words: [NAME], one: "project" },
    {
      name: "update",
      aliases: ["set"],
      operation: "projects.update",
      words: [PROJECT],
      one: "project",
    },
    { name: "delete", operation: "projects.remove", words: [PROJECT], one: "project" },
    { name: "limits get", operation: "projects.limits", words: [PROJECT] },
    {
      name: "limits set",
      operation: "projects.set_limits",
      words: [PROJECT],
      more: 'As JSON: --limits \'{"tokens": 500000, "seconds": 3600}\'. An empty object takes them away.',
    },
  ],
};

export const keys: Group = {
  name: "keys",
  about: "API keys of people and scripts; an agent's are under `agents keys`",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "keys.list",
      list: { at: "keys", columns: KEY_COLUMNS, none: "No keys." },
    },
    {
      name: "create",
      aliases: ["issue"],
      operation: "keys.issue",
      words: [NAME],
      one: "key",
      more: "The key is shown this once: --quiet prints nothing else.",
    },
    { name: "revoke", operation: "keys.revoke", words: [{ field: "id", as: "key" }] },
  ],
};

const TOKENS = { operation: "tokens.query", without: ["action"] } as const;

export const tokens: Group = {
  name: "tokens",
  about: "tokens and cost, by model, agent and task",
  verbs: [
    { ...TOKENS, name: "list", fixed: { action: "list" }, about: "each report of tokens" },
    { ...TOKENS, name: "stats", fixed: { action: "stats" }, about: "sums by model and session" },
    { ...TOKENS, name: "agent-costs", fixed: { action: "agent-costs" }, about: "sums by agent" },
    { ...TOKENS, name: "task-costs", fixed: { action: "task-costs" }, about: "sums by task" },
    { ...TOKENS, name: "trends", fixed: { action: "trends" }, about: "sums by hour" },
    {
      ...TOKENS,
      name: "export",
      fixed: { action: "export" },
      about: "all reports, as JSON or CSV (--format)",
    },
    { name: "by-agent", operation: "tokens.by_agent" },
    { name: "report", operation: "tokens.report" },
    { name: "costs", operation: "costs.sum" },
    { name: "prices", operation: "prices.read" },
  ],
};

export const budgets: Group = {
  name: "budgets",
  about: "what may be spent, and what is spent of it",
  verbs: [
    { name: "list", aliases: ["ls"], operation: "budgets.list" },
    {
      name: "set",
      operation: "budgets.set_daily",
      about: "what the whole installation may spend on a day: --daily-usd 20, or --no-daily-usd",
      more: "A project's and an agent's budgets are theirs: mc projects update myapp --daily-budget-usd 5.",
    },
  ],
};

export const events: Group = {
  name: "events",
  about: "follow what happens, and read what happened",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "activities.list",
      list: {
        at: "activities",
        columns: [
          number("id"),
          { head: "when", text: ({ timestamp }) => timeText(Number(timestamp) / 1_000) },
          column("type"),
          within("data", column("ticket_ref", { head: "task" })),
          within("actor", column("name", { head: "by" })),
          within("data", wide("title")),
        ],
        none: "Nothing happened.",
      },
    },
    { name: "retention", operation: "events.retention" },
    { name: "set-retention", operation: "events.set_retention" },
  ],
};

export const runtimes: Group = {
  name: "runtimes",
  about: "the model providers and gateways that dispatched work runs at",
  verbs: [
    { name: "list", aliases: ["ls"], operation: "runtimes.list" },
    { name: "get", operation: "runtimes.read", words: [{ field: "name", as: "runtime" }] },
    { name: "test", operation: "runtimes.test", words: [{ field: "name", as: "runtime" }] },
    { name: "update", operation: "runtimes.update", words: [{ field: "name", as: "runtime" }] },
  ],
};
