"use client";

import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";
import { TextDifference } from "@/components/workflows/compare/text-difference";
import type { WorkflowDetailWire } from "@/lib/workflows/catalog/shapes";

import { useVersion } from "./use-version";

interface ConflictDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  workflow: WorkflowDetailWire;
  /** The version that the edited text began from. */
  base: number;
  edited: string;
  onTakeTheirs: () => void;
  /** Goes on with the own text, on top of the latest version. */
  onKeepMine: () => void;
}

/** Somebody saved a version in between: shows both, and lets one choose. */
export function ConflictDialog({
  open,
  onOpenChange,
  workflow,
  base,
  edited,
  onTakeTheirs,
  onKeepMine,
}: ConflictDialogProps) {
  const [shown, setShown] = useState<"both" | "theirs" | "mine">("both");
  const before = useVersion(workflow.name, open ? base : null).data;
  const { latest } = workflow;
  const { version } = latest;
  const close = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Version ${version} was saved meanwhile`}
        description={
          <>
            {latest.created_by} saved it <RelativeTime time={latest.created_at} />; you began from
            version {base}.
          </>
        }
        className="sm:max-w-4xl"
      >
        <DialogBody className="flex flex-col gap-3">
          <Segmented label="Show" value={shown} onValueChange={setShown} className="self-start">
            <SegmentedItem value="both">Theirs to yours</SegmentedItem>
            <SegmentedItem value="theirs">What they changed</SegmentedItem>
            <SegmentedItem value="mine">What you changed</SegmentedItem>
          </Segmented>
          {shown === "both" ? (
            <TextDifference name={`version ${version} → yours`} a={workflow.source} b={edited} />
          ) : before ? (
            <TextDifference
              name={`version ${base} → ${shown === "mine" ? "yours" : `version ${version}`}`}
              a={before.source}
              b={shown === "mine" ? edited : workflow.source}
            />
          ) : (
            <SkeletonRows label="Loading the versions" />
          )}
        </DialogBody>
        <DialogFooter>
          <Button onClick={() => onOpenChange(false)} className="sm:mr-auto">
            Keep editing
          </Button>
          <Button onClick={close(onTakeTheirs)}>Take theirs</Button>
          <Button variant="primary" onClick={close(onKeepMine)}>
            Save mine on top
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
