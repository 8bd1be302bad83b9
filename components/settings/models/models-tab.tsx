"use client";

import { useQueryClient } from "@tanstack/react-query";
import { updateTiersAction } from "@/app/(app)/settings/runtimes/actions";
import { FormStatus } from "@/components/forms/form-message";
import { useForm } from "@/components/forms/use-form";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { useViewer } from "@/components/sync/viewer";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input } from "@/components/ui/controls/input";
import { Intro } from "@/components/ui/display/setting-list";
import { toast } from "@/components/ui/overlays/toast";
import type { TiersWire } from "@/lib/runtimes/shapes";
import {
  FOR_ALL,
  fieldOf,
  inputOf,
  NAMES,
  placeholderOf,
  SCOPES,
  TIERS,
  valuesOf,
} from "./model-tiers";

/** Which model a task gets by its difficulty, for every runtime or for one. */
export function ModelsTab({ tiers }: { tiers: TiersWire }) {
  return (
    <>
      <Intro>
        Baton reads a task and chooses a tier: what is critical, and debugging, architecture,
        incidents and migrations are complex; formatting, renaming and small chores are routine; the
        rest is default. An agent's dispatch model wins over all of it. The tier and the reason
        stand on every run.
      </Intro>
      <TiersForm tiers={tiers} />
    </>
  );
}

function TiersForm({ tiers }: { tiers: TiersWire }) {
  const client = useQueryClient();
  const canEdit = useViewer().role === "admin";
  const form = useForm({
    saved: valuesOf(tiers),
    send: (_, changes) => updateTiersAction(inputOf(changes)),
    async onDone() {
      toast.success("Saved the models");
      await client.invalidateQueries({ queryKey: queryKeys.runtimes });
    },
  });
  return (
    <form onSubmit={form.submit} noValidate aria-label="Models" className="flex flex-col">
      <div className="divide-y divide-line border-b">
        {SCOPES.map((scope) => (
          <fieldset
            key={scope.name}
            className="grid gap-x-10 gap-y-3 px-4 py-5 lg:grid-cols-[minmax(14rem,18rem)_minmax(0,48rem)]"
          >
            <legend className="float-left pb-1 font-semibold text-sm lg:w-full">
              {scope.title}
              <span className="block pt-1 font-normal text-ink-2">{scope.about}</span>
            </legend>
            <div className="grid min-w-0 gap-3 sm:grid-cols-3">
              {TIERS.map((tier) => (
                <Field
                  key={tier.name}
                  label={tier.label}
                  hint={scope.name === FOR_ALL ? tier.meaning : undefined}
                  error={form.problems[fieldOf(scope.name, tier.name)]}
                >
                  <Input
                    {...form.text(fieldOf(scope.name, tier.name))}
                    placeholder={placeholderOf(tiers, form.values, scope.name, tier.name)}
                    disabled={!canEdit}
                    autoComplete="off"
                    autoCapitalize="none"
                    spellCheck={false}
                    maxLength={200}
                    className="font-mono text-xs"
                  />
                </Field>
              ))}
            </div>
          </fieldset>
        ))}
      </div>
      {canEdit ? (
        <div className="flex flex-col items-start gap-3 p-4">
          <FormStatus form={form} names={NAMES} />
          <Button type="submit" variant="primary" pending={form.pending} disabled={!form.isChanged}>
            Save
          </Button>
        </div>
      ) : null}
    </form>
  );
}
