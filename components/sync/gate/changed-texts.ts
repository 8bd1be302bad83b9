import type { EventWire } from "@/lib/events/shapes";

/** The long texts that changed, which an event names but does not carry. */
export function changedTexts({ data }: EventWire): string[] {
  const changed = Object.entries((data.changed ?? {}) as Record<string, unknown>);
  return changed.filter(([, value]) => value === true).map(([name]) => name);
}
