"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createAgentKeyAction } from "@/app/(app)/agents/actions";
import { KeyForm } from "@/components/keys/key-form";
import { SecretDialog } from "@/components/keys/secret-dialog";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useOrigin } from "@/components/sync/data/use-origin";
import { useProjects } from "@/components/sync/data/use-projects";
import { CodeBlock } from "@/components/ui/display/code-block";
import type { AgentWire } from "@/lib/agents/shapes";
import { connectCommands } from "./connect-commands";

type CreateKeyDialogProps = {
  agent: AgentWire;
  origin: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

const ACCESS = [
  {
    value: "work",
    label: "Work as the agent",
    meaning: "Polls, claims, reports, comments and heartbeats, for itself only.",
    scopes: ["operator", "agent:self"],
  },
  {
    value: "read",
    label: "Read only",
    meaning: "Reads tasks, agents and events. Cannot take work.",
    scopes: ["viewer"],
  },
] as const;

export function CreateKeyDialog({ agent, origin, open, onOpenChange }: CreateKeyDialogProps) {
  const client = useQueryClient();
  const { data: projects = [] } = useProjects();
  return (
    <SecretDialog
      title={`Create a key for ${agent.name}`}
      open={open}
      onOpenChange={onOpenChange}
      form={(onCreated) => (
        <KeyForm
          start={{ name: "default", access: "work" }}
          access={{ label: "May", field: "scopes", choices: ACCESS }}
          projects={projects}
          send={(key, { scopes }) =>
            createAgentKeyAction(agent.id, { ...key, scopes: [...scopes] })
          }
          onCreated={async (secret) => {
            onCreated(secret);
            await client.invalidateQueries({ queryKey: queryKeys.agentKeysOf(agent.name) });
          }}
        />
      )}
      use={(secret) => <FirstPoll agent={agent} secret={secret} origin={origin} />}
    />
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
