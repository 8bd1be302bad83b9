"use client";

import { ArrowDown, ArrowUp, Columns2, GitBranch, PanelLeft, Rows3 } from "lucide-react";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Badge } from "@/components/ui/display/badge";
import type { RoundWhole } from "@/lib/reviews/rounds/shapes";
import { LineCounts } from "./file-head";
import { preferLayout } from "./layout";
import type { Step } from "./movement";
import type { Layout } from "./rows";
import type { ShownChange } from "./use-shown-change";

interface ChangeToolbarProps {
  shown: ShownChange;
  round: RoundWhole;
  files: number;
  viewed: number;
  added: number;
  removed: number;
  layout: Layout;
  canSplit: boolean;
  isTreeOpen: boolean;
  onTree: () => void;
  onMove: (step: Step) => void;
  onChecks: () => void;
}

const CHECKS = {
  none: null,
  passed: { tone: "success", words: "Checks passed" },
  failed: { tone: "danger", words: "Checks failed" },
  missing: { tone: "warning", words: "Checks without a result" },
} as const;

/** Which round of the change is shown, against what, and how; and what its checks say. */
export function ChangeToolbar({
  shown,
  round,
  files,
  viewed,
  added,
  removed,
  layout,
  canSplit,
  isTreeOpen,
  onTree,
  onMove,
  onChecks,
}: ChangeToolbarProps) {
  const { change, mode, setAddress } = shown;
  const checks = CHECKS[round.round.checks];
  return (
    <div
      role="toolbar"
      aria-label="The change"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b bg-panel py-1.5 pr-3 pl-2 text-xs"
    >
      <IconButton label="Files" keys="t" size="icon-sm" aria-expanded={isTreeOpen} onClick={onTree}>
        <PanelLeft className="size-4" />
      </IconButton>
      <RoundPick shown={shown} round={round} />
      {round.since && round.since.commit !== null ? (
        <Segmented
          label="Compared with"
          value={mode}
          onValueChange={(against) => setAddress({ against })}
        >
          <SegmentedItem value="last">Since my verdict</SegmentedItem>
          <SegmentedItem value="whole">Whole change</SegmentedItem>
        </Segmented>
      ) : null}
      {checks ? (
        <button type="button" onClick={onChecks} className="rounded-sm" title="Show the checks">
          <Badge tone={checks.tone}>{checks.words}</Badge>
        </button>
      ) : null}
      {change?.branch ? (
        <span className="flex min-w-0 items-center gap-1 text-ink-2 max-md:hidden">
          <GitBranch aria-hidden className="size-3.5 shrink-0 text-ink-3" />
          <span className="wrap-anywhere min-w-0 font-mono">{change.branch}</span>
          <CopyButton value={change.branch} label="Copy the branch" />
          <Commits base={change.base} commit={change.commit} />
        </span>
      ) : null}
      <span className="flex items-center gap-1.5 text-ink-2 tabular-nums">
        {files === 1 ? "1 file" : `${files} files`}
        <LineCounts added={added} removed={removed} />
      </span>
      {change?.truncated ? <Badge tone="warning">Not stored whole</Badge> : null}
      <span className="ml-auto flex items-center gap-1">
        {isTreeOpen ? null : (
          <span className="px-1 text-ink-3 tabular-nums max-sm:hidden">
            {viewed} of {files} viewed
          </span>
        )}
        <IconButton label="Previous change" keys="p" size="icon-sm" onClick={() => onMove(-1)}>
          <ArrowUp className="size-4" />
        </IconButton>
        <IconButton label="Next change" keys="n" size="icon-sm" onClick={() => onMove(1)}>
          <ArrowDown className="size-4" />
        </IconButton>
        {canSplit ? (
          <Segmented label="Layout" value={layout} onValueChange={preferLayout}>
            <SegmentedItem value="unified">
              <Rows3 aria-hidden /> Unified
            </SegmentedItem>
            <SegmentedItem value="split">
              <Columns2 aria-hidden /> Split
            </SegmentedItem>
          </Segmented>
        ) : null}
      </span>
    </div>
  );
}

function Commits({ base, commit }: { base: string | null; commit: string }) {
  return (
    <span className="font-mono text-ink-3">
      {base ? `${base.slice(0, 8)}…` : ""}
      {commit.slice(0, 8)}
    </span>
  );
}

/** The round that is shown: a choice where there are several. */
function RoundPick({
  shown: { newest, setAddress },
  round: { round },
}: Pick<ChangeToolbarProps, "shown" | "round">) {
  const count = newest ?? round.number;
  if (count === 1) return <span className="font-medium text-ink-2 tabular-nums">Round 1</span>;
  return (
    <span className="flex items-center gap-1.5">
      <label className="sr-only" htmlFor="change-round">
        Round
      </label>
      <select
        id="change-round"
        value={round.number}
        onChange={({ target }) => {
          const number = Number(target.value);
          setAddress({ round: number === newest ? null : number });
        }}
        className="h-7 rounded-md border border-line-control bg-panel px-1.5 font-medium text-ink text-xs tabular-nums pointer-coarse:h-9 pointer-coarse:text-lg"
      >
        {Array.from({ length: count }, (_, at) => count - at).map((number) => (
          <option key={number} value={number}>
            Round {number}
          </option>
        ))}
      </select>
      {round.is_current ? null : <Badge tone="outline">Earlier: read only</Badge>}
    </span>
  );
}
