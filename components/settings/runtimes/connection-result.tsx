import { CircleAlert, CircleCheck } from "lucide-react";
import { sentence } from "@/components/format/sentence";
import { Spinner } from "@/components/ui/feedback/spinner";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import type { Tested } from "@/lib/runtimes/test-connection";
import { GatewayAgents } from "./gateway-agents";

type ConnectionResultProps = {
  runtime: RuntimeWire;
  tested: Tested | null;
  isTesting: boolean;
  /** The tested settings are not stored. */
  isUnsaved: boolean;
};

/** The result of a connection test, also announced to screen readers. */
export function ConnectionResult({ runtime, tested, isTesting, isUnsaved }: ConnectionResultProps) {
  return (
    <div className="flex flex-col gap-3">
      <div role="status" className="empty:hidden">
        {isTesting ? (
          <p className="flex items-center gap-2 text-ink-2 text-sm">
            <Spinner label="Testing" />
            Asking {runtime.name === "openclaw" ? "the gateway" : "the provider"}…
          </p>
        ) : null}
        {tested?.ok ? <Answered tested={tested} isUnsaved={isUnsaved} /> : null}
        {tested && !tested.ok ? <Refused tested={tested} /> : null}
      </div>
      {tested?.ok && tested.agents.length > 0 ? <GatewayAgents agents={tested.agents} /> : null}
      {tested?.ok && tested.models.length > 0 ? <ModelNames models={tested.models} /> : null}
    </div>
  );
}

function Answered({ tested, isUnsaved }: { tested: Tested; isUnsaved: boolean }) {
  const { version, models, agents, latency_ms } = tested;
  const parts = [
    version ? `Version ${version}` : null,
    counted(agents.length, "agent"),
    counted(models.length, "model"),
  ].filter((part) => part !== null);
  return (
    <p className="flex items-start gap-2 rounded-md bg-success/10 px-3 py-2 text-ink text-sm">
      <CircleCheck aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
      <span>
        It answers, in <span className="tabular-nums">{latency_ms} ms</span>.{" "}
        {parts.length > 0 ? `${parts.join(", ")}. ` : "It does not list its models. "}
        {isUnsaved ? "What you tried is not saved yet." : null}
      </span>
    </p>
  );
}

function Refused({ tested: { reason, fix } }: { tested: Tested }) {
  return (
    <p className="flex items-start gap-2 rounded-md bg-danger/10 px-3 py-2 text-ink text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger" />
      <span className="min-w-0 break-words">
        {sentence(reason ?? "It does not answer")} {fix ? sentence(fix) : null}
      </span>
    </p>
  );
}

function ModelNames({ models }: { models: string[] }) {
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-pointer rounded-sm text-ink-2 text-xs hover:text-ink">
        Its models
      </summary>
      <ul className="mt-2 flex max-h-48 flex-wrap gap-x-4 gap-y-1 overflow-y-auto font-mono text-ink-2 text-xs">
        {models.map((model) => (
          <li key={model} className="break-all">
            {model}
          </li>
        ))}
      </ul>
    </details>
  );
}

function counted(count: number, what: string): string | null {
  if (count === 0) return null;
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
