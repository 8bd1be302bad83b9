import { z } from "zod";
import { explained, WHAT, why as whyOf } from "@/lib/why/about";
import * as field from "../fields";
import { defineTool, READS } from "../tool";

export const why = defineTool({
  name: "why",
  title: "Why it does not go on",
  description:
    "Why a ticket does not go on, or an agent or a worker does nothing: what holds it up, in its order, since when, and what to do about it.",
  input: z.strictObject({ what: z.string().describe(WHAT), format: field.format }),
  annotations: READS,
  aliases: { id: "what", ticket_id: "what" },
  run: async (connection, { what }) => {
    const explanation = await whyOf(connection, what);
    return { kind: "why", explanation, text: explained(explanation) };
  },
});
