"use client";

import { ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Count } from "@/components/ui/display/figure";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { GROUPS, type GroupId } from "./groups";
import type { Row } from "./rows";

export function LoadingRow() {
  return <SkeletonRows count={4} label="Loading tasks" />;
}

export function ErrorRow({ feed }: Pick<Extract<Row, { kind: "error" }>, "feed">) {
  return <ReadingProblem reading={feed.reading} what={GROUPS[feed.group].label} />;
}

interface RestRowProps {
  group: GroupId;
  count: number;
  isStop: boolean;
  onOpen: (group: GroupId) => void;
}

export function RestRow({ group, count, isStop, onOpen }: RestRowProps) {
  return (
    <div className="flex h-10 items-center border-b px-3 pointer-coarse:h-12">
      <Button
        variant="ghost"
        size="sm"
        data-stop=""
        tabIndex={isStop ? 0 : -1}
        onClick={() => onOpen(group)}
      >
        Show <Count value={count} /> more in {GROUPS[group].label}
      </Button>
    </div>
  );
}
