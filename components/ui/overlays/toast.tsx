"use client";

import { type ReactNode, useSyncExternalStore } from "react";
import type { ExternalToast } from "sonner";
import { onDemand } from "@/components/ui/late/on-demand";

type Rendered = typeof import("./toaster-rendered");

const RETRY_MS = 2_000;

const rendered = onDemand<Rendered>(() => import("./toaster-rendered"));

/** Fetches the toasts, for what must be able to say that the network is gone. */
export const loadToasts = rendered.load;

/** Mounted once, in the root layout. Toasts are fetched with the first of them, or when the browser is idle. */
export function Toaster() {
  const part = useSyncExternalStore(rendered.subscribe, rendered.get, () => null);
  return part ? <part.ToasterRendered /> : null;
}

type Kind = "message" | "success" | "warning" | "error";

let count = 0;
let arriving: Promise<Rendered> | null = null;

/** Waits as long as it takes: what a toast says may be that the server is away. */
function arrival(): Promise<Rendered> {
  arriving ??= loadAtLast();
  return arriving;
}

async function loadAtLast(): Promise<Rendered> {
  for (;;) {
    try {
      return await rendered.load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** Returns the id at once; toasts that are said while the code is fetched appear with it, in their order. */
function say(kind: Kind, title: ReactNode, options: ExternalToast = {}): number | string {
  count += 1;
  const id = options.id ?? `toast-${count}`;
  const show = ({ sonner }: Rendered) => sonner[kind](title, { ...options, id });
  const part = rendered.get();
  if (part) show(part);
  else void arrival().then(show);
  return id;
}

type Toast = (title: ReactNode, options?: ExternalToast) => number | string;

const toastOf =
  (kind: Kind): Toast =>
  (title, options) =>
    say(kind, title, options);

/** Says what happened, and offers `action: { label: "Undo", onClick }`. The same `id` again replaces what it said. */
export const toast = Object.assign(toastOf("message"), {
  success: toastOf("success"),
  warning: toastOf("warning"),
  error: toastOf("error"),
});
