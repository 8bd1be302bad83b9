"use client";

import { useSyncExternalStore } from "react";
import { Kbd } from "./kbd";

const NAMES: Record<string, string> = {
  enter: "Enter",
  escape: "Esc",
  arrowup: "↑",
  arrowdown: "↓",
  arrowleft: "←",
  arrowright: "→",
  backspace: "⌫",
  space: "Space",
};

type KeysProps = {
  /** `"g i"` is a sequence, `"mod+k"` a chord. */
  keys: string;
  tone?: "default" | "inverse";
};

/** A shortcut as key caps, in the words of the reader's platform. */
export function Keys({ keys, tone }: KeysProps) {
  const mac = useSyncExternalStore(subscribe, isMac, () => false);
  const strokes = keys.split(" ");
  return (
    <span className="inline-flex items-center gap-1">
      {strokes.map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the strokes of one shortcut never change their order
        <span key={index} className="inline-flex items-center gap-0.5">
          {index > 0 ? <span className="sr-only">then</span> : null}
          {stroke.split("+").map((key) => (
            <Kbd key={key} tone={tone}>
              {keyName(key, mac)}
            </Kbd>
          ))}
        </span>
      ))}
    </span>
  );
}

function keyName(key: string, mac: boolean): string {
  if (key === "mod") return mac ? "⌘" : "Ctrl";
  if (key === "shift") return mac ? "⇧" : "Shift";
  if (key === "alt") return mac ? "⌥" : "Alt";
  return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

function isMac(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}

function subscribe(): () => void {
  return () => {};
}
