import type { KeyboardEvent } from "react";

/** Where a key moves the focus among `count` choices in a row, of which `from` has it; the ends are joined. */
export function nextChoice(key: string, from: number, count: number): number | null {
  if (key === "ArrowRight" || key === "ArrowDown") return (from + 1) % count;
  if (key === "ArrowLeft" || key === "ArrowUp") return (from - 1 + count) % count;
  if (key === "Home" || key === "PageUp") return 0;
  if (key === "End" || key === "PageDown") return count - 1;
  return null;
}

/** Moves the focus among the elements of one role inside the group that heard the key. */
export function moveAmong(role: "radio" | "tab", event: KeyboardEvent<HTMLElement>) {
  if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
  const choices = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(`[role="${role}"]:not(:disabled)`),
  ];
  const from = choices.indexOf(event.target as HTMLElement);
  const to = from === -1 ? null : nextChoice(event.key, from, choices.length);
  if (to === null) return;
  event.preventDefault();
  choices[to]?.focus();
}
