"use client";

import { CloudOff, LogIn, RefreshCw, ShieldAlert } from "lucide-react";
import { usePathname, useSearchParams } from "next/navigation";
import { type ReactNode, useEffect, useState } from "react";
import { noteCallFailure } from "@/components/sync/stream/call-failures";
import { useConnection } from "@/components/sync/stream/live-provider";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import {
  Dialog,
  DialogClose,
  DialogContent,
  DialogFooter,
  focusContent,
} from "@/components/ui/overlays/dialog";
import { CONNECTION_WORDS } from "./connection-words";

/** Says in one place, under the header, that the server is away, the session is over, or a new build runs. */
export function ConnectionBanner() {
  const { state, isUpdated } = useConnection();
  const { meaning, hasBar } = CONNECTION_WORDS[state];
  if (state === "signed_out") return <SignedOut meaning={meaning} />;
  if (hasBar) {
    const isForbidden = state === "forbidden";
    return (
      <Bar
        tone="warning"
        icon={isForbidden ? <ShieldAlert aria-hidden /> : <CloudOff aria-hidden />}
      >
        <p className="min-w-0 flex-1">{meaning}</p>
        <Button size="sm" onClick={() => noteCallFailure({ code: "unavailable" })}>
          Try now
        </Button>
      </Bar>
    );
  }
  if (!isUpdated) return null;
  return (
    <Bar tone="accent" icon={<RefreshCw aria-hidden />}>
      <p role="status" className="min-w-0 flex-1">
        Baton was updated. Reload when it suits you: what you typed is kept.
      </p>
      <Button size="sm" variant="primary" onClick={() => window.location.reload()}>
        Reload
      </Button>
    </Bar>
  );
}

/** A bar, and once a dialog, unless somebody is typing: keys must not go where the eye is not. */
function SignedOut({ meaning }: { meaning: string }) {
  const [isOpen, setOpen] = useState(false);
  const path = usePathname();
  const query = useSearchParams().toString();
  const next = encodeURIComponent(query ? `${path}?${query}` : path);
  const signIn = <a href={`/sign-in?next=${next}`}>Sign in</a>;
  useEffect(() => setOpen(!isTyping()), []);
  return (
    <>
      <Bar tone="warning" icon={<LogIn aria-hidden />}>
        <p className="min-w-0 flex-1">{meaning}</p>
        <Button size="sm" variant="primary" asChild>
          {signIn}
        </Button>
      </Bar>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent
          title="You were signed out"
          description="Your session has ended, or somebody else signed in in this browser. Sign in and you come back to this page; what you typed is kept."
          className="sm:max-w-sm"
          onOpenAutoFocus={focusContent}
        >
          <DialogFooter className="mt-4">
            <DialogClose asChild>
              <Button>Stay on this page</Button>
            </DialogClose>
            <Button variant="primary" asChild>
              {signIn}
            </Button>
          </DialogFooter>
        </DialogContent>
      </Dialog>
    </>
  );
}

function isTyping(): boolean {
  const focused = document.activeElement;
  return focused instanceof HTMLElement && focused.matches("input, textarea, [contenteditable]");
}

const TONES = {
  warning: "border-warning/40 bg-warning/10 [&>svg]:text-warning",
  accent: "border-accent/40 bg-accent/10 [&>svg]:text-accent",
};

function Bar({
  tone,
  icon,
  children,
}: {
  tone: keyof typeof TONES;
  icon: ReactNode;
  children: ReactNode;
}) {
  return (
    <div
      className={cn(
        "flex shrink-0 items-center gap-2.5 border-y px-4 py-1.5 text-ink text-sm [&>svg]:size-4 [&>svg]:shrink-0",
        TONES[tone],
      )}
    >
      {icon}
      {children}
    </div>
  );
}
