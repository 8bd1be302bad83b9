"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { createAgentAction } from "@/app/(app)/agents/actions";
import { RuntimeNeeds } from "@/components/agents/runtime-needs";
import { isCalled, RUNTIME, RUNTIME_NAMES, type Runtime } from "@/components/agents/runtimes";
import type { SoulChoice } from "@/components/agents/soul/use-soul-draft";
import { messageOf, problemsOf } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";
import type { AgentWire } from "@/lib/agents/shapes";
import type { ActionResult } from "@/lib/api/action";
import type { RuntimeWire } from "@/lib/runtimes/shapes";

type CreateAgentDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  souls: readonly SoulChoice[];
  /** The gateway agent through which the new one is called; null to create any other agent. */
  openclawId: string | null;
  runtimes: readonly RuntimeWire[] | undefined;
  onCreated: (agent: AgentWire) => void;
};

export function CreateAgentDialog({ open, onOpenChange, ...form }: CreateAgentDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Create agent"
        description="An agent that registers itself needs none of this: it appears by itself."
      >
        <CreateAgentForm {...form} onCancel={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type CreateAgentFormProps = Pick<
  CreateAgentDialogProps,
  "souls" | "openclawId" | "runtimes" | "onCreated"
> & {
  onCancel: () => void;
};

const NO_SOUL = "none";

function CreateAgentForm({
  souls,
  openclawId: givenId,
  runtimes,
  onCreated,
  onCancel,
}: CreateAgentFormProps) {
  const client = useQueryClient();
  const [name, setName] = useState(givenId ?? "");
  const [soul, setSoul] = useState(souls[0]?.name ?? NO_SOUL);
  const [role, setRole] = useState<string | null>(null);
  const [runtime, setRuntime] = useState<Runtime>(givenId === null ? "pull" : "openclaw");
  const [model, setModel] = useState("");
  const [dispatchModel, setDispatchModel] = useState("");
  const [openclawId, setOpenclawId] = useState(givenId ?? "");
  const [capacity, setCapacity] = useState("1");
  const [capabilities, setCapabilities] = useState<string[]>([]);
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Extract<ActionResult<unknown>, { ok: false }> | null>(
    null,
  );

  const template = souls.find((choice) => choice.name === soul);
  const shownRole = role ?? template?.name ?? "agent";
  const problems = problemsOf(refusal);

  async function submit(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    const answer = await createAgentAction({
      name,
      role: shownRole,
      template: template?.name,
      runtime,
      max_capacity: Number(capacity),
      capabilities,
      config: filled({
        model,
        dispatchModel: isCalled(runtime) ? dispatchModel : "",
        openclawId: runtime === "openclaw" ? openclawId : "",
      }),
    });
    setPending(false);
    if (!answer.ok) return setRefusal(answer);
    await client.invalidateQueries({ queryKey: queryKeys.agents });
    onCreated(answer.data);
  }

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        {refusal && Object.keys(problems).length === 0 ? (
          <p role="alert" className="rounded-md bg-danger/10 px-3 py-2 text-danger">
            {messageOf(refusal)}
          </p>
        ) : null}
        <Field
          label="Name"
          error={problems.name}
          hint="How tasks, mentions and the API call it. It cannot be changed."
        >
          <Input
            value={name}
            onChange={(event) => setName(event.target.value)}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={100}
            placeholder="scout"
          />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label="SOUL"
            error={problems.template}
            hint={template ? template.description : "Written later, or never."}
          >
            <Select value={soul} onValueChange={setSoul}>
              <SelectTrigger />
              <SelectContent>
                {souls.map((choice) => (
                  <SelectItem key={choice.name} value={choice.name}>
                    {choice.name}
                  </SelectItem>
                ))}
                <SelectItem value={NO_SOUL}>No SOUL</SelectItem>
              </SelectContent>
            </Select>
          </Field>
          <Field label="Role" error={problems.role} hint="A reviewer may give verdicts.">
            <Input
              value={shownRole}
              onChange={(event) => setRole(event.target.value)}
              maxLength={100}
            />
          </Field>
        </div>
        <Field label="Runtime" error={problems.runtime} hint={RUNTIME[runtime].meaning}>
          <Select value={runtime} onValueChange={(next) => setRuntime(next as Runtime)}>
            <SelectTrigger />
            <SelectContent>
              {RUNTIME_NAMES.map((each) => (
                <SelectItem key={each} value={each}>
                  {RUNTIME[each].label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        <RuntimeNeeds runtime={runtime} runtimes={runtimes} />
        {runtime === "openclaw" ? (
          <Field
            label="Agent of the gateway"
            error={problems.openclawId}
            hint="Its id there. Empty means the name above."
          >
            <Input
              value={openclawId}
              onChange={(event) => setOpenclawId(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={200}
              placeholder={name || "main"}
              className="font-mono"
            />
          </Field>
        ) : null}
        {isCalled(runtime) ? (
          <Field
            label="Dispatch model"
            error={problems.dispatchModel}
            hint="Wins over every tier when Baton sends it a task."
          >
            <Input
              value={dispatchModel}
              onChange={(event) => setDispatchModel(event.target.value)}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={200}
              placeholder="The tier decides"
              className="font-mono"
            />
          </Field>
        ) : null}
        <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
          <Field
            label="Model"
            error={problems.model}
            hint={isCalled(runtime) ? "For tasks that no tier decides." : "What it runs on."}
          >
            <Input
              value={model}
              onChange={(event) => setModel(event.target.value)}
              autoCapitalize="none"
              spellCheck={false}
              maxLength={200}
              placeholder="The default"
            />
          </Field>
          <Field label="Capacity" error={problems.max_capacity} hint="Tasks at once, 1 to 20.">
            <Input
              type="number"
              inputMode="numeric"
              min={1}
              max={20}
              value={capacity}
              onChange={(event) => setCapacity(event.target.value)}
            />
          </Field>
        </div>
        <Field
          label="Capabilities"
          error={problems.capabilities}
          hint="What it is good at. Enter adds one."
        >
          <TagsInput
            value={capabilities}
            onValueChange={setCapabilities}
            placeholder="typescript, web-search"
          />
        </Field>
      </DialogBody>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending}>
          Create agent
        </Button>
      </DialogFooter>
    </form>
  );
}

/** The values of the form. */
function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields)
      .map(([name, value]) => [name, value.trim()])
      .filter(([, value]) => value !== ""),
  );
}
