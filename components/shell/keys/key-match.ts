type KeyPress = Pick<KeyboardEvent, "key" | "metaKey" | "ctrlKey" | "altKey" | "shiftKey">;

/** A key press in the notation of `Command.keys`: `"k"`, `"mod+k"`, `"shift+enter"`, `"?"`. */
export function strokeOf(press: KeyPress): string {
  const key = press.key === " " ? "space" : press.key.toLowerCase();
  // On many layouts a sign such as "[" is typed with Alt or AltGr (reported as Ctrl and Alt): it is its own key.
  const typedSign = press.altKey && key.length === 1 && !/[a-z0-9]/.test(key);
  const parts: string[] = [];
  if ((press.metaKey || press.ctrlKey) && !typedSign) parts.push("mod");
  if (press.altKey && !typedSign) parts.push("alt");
  // A shifted sign is its own key ("?"); a shifted letter or named key is not.
  if (press.shiftKey && (key.length > 1 || /[a-z]/.test(key))) parts.push("shift");
  return [...parts, key].join("+");
}

export type Match<T> = { kind: "none" } | { kind: "partial" } | { kind: "full"; target: T };

/** Looks strokes up among bindings; a longer sequence that could still be completed is a partial match. */
export function matchKeys<T>(
  strokes: readonly string[],
  bindings: Iterable<readonly [keys: string, target: T]>,
): Match<T> {
  const typed = strokes.join(" ");
  let full: { target: T } | undefined;
  let partial = false;
  for (const [keys, target] of bindings) {
    if (keys === typed) full = { target };
    else if (keys.startsWith(`${typed} `)) partial = true;
  }
  if (full) return { kind: "full", target: full.target };
  return { kind: partial ? "partial" : "none" };
}
