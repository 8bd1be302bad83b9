"use client";

import { createStoredText, useStore } from "@/components/ui/create-store";

const choice = createStoredText("baton.exact-times");
const isOn = (chosen: string | null): boolean => chosen === "on";

/** Whether times are shown as moments instead of ages: a tooltip is for neither fingers nor keys. */
export function useExactTimes(): boolean {
  return useStore(choice, isOn, false);
}

export function toggleExactTimes(): void {
  choice.set((chosen) => (isOn(chosen) ? "off" : "on"));
}
