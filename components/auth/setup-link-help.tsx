import { Callout } from "@/components/ui/feedback/callout";
import { AuthCard } from "./auth-card";

type SetupLinkHelpProps = {
  /** Whether a link was followed, and it was a wrong one. */
  tried: boolean;
  /** How this page was reached: `http://127.0.0.1:3000`. */
  origin: string;
};

/** Where to find the first-admin link, for somebody who is here without it. */
export function SetupLinkHelp({ tried, origin }: SetupLinkHelpProps) {
  return (
    <AuthCard title="Open the first-admin link">
      <div className="flex flex-col gap-4 text-ink-2 text-sm">
        {tried ? (
          <Callout tone="danger" role="alert">
            That link does not belong to this installation.
          </Callout>
        ) : null}
        <p className="text-pretty">
          Nobody can sign in here yet. Baton prints a link that creates the first admin in the
          terminal it was started from, or in the server's log:
        </p>
        <p className="rounded-md border bg-sunken px-3 py-2 font-mono text-ink text-xs leading-5 [overflow-wrap:anywhere]">
          Create the first admin: {origin}/setup?token=…
        </p>
        <p className="text-pretty">
          Open it whole. If the terminal is gone, stop Baton and run{" "}
          <code className="font-mono text-ink text-xs">npm start</code> again: it prints the same
          link.
        </p>
      </div>
    </AuthCard>
  );
}
