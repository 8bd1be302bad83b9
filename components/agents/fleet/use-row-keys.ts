"use client";

import { useMemo } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";

/**
 * `j` and `k` move the focus over the links marked `data-row={kind}`, in the order of the page; Enter opens, as on any
 * link. Arrow keys move it only from a row that has it (`useRovingStop`): elsewhere they scroll the page.
 */
export function useRowKeys(kind: string) {
  const commands = useMemo<Command[]>(
    () => [
      {
        id: `${kind}.next`,
        label: `Next ${kind}`,
        group: "Agents",
        keys: "j",
        repeats: true,
        inPalette: false,
        run: () => move(kind, 1),
      },
      {
        id: `${kind}.previous`,
        label: `Previous ${kind}`,
        group: "Agents",
        keys: "k",
        repeats: true,
        inPalette: false,
        run: () => move(kind, -1),
      },
    ],
    [kind],
  );
  useCommands(commands);
}

function move(kind: string, step: 1 | -1) {
  const rows = [...document.querySelectorAll<HTMLElement>(`[data-row="${kind}"]`)].filter(
    (row) => row.offsetParent !== null,
  );
  const at = rows.indexOf(document.activeElement as HTMLElement);
  const next = at === -1 ? (step === 1 ? 0 : rows.length - 1) : at + step;
  const row = rows[Math.min(rows.length - 1, Math.max(0, next))];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}
