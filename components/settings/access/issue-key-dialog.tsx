"use client";

import { issueKeyAction } from "@/app/(app)/settings/actions";
import { KeyForm } from "@/components/keys/key-form";
import { SecretDialog } from "@/components/keys/secret-dialog";
import { useRefreshSettings } from "@/components/settings/use-settings";
import { useOrigin } from "@/components/sync/data/use-origin";
import { CodeBlock } from "@/components/ui/display/code-block";
import type { ProjectWire } from "@/lib/projects/schema";
import { ROLES } from "./roles";

type IssueKeyDialogProps = {
  projects: readonly ProjectWire[];
  origin: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function IssueKeyDialog({ projects, origin, open, onOpenChange }: IssueKeyDialogProps) {
  const refresh = useRefreshSettings();
  return (
    <SecretDialog
      title="Create an API key"
      open={open}
      onOpenChange={onOpenChange}
      form={(onCreated) => (
        <KeyForm
          start={{ name: "", access: "operator" }}
          access={{ label: "Role", field: "role", choices: ROLES }}
          projects={projects}
          send={(key, { value }) => issueKeyAction({ ...key, role: value })}
          onCreated={async (secret) => {
            onCreated(secret);
            await refresh();
          }}
        />
      )}
      use={(secret) => <KeyCommands secret={secret} origin={origin} />}
    />
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
