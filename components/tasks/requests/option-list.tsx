"use client";

import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/feedback/spinner";
import type { RequestWire } from "@/lib/requests/shapes";
import { KeyHint } from "./key-hint";

interface OptionListProps {
  request: RequestWire;
  /** Whether the keys of the options act on this request, so that they are shown. */
  hasKeys: boolean;
  /** The option that is on its way. */
  sending: string | undefined;
  disabled: boolean;
  onChoose: (option: string) => void;
}

/** The answers to choose from, one below the other, as wide as a thumb can hit. */
export function OptionList({ request, hasKeys, sending, disabled, onChoose }: OptionListProps) {
  const { options, proposed } = request;
  if (options.length === 0) return null;
  return (
    <ul aria-label="Answers" className="flex flex-col gap-1.5">
      {options.map(({ id, label, description }, index) => {
        const isProposed = id === proposed;
        return (
          <li key={id}>
            <button
              type="button"
              aria-disabled={disabled || undefined}
              aria-busy={sending === id || undefined}
              onClick={disabled ? undefined : () => onChoose(id)}
              className={cn(
                "flex min-h-10 w-full items-center gap-2.5 rounded-md border border-line-strong bg-raised px-3 py-2 text-left text-sm hover:border-line-control hover:bg-[color-mix(in_oklch,var(--raised),var(--ink)_4%)] aria-disabled:cursor-not-allowed aria-disabled:opacity-60 pointer-coarse:min-h-12",
                isProposed &&
                  "border-accent bg-accent-ink/5 hover:border-accent hover:bg-accent-ink/10",
              )}
            >
              {hasKeys && index < 9 ? <KeyHint keys={String(index + 1)} /> : null}
              <span className="min-w-0 flex-1">
                <span className="flex flex-wrap items-center gap-x-2">
                  <span dir="auto" className="wrap-anywhere min-w-0 font-medium">
                    {label}
                  </span>
                  {isProposed ? <span className="text-accent-ink text-xs">proposed</span> : null}
                </span>
                {description ? (
                  <span dir="auto" className="wrap-anywhere block text-ink-2 text-xs">
                    {description}
                  </span>
                ) : null}
              </span>
              {sending === id ? <Spinner label="Sending" /> : null}
              {isProposed && hasKeys ? <KeyHint keys="enter" /> : null}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
