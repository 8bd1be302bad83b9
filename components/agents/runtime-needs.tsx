import { TriangleAlert } from "lucide-react";
import Link from "next/link";
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
    <p
      role="status"
      className="-mt-2 flex items-start gap-2 rounded-md bg-warning/10 px-3 py-2 text-ink text-xs"
    >
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-warning" />
      <span className="min-w-0">
        {RUNTIME[runtime].label} cannot be called yet: {health.reason}.{" "}
        <Link
          href="/settings?tab=runtimes"
          className="font-medium text-accent-ink underline-offset-2 hover:underline"
        >
          Settings
        </Link>
      </span>
    </p>
  );
}
