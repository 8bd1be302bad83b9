"use client";

import { useState } from "react";
import { createProjectAction, updateProjectAction } from "@/app/(app)/settings/actions";
import { FormMessage } from "@/components/forms/form-message";
import { useSubmit } from "@/components/forms/use-submit";
import { dollarsOf, typedDollars } from "@/components/money/dollars";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/controls/select";
import { Textarea } from "@/components/ui/controls/textarea";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
} from "@/components/ui/overlays/dialog";
import { toast } from "@/components/ui/overlays/toast";
import type { ProjectWire } from "@/lib/projects/schema";

type ProjectDialogProps = {
  /** The project to edit, or null to create one. */
  project: ProjectWire | null;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function ProjectDialog({ project, open, onOpenChange }: ProjectDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={project ? `Edit ${project.name}` : "Create project"}>
        <ProjectForm project={project} onClose={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type Policy = ProjectWire["review_policy"];

const POLICIES: { value: Policy; label: string; meaning: string }[] = [
  {
    value: "required",
    label: "By default",
    meaning: "Tasks made here and over the API need a verdict; tickets of agents do not.",
  },
  { value: "always", label: "Always", meaning: "Everything needs a verdict before it is done." },
  {
    value: "never",
    label: "Never",
    meaning: "Nothing needs a verdict, unless the task itself asks for one.",
  },
];

function ProjectForm({ project, onClose }: { project: ProjectWire | null; onClose: () => void }) {
  const refresh = useRefreshSettings();
  const [name, setName] = useState(project?.name ?? "");
  const [prefix, setPrefix] = useState(project?.ticket_prefix ?? "");
  const [description, setDescription] = useState(project?.description ?? "");
  const [policy, setPolicy] = useState<Policy>(project?.review_policy ?? "required");
  const [daily, setDaily] = useState(typedDollars(project?.daily_budget_usd ?? null));
  const [budget, setBudget] = useState(typedDollars(project?.budget_usd ?? null));
  const [autoTriage, setAutoTriage] = useState(project?.auto_triage ?? false);
  const hasTickets = (project?.tasks?.total ?? 0) > 0;
  const { submit, pending, problems, message } = useSubmit(
    () => {
      const input = {
        name,
        ticket_prefix: prefix,
        description: description.trim() === "" ? null : description,
        review_policy: policy,
        auto_triage: autoTriage,
        daily_budget_usd: dollarsOf(daily),
        budget_usd: dollarsOf(budget),
      };
      return project ? updateProjectAction(project.id, input) : createProjectAction(input);
    },
    async (saved) => {
      await refresh();
      toast.success(project ? `Saved ${saved.name}` : `Created ${saved.name}`);
      onClose();
    },
  );
  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <FormMessage message={message} />
        <div className="grid gap-4 sm:grid-cols-[1fr_10rem]">
          <Field label="Name" error={problems.name}>
            <Input
              value={name}
              onChange={(event) => setName(event.target.value)}
              maxLength={100}
              autoComplete="off"
            />
          </Field>
          <Field
            label="Ticket prefix"
            error={problems.ticket_prefix}
            hint={hasTickets ? "Fixed: there are tickets." : `${prefix.trim() || "myapp"}-001`}
          >
            <Input
              value={prefix}
              onChange={(event) => setPrefix(event.target.value)}
              disabled={hasTickets}
              maxLength={20}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              className="font-mono"
            />
          </Field>
        </div>
        <Field label="Description" error={problems.description}>
          <Textarea
            value={description}
            onChange={(event) => setDescription(event.target.value)}
            maxLength={2000}
            rows={2}
          />
        </Field>
        <Field
          label="Review"
          error={problems.review_policy}
          hint={POLICIES.find(({ value }) => value === policy)?.meaning}
        >
          <Select value={policy} onValueChange={(next) => setPolicy(next as Policy)}>
            <SelectTrigger />
            <SelectContent>
              {POLICIES.map(({ value, label }) => (
                <SelectItem key={value} value={value}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        <Checkbox
          checked={autoTriage}
          onCheckedChange={(checked) => setAutoTriage(checked === true)}
          label="Auto-triage: inbox tasks find their agent by themselves"
          hint="Each goes to the agent whose capabilities, role and load fit it best, with the reason on the task. What fits nobody stays in the inbox."
        />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="Daily budget (US$)"
            error={problems.daily_budget_usd}
            hint="For what Baton sends to agents, on a day in UTC."
          >
            <Input
              value={daily}
              onChange={(event) => setDaily(event.target.value)}
              placeholder="No limit"
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
          <Field label="Budget (US$)" error={problems.budget_usd} hint="In all.">
            <Input
              value={budget}
              onChange={(event) => setBudget(event.target.value)}
              placeholder="No limit"
              inputMode="decimal"
              autoComplete="off"
            />
          </Field>
        </div>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={pending}>
          {project ? "Save" : "Create project"}
        </Button>
      </DialogFooter>
    </form>
  );
}
