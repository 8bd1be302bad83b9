"use client";

import { useOrigin } from "@/components/sync/data/use-origin";
import { Button } from "@/components/ui/controls/button";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { CodeBlock } from "@/components/ui/display/code-block";
import { DialogBody, DialogClose, DialogFooter } from "@/components/ui/overlays/dialog";

/** A new key with instructions for a shell and for an MCP client. */
export function KeyShownOnce({ secret, origin: fromServer }: { secret: string; origin: string }) {
  const origin = useOrigin(fromServer);
  return (
    <>
      <DialogBody className="flex flex-col gap-4">
        <div className="flex items-center gap-2 rounded-md border bg-sunken py-1.5 pr-1.5 pl-3">
          <code className="min-w-0 flex-1 break-all font-mono text-xs">{secret}</code>
          <CopyButton value={secret} label="Copy key" withLabel variant="primary" />
        </div>
        <CodeBlock
          caption="For scripts and the mc command line"
          code={`export MC_URL=${origin}\nexport MC_API_KEY=${secret}`}
        />
        <CodeBlock caption="For an MCP client" code={mcpSnippet(origin, secret)} />
      </DialogBody>
      <DialogFooter>
        <DialogClose asChild>
          <Button>I have copied it</Button>
        </DialogClose>
      </DialogFooter>
    </>
  );
}

function mcpSnippet(origin: string, secret: string): string {
  const baton = {
    type: "http",
    url: `${origin}/api/mcp`,
    headers: { Authorization: `Bearer ${secret}` },
  };
  return JSON.stringify({ mcpServers: { baton } }, null, 2);
}
