import type { Group, Word } from "../verbs/verb";
import { ago, column, number, wide } from "./columns";

const WEBHOOK: Word = { field: "id", as: "webhook" };
const DELIVERY: Word = { field: "id", as: "delivery" };

export const webhooks: Group = {
  name: "webhooks",
  about: "addresses that events are sent to, and what was sent",
  verbs: [
    {
      name: "list",
      aliases: ["ls"],
      operation: "webhooks.list",
      list: {
        at: "webhooks",
        columns: [
          number("id"),
          column("name"),
          column("health"),
          number("successful_deliveries", "delivered"),
          number("failed_deliveries", "given up"),
          ago("last_fired_at", "last attempt"),
          wide("url"),
        ],
        none: "No webhooks.",
      },
    },
    {
      name: "get",
      aliases: ["show"],
      operation: "webhooks.read",
      words: [WEBHOOK],
      one: "webhook",
    },
    {
      name: "create",
      operation: "webhooks.create",
      words: [
        { field: "name", as: "name" },
        { field: "url", as: "url" },
      ],
      without: ["generate_secret"],
      more: "The secret is shown this once.",
    },
    {
      name: "update",
      aliases: ["set"],
      operation: "webhooks.update",
      words: [WEBHOOK],
      one: "webhook",
    },
    { name: "delete", operation: "webhooks.remove", words: [WEBHOOK] },
    { name: "rotate", operation: "webhooks.rotate", words: [WEBHOOK] },
    { name: "test", operation: "webhooks.test", words: [WEBHOOK], patientSeconds: 30 },
    {
      name: "deliveries",
      operation: "webhooks.deliveries",
      words: [{ field: "webhook_id", as: "webhook", optional: true }],
      list: {
        at: "deliveries",
        columns: [
          number("id"),
          number("webhook_id", "webhook"),
          column("event_type", { head: "type" }),
          column("state"),
          number("status_code", "status"),
          number("attempt_count", "attempts"),
          ago("updated_at", "changed"),
          wide("error"),
        ],
        none: "Nothing was sent.",
      },
    },
    { name: "delivery", operation: "webhooks.delivery", words: [DELIVERY], one: "delivery" },
    { name: "resend", operation: "webhooks.redeliver_one", words: [DELIVERY] },
    {
      name: "redeliver",
      operation: "webhooks.redeliver",
      words: [WEBHOOK],
      about: "send again what was given up since a time, or every event (--which all)",
    },
  ],
};
