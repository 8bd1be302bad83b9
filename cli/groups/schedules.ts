import type { Group, Verb, Word } from "../verbs/verb";
import { column, number, time, wide } from "./columns";

const SCHEDULE: Word = { field: "id", as: "schedule" };
const JOB: Word = { field: "name", as: "name", optional: true };
/** `--key` is the caller's; this one names a schedule, so that creating it again changes it. */
const flags = { key: "upsert-key" };

const health = {
  head: "health",
  text: ({ health: of }: Record<string, unknown>) =>
    (of as { state?: string } | undefined)?.state ?? "",
};

export const schedules: Group = {
  name: "schedules",
  about: "tasks that are created again and again: by cron pattern or in words",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "schedules.list",
      list: {
        at: "schedules",
        columns: [
          number("id"),
          column("name"),
          column("words", { head: "when", shrinks: true }),
          column("timezone", { head: "zone" }),
          time("next_at", "next"),
          health,
        ],
        none: "No schedules.",
      },
    },
    {
      name: "get",
      aliases: ["show"],
      operation: "schedules.read",
      words: [SCHEDULE],
      one: "schedule",
    },
    {
      name: "create",
      aliases: ["add"],
      operation: "schedules.create",
      words: [{ field: "name", as: "name", optional: true }],
      flags,
      one: "schedule",
      more: `mc schedules create standup --schedule "every weekday at 9am" --timezone Europe/Berlin \\
  --task-template '{"title": "Write the standup report", "assigned_to": "iris"}'`,
    },
    {
      name: "update",
      aliases: ["set"],
      operation: "schedules.update",
      words: [SCHEDULE],
      one: "schedule",
    },
    {
      name: "pause",
      operation: "schedules.pause",
      words: [SCHEDULE, { field: "note", as: "note", rest: true, optional: true }],
      one: "schedule",
    },
    { name: "resume", operation: "schedules.resume", words: [SCHEDULE], one: "schedule" },
    {
      name: "trigger",
      aliases: ["run"],
      operation: "schedules.trigger",
      words: [SCHEDULE],
      one: "run",
    },
    {
      name: "every",
      operation: "schedules.every",
      words: [
        { field: "agent", as: "agent" },
        { field: "prompt", as: "prompt", rest: true },
      ],
      one: "schedule",
      more: 'mc schedules every scout "Look at the build" --seconds 900',
    },
    {
      name: "end-every",
      operation: "schedules.end_every",
      words: [{ field: "agent", as: "agent" }],
      one: "schedule",
    },
    {
      name: "delete",
      aliases: ["remove"],
      operation: "schedules.remove",
      words: [SCHEDULE],
      one: "schedule",
    },
    {
      name: "bulk",
      operation: "schedules.bulk",
      words: [
        { field: "action", as: "action" },
        { field: "schedules", as: "schedules" },
        { field: "note", as: "note", rest: true, optional: true },
      ],
      about: "pause, resume or remove several, all or none: mc schedules bulk pause standup,audit",
    },
    { name: "backfill", operation: "schedules.backfill", words: [SCHEDULE] },
    {
      name: "runs",
      aliases: ["history"],
      operation: "schedules.runs",
      words: [SCHEDULE],
      list: {
        at: "runs",
        columns: [
          time("due_at", "due"),
          column("trigger"),
          column("outcome"),
          column("ticket_ref", { head: "task" }),
          wide("reason"),
        ],
        none: "It has not run yet.",
      },
    },
    { name: "agenda", operation: "schedules.agenda" },
    {
      name: "parse",
      operation: "schedules.parse",
      words: [{ field: "input", as: "when", rest: true }],
      about: "what a cron pattern or words mean, and the next five runs",
    },
  ],
};

/** A verb of `cron`, as Mission Control's command line has it: the body is the request, and the verb is its action. */
const cronVerb = (name: string, action: string, about: string): Verb => ({
  name,
  operation: "cron.write",
  about,
  words: [JOB],
  fixed: { action },
  flags,
});

export const cron: Group = {
  name: "cron",
  about: "schedules in the words of Mission Control's command line",
  verbs: [
    {
      name: "list",
      operation: "cron.read",
      fixed: { action: "list" },
      about: "the jobs",
      without: ["jobId", "job", "page", "query"],
      list: {
        at: "jobs",
        columns: [
          column("id"),
          column("name"),
          column("schedule"),
          column("enabled"),
          column("timezone", { head: "zone" }),
        ],
        none: "No jobs.",
      },
    },
    {
      name: "history",
      operation: "cron.read",
      fixed: { action: "history" },
      words: [{ field: "jobId", as: "job" }],
      about: "what a job did",
    },
    {
      name: "create",
      operation: "cron.write",
      about:
        'create a job: --body \'{"name": …, "schedule": "0 9 * * 1-5", "task_template": {…}}\'',
      words: [JOB],
      without: ["action"],
      flags,
    },
    cronVerb("update", "update", "change a job"),
    cronVerb("pause", "pause", "pause a job"),
    cronVerb("resume", "resume", "let a job go on"),
    cronVerb("run", "trigger", "run a job now"),
    cronVerb("remove", "remove", "remove a job"),
  ],
};
