"use client";

import { useState } from "react";
import { TextDraftMark } from "@/components/forms/drafts/draft-mark";
import { useTextDraft } from "@/components/forms/drafts/drafts";
import { FormStatus } from "@/components/forms/form-message";
import { PasswordField } from "@/components/forms/password-field";
import { SaveButton } from "@/components/forms/save-button";
import { useForm } from "@/components/forms/use-form";
import { dollarsOf, MoneyField, typedDollars } from "@/components/money/money-field";
import { Button } from "@/components/ui/controls/button";
import { Field } from "@/components/ui/controls/field";
import { Input, Textarea } from "@/components/ui/controls/input";
import type { ActionResult } from "@/lib/api/action";
import { Specimen } from "./specimen";

/** Forms with everything they can say. Nothing is sent: the answers come from here. */
export function Forms({ theme }: { theme: string }) {
  return (
    <>
      <Specimen title="useForm: a refusal by field, as a whole, changed by somebody else, a draft">
        <SampleForm theme={theme} />
      </Specimen>
      <Specimen title="MoneyField: empty, with an amount, refused, disabled">
        <MoneyField label="Budget" value="" onChange={nothing} hint="Empty is without a limit." />
        <MoneyField label="Budget" value="12.50" onChange={nothing} />
        <MoneyField
          label="Budget"
          value="twelve"
          onChange={nothing}
          error="Must be an amount in US dollars, such as 12.50."
        />
        <MoneyField label="Budget" value="3" onChange={nothing} disabled />
      </Specimen>
      <Specimen title="PasswordField">
        <PasswordField label="Password" name={`password-${theme}`} autoComplete="new-password" />
      </Specimen>
      <Specimen title="DraftStore: type, reload, and it is there">
        <Draft theme={theme} />
      </Specimen>
    </>
  );
}

const nothing = () => {};

interface Sample {
  name: string;
  budget: string;
}

function SampleForm({ theme }: { theme: string }) {
  const [saved, setSaved] = useState<Sample>({ name: "scout", budget: typedDollars(3) });
  const form = useForm({
    saved,
    draft: { object: "design", field: `form-${theme}` },
    send: async (values) => answerTo(values),
    onDone: setSaved,
  });
  return (
    <form
      onSubmit={form.submit}
      noValidate
      aria-label={`Sample, ${theme}`}
      className="flex w-full max-w-md flex-col gap-3"
    >
      <FormStatus form={form} names={{ name: "the name", budget: "the budget" }} />
      <Field
        label="Name"
        hint="“taken” is refused by its field, “away” as a whole."
        error={form.problems.name}
      >
        <Input {...form.text("name")} />
      </Field>
      <MoneyField label="Budget" {...form.text("budget")} error={form.problems.budget} />
      <span className="flex flex-wrap gap-2">
        <SaveButton form={form} />
        <Button onClick={() => setSaved({ name: "renamed by somebody", budget: "9.00" })}>
          Change it elsewhere
        </Button>
      </span>
    </form>
  );
}

function answerTo(values: Sample): ActionResult<Sample> {
  const refused = { ok: false, code: "invalid", message: "Refused" } as const;
  if (values.name === "away") {
    return { ...refused, code: "unavailable", message: "The server does not answer" };
  }
  if (values.name === "taken") {
    return { ...refused, problems: [{ field: "name", rule: "is the name of another agent" }] };
  }
  if (Number.isNaN(dollarsOf(values.budget) ?? 0)) {
    return { ...refused, problems: [{ field: "budget", rule: "must be an amount" }] };
  }
  return { ok: true, data: values };
}

function Draft({ theme }: { theme: string }) {
  const draft = useTextDraft({ object: "design", field: `text-${theme}` }, "The saved text.");
  return (
    <div className="flex w-full flex-col gap-1">
      <Field label={`Notes, ${theme}`}>
        <Textarea value={draft.text} onChange={(event) => draft.set(event.target.value)} />
      </Field>
      <TextDraftMark draft={draft} />
    </div>
  );
}
