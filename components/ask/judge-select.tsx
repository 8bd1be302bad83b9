"use client";

import { useState } from "react";
import { useAgents } from "@/components/sync/data/use-agents";
import { SelectOne } from "@/components/ui/controls/select";

const NOBODY = "none";

interface JudgeSelectProps {
  /** Who answered, and judges nothing of it. */
  without: readonly string[];
  /** Resolves once it is asked, or was refused. */
  ask: (agent: string) => Promise<void>;
}

/** Has another agent compare. Nothing where there is no other. */
export function JudgeSelect({ without, ask }: JudgeSelectProps) {
  const { data: agents = [] } = useAgents();
  const [pending, setPending] = useState(false);
  const others = agents.filter(({ name }) => !without.includes(name));
  if (others.length === 0) return null;

  async function choose(agent: string) {
    if (agent === NOBODY) return;
    setPending(true);
    await ask(agent);
    setPending(false);
  }
  return (
    <SelectOne
      label="Have an agent judge"
      value={NOBODY}
      disabled={pending}
      options={[
        { value: NOBODY, label: "Have an agent judge…" },
        ...others.map(({ name }) => ({ value: name, label: `${name} judges` })),
      ]}
      onValueChange={(agent) => void choose(agent)}
      className="w-auto"
    />
  );
}
