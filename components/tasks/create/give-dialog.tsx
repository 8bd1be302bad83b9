"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { giveToSeveralAction } from "@/app/(app)/ask/contests/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { AgentsList } from "@/components/tasks/fields/agents-list";
import { Button } from "@/components/ui/controls/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from "@/components/ui/overlays/dialog";
import { toggled } from "@/components/ui/toggled";
import type { TaskWire } from "@/lib/tasks/shapes";

interface GiveDialogProps {
  task: TaskWire;
  onClose: () => void;
}

/** Gives a task that nobody has begun to several agents, and leads to where their work is compared. */
export function GiveDialog({ task, onClose }: GiveDialogProps) {
  const router = useRouter();
  const [agents, setAgents] = useState<string[]>([]);
  const [pending, setPending] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  async function give() {
    if (agents.length < 2) return setRefused("Choose at least two agents.");
    setPending(true);
    const answer = await callAction(() => giveToSeveralAction(task.id, agents));
    setPending(false);
    if (!answer.ok) return setRefused(messageOf(answer));
    onClose();
    router.push(`/tasks/${task.ticket_ref}/compare`);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Give ${task.ticket_ref} to several agents`}
        description="Each does it on its own. You compare what they hand in, and pick one; the others are cancelled."
        className="sm:max-w-md"
      >
        <DialogBody className="flex flex-col gap-2">
          <div className="overflow-hidden rounded-md border">
            <AgentsList
              label="Agents"
              value={agents}
              onToggle={(agent) => setAgents(toggled(agents, agent))}
            />
          </div>
          {refused ? (
            <p role="alert" className="text-danger text-sm">
              {refused}
            </p>
          ) : null}
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>Cancel</Button>
          </DialogClose>
          <Button variant="primary" pending={pending} onClick={() => void give()}>
            {agents.length < 2 ? "Give it" : `Give it to ${agents.length}`}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
