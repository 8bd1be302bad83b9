"use client";

import { ListOrdered, TriangleAlert } from "lucide-react";
import { type FormEvent, useMemo, useState } from "react";
import { dryRunAction, startRunAction } from "@/app/(app)/workflows/actions";
import { callAction, type Refusal } from "@/components/forms/call-action";
import { FormMessage } from "@/components/forms/form-message";
import { messageOf } from "@/components/forms/refusal";
import { useAgents } from "@/components/sync/data/use-agents";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Callout } from "@/components/ui/feedback/callout";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";
import { parseValue } from "@/lib/workflows/definition/parse";
import type { Definition } from "@/lib/workflows/definition/schema";
import type { DryRunWire } from "@/lib/workflows/shapes";
import { DryRun } from "./dry-run";
import { FileField, InputField } from "./input-field";
import { filesOf, firstValues, valuesOf } from "./input-values";

interface StartRunDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** The workflow's name. */
  workflow: string;
  version: number;
  /** The normalised definition of that version. */
  definition: unknown;
  /** What the form begins with, such as the inputs of an earlier run. */
  initial?: Readonly<Record<string, unknown>>;
  /** Whether there are changes that this run will not have. */
  isEdited?: boolean;
  onStarted: (id: number) => void;
}

/** What `StartRunDialog` fetches. */
export function StartRunDialogRendered({ open, onOpenChange, ...props }: StartRunDialogProps) {
  const read = useMemo(() => parseValue(props.definition), [props.definition]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title={`Run ${props.workflow}`}
        description={`Version ${props.version}, as it is saved.`}
        className="sm:max-w-2xl"
      >
        {read.definition ? (
          <StartForm {...props} definition={read.definition} onClose={() => onOpenChange(false)} />
        ) : (
          <DialogBody>
            <Callout tone="danger">
              {read.problems[0]?.message ?? "This version cannot be read any more"}. Save a new one.
            </Callout>
          </DialogBody>
        )}
      </DialogContent>
    </Dialog>
  );
}

function StartForm({
  workflow,
  version,
  definition,
  initial,
  isEdited = false,
  onStarted,
  onClose,
}: Omit<StartRunDialogProps, "open" | "onOpenChange" | "definition"> & {
  definition: Definition;
  onClose: () => void;
}) {
  const { inputs } = definition;
  const paths = filesOf(definition);
  const agents = useAgents().data ?? [];
  const [typed, setTyped] = useState(() => firstValues(inputs, initial));
  const [files, setFiles] = useState<Readonly<Record<string, string>>>({});
  const [agent, setAgent] = useState("");
  const [problems, setProblems] = useState<Record<string, string>>({});
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [pending, setPending] = useState<"dry" | "start" | null>(null);
  const [plan, setPlan] = useState<DryRunWire | null>(null);

  async function send(verb: "dry" | "start") {
    if (pending) return;
    const read = valuesOf(inputs, typed);
    setProblems(read.problems);
    if (Object.keys(read.problems).length > 0) return;
    const wanted = {
      inputs: read.values,
      ...(Object.keys(files).length > 0 ? { files } : {}),
      ...(agent.trim() === "" ? {} : { agent: agent.trim() }),
      version,
    };
    setPending(verb);
    setRefusal(null);
    if (verb === "dry") {
      const answer = await callAction(() => dryRunAction(workflow, wanted));
      if (answer.ok) setPlan(answer.data);
      else setRefusal(answer);
    } else {
      const answer = await callAction(() => startRunAction(workflow, wanted));
      if (answer.ok) {
        onClose();
        onStarted(answer.data.id);
      } else setRefusal(answer);
    }
    setPending(null);
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    void send("start");
  }
  const refused = Object.fromEntries(
    (refusal?.problems ?? []).map(({ field, rule }) => [field.replace(/^inputs\./, ""), rule]),
  );
  const isNobodys = definition.stages.some(
    ({ prompt, agent, profile, capability }) =>
      prompt !== undefined && !(agent ?? profile ?? capability),
  );

  return (
    <form onSubmit={submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <FormMessage message={refusal ? messageOf(refusal) : null} />
        {isEdited ? (
          <Callout icon={<TriangleAlert aria-hidden />} tone="warning" quiet>
            Your changes are not saved, and not part of this run.
          </Callout>
        ) : null}
        {Object.keys(inputs).length + paths.length === 0 ? (
          <p className="text-ink-2 text-sm">It needs nothing: it can start as it is.</p>
        ) : null}
        {Object.entries(inputs).map(([name, input]) => (
          <InputField
            key={name}
            name={name}
            input={input}
            value={typed[name] ?? ""}
            error={problems[name] ?? refused[name]}
            onChange={(value) => {
              setTyped((before) => ({ ...before, [name]: value }));
              setPlan(null);
            }}
          />
        ))}
        {paths.map((path) => (
          <FileField
            key={path}
            path={path}
            value={files[path]}
            onChange={(text) => setFiles((before) => ({ ...before, [path]: text }))}
          />
        ))}
        {isNobodys ? (
          <Field
            label="Agent"
            hint="Works on the stages that name nobody. Empty: whoever takes them."
            error={refused.agent}
          >
            <Input
              value={agent}
              list="run-agents"
              autoComplete="off"
              onChange={(event) => {
                setAgent(event.target.value);
                setPlan(null);
              }}
            />
          </Field>
        ) : null}
        <datalist id="run-agents">
          {agents.map(({ id, name }) => (
            <option key={id} value={name} />
          ))}
        </datalist>
        {plan ? <DryRun plan={plan} /> : null}
      </DialogBody>
      <DialogFooter>
        <Button onClick={() => void send("dry")} pending={pending === "dry"} className="sm:mr-auto">
          <ListOrdered className="size-4" />
          What would it do?
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending === "start"}>
          Start run
        </Button>
      </DialogFooter>
    </form>
  );
}
