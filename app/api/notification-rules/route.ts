import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { readRules, setRules } from "@/lib/notifications/rules";
import { PutRules } from "@/lib/notifications/schema";
import { RulesResponse } from "@/lib/notifications/shapes";
import { rulesToWire } from "@/lib/notifications/wire";

export const GET = defineRoute({
  id: "notification_rules.list",
  summary: "Read which channels are told of what, and when",
  response: RulesResponse,
  handle: async ({ ctx }) => ok(rulesToWire(await readRules(ctx))),
});

export const PUT = defineRoute({
  id: "notification_rules.set",
  summary: "Replace the person's rules; the first that fits a card decides",
  body: PutRules,
  response: RulesResponse,
  handle: async ({ ctx, body }) => ok(rulesToWire(await setRules(ctx, body))),
});
