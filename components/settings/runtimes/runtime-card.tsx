import { Badge } from "@/components/ui/display/badge";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import { RuntimeForm } from "./runtime-form";
import { addressSource, keySource, RUNTIME_WORDS } from "./runtime-words";

type RuntimeCardProps = { runtime: RuntimeWire; canEdit: boolean };

/** A runtime's health and settings. */
export function RuntimeCard({ runtime, canEdit }: RuntimeCardProps) {
  const { title, about } = RUNTIME_WORDS[runtime.name];
  const id = `runtime-${runtime.name}`;
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-10 gap-y-4 px-4 py-5 lg:grid-cols-[minmax(14rem,20rem)_minmax(0,36rem)]"
    >
      <div className="flex flex-col gap-2">
        <div className="flex flex-wrap items-center gap-2">
          <h2 id={id} className="font-semibold text-sm">
            {title}
          </h2>
          <State runtime={runtime} />
        </div>
        <p className="text-pretty text-ink-2 text-sm">{about}</p>
        <p className="text-ink-3 text-xs">{useOf(runtime)}</p>
        <Trouble runtime={runtime} />
      </div>
      {canEdit ? <RuntimeForm runtime={runtime} /> : <ReadOnly runtime={runtime} />}
    </section>
  );
}

function State({ runtime }: { runtime: RuntimeWire }) {
  if (!runtime.configured) return <Badge tone={tone(runtime)}>Not set up</Badge>;
  if (runtime.health.ok) return <Badge tone="success">Ready</Badge>;
  return runtime.health.cause === "outage" ? (
    <Badge tone="warning">Out of reach</Badge>
  ) : (
    <Badge tone="danger">Refused</Badge>
  );
}

const tone = ({ agents }: RuntimeWire) => (agents > 0 ? "warning" : "neutral");

function useOf({ agents, waiting }: RuntimeWire): string {
  if (agents === 0) return "No agent uses it";
  const by = agents === 1 ? "1 agent uses it" : `${agents} agents use it`;
  if (waiting === 0) return by;
  return `${by} · ${waiting === 1 ? "1 task waits" : `${waiting} tasks wait`}`;
}

/** The problem, when it affects anything. */
function Trouble({ runtime: { health, agents, configured } }: { runtime: RuntimeWire }) {
  if (health.ok || health.reason === null || (!configured && agents === 0)) return null;
  return (
    <p className="rounded-md bg-warning/10 px-3 py-2 text-pretty text-ink text-xs">
      {health.reason}.
      {health.retry_at === null ? null : (
        <>
          {" "}
          Tried again <RelativeTime time={health.retry_at} />.
        </>
      )}
    </p>
  );
}

function ReadOnly({ runtime }: { runtime: RuntimeWire }) {
  return (
    <dl className="grid grid-cols-[6rem_minmax(0,1fr)] gap-x-4 gap-y-2 text-sm">
      <dt className="text-ink-3 text-xs">Address</dt>
      <dd className="min-w-0">
        <span className="block break-words font-mono text-xs">{runtime.base_url}</span>
        <span className="text-ink-3 text-xs">{addressSource(runtime)}</span>
      </dd>
      <dt className="text-ink-3 text-xs">{RUNTIME_WORDS[runtime.name].keyLabel}</dt>
      <dd className="text-ink-3 text-xs">{keySource(runtime)}</dd>
    </dl>
  );
}
