"use client";

import { Bot } from "lucide-react";
import { useOrigin } from "@/components/sync/data/use-origin";
import { CodeBlock } from "@/components/ui/display/code-block";
import { Step, Steps } from "@/components/ui/display/steps";
import { connectCommands } from "./connect-commands";

/** The empty installation: how to connect the first agent. The list replaces it when one joins. */
export function ConnectGuide({ origin: fromServer }: { origin: string }) {
  const origin = useOrigin(fromServer);
  return (
    <section
      aria-labelledby="connect-title"
      className="mx-auto w-full max-w-2xl px-4 py-10 md:py-14"
    >
      <div className="flex items-start gap-3">
        <Bot aria-hidden className="mt-0.5 size-5 shrink-0 stroke-[1.5] text-ink-3" />
        <div>
          <h2 id="connect-title" className="font-semibold text-lg">
            Connect your first agent
          </h2>
          <p className="mt-1 text-pretty text-ink-2">
            An agent is anything that can call an HTTP API. Put the API key that Baton printed at
            its first start into{" "}
            <code className="rounded-xs bg-hover px-1 py-0.5 font-mono text-xs">MC_API_KEY</code>,
            then:
          </p>
        </div>
      </div>
      <ConnectSteps origin={origin} agent={null} />
      <p className="mt-6 flex items-center gap-2 text-ink-2 text-sm">
        <span aria-hidden className="size-2 animate-breathe rounded-full bg-accent" />
        Listening. This page shows the agent the moment it registers.
      </p>
    </section>
  );
}

type ConnectStepsProps = { origin: string; agent: { name: string; role: string } | null };

export function ConnectSteps({ origin, agent }: ConnectStepsProps) {
  return (
    <Steps className="mt-6">
      {connectCommands(origin, agent).map(({ title, meaning, command }, index) => (
        <Step key={title} number={index + 1} title={title} meaning={meaning}>
          <CodeBlock code={command} />
        </Step>
      ))}
    </Steps>
  );
}
