import { defineRoute } from "@/lib/api/route";
import { ok } from "@/lib/http/respond";
import { setPreferences } from "@/lib/notifications/rules";
import { PutPreferences } from "@/lib/notifications/schema";
import { PreferencesResponse } from "@/lib/notifications/shapes";
import { rulesToWire } from "@/lib/notifications/wire";

export const PUT = defineRoute({
  id: "notification_preferences.set",
  summary: "Set the person's time zone, quiet hours and pause",
  body: PutPreferences,
  response: PreferencesResponse,
  handle: async ({ ctx, body }) => {
    const { preferences } = rulesToWire(await setPreferences(ctx, body));
    return ok({ preferences });
  },
});
