import type { Group, Verb, Word } from "../verbs/verb";
import { ago, column, number, wide } from "./columns";

const WORKER: Word = { field: "id", as: "worker" };

const order = (name: string, wanted: string, about: string): Verb => ({
  name,
  operation: "workers.order",
  about,
  words: [WORKER, { field: "note", as: "note", rest: true, optional: true }],
  fixed: { wanted },
  one: "worker",
});

export const group: Group = {
  name: "workers",
  about: "the processes that work under agents' names",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "workers.list",
      list: {
        at: "workers",
        columns: [
          number("id", "worker"),
          column("agent"),
          column("host"),
          column("program"),
          column("state"),
          {
            head: "doing",
            text: ({ holds, condition, wanted_note: note }) =>
              (holds as { ticket_ref: string | null }[]).map((held) => held.ticket_ref).join(" ") ||
              String(note ?? condition ?? ""),
            shrinks: true,
          },
          ago("last_seen_at", "seen"),
          wide("version"),
        ],
        none: "No workers.",
      },
    },
    order("pause", "pause", "let a worker finish what it has and take nothing new"),
    order("resume", "run", "let a worker take work again"),
    order("drain", "drain", "let a worker finish what it has, then end"),
    order("stop", "stop", "let a worker hand back what it has, and end"),
  ],
};
