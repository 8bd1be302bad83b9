"use client";

import { Inbox } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { announce } from "@/components/ui/feedback/announcements";
import { Callout } from "@/components/ui/feedback/callout";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { Spinner } from "@/components/ui/feedback/spinner";
import { StaleNotice } from "@/components/ui/feedback/stale-notice";
import { toast } from "@/components/ui/overlays/toast";
import { Specimen } from "./specimen";

const CALLOUTS = ["plain", "warning", "danger"] as const;
const PROGRESS = ["accent", "success", "warning", "danger"] as const;

export function Feedback() {
  return (
    <>
      <Specimen title="Callout: box and bar, plain and quiet, with actions">
        {CALLOUTS.map((tone) => (
          <Callout key={tone} tone={tone} className="w-full">
            One sentence about what is on the screen.
          </Callout>
        ))}
        {CALLOUTS.map((tone) => (
          <Callout
            key={tone}
            tone={tone}
            shape="bar"
            quiet
            className="w-full"
            actions={<Button size="sm">Try again</Button>}
          >
            Two sentences in the colour of text. And what to do about it.
          </Callout>
        ))}
        <div className="w-full">
          <StaleNotice
            what="The costs"
            since={0}
            error={new Error("the server does not answer")}
            onRetry={() => {}}
          />
        </div>
      </Specimen>
      <Specimen title="Empty, error">
        <EmptyState icon={Inbox} title="Inbox zero" description="Everything new has somebody.">
          <Button>New task</Button>
        </EmptyState>
        <ErrorState message="The server does not answer." fix="Try again." requestId="req-1">
          <Button>Try again</Button>
        </ErrorState>
      </Specimen>
      <Specimen title="Progress, loading">
        {PROGRESS.map((tone) => (
          <ProgressBar
            key={tone}
            label={tone}
            value={3}
            max={6}
            tone={tone}
            withCount
            className="w-32"
          />
        ))}
        <Spinner />
        <div className="w-full">
          <SkeletonRows count={2} label="Loading tasks" />
        </div>
      </Specimen>
      <Specimen title="LiveRegion, toast">
        <Button onClick={() => announce("Said politely")}>Announce</Button>
        <Button onClick={() => announce("Said at once", "assertive")}>Interrupt</Button>
        <Button onClick={() => toast.success("Saved")}>Toast</Button>
      </Specimen>
    </>
  );
}
