"use server";

import type { z } from "zod";
import { type ActionResult, act } from "@/lib/api/action";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import {
  createTrigger,
  pauseTrigger,
  removeTrigger,
  resumeTrigger,
  updateTrigger,
} from "@/lib/triggers/change";
import { replayDelivery } from "@/lib/triggers/deliveries";
import {
  CreateTrigger,
  RotateTriggerSecret,
  TryTrigger,
  UpdateTrigger,
} from "@/lib/triggers/schema";
import { rotateTriggerSecret } from "@/lib/triggers/secrets";
import type { TriedTrigger, TriggerWire } from "@/lib/triggers/shapes";
import { tryTrigger } from "@/lib/triggers/try";
import { triggerToWire } from "@/lib/triggers/wire";

const ref = (id: number): string => String(parse(RowId, id, "id"));

/** The result contains the secret of a hook, this once. What the input may be hangs on the kind, so it is parsed alone. */
export async function createTriggerAction(
  input: Readonly<Record<string, unknown>>,
): Promise<ActionResult<{ trigger: TriggerWire; secret: string | null }>> {
  return act(async (ctx) => {
    const { trigger, secret } = await createTrigger(ctx, parse(CreateTrigger, input, "trigger"));
    return { trigger: triggerToWire(trigger), secret };
  });
}

export async function updateTriggerAction(
  id: number,
  input: Readonly<Record<string, unknown>>,
): Promise<ActionResult<TriggerWire>> {
  return act(async (ctx) =>
    triggerToWire(await updateTrigger(ctx, ref(id), parse(UpdateTrigger, input, "trigger"))),
  );
}

/** `paused` says which of the two is wanted. */
export async function pauseTriggerAction(
  id: number,
  paused: boolean,
): Promise<ActionResult<TriggerWire>> {
  return act(async (ctx) =>
    triggerToWire(paused ? await pauseTrigger(ctx, ref(id)) : await resumeTrigger(ctx, ref(id))),
  );
}

export async function removeTriggerAction(id: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await removeTrigger(ctx, ref(id));
    return null;
  });
}

/** The result contains the new secret, this once. */
export async function rotateTriggerSecretAction(
  id: number,
  input: z.input<typeof RotateTriggerSecret>,
): Promise<ActionResult<{ secret: string }>> {
  return act(async (ctx) => {
    const { secret } = await rotateTriggerSecret(
      ctx,
      ref(id),
      parse(RotateTriggerSecret, input, "secret"),
    );
    return { secret };
  });
}

/** Tries the trigger with an example; creates nothing. */
export async function tryTriggerAction(
  id: number,
  input: { payload?: unknown },
): Promise<ActionResult<TriedTrigger>> {
  return act((ctx) => tryTrigger(ctx, ref(id), parse(TryTrigger, input, "test")));
}

export async function replayDeliveryAction(
  id: number,
  deliveryId: number,
): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await replayDelivery(ctx, ref(id), parse(RowId, deliveryId, "id"));
    return null;
  });
}
