import type { ReactNode } from "react";

type AuthCardProps = { title: string; description?: ReactNode; children: ReactNode };

export function AuthCard({ title, description, children }: AuthCardProps) {
  return (
    <section className="w-full max-w-sm sm:rounded-xl sm:border sm:bg-panel sm:p-6 sm:shadow-raised">
      <h1 className="text-balance font-semibold text-ink text-lg">{title}</h1>
      {description ? (
        <div className="mt-1 text-balance text-ink-2 text-sm">{description}</div>
      ) : null}
      <div className="mt-5">{children}</div>
    </section>
  );
}
