"use client";

import { useMemo } from "react";
import type { ChangedFile } from "@/components/diff/changes/changed-files";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { preferLayout } from "./layout";
import type { Layout } from "./rows";
import type { Diff } from "./use-diff";

const GROUP = "Change";

interface ChangeCommands {
  diff: Diff;
  files: readonly ChangedFile[];
  layout: Layout;
  canSplit: boolean;
  /** Left out where nobody may comment. */
  onComment?: () => void;
  /** Left out where there is nothing to compare with. */
  onAgainst?: () => void;
  onFilter: () => void;
}

/** The keyboard shortcuts of a change that is read. */
export function useChangeCommands({
  diff,
  files,
  layout,
  canSplit,
  onComment,
  onAgainst,
  onFilter,
}: ChangeCommands) {
  const { move, viewAndGoOn, onFold, rows, cursor } = diff;
  const commands = useMemo<Command[]>(() => {
    const hidden = { group: GROUP, inPalette: false };
    const steps = (
      what: Parameters<typeof move>[0],
      name: string,
      next: string,
      previous: string,
    ): Command[] => [
      {
        ...hidden,
        id: `change.next-${what}`,
        label: `Next ${name}`,
        keys: next,
        repeats: true,
        run: () => void move(what, 1),
      },
      {
        ...hidden,
        id: `change.previous-${what}`,
        label: `Previous ${name}`,
        keys: previous,
        repeats: true,
        run: () => void move(what, -1),
      },
    ];
    return [
      ...steps("change", "change", "n", "p"),
      ...steps("file", "file", "shift+j", "shift+k"),
      ...steps("comment", "comment", "shift+n", "shift+p"),
      {
        ...hidden,
        id: "change.comment",
        label: "Comment on the line, the chosen lines or the file",
        keys: "m",
        enabled: onComment !== undefined,
        run: () => onComment?.(),
      },
      {
        ...hidden,
        id: "change.viewed",
        label: "Mark the file viewed and go on",
        keys: "v",
        run: viewAndGoOn,
      },
      {
        ...hidden,
        id: "change.fold",
        label: "Fold or unfold the file",
        keys: "o",
        run() {
          const file = files[rows[cursor]?.file ?? 0];
          if (file) onFold(file);
        },
      },
      {
        id: "change.layout",
        label: "Show the change split or unified",
        group: GROUP,
        keys: "s",
        enabled: canSplit,
        run: () => preferLayout(layout === "split" ? "unified" : "split"),
      },
      {
        id: "change.against",
        label: "Show what changed since my verdict, or the whole change",
        group: GROUP,
        keys: "w",
        enabled: onAgainst !== undefined,
        run: () => onAgainst?.(),
      },
      { ...hidden, id: "change.filter", label: "Find a file", keys: "t", run: onFilter },
    ];
  }, [
    move,
    viewAndGoOn,
    onFold,
    rows,
    cursor,
    files,
    canSplit,
    layout,
    onComment,
    onAgainst,
    onFilter,
  ]);
  useCommands(commands);
}
