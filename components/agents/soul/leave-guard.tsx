"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { ConfirmDialog } from "@/components/ui/overlays/confirm-dialog";

type LeaveGuardProps = {
  /** Whether there are unsaved changes. */
  when: boolean;
  what: string;
  onDiscard: () => void;
};

/** Asks for confirmation before a link or closing the page discards unsaved changes. */
export function LeaveGuard({ when, what, onDiscard }: LeaveGuardProps) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    if (!when) return;
    function onClick(event: MouseEvent) {
      const elsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (elsewhere || !(link instanceof HTMLAnchorElement) || link.target === "_blank") return;
      if (link.origin !== window.location.origin || link.pathname === window.location.pathname)
        return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(`${link.pathname}${link.search}${link.hash}`);
    }
    function onUnload(event: BeforeUnloadEvent) {
      event.preventDefault();
    }
    document.addEventListener("click", onClick, true);
    window.addEventListener("beforeunload", onUnload);
    return () => {
      document.removeEventListener("click", onClick, true);
      window.removeEventListener("beforeunload", onUnload);
    };
  }, [when]);

  return (
    <ConfirmDialog
      open={target !== null}
      onOpenChange={(open) => !open && setTarget(null)}
      title={`Leave without saving ${what}?`}
      description="What you changed is discarded."
      confirmLabel="Discard and leave"
      cancelLabel="Stay"
      onConfirm={() => {
        onDiscard();
        if (target !== null) router.push(target);
      }}
    />
  );
}
