"use client";

import { type ChangeEvent, type FormEvent, useRef, useState } from "react";
import type { ActionResult } from "@/lib/api/action";
import { mayTryAgain, type Refusal } from "./call-action";
import { type DraftPlace, useDraft } from "./drafts/drafts";
import { partOf } from "./drafts/shape";
import {
  afterSaving,
  changesOf,
  type FormEdits,
  NO_EDITS,
  overtakenIn,
  withEdit,
} from "./form-edits";
import { messageOf, problemsOf } from "./refusal";
import { withProof } from "./with-proof";

interface FormOptions<V extends object, T> {
  /** The saved values, as they are now. A field that was not touched follows them. */
  saved: V;
  /** Sends the form: all its values, or only the changed ones. */
  send: (values: V, changes: Partial<V>) => Promise<ActionResult<T>>;
  /** Shows what the server has now. */
  onDone: (data: T, sent: V) => void | Promise<void>;
  /** Where what is typed is kept until it is saved. Never for secrets. */
  draft?: DraftPlace;
}

type TextField<V> = { [K in keyof V]: V[K] extends string ? K : never }[keyof V];
type TextEvent = ChangeEvent<HTMLInputElement | HTMLTextAreaElement>;

export type Form<V extends object> = Omit<
  ReturnType<typeof useForm<V, unknown>>,
  "values" | "set" | "text"
>;

/** Whether what is wrong with a field of the call is shown at the form's, which may stand in a group: `settings.address`. */
const isOf = (field: string, name: string): boolean =>
  field === name || field.startsWith(`${name}.`) || /^\w+\.(\w+)(?:\.|$)/.exec(field)?.[1] === name;

/**
 * A form's values, what of them is changed, its refusal by field or as a whole, and its draft. Somebody else's saving
 * never resets it: `overtaken` names the fields that both changed. A call always ends, and can be sent again.
 */
export function useForm<V extends object, T>({
  saved,
  send,
  onDone,
  draft: place,
}: FormOptions<V, T>) {
  const [local, setLocal] = useState<FormEdits<V>>(NO_EDITS);
  const draft = useDraft(place ?? null, partOf(saved));
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const isUnderWay = useRef(false);
  const form = useRef<HTMLFormElement>(null);

  const accepts = partOf(saved);
  const stored = (value: Partial<V> | null): FormEdits<V> =>
    value === null ? NO_EDITS : { values: value, base: accepts(draft.base) ? draft.base : {} };
  const edits = place ? stored(draft.value) : local;

  function edit(update: (now: FormEdits<V>) => FormEdits<V>) {
    if (!place) return setLocal(update);
    const next = update(stored(draft.current()));
    if (Object.keys(next.values).length === 0) draft.drop();
    else draft.write(next.values, next.base);
  }

  async function submit(event?: FormEvent<HTMLFormElement>) {
    // React's events leave a dialog for what opened it: another form, maybe, which nobody sent.
    if (event && event.target !== event.currentTarget) return;
    event?.preventDefault();
    if (event) form.current = event.currentTarget;
    if (isUnderWay.current) return;
    isUnderWay.current = true;
    setPending(true);
    const values = { ...saved, ...edits.values };
    const answer = await withProof(() => send(values, changesOf(edits, saved)));
    isUnderWay.current = false;
    setPending(false);
    setRefusal(answer.ok ? null : answer);
    if (!answer.ok) {
      requestAnimationFrame(() =>
        form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(),
      );
      return;
    }
    await onDone(answer.data, values);
    edit((now) => afterSaving(now, edits.values));
  }

  const problems = problemsOf(refusal);
  const values: V = { ...saved, ...edits.values };
  const isShown = Object.keys(problems).some((field) =>
    Object.keys(values).some((name) => isOf(field, name)),
  );
  const set = (change: Partial<V>) => edit((now) => withEdit(now, saved, change));
  return {
    values,
    set,
    /** The attributes of the control of a text. */
    text: <K extends TextField<V>>(name: K) => ({
      value: values[name] as string,
      onChange: (event: TextEvent) => set({ [name]: event.target.value } as unknown as Partial<V>),
    }),
    submit,
    pending,
    isChanged: Object.keys(changesOf(edits, saved)).length > 0,
    /** What is wrong, by field. */
    problems,
    /** What is wrong with the form as a whole, or with something that is no field of it. */
    message: refusal && !isShown ? messageOf(refusal) : null,
    mayTryAgain: refusal !== null && mayTryAgain(refusal),
    /** The fields that somebody else changed while they were changed here. */
    overtaken: overtakenIn(edits, saved),
    /** Takes the saved values of these fields, or of all. */
    revert(names?: readonly (keyof V)[]) {
      setRefusal(null);
      if (!names) return edit(() => NO_EDITS);
      edit((now) => {
        const left = { values: { ...now.values }, base: { ...now.base } };
        for (const name of names) {
          delete left.values[name];
          delete left.base[name];
        }
        return left;
      });
    },
    /** When the draft was last changed, in Unix seconds; null where there is none. */
    draftAt: place && draft.value !== null ? draft.at : null,
    /** Drops everything typed; returns what brings it back. */
    discard() {
      const before = edits;
      setRefusal(null);
      edit(() => NO_EDITS);
      return () => edit(() => before);
    },
  };
}
