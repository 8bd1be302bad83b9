import { cache } from "react";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { eventHorizon } from "@/lib/events/replay";

/**
 * The last event that is surely in whatever this request reads from here on. Read it before any data that is shown, so that every
 * later change comes through the stream; layout and page of a request share it.
 */
export const readHorizon = cache(async (): Promise<string> => {
  const ctx = await pageContext();
  return String((await eventHorizon(ctx.db)) - 1n);
});
