"use client";

import type { FormEvent, ReactNode } from "react";
import { FormMessage } from "@/components/forms/form-message";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/controls/select";
import { toast } from "@/components/ui/overlays/toast";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import { ConnectionResult } from "./connection-result";
import { addressSource, keySource, MODES, RUNTIME_WORDS } from "./runtime-words";
import { useRuntimeForm } from "./use-runtime-form";

type Mode = RuntimeWire["options"]["mode"];

/** Address, key and mode of a runtime. The key can be set but never read back. */
export function RuntimeForm({ runtime }: { runtime: RuntimeWire }) {
  const form = useRuntimeForm(runtime);
  const { title, addressHint, keyLabel } = RUNTIME_WORDS[runtime.name];
  const mode = form.draft.mode ?? runtime.options.mode;

  async function submit(event?: FormEvent) {
    event?.preventDefault();
    if (!(await form.store())) return;
    toast.success(`Saved ${title}`);
    await form.test();
  }

  async function giveBack(field: "base_url" | "api_key") {
    if (await form.giveBack(field)) toast.success(`${title} goes by the environment again`);
  }

  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label={`${title} settings`}
      className="flex min-w-0 flex-col gap-4"
    >
      <FormMessage
        message={form.message}
        onTryAgain={form.mayTryAgain && form.isChanged ? () => void submit() : undefined}
      />
      <Field
        label="Address"
        error={form.problems.base_url}
        hint={
          <Hint
            removable={runtime.base_url_source === "setting"}
            onRemove={() => void giveBack("base_url")}
            what={`the address of ${title}`}
          >
            {addressSource(runtime)} {addressHint}.
          </Hint>
        }
      >
        <Input
          value={form.draft.base_url ?? runtime.base_url}
          onChange={(event) => form.edit({ base_url: event.target.value })}
          inputMode="url"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={500}
          className="font-mono"
        />
      </Field>
      <Field
        label={keyLabel}
        error={form.problems.api_key}
        hint={
          <Hint
            removable={runtime.api_key_source === "setting"}
            onRemove={() => void giveBack("api_key")}
            what={`the key of ${title}`}
          >
            {keySource(runtime)}
          </Hint>
        }
      >
        <Input
          type="password"
          value={form.draft.api_key ?? ""}
          onChange={(event) => form.edit({ api_key: event.target.value })}
          // A browser that fills in the user's own password here would send it to the provider.
          autoComplete="new-password"
          spellCheck={false}
          maxLength={4000}
          placeholder={runtime.api_key_set ? "Set; write another to replace it" : "Not set"}
          className="font-mono"
        />
      </Field>
      {runtime.name === "openclaw" ? (
        <Field label="Connection" error={form.problems.mode} hint={MODES[mode].meaning}>
          <Select value={mode} onValueChange={(next) => form.edit({ mode: next as Mode })}>
            <SelectTrigger className="sm:max-w-60" />
            <SelectContent>
              {Object.entries(MODES).map(([value, { label }]) => (
                <SelectItem key={value} value={value}>
                  {label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        </Field>
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          type="submit"
          variant="primary"
          pending={form.busy === "saving"}
          disabled={!form.isChanged}
        >
          Save
        </Button>
        <Button pending={form.busy === "testing"} onClick={() => void form.test()}>
          Test connection
        </Button>
      </div>
      <ConnectionResult
        runtime={runtime}
        tested={form.tested}
        isTesting={form.busy === "testing"}
        isUnsaved={form.isChanged}
      />
    </form>
  );
}

type HintProps = { children: ReactNode; removable: boolean; onRemove: () => void; what: string };

/** The source of a value, and a button to reset it to the environment's. */
function Hint({ children, removable, onRemove, what }: HintProps) {
  if (!removable) return children;
  return (
    <>
      {children}{" "}
      <button
        type="button"
        onClick={onRemove}
        aria-label={`Remove ${what}`}
        className="rounded-sm font-medium text-accent-ink underline-offset-2 hover:underline"
      >
        Remove
      </button>
    </>
  );
}
