"use client";

import { usePathname } from "next/navigation";
import { NAV } from "@/components/shell/nav";
import { Button } from "@/components/ui/controls/button";
import { ErrorState } from "@/components/ui/feedback/error-state";

type ScreenErrorProps = { error: Error & { digest?: string }; reset: () => void };

/** A screen that the server could not make, or that broke in the browser. The frame around it stays, so that every other screen is in reach. */
export default function ScreenError({ error, reset }: ScreenErrorProps) {
  const path = usePathname();
  const screen = NAV.find(({ href }) => path === href || path.startsWith(`${href}/`));
  return (
    <ErrorState
      isPage
      title={`${screen?.label ?? "This page"} did not load`}
      {...causeOf(error)}
      requestId={error.digest}
    >
      <Button onClick={reset}>Try again</Button>
    </ErrorState>
  );
}

/** Only what failed at the server has a digest, which stands in its log beside the error. */
function causeOf({ digest, message }: ScreenErrorProps["error"]) {
  if (digest !== undefined) {
    return {
      message: "The server could not read what belongs here.",
      fix: "Try again. If it stays, look for the request in the server's log.",
    };
  }
  return {
    message: `It stopped in your browser: ${message}`,
    fix: "Try again. If it stays, reload the page.",
  };
}
