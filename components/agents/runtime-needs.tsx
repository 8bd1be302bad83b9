import Link from "next/link";
import { Callout } from "@/components/ui/feedback/callout";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import { RUNTIME, type Runtime } from "./runtimes";

type RuntimeNeedsProps = { runtime: Runtime; runtimes: readonly RuntimeWire[] | undefined };

/** Below the choice of a runtime: what it requires, and what is missing here. */
export function RuntimeNeeds({ runtime, runtimes }: RuntimeNeedsProps) {
  const health = runtimes?.find(({ name }) => name === runtime)?.health;
  if (!health || health.ok) {
    return <p className="-mt-2 text-ink-3 text-xs">{RUNTIME[runtime].needs}</p>;
  }
  return (
    <Callout tone="warning" role="status" quiet className="-mt-2 text-xs">
      {RUNTIME[runtime].label} cannot be called yet: {health.reason}.{" "}
      <Link
        href="/settings?tab=runtimes"
        className="font-medium text-accent-ink underline-offset-2 hover:underline"
      >
        Settings
      </Link>
    </Callout>
  );
}
