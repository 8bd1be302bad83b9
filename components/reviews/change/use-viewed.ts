"use client";

import { useCallback, useMemo, useState } from "react";
import { markViewedAction } from "@/app/(app)/reviews/comments/actions";
import type { ChangedFile } from "@/components/diff/changes/changed-files";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { toast } from "@/components/ui/overlays/toast";
import type { RoundWhole } from "@/lib/reviews/rounds/shapes";

/**
 * Which files the reader has viewed, in the version that this round has. What is the same as when they last gave a verdict counts as
 * viewed until they say otherwise.
 */
export function useViewed(task: number, round: RoundWhole) {
  const known = useMemo(() => new Map(round.files.map((file) => [file.path, file])), [round.files]);
  const [marks, setMarks] = useState<ReadonlyMap<string, boolean>>(new Map());

  const isViewed = useCallback(
    ({ path }: ChangedFile): boolean => {
      const file = known.get(path);
      return marks.get(path) ?? (file !== undefined && (file.viewed || file.since === "unchanged"));
    },
    [known, marks],
  );

  const mark = useCallback(
    async ({ path }: ChangedFile, viewed: boolean): Promise<void> => {
      const set = (value: boolean) => setMarks((before) => new Map(before).set(path, value));
      set(viewed);
      const hash = known.get(path)?.hash;
      if (hash === undefined) return;
      const result = await callAction(() => markViewedAction(task, { path, hash, viewed }));
      if (result.ok) return;
      set(!viewed);
      toast.error(messageOf(result));
    },
    [known, task],
  );

  return { isViewed, mark };
}
