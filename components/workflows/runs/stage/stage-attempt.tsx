"use client";

import { FileText } from "lucide-react";
import dynamic from "next/dynamic";
import { useRef } from "react";
import { useRunEvidence } from "@/components/tasks/runs/one/use-run";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { RunWire } from "@/lib/runs/shapes";

const Loading = () => <Skeleton className="m-4 h-24" />;
const RunLogTab = dynamic(
  () => import("@/components/tasks/runs/one/run-log-tab").then((room) => room.RunLogTab),
  { loading: Loading },
);
const RunChanges = dynamic(
  () => import("@/components/tasks/runs/one/run-changes").then((room) => room.RunChanges),
  { loading: Loading },
);
const RunChecks = dynamic(
  () => import("@/components/tasks/runs/one/run-checks").then((room) => room.RunChecks),
  { loading: Loading },
);
const RunTexts = dynamic(
  () => import("@/components/tasks/runs/one/run-texts").then((room) => room.RunTexts),
  { loading: Loading },
);

export const ATTEMPT_TABS = ["log", "changes", "checks", "prompt"] as const;
export type AttemptTab = (typeof ATTEMPT_TABS)[number];

interface StageAttemptProps {
  tab: AttemptTab;
  /** Null while nobody has taken the stage. */
  run: RunWire | null;
  /** What the stage was told, for attempts that keep no prompt of their own. */
  description: string | null;
}

/** One attempt at a stage: what it says, what it changed, how its checks ended, and what it was told. */
export function StageAttempt({ tab, run, description }: StageAttemptProps) {
  if (tab === "prompt" && (run === null || run.trigger === "claim") && description)
    return (
      <pre className="wrap-anywhere whitespace-pre-wrap p-4 font-mono text-xs leading-5">
        {description}
      </pre>
    );
  if (run === null)
    return (
      <EmptyState
        icon={FileText}
        className="py-10"
        title="No attempt yet"
        description="It stands here once somebody has taken the stage."
      />
    );
  return <OfRun tab={tab} run={run} />;
}

function OfRun({ tab, run }: { tab: AttemptTab; run: RunWire }) {
  const evidence = useRunEvidence(run.id);
  const focusSearch = useRef<() => void>(() => undefined);
  switch (tab) {
    case "log":
      return (
        <div className="flex h-96 flex-col lg:h-full">
          <RunLogTab
            run={run}
            onSearchReady={(focus) => {
              focusSearch.current = focus;
            }}
          />
        </div>
      );
    case "changes":
      return <RunChanges run={run} reading={evidence} />;
    case "checks":
      return <RunChecks reading={evidence} />;
    case "prompt":
      return <RunTexts run={run} which="prompt" />;
  }
}
