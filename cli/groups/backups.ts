import type { Group } from "../verbs/verb";
import { ago, column, number, wide } from "./columns";

export const backups: Group = {
  name: "backups",
  about: "automatic backups",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "backups.list",
      list: {
        at: "backups",
        columns: [
          number("id"),
          column("trigger", { head: "made by" }),
          column("state"),
          ago("started_at", "begun"),
          number("bytes"),
          wide("file"),
          wide("error"),
        ],
        none: "No backups were made.",
      },
      more: "With --json also the settings, how they are, and when the next one is due.",
    },
    {
      name: "set",
      operation: "backups.set",
      about:
        'when and where: --enabled (or --no-enabled) --schedule "every day at 03:00" --timezone Europe/Berlin --keep 7',
    },
    {
      name: "make",
      operation: "backups.make",
      about: "make one now, into the folder of the settings",
    },
  ],
};
