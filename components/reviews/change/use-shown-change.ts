"use client";

import { useMemo } from "react";
import type { ChangedFile } from "@/components/diff/changes/changed-files";
import { reviewsParsers } from "@/components/reviews/reviews-view";
import { useAddress } from "@/components/sync/address/use-address";
import {
  useLatestRound,
  useRound,
  useRoundSince,
  wasHandedIn,
} from "@/components/sync/data/use-rounds";
import type { RoundWhole } from "@/lib/reviews/rounds/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { useChangedFiles, useRunChange } from "./use-run-change";

/**
 * The round of a task that is read, with the files to show: what changed since the reader's last verdict, or all of it. Where no
 * worker reported the difference between both commits, that is the files whose change is another one, as a whole.
 */
export function useShownChange(task: TaskWire) {
  const [{ round: wanted, against }, setAddress] = useAddress(reviewsParsers);
  const latest = useLatestRound(task);
  const newest = latest.data?.round.number ?? null;
  const isEarlier = wanted !== null && newest !== null && wanted > 0 && wanted < newest;
  const earlier = useRound(task.id, wanted ?? 0, isEarlier);
  const reading = isEarlier ? earlier : latest;
  const round = reading.data;
  const change = useRunChange(round?.round.run_id ?? null);
  const since = round?.since ?? null;
  const mode = since && since.commit !== null ? against : "whole";
  const isCompared = mode === "last" && since?.reported === true;
  const difference = useRoundSince(
    task.id,
    round?.round.number ?? 0,
    since?.round ?? 0,
    isCompared,
  );
  const whole = useChangedFiles(change.data);
  const compared = useChangedFiles(difference.data);
  const files = useMemo(() => {
    if (isCompared) return compared;
    if (mode === "whole" || !round) return whole;
    return changedSince(whole, round);
  }, [isCompared, compared, mode, whole, round]);
  const readings = [reading, change, ...(isCompared ? [difference] : [])];
  return {
    round,
    newest,
    change: change.data,
    files,
    mode,
    /** Whether the lines are those between two rounds, so that removed ones are of the earlier round. */
    isCompared,
    failed: readings.find(({ error, data }) => error && data === undefined),
    isLoading:
      wasHandedIn(task) &&
      readings.some(({ data }) => data === undefined) &&
      round?.round.run_id !== null,
    setAddress,
  };
}

export type ShownChange = ReturnType<typeof useShownChange>;

function changedSince(whole: readonly ChangedFile[], { files }: RoundWhole): ChangedFile[] {
  const same = new Set(files.flatMap(({ path, since }) => (since === "unchanged" ? [path] : [])));
  return whole.filter(({ path }) => !same.has(path)).map((file, index) => ({ ...file, index }));
}
