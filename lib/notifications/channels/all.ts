import { z } from "zod";
import { invalid } from "@/lib/core/errors";
import { parse } from "@/lib/http/validate";
import { CHANNEL_KINDS, type ChannelKind } from "../kinds";
import type { AnyDriver, ChannelDriver } from "./driver";
import { emailDriver } from "./email";
import { slackDriver } from "./slack";
import { telegramDriver } from "./telegram";

/** Hides the type of a driver's settings behind functions that have parsed them. */
function anyDriver<S>(driver: ChannelDriver<S>): AnyDriver {
  const { kind, update } = driver;
  return {
    kind,
    canUpdate: update !== undefined,
    unavailable: async (ctx) => (await driver.unavailable?.(ctx)) ?? null,
    read: (input) => {
      const { settings } = parse(
        z.strictObject({ settings: driver.settings }),
        { settings: input },
        "body",
      );
      return {
        text: JSON.stringify(settings),
        shown: driver.shown(settings),
        identity: driver.identity(settings),
        check: () => driver.check?.(settings),
        needsConfirmation: (owner) => driver.needsConfirmation?.(settings, owner) ?? false,
        send: (means, message) => driver.send(means, settings, message),
        update: async (means, ref, message) =>
          update
            ? update(means, settings, ref, message)
            : { kind: "failed", error: "such a message cannot be changed", status: null },
      };
    },
  };
}

const DRIVERS: Partial<Record<ChannelKind, AnyDriver>> = {
  email: anyDriver(emailDriver),
  slack: anyDriver(slackDriver),
  telegram: anyDriver(telegramDriver),
};

/** The kinds that this version of Baton can send by. */
export const DRIVEN_KINDS = CHANNEL_KINDS.filter((kind) => DRIVERS[kind] !== undefined);

/** The driver of a kind. Fails with `invalid` for one that this version has none for. */
export function driverOf(kind: ChannelKind): AnyDriver {
  const driver = DRIVERS[kind];
  if (!driver)
    throw invalid("kind", `must be one of ${DRIVEN_KINDS.join(", ")}; ${kind} is not available`);
  return driver;
}
