import type { Group, Verb, Word } from "../verbs/verb";
import { ago, column, number, wide } from "./columns";

const ITEM: Word = { field: "id", as: "item" };
const PROFILE: Word = { field: "name", as: "profile" };
const KEY: Word = { field: "key", as: "key" };

const list = (field: string, head = field.replaceAll("_", " ")) =>
  column(field, { head, text: (row) => ((row[field] as string[] | null) ?? []).join(" ") });

/** Also `mc board`. */
export const board: Verb = {
  name: "board",
  aliases: ["list", "ls"],
  operation: "work.board",
  list: {
    at: "items",
    columns: [
      column("id"),
      column("status"),
      number("priority"),
      column("type"),
      column("claimed_by", { head: "for" }),
      list("depends_on", "after"),
      wide("title"),
    ],
    none: "The board is empty.",
  },
};

const move = (name: string, about: string, more: Word[] = []): Verb => ({
  name,
  operation: `work.${name}` as Verb["operation"],
  about,
  words: [ITEM, ...more],
  one: "item",
});
const rest = (field: string): Word => ({ field, as: field, rest: true, optional: true });

export const work: Group = {
  name: "work",
  about: "the work board: items under ids of your own, in the order of what they depend on",
  verbs: [
    board,
    {
      name: "add",
      aliases: ["put"],
      operation: "work.put",
      about: "put an item on the board, or change one that nobody has begun",
      words: [ITEM, { field: "title", as: "title", rest: true }],
      one: "item",
      more: 'Behind others: mc work add review "Review it" --type review --depends-on auth',
    },
    {
      name: "from-result",
      operation: "work.from_result",
      about: "put an item on the board whose spec is an agent's latest answer",
      words: [{ field: "agent", as: "agent" }, ITEM],
      one: "item",
    },
    { name: "show", aliases: ["get"], operation: "work.read", words: [ITEM], one: "item" },
    move("claim", "claim a ready item for an agent that you lead", [
      { field: "agent", as: "agent" },
    ]),
    move("start", "note that work on a claimed item has begun"),
    move("complete", "complete an item, with its result", [rest("result")]),
    move("fail", "fail an item: what is behind it is blocked", [rest("error")]),
    move("cancel", "cancel an item: what waited for it no longer does", [rest("reason")]),
    move("reopen", "open an item again that has ended", [rest("reason")]),
  ],
};

export const profiles: Group = {
  name: "profiles",
  about: "ways to work, from which agents are made",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "profiles.list",
      list: {
        at: "profiles",
        columns: [
          column("name"),
          column("runtime"),
          column("model"),
          list("work_types", "work"),
          number("agents"),
          wide("description"),
          ago("updated_at", "changed"),
        ],
        none: "No profiles.",
      },
    },
    {
      name: "show",
      aliases: ["get"],
      operation: "profiles.read",
      words: [PROFILE],
      one: "profile",
    },
    {
      name: "create",
      aliases: ["add"],
      operation: "profiles.create",
      words: [PROFILE],
      one: "profile",
      more: 'mc profiles create coder --runtime worker --role "You write code." --work-types code',
    },
    {
      name: "update",
      aliases: ["set"],
      operation: "profiles.update",
      words: [PROFILE],
      one: "profile",
    },
    { name: "remove", aliases: ["delete"], operation: "profiles.remove", words: [PROFILE] },
    {
      name: "make",
      operation: "profiles.make_agent",
      about: "make an agent from a profile, or renew one: --name impl",
      words: [PROFILE],
      one: "agent",
    },
    {
      name: "agents",
      operation: "profiles.agents",
      words: [PROFILE],
      list: {
        at: "agents",
        columns: [number("id"), column("name")],
        none: "No agents are made from it.",
      },
    },
  ],
};

export const store: Group = {
  name: "store",
  about: "values that the agents and people of a project share",
  verbs: [
    {
      name: "list",
      aliases: ["ls", "keys"],
      operation: "store.list",
      list: {
        at: "entries",
        columns: [
          column("key"),
          number("version"),
          number("bytes"),
          column("updated_by", { head: "by" }),
          ago("updated_at", "changed"),
        ],
        none: "The store is empty.",
      },
    },
    { name: "get", operation: "store.read", words: [KEY], one: "entry" },
    {
      name: "put",
      operation: "store.put",
      words: [KEY],
      one: "entry",
      more: "The value is JSON: mc store put port --body '{\"value\": 8080}'",
    },
    { name: "delete", aliases: ["remove"], operation: "store.remove", words: [KEY] },
  ],
};
