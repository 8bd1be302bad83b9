"use client";

import type { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import {
  CloseButton,
  DialogBody,
  DialogFooter,
  DialogOverlay,
  DialogTrigger,
  focusContent,
  guarded,
} from "./dialog";
import { OpenerProvider, useOpener, useOverlayParts } from "./opener";
import { useReturnFocus } from "./return-focus";

export const Sheet = OpenerProvider;
export const SheetTrigger = DialogTrigger;
export const SheetBody = DialogBody;
export const SheetFooter = DialogFooter;

type SheetContentProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  /** Stands in the head, before the close button. */
  actions?: ReactNode;
  /** Keeps the title for screen readers only: what is inside has a head, and a close button, of its own. */
  hideTitle?: boolean;
};

/** A panel at the right; on a phone a sheet from the bottom. */
export function SheetContent({
  title,
  description,
  actions,
  hideTitle = false,
  className,
  children,
  onOpenAutoFocus = focusContent,
  onCloseAutoFocus,
  ...props
}: SheetContentProps) {
  const { open, setOpen, contentId } = useOpener();
  const focus = useReturnFocus();
  const { parts, fetching } = useOverlayParts(open, open);
  if (!parts) return fetching;
  const { Dialog: Radix } = parts;
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Portal>
        <DialogOverlay />
        <Radix.Content
          id={contentId}
          className={cn(
            "fixed z-50 flex flex-col bg-raised text-ink shadow-overlay outline-none",
            "max-sm:inset-x-0 max-sm:bottom-0 max-sm:h-[92dvh] max-sm:rounded-t-xl max-sm:border-t max-sm:pb-[env(safe-area-inset-bottom)]",
            "max-sm:data-[state=closed]:animate-rise-out max-sm:data-[state=open]:animate-rise-in",
            "sm:inset-y-0 sm:right-0 sm:w-[min(40rem,90vw)] sm:border-l",
            "sm:data-[state=closed]:animate-panel-out sm:data-[state=open]:animate-panel-in",
            className,
          )}
          {...(description ? {} : { "aria-describedby": undefined })}
          {...props}
          onOpenAutoFocus={(event) => {
            focus.remember();
            onOpenAutoFocus(event);
          }}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event);
            focus.giveBack(event);
          }}
          {...guarded(props)}
        >
          <div
            className={cn(
              "flex min-h-12 shrink-0 items-center gap-3 border-b px-4 py-2",
              hideTitle && "sr-only",
            )}
          >
            <div className="min-w-0 flex-1">
              <Radix.Title className="truncate font-semibold text-base">{title}</Radix.Title>
              {description ? (
                <Radix.Description className="truncate text-ink-3 text-xs">
                  {description}
                </Radix.Description>
              ) : null}
            </div>
            {actions}
            {hideTitle ? null : <CloseButton className="-mr-2" />}
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
