"use server";

import { headers } from "next/headers";
import { type ActionResult, act } from "@/lib/api/action";
import { browserInWords } from "@/lib/auth/sessions/browser-name";
import { RowId } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { dismissCard, seeCards } from "@/lib/notifications/cards";
import {
  createChannel,
  removeChannel,
  sendConfirmation,
  testChannel,
  updateChannel,
} from "@/lib/notifications/channel-change";
import { setPreferences, setRules } from "@/lib/notifications/rules";
import {
  CreateChannel,
  PutEmail,
  PutPreferences,
  PutRules,
  SeeCards,
  UpdateChannel,
} from "@/lib/notifications/schema";
import type { ChannelWire, TestedChannelWire } from "@/lib/notifications/shapes";
import { removeEmail, setEmail } from "@/lib/notifications/smtp";
import { channelToWire, sentToWire } from "@/lib/notifications/wire";

/** Marks cards as seen on every device; resolves to how many were not. */
export async function markSeenAction(input: unknown): Promise<ActionResult<number>> {
  return act((ctx) => seeCards(ctx, parse(SeeCards, input, "cards")));
}

/** Puts a card away until it asks for something new. */
export async function dismissCardAction(id: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await dismissCard(ctx, parse(RowId, id, "id"));
    return null;
  });
}

/** Has this browser told, under the name by which people know it. */
export async function subscribeBrowserAction(
  settings: unknown,
): Promise<ActionResult<ChannelWire>> {
  return act(async (ctx) => {
    const name = browserInWords((await headers()).get("user-agent"));
    const input = parse(CreateChannel, { kind: "push", name, settings }, "subscription");
    return channelToWire(await createChannel(ctx, input));
  });
}

export async function createChannelAction(input: unknown): Promise<ActionResult<ChannelWire>> {
  return act(async (ctx) =>
    channelToWire(await createChannel(ctx, parse(CreateChannel, input, "channel"))),
  );
}

export async function updateChannelAction(
  id: number,
  input: unknown,
): Promise<ActionResult<ChannelWire>> {
  return act(async (ctx) => {
    const changes = parse(UpdateChannel, input, "channel");
    return channelToWire(await updateChannel(ctx, parse(RowId, id, "id"), changes));
  });
}

export async function removeChannelAction(id: number): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await removeChannel(ctx, parse(RowId, id, "id"));
    return null;
  });
}

/** Sends a test over a channel and resolves to how it went. */
export async function testChannelAction(id: number): Promise<ActionResult<TestedChannelWire>> {
  return act(async (ctx) => sentToWire(await testChannel(ctx, parse(RowId, id, "id"))));
}

/** Asks an address once more to confirm that it wants this. */
export async function confirmChannelAction(id: number): Promise<ActionResult<TestedChannelWire>> {
  return act(async (ctx) => sentToWire(await sendConfirmation(ctx, parse(RowId, id, "id"))));
}

export async function putRulesAction(input: unknown): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await setRules(ctx, parse(PutRules, input, "rules"));
    return null;
  });
}

export async function putPreferencesAction(input: unknown): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await setPreferences(ctx, parse(PutPreferences, input, "preferences"));
    return null;
  });
}

export async function putMailServerAction(input: unknown): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await setEmail(ctx, parse(PutEmail, input, "mail server"));
    return null;
  });
}

export async function removeMailServerAction(): Promise<ActionResult<null>> {
  return act(async (ctx) => {
    await removeEmail(ctx);
    return null;
  });
}
