"use client";

import { Pencil, Plus, Workflow } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { useTaskThread } from "@/components/sync/data/use-task-parts";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { useViewer } from "@/components/sync/viewer";
import { Section } from "@/components/tasks/page/section";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import { fillIn } from "@/lib/tasks/change/fill-in";
import type { TaskWire } from "@/lib/tasks/shapes";
import { useFollowUpsDraft } from "./follow-ups-draft";
import { FollowUpsEditor } from "./follow-ups-editor";
import { PendingFollowUps } from "./pending-follow-ups";
import { ThreadItem } from "./thread-item";

/** The thread of a task: the tasks it builds on with their results, itself, and its follow-ups, created or pending. */
export function TaskHandoff({ task }: { task: TaskWire }) {
  const [isEditing, setEditing] = useState(false);
  const isDraft = useFollowUpsDraft(task).value !== null;
  const isOver = task.status === "done" || task.status === "cancelled";
  const canWrite = useViewer().canWrite && !isOver;
  if (isDraft && canWrite && !isEditing) setEditing(true);
  const reading = useTaskThread(task.id);
  const { data, error } = reading;
  const thread = data?.thread ?? [];
  const pending = task.follow_ups.filter(({ created }) => !created);
  const named = pending.map((one) => ({ ...one, title: fillIn(one.title, task, 500) }));
  const isThread = thread.length > 1 || pending.length > 0;
  if (!isThread && !canWrite && !error) return null;
  return (
    <Section
      title="Handoff"
      meta={thread.length > 1 ? `${thread.length} tasks` : undefined}
      action={
        <>
          {thread.length > 1 ? (
            <Tooltip content="Show the thread on the canvas" side="bottom">
              <Link
                href={`/canvas/${task.ticket_ref}`}
                aria-label="Show the thread on the canvas"
                className={buttonVariants({ variant: "ghost", size: "icon-sm" })}
              >
                <Workflow aria-hidden className="size-3.5" />
              </Link>
            </Tooltip>
          ) : null}
          {canWrite ? (
            <IconButton
              label={pending.length > 0 ? "Edit what follows" : "Add what follows"}
              size="icon-sm"
              aria-expanded={isEditing}
              onClick={() => setEditing(!isEditing || isDraft)}
            >
              {pending.length > 0 ? <Pencil className="size-3.5" /> : <Plus className="size-3.5" />}
            </IconButton>
          ) : null}
        </>
      }
    >
      <ReadingProblem reading={reading} what="The handoff" part />
      {isThread ? (
        <ol className="flex flex-col">
          {thread.map((each) => (
            <ThreadItem key={each.id} task={each} isItself={each.id === task.id} />
          ))}
          {isEditing ? null : <PendingFollowUps list={named} level={0} />}
        </ol>
      ) : null}
      {isEditing ? <FollowUpsEditor task={task} onClose={() => setEditing(false)} /> : null}
    </Section>
  );
}
