"use client";

import Link from "next/link";
import { CodeBlock } from "@/components/ui/display/code-block";
import { Step, Steps } from "@/components/ui/display/steps";
import { useReviewer } from "./use-reviewer";

/** How to have an agent review before people need to: the calls of the quality review pattern. */
export function AegisSetup() {
  const { data: reviewer } = useReviewer();
  return (
    <Steps className="text-sm">
      <Step number={1} title="Register a reviewer">
        <CodeBlock
          code={call("POST", "/api/agents/register", '{"name": "aegis", "role": "reviewer"}')}
        />
      </Step>
      <Step number={2} title="Give it the reviewer's SOUL">
        <CodeBlock
          code={call(
            "PUT",
            `/api/agents/${reviewer?.name ?? "aegis"}/soul`,
            '{"template_name": "reviewer"}',
          )}
        />
      </Step>
      <Step number={3} title="Let it think">
        <p className="text-ink-2">
          On{" "}
          <Link
            href={`/agents/${encodeURIComponent(reviewer?.name ?? "aegis")}`}
            className="font-medium text-accent-ink underline-offset-2 hover:underline"
          >
            its page
          </Link>{" "}
          choose the runtime, and set that up in{" "}
          <Link
            href="/settings?tab=runtimes"
            className="font-medium text-accent-ink underline-offset-2 hover:underline"
          >
            Settings, Runtimes
          </Link>{" "}
          or with <code className="font-mono text-xs">ANTHROPIC_API_KEY</code>,{" "}
          <code className="font-mono text-xs">OPENAI_API_KEY</code> or{" "}
          <code className="font-mono text-xs">OPENCLAW_GATEWAY_URL</code>.
        </p>
      </Step>
    </Steps>
  );
}

function call(method: string, path: string, body: string): string {
  return `curl -X ${method} "$MC_URL${path}" \\
  -H "Authorization: Bearer $MC_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '${body}'`;
}
