"use client";

import { RunChanges } from "@/components/tasks/runs/one/run-changes";
import { useRunEvidence } from "@/components/tasks/runs/one/use-run";
import type { RunWire } from "@/lib/runs/shapes";

/** The change that an entry handed in, or how far it is. */
export function EntryChange({ run }: { run: RunWire }) {
  return <RunChanges run={run} reading={useRunEvidence(run.id)} of={run.agent} />;
}
