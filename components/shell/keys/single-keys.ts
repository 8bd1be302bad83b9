"use client";

import { createStoredText, useStore } from "@/components/ui/create-store";

const choice = createStoredText("baton.single-keys");
const areOn = (chosen: string | null): boolean => chosen !== "off";

/** Whether shortcuts without a modifier act. WCAG 2.1.4 asks that they can be turned off. */
export function singleKeysEnabled(): boolean {
  return areOn(choice.get());
}

export function setSingleKeys(enabled: boolean) {
  choice.set(enabled ? "on" : "off");
}

export function useSingleKeys(): boolean {
  return useStore(choice, areOn, true);
}
