import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { standingOf } from "@/lib/limits/find";
import { RunLimitShape, TripShape } from "@/lib/limits/shapes";
import { RunShape } from "@/lib/runs/shapes";
import { type RunRow, type RunTexts, runToWire } from "@/lib/runs/wire";
import { messagesOf } from "@/lib/steering/find";
import { SteeringShape } from "@/lib/steering/shapes";
import { steeringOf } from "./steering";

export const RunDetailResponse = z.strictObject({
  run: RunShape,
  /** What it may come to, and has come to. */
  limits: z.array(RunLimitShape),
  /** The limit at which it was stopped; null for any other run. */
  stopped: TripShape.nullable(),
  steering: SteeringShape,
  /** How many messages it has not heard yet. */
  waiting_messages: z.int(),
});

/** A run with its limits, and with what people may say to it. */
export async function detailOf(
  ctx: Context,
  run: RunRow & Partial<RunTexts>,
): Promise<z.output<typeof RunDetailResponse>> {
  const { id } = run;
  const [standing, steering, messages] = await Promise.all([
    standingOf(ctx.db, id),
    steeringOf(ctx, run),
    messagesOf(ctx.db, id),
  ]);
  const stopped = TripShape.safeParse(run.details.limit);
  return {
    run: runToWire(run),
    limits: (standing?.limits ?? []).map((limit) => ({
      ...limit,
      figure: standing?.figures[limit.name] ?? null,
    })),
    stopped: stopped.success ? stopped.data : null,
    steering,
    waiting_messages: messages.filter(({ state }) => state === "waiting" || state === "taken")
      .length,
  };
}
