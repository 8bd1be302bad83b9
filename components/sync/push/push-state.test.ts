import { describe, expect, it } from "vitest";
import { type PushFacts, type PushState, pushStateOf } from "./push-state";

const READY: PushFacts = {
  isSecure: true,
  isSupported: true,
  permission: "granted",
  isTabOfIos: false,
  isSubscribed: true,
};

describe("what stands in the way of push", () => {
  it.each<[PushState, Partial<PushFacts>]>([
    ["on", {}],
    ["off", { isSubscribed: false }],
    ["off", { isSubscribed: false, permission: "default" }],
    // Taken back in the browser's settings, which ends the subscription without a word.
    ["off", { permission: "default" }],
    ["denied", { permission: "denied" }],
    ["insecure", { isSecure: false, isSupported: false }],
    ["install_first", { isSupported: false, isTabOfIos: true }],
    ["unsupported", { isSupported: false }],
  ])("is %s for %o", (state, facts) => {
    expect(pushStateOf({ ...READY, ...facts })).toBe(state);
  });
});
