"use client";

import { useViewer } from "@/components/sync/viewer";
import { Intro } from "@/components/ui/display/setting-list";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import { RuntimeCard } from "./runtime-card";

/** The addresses and keys of the models and the gateway that Baton calls. */
export function RuntimesTab({ runtimes }: { runtimes: readonly RuntimeWire[] }) {
  const canEdit = useViewer().role === "admin";
  return (
    <>
      <Intro>
        Through these Baton has work done by itself: it sends a task and takes the answer. What is
        set here wins over the environment. Agents that poll the queue need none of it.
      </Intro>
      <div className="divide-y divide-line border-b">
        {runtimes.map((runtime) => (
          <RuntimeCard key={runtime.name} runtime={runtime} canEdit={canEdit} />
        ))}
      </div>
    </>
  );
}
