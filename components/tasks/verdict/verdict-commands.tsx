"use client";

import { useQueryClient } from "@tanstack/react-query";
import { CircleCheck, CircleX } from "lucide-react";
import { useMemo, useState } from "react";
import { type Command, useCommands } from "@/components/shell/keys/command-registry";
import { asksWhy } from "@/components/sync/data/use-task-parts";
import { useViewer } from "@/components/sync/viewer";
import { Late } from "@/components/ui/late/late";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { ReviewToSend, SentReview } from "./review-to-send";
import { judgeLater, usePendingVerdicts } from "./use-verdict";
import {
  approveAnywayDialog,
  approveWithDraftsDialog,
  hasUnsent,
  rejectDialog,
} from "./verdict-dialogs";

/**
 * The shortcuts `e` (approve) and `r` (reject with feedback) for the current task while it is in review. A verdict by key
 * counts after ten seconds, and `u` takes it back until then.
 */
export function VerdictCommands({
  task,
  review,
  onJudged,
}: {
  task: TaskWire | null;
  /** The comments that go with a verdict. */
  review?: ReviewToSend;
  onJudged?: () => void;
}) {
  const [rejecting, setRejecting] = useState<TaskWire | null>(null);
  const [overriding, setOverriding] = useState<TaskWire | null>(null);
  const [commented, setCommented] = useState<TaskWire | null>(null);
  const client = useQueryClient();
  const { canWrite } = useViewer();
  const isJudged = usePendingVerdicts().some((one) => one.task.id === task?.id);
  const commands = useMemo<Command[]>(() => {
    const enabled = canWrite && task?.status === "review" && !isJudged;
    return [
      {
        id: "task.approve",
        label: `Approve ${task?.ticket_ref ?? ""}`.trim(),
        group: "Tasks",
        icon: CircleCheck,
        keys: "e",
        enabled,
        run: () => {
          if (!task) return;
          if (asksWhy(client, task.id)) return setOverriding(task);
          const give = (sent?: SentReview) => {
            judgeLater(task, "approved", undefined, sent);
            onJudged?.();
          };
          // At once where nothing is to be saved: the next key may lead elsewhere.
          if (!review)
            return void hasUnsent(client, task.id).then((has) =>
              has ? setCommented(task) : give(),
            );
          if (review.count === 0) return give();
          void review.collect().then((sent) => {
            if (sent !== null) give(sent);
          });
        },
      },
      {
        id: "task.reject",
        label: `Reject ${task?.ticket_ref ?? ""} with feedback`.replace("  ", " "),
        group: "Tasks",
        icon: CircleX,
        keys: "r",
        enabled,
        run: () => setRejecting(task),
      },
    ];
  }, [task, review, canWrite, isJudged, onJudged, client]);
  useCommands(commands);
  if (commented)
    return (
      <Late
        of={approveWithDraftsDialog}
        props={{
          task: commented,
          isByKey: true,
          onClose: () => setCommented(null),
          onAskWhy: () => {
            setCommented(null);
            setOverriding(commented);
          },
          onJudged,
        }}
      />
    );
  if (overriding)
    return (
      <Late
        of={approveAnywayDialog}
        props={{ task: overriding, review, onClose: () => setOverriding(null), onJudged }}
      />
    );
  return rejecting ? (
    <Late
      of={rejectDialog}
      props={{
        task: rejecting,
        review,
        isByKey: true,
        onClose: () => setRejecting(null),
        onJudged,
      }}
    />
  ) : null;
}
