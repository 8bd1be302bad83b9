import { z } from "zod";
import { parse } from "@/lib/http/validate";
import type { ChannelKind } from "../kinds";
import type { AnyDriver, ChannelDriver } from "./driver";
import { emailDriver } from "./email";
import { pushDriver } from "./push";
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

const DRIVERS: Record<ChannelKind, AnyDriver> = {
  email: anyDriver(emailDriver),
  slack: anyDriver(slackDriver),
  telegram: anyDriver(telegramDriver),
  push: anyDriver(pushDriver),
};

export const driverOf = (kind: ChannelKind): AnyDriver => DRIVERS[kind];
