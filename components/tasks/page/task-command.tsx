"use client";

import { Terminal } from "lucide-react";
import { formatDuration } from "@/components/format/times";
import { CopyButton } from "@/components/ui/controls/copy-button";
import type { TaskWire } from "@/lib/tasks/shapes";

type Command = NonNullable<TaskWire["command"]>;

/** What a worker that was started with `--commands` runs for a task, in place of an agent's work. */
export function TaskCommandView({ command }: { command: Command }) {
  const text = "run" in command ? command.run : command.script;
  const { shell, timeout_seconds, attempts, env } = command;
  const facts = [
    shell ? `in ${shell}` : null,
    timeout_seconds ? `stopped after ${formatDuration(timeout_seconds * 1_000)}` : null,
    attempts ? `tried ${attempts === 1 ? "once" : `up to ${attempts} times`}` : null,
  ].filter((fact) => fact !== null);
  const variables = Object.entries(env ?? {});
  return (
    <section aria-label="Command" className="flex min-w-0 flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-x-2 text-ink-2 text-sm">
        <Terminal aria-hidden className="size-4 text-ink-3" />
        <span className="font-medium text-ink">
          {"run" in command ? "Runs a command" : "Runs a script"}
        </span>
        <span className="text-ink-3 text-xs">
          {["no agent, a worker started with --commands", ...facts].join(" · ")}
        </span>
        <CopyButton value={text} label="Copy the command" />
      </p>
      <pre
        dir="ltr"
        className="wrap-anywhere max-h-80 overflow-auto whitespace-pre-wrap rounded-md border bg-sunken px-3 py-2 font-mono text-xs leading-5"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {text}
      </pre>
      {variables.length > 0 ? (
        <details className="text-xs">
          <summary className="w-fit cursor-pointer text-ink-2">
            {variables.length === 1 ? "1 variable" : `${variables.length} variables`}
          </summary>
          <ul className="mt-1 flex flex-col gap-0.5 font-mono">
            {variables.map(([name, value]) => (
              <li key={name} className="wrap-anywhere">
                {name}={value}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}
