import type { ReactNode } from "react";

type SpecimenProps = { title: string; children: ReactNode };

/** One primitive with its states in a row. */
export function Specimen({ title, children }: SpecimenProps) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <h2 className="font-medium text-ink-3 text-xs">{title}</h2>
      <div className="flex min-w-0 flex-wrap items-center gap-3">{children}</div>
    </div>
  );
}
