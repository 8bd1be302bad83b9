"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createAgentKeyAction } from "@/app/(app)/agents/actions";
import { FormStatus } from "@/components/forms/form-message";
import { SecretDialog } from "@/components/forms/secret-dialog";
import { useForm } from "@/components/forms/use-form";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useOrigin } from "@/components/sync/data/use-origin";
import { useProjects } from "@/components/sync/data/use-projects";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/controls/select";
import { CodeBlock } from "@/components/ui/display/code-block";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";
import type { AgentWire } from "@/lib/agents/shapes";
import { connectCommands } from "./connect-commands";

type CreateKeyDialogProps = {
  agent: AgentWire;
  origin: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function CreateKeyDialog({ agent, origin, open, onOpenChange }: CreateKeyDialogProps) {
  return (
    <SecretDialog
      title={`Create a key for ${agent.name}`}
      open={open}
      onOpenChange={onOpenChange}
      form={(onCreated) => <CreateKeyForm agent={agent} onCreated={onCreated} />}
      use={(secret) => <FirstPoll agent={agent} secret={secret} origin={origin} />}
    />
  );
}

const ACCESS = {
  work: {
    label: "Work as the agent",
    meaning: "Polls, claims, reports, comments and heartbeats, for itself only.",
    scopes: ["operator", "agent:self"],
  },
  read: {
    label: "Read only",
    meaning: "Reads tasks, agents and events. Cannot take work.",
    scopes: ["viewer"],
  },
} as const;
type Access = keyof typeof ACCESS;

const LIFETIMES = [
  { value: "never", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

const EVERY_PROJECT = "every";

const NEW_KEY = {
  name: "default",
  access: "work" as Access,
  project: EVERY_PROJECT,
  lifetime: "never",
};

function CreateKeyForm({
  agent,
  onCreated,
}: {
  agent: AgentWire;
  onCreated: (secret: string) => void;
}) {
  const client = useQueryClient();
  const { data: projects = [] } = useProjects();
  const form = useForm({
    saved: NEW_KEY,
    send: (values) =>
      createAgentKeyAction(agent.id, {
        name: values.name,
        scopes: [...ACCESS[values.access].scopes],
        project_id: values.project === EVERY_PROJECT ? null : Number(values.project),
        expires_in_days: values.lifetime === "never" ? null : Number(values.lifetime),
      }),
    async onDone({ secret }) {
      onCreated(secret);
      await client.invalidateQueries({ queryKey: queryKeys.agentKeysOf(agent.name) });
    },
  });
  const { problems } = form;
  const { access, project, lifetime } = form.values;

  return (
    <form onSubmit={form.submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <FormStatus form={form} />
        <Field
          label="Name"
          error={problems.name}
          hint="Where it will be used: a machine, a repository."
        >
          <Input {...form.text("name")} maxLength={100} autoComplete="off" />
        </Field>
        <Field label="May" error={problems.scopes} hint={ACCESS[access].meaning}>
          <Select value={access} onValueChange={(next) => form.set({ access: next as Access })}>
            <SelectTrigger />
            <SelectContent>
              {(Object.keys(ACCESS) as Access[]).map((each) => (
                <SelectItem key={each} value={each}>
                  {ACCESS[each].label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        {projects.length > 1 ? (
          <Field
            label="Project"
            error={problems.project_id}
            hint={
              project === EVERY_PROJECT
                ? undefined
                : "Sees and touches nothing of any other project."
            }
          >
            <Select value={project} onValueChange={(next) => form.set({ project: next })}>
              <SelectTrigger />
              <SelectContent>
                <SelectItem value={EVERY_PROJECT}>Every project</SelectItem>
                {projects.map(({ id, name: label, ticket_prefix }) => (
                  <SelectItem key={id} value={String(id)}>
                    {label}
                    <span className="font-mono text-ink-3 text-xs">{ticket_prefix}</span>
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </Field>
        ) : null}
        <Field label="Expires" error={problems.expires_in_days}>
          <Select value={lifetime} onValueChange={(next) => form.set({ lifetime: next })}>
            <SelectTrigger />
            <SelectContent>
              {LIFETIMES.map(({ value, label }) => (
                <SelectItem key={value} value={value}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>Cancel</Button>
        </DialogClose>
        <Button type="submit" variant="primary" pending={form.pending}>
          Create key
        </Button>
      </DialogFooter>
    </form>
  );
}

type FirstPollProps = { agent: AgentWire; secret: string; origin: string };

function FirstPoll({ agent, secret, origin: fromServer }: FirstPollProps) {
  const origin = useOrigin(fromServer);
  const [poll] = connectCommands(origin, agent);
  return (
    <>
      <p className="text-ink-2 text-sm">
        Give it to the program that runs {agent.name}, as an environment variable; then it can ask
        for work:
      </p>
      <CodeBlock code={`export MC_API_KEY=${secret}\n\n${poll?.command ?? ""}`} />
    </>
  );
}
