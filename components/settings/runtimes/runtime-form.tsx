"use client";

import type { ReactNode } from "react";
import { FormMessage, FormStatus } from "@/components/forms/form-message";
import { SaveButton } from "@/components/forms/save-button";
import { Button } from "@/components/ui/controls/button";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { SelectOne } from "@/components/ui/controls/select";
import type { RuntimeWire } from "@/lib/runtimes/shapes";
import { ConnectionResult } from "./connection-result";
import { addressSource, keySource, MODE_NAMES, MODES, RUNTIME_WORDS } from "./runtime-words";
import { useRuntimeForm } from "./use-runtime-form";

const NAMES = {
  base_url: "the address",
  api_key: "the key",
  mode: "the connection",
  approvals: "approvals",
};
const MODE_OPTIONS = MODE_NAMES.map((value) => ({ value, label: MODES[value].label }));

/** Address, key and mode of a runtime. The key can be set but never read back. */
export function RuntimeForm({ runtime }: { runtime: RuntimeWire }) {
  const { form, problems, untested, isChanged, isTesting, tested, test, giveBack } =
    useRuntimeForm(runtime);
  const { title, addressHint, keyLabel } = RUNTIME_WORDS[runtime.name];
  const { mode, approvals } = form.values;
  return (
    <form
      onSubmit={form.submit}
      noValidate
      aria-label={`${title} settings`}
      className="flex min-w-0 flex-col gap-4"
    >
      <FormStatus form={form} names={NAMES} />
      <FormMessage message={untested} onTryAgain={() => void test()} />
      <Field
        label="Address"
        error={problems.base_url}
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
          {...form.text("base_url")}
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
        error={problems.api_key}
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
          {...form.text("api_key")}
          // A browser that fills in the user's own password here would send it to the provider.
          autoComplete="new-password"
          spellCheck={false}
          maxLength={4000}
          placeholder={runtime.api_key_set ? "Set; write another to replace it" : "Not set"}
          className="font-mono"
        />
      </Field>
      {runtime.name === "openclaw" ? (
        <Field label="Connection" error={problems.mode} hint={MODES[mode].meaning}>
          <SelectOne
            value={mode}
            options={MODE_OPTIONS}
            onValueChange={(next) => form.set({ mode: next })}
            className="sm:max-w-60"
          />
        </Field>
      ) : null}
      {runtime.name === "openclaw" && mode !== "http" ? (
        <Checkbox
          checked={approvals}
          onCheckedChange={(next) => form.set({ approvals: next })}
          label="Ask people here for approvals"
          hint="Commands that the gateway holds for approval become questions in the Inbox. This needs an administrator's rights at the gateway."
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-2">
        <SaveButton form={{ pending: form.pending, isChanged }} />
        <Button pending={isTesting} onClick={() => void test()}>
          Test connection
        </Button>
      </div>
      <ConnectionResult
        runtime={runtime}
        tested={tested}
        isTesting={isTesting}
        isUnsaved={isChanged}
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
