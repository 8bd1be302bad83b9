"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { useDraftsAreKept } from "@/components/forms/drafts/drafts";
import { Button } from "@/components/ui/controls/button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/overlays/dialog";

interface LeaveGuardProps {
  /** Whether there is something to lose. */
  isOn: boolean;
  onDiscard: () => void;
}

/** Asks before a link leads away from changes that are not saved. A reload keeps them: they are a draft in the browser. */
export function LeaveGuard({ isOn, onDiscard }: LeaveGuardProps) {
  const router = useRouter();
  const areKept = useDraftsAreKept();
  const [to, setTo] = useState<string | null>(null);

  useEffect(() => {
    if (!isOn) return;
    const onClick = (event: MouseEvent) => {
      const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
      const link = (event.target as Element).closest?.("a[href]");
      if (!isPlain || !(link instanceof HTMLAnchorElement) || link.target === "_blank") return;
      const { origin, pathname, search } = new URL(link.href);
      // A link within the page, such as one to an older version, takes nothing away.
      if (origin !== location.origin || pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setTo(pathname + search);
    };
    // Before Next hears of it.
    document.addEventListener("click", onClick, true);
    return () => document.removeEventListener("click", onClick, true);
  }, [isOn]);
  useEffect(() => {
    if (!isOn || areKept) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", onUnload);
    return () => window.removeEventListener("beforeunload", onUnload);
  }, [isOn, areKept]);

  function leave() {
    if (to !== null) router.push(to);
    setTo(null);
  }

  return (
    <Dialog open={to !== null} onOpenChange={(open) => !open && setTo(null)}>
      <DialogContent
        title="Leave with unsaved changes?"
        description={
          areKept
            ? "They stay in this browser as a draft, and nobody else sees them."
            : "Your browser stores nothing: they are lost when this page is closed."
        }
      >
        <DialogBody className="py-2" />
        <DialogFooter>
          <Button onClick={() => setTo(null)} className="sm:mr-auto">
            Stay
          </Button>
          <Button
            variant="danger-ghost"
            onClick={() => {
              onDiscard();
              leave();
            }}
          >
            Discard and leave
          </Button>
          <Button variant="primary" onClick={leave}>
            Leave
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
