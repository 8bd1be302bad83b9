"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createAgentAction } from "@/app/(app)/agents/actions";
import { RuntimeNeeds } from "@/components/agents/runtime-needs";
import { isCalled, RUNTIME, RUNTIME_NAMES, type Runtime } from "@/components/agents/runtimes";
import type { SoulChoice } from "@/components/agents/soul/template-menu";
import { DialogForm } from "@/components/forms/dialog-form";
import { useForm } from "@/components/forms/use-form";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import { TagsInput } from "@/components/ui/controls/tags-input";
import { Dialog, DialogContent } from "@/components/ui/overlays/dialog";
import type { AgentWire } from "@/lib/agents/shapes";
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

/** What `CreateAgentDialog` fetches. */
export function CreateAgentDialogRendered({ open, onOpenChange, ...form }: CreateAgentDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        title="Create agent"
        description="An agent that registers itself needs none of this: it appears by itself."
      >
        <CreateAgentForm {...form} />
      </DialogContent>
    </Dialog>
  );
}

type CreateAgentFormProps = Pick<
  CreateAgentDialogProps,
  "souls" | "openclawId" | "runtimes" | "onCreated"
>;

const NO_SOUL = "none";

const MODEL_HINT: { [R in Runtime]?: string } = {
  openai: "Needed, unless Settings, Models has a default for OpenAI.",
};

/** Of a field for an id of a machine: nothing corrects or completes it. */
const identifier = {
  autoComplete: "off",
  autoCapitalize: "none",
  spellCheck: false,
  maxLength: 200,
  className: "font-mono",
} as const;

interface NewAgent {
  name: string;
  soul: string;
  /** Null until one is typed. */
  role: string | null;
  runtime: Runtime;
  model: string;
  dispatchModel: string;
  openclawId: string;
  max_capacity: string;
  capabilities: string[];
}

function CreateAgentForm({
  souls,
  openclawId: givenId,
  runtimes,
  onCreated,
}: CreateAgentFormProps) {
  const client = useQueryClient();
  const templateOf = (soul: string) => souls.find((choice) => choice.name === soul);
  /** The role of the template, until another one is typed. */
  const roleOf = ({ role, soul }: Pick<NewAgent, "role" | "soul">) =>
    role ?? templateOf(soul)?.name ?? "agent";
  const start: NewAgent = {
    name: givenId ?? "",
    soul: souls[0]?.name ?? NO_SOUL,
    role: null,
    runtime: givenId === null ? "pull" : "openclaw",
    model: "",
    dispatchModel: "",
    openclawId: givenId ?? "",
    max_capacity: "1",
    capabilities: [],
  };
  const form = useForm({
    saved: start,
    // One for a gateway's agent begins with other values than any other.
    draft: { object: "new", field: givenId === null ? "agent" : `agent:${givenId}` },
    send: (values) =>
      createAgentAction({
        name: values.name,
        role: roleOf(values),
        template: templateOf(values.soul)?.name,
        runtime: values.runtime,
        max_capacity: Number(values.max_capacity),
        capabilities: values.capabilities,
        config: filled({
          model: values.model,
          dispatchModel: isCalled(values.runtime) ? values.dispatchModel : "",
          openclawId: values.runtime === "openclaw" ? values.openclawId : "",
        }),
      }),
    async onDone(agent) {
      await client.invalidateQueries({ queryKey: queryKeys.agents });
      onCreated(agent);
    },
  });
  const { problems } = form;
  const { name, soul, runtime } = form.values;
  const template = templateOf(soul);

  return (
    <DialogForm form={form} submit="Create agent">
      <Field
        label="Name"
        error={problems.name}
        hint="How tasks, mentions and the API call it. It cannot be changed."
      >
        <Input {...form.text("name")} {...identifier} maxLength={100} placeholder="scout" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field
          label="SOUL"
          error={problems.template}
          hint={template ? template.description : "Written later, or never."}
        >
          <SelectOne
            value={soul}
            options={[
              ...souls.map(({ name: value }) => ({ value, label: value })),
              { value: NO_SOUL, label: "No SOUL" },
            ]}
            onValueChange={(next) => form.set({ soul: next })}
          />
        </Field>
        <Field label="Role" error={problems.role} hint="A reviewer may give verdicts.">
          <Input
            value={roleOf(form.values)}
            onChange={(event) => form.set({ role: event.target.value })}
            maxLength={100}
          />
        </Field>
      </div>
      <Field label="Runtime" error={problems.runtime} hint={RUNTIME[runtime].meaning}>
        <SelectOne
          value={runtime}
          options={RUNTIME_NAMES.map((value) => ({ value, label: RUNTIME[value].label }))}
          onValueChange={(next) => form.set({ runtime: next })}
        />
      </Field>
      <RuntimeNeeds runtime={runtime} runtimes={runtimes} />
      {runtime === "openclaw" ? (
        <Field
          label="Agent of the gateway"
          error={problems.openclawId}
          hint="Its id there. Empty means the name above."
        >
          <Input {...form.text("openclawId")} {...identifier} placeholder={name || "main"} />
        </Field>
      ) : null}
      {isCalled(runtime) ? (
        <Field
          label="Dispatch model"
          error={problems.dispatchModel}
          hint="Wins over every tier when Baton sends it a task."
        >
          <Input {...form.text("dispatchModel")} {...identifier} placeholder="The tier decides" />
        </Field>
      ) : null}
      <div className="grid gap-4 sm:grid-cols-[1fr_7rem]">
        <Field
          label="Model"
          error={problems.model}
          hint={
            MODEL_HINT[runtime] ??
            (isCalled(runtime) ? "For tasks that no tier decides." : "What it runs on.")
          }
        >
          <Input {...form.text("model")} {...identifier} placeholder="The default" />
        </Field>
        <Field label="Capacity" error={problems.max_capacity} hint="Tasks at once, 1 to 20.">
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            max={20}
            {...form.text("max_capacity")}
          />
        </Field>
      </div>
      <Field
        label="Capabilities"
        error={problems.capabilities}
        hint="What it is good at. Enter adds one."
      >
        <TagsInput
          value={form.values.capabilities}
          onValueChange={(capabilities) => form.set({ capabilities })}
          placeholder="typescript, web-search"
        />
      </Field>
    </DialogForm>
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
