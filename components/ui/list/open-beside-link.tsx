"use client";

import Link from "next/link";
import type { ComponentProps, MouseEvent } from "react";

/** Whether the click asks for a new tab, a new window or a download: such clicks belong to the browser. */
export function opensElsewhere(
  event: Pick<MouseEvent, "metaKey" | "ctrlKey" | "shiftKey" | "button">,
): boolean {
  return event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0;
}

type OpenBesideLinkProps = Omit<ComponentProps<typeof Link>, "onClick" | "prefetch"> & {
  href: string;
  /** Shows the target beside what is on the screen, without leaving it. */
  onOpen: () => void;
};

/** A link that a plain click opens beside the list it stands in; with a modifier key it opens as any link. */
export function OpenBesideLink({ onOpen, ...props }: OpenBesideLinkProps) {
  return (
    <Link
      prefetch={false}
      onClick={(event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        onOpen();
      }}
      {...props}
    />
  );
}
