"use server";

import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { changeMessage, steerRun } from "@/lib/engine/steering";
import { parse } from "@/lib/http/validate";
import { messageToWire } from "@/lib/steering/row";
import { ChangeMessageBody, SteerBody } from "@/lib/steering/schema";
import type { RunMessageWire } from "@/lib/steering/shapes";
import { withdrawMessage } from "@/lib/steering/withdraw";

/** Says something to a run while it works. */
export async function steerRunAction(
  runId: number,
  body: SteerBody,
): Promise<ActionResult<RunMessageWire>> {
  return act(async (ctx) =>
    messageToWire(
      await steerRun(ctx, {
        runId: parse(RowId, runId, "runId"),
        ...parse(SteerBody, body, "call"),
      }),
    ),
  );
}

/** Changes a message that the run has not heard yet. */
export async function changeMessageAction(
  runId: number,
  seq: number,
  body: ChangeMessageBody,
): Promise<ActionResult<RunMessageWire>> {
  return act(async (ctx) =>
    messageToWire(
      await changeMessage(ctx, { ...named(runId, seq), ...parse(ChangeMessageBody, body, "call") }),
    ),
  );
}

/** Takes back a message that the run has not heard yet. */
export async function withdrawMessageAction(
  runId: number,
  seq: number,
): Promise<ActionResult<RunMessageWire>> {
  return act(async (ctx) => messageToWire(await withdrawMessage(ctx, named(runId, seq))));
}

const named = (runId: number, seq: number) => ({
  runId: parse(RowId, runId, "runId"),
  seq: parse(RowId, seq, "seq"),
});
