"use client";

import { ArrowLeft, ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { stepOf, useParent } from "@/components/sync/data/use-parent";
import { useTaskChildren } from "@/components/sync/data/use-task-parts";
import { StatusIcon } from "@/components/ui/display/status-icon";
import type { TaskWire } from "@/lib/tasks/shapes";

/** For a step of a sequence: its number, and links to the previous and next step. */
export function StepLinks({ task }: { task: TaskWire }) {
  const isStep = task.parent_id !== null && task.exec_mode === "seq" && task.exec_order !== null;
  const parent = useParent(isStep ? task.parent_id : null);
  const { data } = useTaskChildren(task.parent_id ?? 0, isStep);
  const step = stepOf(task, parent);
  if (!isStep || !step || !parent) return null;
  const steps = (data?.tasks ?? []).filter(
    (child) => child.exec_mode === "seq" && child.exec_order !== null,
  );
  const at = steps.findIndex(({ id }) => id === task.id);
  const [before, after] = at === -1 ? [] : [steps[at - 1], steps[at + 1]];
  return (
    <nav
      aria-label="Steps"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md border px-2.5 py-1.5 text-sm"
    >
      <span className="text-ink-2 tabular-nums">
        Step {step.no} of {step.of}
      </span>
      <span className="ml-auto flex min-w-0 flex-wrap items-center gap-x-4">
        {before ? (
          <StepLink step={before} label="Previous step">
            <ArrowLeft aria-hidden className="size-3.5 shrink-0" />
          </StepLink>
        ) : null}
        {after ? (
          <StepLink step={after} label="Next step" isLast>
            <ArrowRight aria-hidden className="size-3.5 shrink-0" />
          </StepLink>
        ) : null}
      </span>
    </nav>
  );
}

interface StepLinkProps {
  step: TaskWire;
  label: string;
  isLast?: boolean;
  children: ReactNode;
}

function StepLink({ step, label, isLast = false, children }: StepLinkProps) {
  return (
    <Link
      href={`/tasks/${step.ticket_ref}`}
      aria-label={`${label}: ${step.ticket_ref} ${step.title}`}
      className="flex min-w-0 items-center gap-1.5 rounded-sm text-ink-2 hover:text-ink hover:underline pointer-coarse:min-h-11"
    >
      {isLast ? null : children}
      <StatusIcon status={step.status} labelled />
      <span className="max-w-40 truncate">{step.title}</span>
      {isLast ? children : null}
    </Link>
  );
}
