/** What somebody changed in a form: the new values, and the saved ones that each began from. */
export interface FormEdits<V extends object> {
  values: Partial<V>;
  base: Partial<V>;
}

export const NO_EDITS = { values: {}, base: {} } as const;

type Name<V> = Extract<keyof V, string>;

export const namesOf = <V extends object>(values: Partial<V>) => Object.keys(values) as Name<V>[];

/** The edits after a change of some fields. A field that has its saved value again is not edited. */
export function withEdit<V extends object>(
  { values, base }: FormEdits<V>,
  saved: V,
  change: Partial<V>,
): FormEdits<V> {
  const next = { values: { ...values }, base: { ...base } };
  for (const name of namesOf(change)) {
    if (same(change[name], saved[name])) {
      delete next.values[name];
      delete next.base[name];
      continue;
    }
    if (!(name in base)) next.base[name] = saved[name];
    next.values[name] = change[name];
  }
  return next;
}

/** The edited fields that differ from the saved ones: what is sent. */
export function changesOf<V extends object>({ values }: FormEdits<V>, saved: V): Partial<V> {
  return only(values, (name) => !same(values[name], saved[name]));
}

/** The fields that somebody else changed since they were edited here, to something else. */
export function overtakenIn<V extends object>({ values, base }: FormEdits<V>, saved: V): Name<V>[] {
  return namesOf<V>(values).filter(
    (name) => name in base && !same(base[name], saved[name]) && !same(values[name], saved[name]),
  );
}

/** The edits without what was sent, except for fields that were changed again meanwhile. */
export function afterSaving<V extends object>(now: FormEdits<V>, sent: Partial<V>): FormEdits<V> {
  const values = only(now.values, (name) => !(name in sent) || !same(now.values[name], sent[name]));
  const base = only(now.base, (name) => name in values);
  for (const name of namesOf<V>(values)) if (name in sent) base[name] = sent[name];
  return { values, base };
}

function only<V extends object>(values: Partial<V>, keep: (name: Name<V>) => boolean): Partial<V> {
  const kept: Partial<V> = {};
  for (const name of namesOf<V>(values)) if (keep(name)) kept[name] = values[name];
  return kept;
}

function same(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
