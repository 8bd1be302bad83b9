"use client";

import { Info } from "lucide-react";
import { Dialog, DialogBody, DialogContent, DialogTrigger } from "@/components/ui/overlays/dialog";
import { AegisSetup } from "./aegis-setup";
import { useCanReview, useReviewer } from "./use-reviewer";

/** A line above the queue while no agent reviews. */
export function NoReviewer() {
  const { data: reviewer, isPending, isError } = useReviewer();
  const canReview = useCanReview(reviewer);
  if (isPending || isError || canReview !== false) return null;
  return (
    <p className="flex items-start gap-2 border-b bg-sunken px-4 py-2.5 text-ink-2 text-xs">
      <Info aria-hidden className="mt-0.5 size-3.5 shrink-0 text-ink-3" />
      <span>
        {reviewer ? `${reviewer.name} has no runtime to review with.` : "No agent reviews."} Work
        waits for people.{" "}
        <Dialog>
          <DialogTrigger className="rounded-sm font-medium text-accent-ink underline-offset-2 hover:underline">
            {reviewer ? `Set up ${reviewer.name}` : "Set up Aegis"}
          </DialogTrigger>
          <DialogContent title="Set up Aegis" className="sm:max-w-xl">
            <DialogBody>
              <AegisSetup />
            </DialogBody>
          </DialogContent>
        </Dialog>
      </span>
    </p>
  );
}
