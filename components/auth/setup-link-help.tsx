import { CodeBlock } from "@/components/ui/code-block";
import { AuthCard } from "./auth-card";
import { FormAlert } from "./form-alert";

type SetupLinkHelpProps = {
  /** Whether a link was followed, and it was a wrong one. */
  tried: boolean;
};

/** Where to find the first-admin link, for somebody who is here without it. */
export function SetupLinkHelp({ tried }: SetupLinkHelpProps) {
  return (
    <AuthCard title="Open the first-admin link">
      <div className="flex flex-col gap-4 text-ink-2 text-sm">
        {tried ? <FormAlert>That link does not belong to this installation.</FormAlert> : null}
        <p className="text-pretty">
          Nobody can sign in here yet. Whoever started Baton has the link that creates the first admin: it is printed in the
          terminal, or in the server's log, each time Baton starts.
        </p>
        <CodeBlock caption="In Baton's folder" code="npm start" />
        <p className="text-pretty">
          Look for the address that ends in <code className="font-mono text-ink text-xs">/setup?token=…</code> and open it
          whole.
        </p>
      </div>
    </AuthCard>
  );
}
