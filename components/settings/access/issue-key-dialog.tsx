"use client";

import { issueKeyAction } from "@/app/(app)/settings/actions";
import { FormStatus } from "@/components/forms/form-message";
import { SecretDialog } from "@/components/forms/secret-dialog";
import { useForm } from "@/components/forms/use-form";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { useOrigin } from "@/components/sync/data/use-origin";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/controls/select";
import { CodeBlock } from "@/components/ui/display/code-block";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";
import type { ProjectWire } from "@/lib/projects/schema";

type IssueKeyDialogProps = {
  projects: readonly ProjectWire[];
  origin: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function IssueKeyDialog({ projects, origin, open, onOpenChange }: IssueKeyDialogProps) {
  return (
    <SecretDialog
      title="Create an API key"
      open={open}
      onOpenChange={onOpenChange}
      form={(onCreated) => <IssueKeyForm projects={projects} onCreated={onCreated} />}
      use={(secret) => <KeyCommands secret={secret} origin={origin} />}
    />
  );
}

const ROLES = {
  viewer: { label: "Viewer", meaning: "Reads tasks, agents and events." },
  operator: { label: "Operator", meaning: "Creates, claims, changes and finishes work." },
  admin: { label: "Admin", meaning: "Everything, also projects, keys and users." },
} as const;
type RoleName = keyof typeof ROLES;

const LIFETIMES = [
  { value: "never", label: "Never" },
  { value: "30", label: "In 30 days" },
  { value: "90", label: "In 90 days" },
  { value: "365", label: "In a year" },
];

const EVERY_PROJECT = "every";

const NEW_KEY = {
  name: "",
  role: "operator" as RoleName,
  project: EVERY_PROJECT,
  lifetime: "never",
};

type IssueKeyFormProps = {
  projects: readonly ProjectWire[];
  onCreated: (secret: string) => void;
};

function IssueKeyForm({ projects, onCreated }: IssueKeyFormProps) {
  const refresh = useRefreshSettings();
  const form = useForm({
    saved: NEW_KEY,
    send: ({ name, role, project, lifetime }) =>
      issueKeyAction({
        name,
        role,
        project_id: project === EVERY_PROJECT ? null : Number(project),
        expires_in_days: lifetime === "never" ? null : Number(lifetime),
      }),
    async onDone({ secret }) {
      onCreated(secret);
      await refresh();
    },
  });
  const { problems } = form;
  const { role, project, lifetime } = form.values;
  return (
    <form onSubmit={form.submit} noValidate className="flex min-h-0 flex-1 flex-col">
      <DialogBody className="flex flex-col gap-4">
        <FormStatus form={form} />
        <Field
          label="Name"
          error={problems.name}
          hint="Where it will be used: a machine, a repository."
        >
          <Input {...form.text("name")} maxLength={100} autoComplete="off" placeholder="laptop" />
        </Field>
        <Field label="Role" error={problems.role} hint={ROLES[role].meaning}>
          <Select value={role} onValueChange={(next) => form.set({ role: next as RoleName })}>
            <SelectTrigger />
            <SelectContent>
              {(Object.keys(ROLES) as RoleName[]).map((each) => (
                <SelectItem key={each} value={each}>
                  {ROLES[each].label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
        <Field
          label="Project"
          error={problems.project_id}
          hint={
            project === EVERY_PROJECT
              ? "Reaches every project, also those made later."
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

/** A new key in the settings of a shell and of an MCP client. */
function KeyCommands({ secret, origin: fromServer }: { secret: string; origin: string }) {
  const origin = useOrigin(fromServer);
  return (
    <>
      <CodeBlock
        caption="For scripts and the mc command line"
        code={`export MC_URL=${origin}\nexport MC_API_KEY=${secret}`}
      />
      <CodeBlock caption="For an MCP client" code={mcpSettings(origin, secret)} />
    </>
  );
}

function mcpSettings(origin: string, secret: string): string {
  const baton = {
    type: "http",
    url: `${origin}/api/mcp`,
    headers: { Authorization: `Bearer ${secret}` },
  };
  return JSON.stringify({ mcpServers: { baton } }, null, 2);
}
