import { AGENT, type Group } from "../verbs/verb";
import { ago, column, KEY_COLUMNS, wide } from "./columns";

export const group: Group = {
  name: "agents",
  about: "register, change and watch agents; their keys, notes and SOULs",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "agents.list",
      list: {
        at: "agents",
        columns: [
          column("name", { head: "agent" }),
          column("status"),
          column("role"),
          column("runtime"),
          {
            head: "holds",
            text: ({ in_progress: now, max_capacity: most }) => `${now}/${most}`,
            align: "right",
          },
          ago("last_seen", "seen"),
          wide("last_activity", "doing"),
        ],
        none: "No agents.",
      },
    },
    { name: "get", aliases: ["show"], operation: "agents.read", words: [AGENT], one: "agent" },
    {
      name: "create",
      operation: "agents.create",
      words: [{ field: "name", as: "name", optional: true }],
      one: "agent",
    },
    {
      name: "register",
      operation: "agents.register",
      words: [{ field: "name", as: "name", optional: true }],
      one: "agent",
    },
    { name: "update", aliases: ["set"], operation: "agents.update", words: [AGENT], one: "agent" },
    { name: "delete", operation: "agents.delete", words: [AGENT] },
    {
      name: "pause",
      operation: "agents.pause",
      words: [AGENT, { field: "note", as: "note", rest: true, optional: true }],
      one: "agent",
    },
    { name: "resume", operation: "agents.resume", words: [AGENT], one: "agent" },
    { name: "limits get", operation: "agents.limits", words: [AGENT] },
    {
      name: "limits set",
      operation: "agents.set_limits",
      words: [AGENT],
      more: 'As JSON: --limits \'{"tokens": 500000, "cost_usd": 2, "seconds": 3600}\'. An empty object takes them away.',
    },
    { name: "heartbeat", operation: "agents.heartbeat", words: [AGENT] },
    { name: "work", operation: "agents.check_work", words: [AGENT] },
    { name: "day", operation: "agents.day", words: [AGENT] },
    { name: "diagnostics", operation: "agents.diagnostics", words: [AGENT] },
    { name: "attribution", operation: "agents.attribution", words: [AGENT] },
    {
      name: "keys list",
      operation: "agents.keys.list",
      words: [AGENT],
      list: { at: "keys", columns: KEY_COLUMNS, none: "No keys." },
    },
    {
      name: "keys create",
      operation: "agents.keys.create",
      words: [AGENT, { field: "name", as: "name", optional: true }],
      more: "The key is shown this once: --quiet prints nothing else.",
    },
    {
      name: "keys revoke",
      operation: "agents.keys.revoke",
      words: [AGENT, { field: "key_id", as: "key" }],
    },
    { name: "memory get", operation: "agents.memory.read", words: [AGENT] },
    {
      name: "memory set",
      operation: "agents.memory.write",
      words: [AGENT, { field: "working_memory", as: "text", rest: true, optional: true }],
      flags: { working_memory: "content" },
    },
    { name: "memory clear", operation: "agents.memory.clear", words: [AGENT] },
    { name: "soul get", operation: "agents.soul.read", words: [AGENT] },
    {
      name: "soul set",
      operation: "agents.soul.set",
      words: [AGENT],
      flags: { soul_content: "content", template_name: "template" },
    },
    { name: "soul templates", operation: "agents.soul.templates", words: [AGENT] },
  ],
};
