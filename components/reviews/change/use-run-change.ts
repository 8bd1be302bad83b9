"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { type ChangedFile, changedFiles } from "@/components/diff/changes/changed-files";
import { parsePatch } from "@/components/diff/patch";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { ChangeWire, EvidenceWire } from "@/lib/runs/evidence/schema";

/** The change that a run handed in; null for a run without one. Nothing is read without a run. */
export function useRunChange(run: number | null) {
  return useQuery({
    queryKey: queryKeys.runEvidence(run ?? 0),
    queryFn: ({ signal }) =>
      apiGet<{ evidence: EvidenceWire; change: ChangeWire | null }>(
        `/api/runs/${run}/checks`,
        signal,
      ),
    select: ({ change }) => change,
    enabled: run !== null,
  });
}

type Diff = Pick<ChangeWire, "files" | "diff" | "truncated">;
const NO_FILES: ChangedFile[] = [];

/** The files of a change, parsed once. */
export function useChangedFiles(change: Diff | null | undefined): ChangedFile[] {
  return useMemo(
    () =>
      change
        ? changedFiles(change.files, parsePatch(change.diff ?? ""), change.truncated)
        : NO_FILES,
    [change],
  );
}
