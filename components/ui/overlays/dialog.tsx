"use client";

import { X } from "lucide-react";
import type { Dialog as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { buttonVariants } from "@/components/ui/controls/button-variants";
import { scrimClass } from "./menu-class";
import {
  OpenerProvider,
  OpenerTrigger,
  type TriggerProps,
  useOpener,
  useOverlayParts,
  useParts,
} from "./opener";
import { useReturnFocus } from "./return-focus";

/** For a dialog that is read rather than filled in: `onOpenAutoFocus={focusContent}`. */
export function focusContent(event: Event) {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}

type OverlayHandlers = Pick<
  ComponentProps<typeof Radix.Content>,
  "onEscapeKeyDown" | "onInteractOutside"
>;

/**
 * What Escape and a press beside an overlay do not close. Radix listens on the document in the capture phase, so nothing
 * inside can stop it: an editor that uses Escape itself says `data-escape="own"`, and what floats above overlays (toasts,
 * verdicts that can be taken back) says `data-above-overlays`.
 */
export function guarded({ onEscapeKeyDown, onInteractOutside }: OverlayHandlers): OverlayHandlers {
  return {
    onEscapeKeyDown(event) {
      if (isInside(event.target, '[data-escape="own"]')) event.preventDefault();
      onEscapeKeyDown?.(event);
    },
    onInteractOutside(event) {
      const { target } = event.detail.originalEvent;
      if (isInside(target, "[data-sonner-toaster], [data-above-overlays]")) event.preventDefault();
      onInteractOutside?.(event);
    },
  };
}

function isInside(target: EventTarget | null, selector: string): boolean {
  return target instanceof Element && target.closest(selector) !== null;
}

export const Dialog = OpenerProvider;

export function DialogTrigger({ onClick, ...props }: TriggerProps) {
  const { setOpen } = useOpener();
  return (
    <OpenerTrigger
      opens="dialog"
      {...props}
      onClick={(event) => {
        onClick?.(event);
        if (!event.defaultPrevented) setOpen(true);
      }}
    />
  );
}

export function DialogClose(props: ComponentProps<typeof Radix.Close>) {
  const { Dialog: Radix } = useParts();
  return <Radix.Close {...props} />;
}

type DialogContentProps = Omit<ComponentProps<typeof Radix.Content>, "title"> & {
  title: ReactNode;
  description?: ReactNode;
  /** Keeps the title for screen readers only. */
  hideTitle?: boolean;
};

/** A centred dialog; on a phone it stands at the bottom, full width. Compose with `DialogBody` and `DialogFooter`. */
export function DialogContent({
  title,
  description,
  hideTitle,
  className,
  children,
  onOpenAutoFocus,
  onCloseAutoFocus,
  ...props
}: DialogContentProps) {
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
            "fixed z-50 flex max-h-[85dvh] w-full flex-col border border-line-strong bg-raised text-ink shadow-overlay outline-none",
            "max-sm:inset-x-0 max-sm:bottom-0 max-sm:rounded-t-xl max-sm:border-x-0 max-sm:border-b-0 max-sm:pb-[env(safe-area-inset-bottom)]",
            "max-sm:data-[state=closed]:animate-rise-out max-sm:data-[state=open]:animate-rise-in",
            "sm:-translate-x-1/2 sm:top-[12dvh] sm:left-1/2 sm:max-h-[76dvh] sm:max-w-lg sm:rounded-xl",
            "sm:data-[state=closed]:animate-fade-out sm:data-[state=open]:animate-fade-in",
            className,
          )}
          {...(description ? {} : { "aria-describedby": undefined })}
          {...props}
          onOpenAutoFocus={(event) => {
            focus.remember();
            onOpenAutoFocus?.(event);
          }}
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus?.(event);
            focus.giveBack(event);
          }}
          {...guarded(props)}
        >
          <div className={cn("pt-4 pr-12 pl-5", hideTitle && "sr-only")}>
            <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
            {description ? (
              <Radix.Description className="mt-1 text-ink-2 text-sm">
                {description}
              </Radix.Description>
            ) : null}
          </div>
          {children}
          {hideTitle ? null : <CloseButton className="absolute top-3.5 right-3" />}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("min-h-0 flex-1 overflow-y-auto px-5 py-4", className)} {...props} />;
}

export function DialogFooter({ className, ...props }: ComponentProps<"div">) {
  return (
    <div
      className={cn(
        "flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3 max-sm:flex-col-reverse max-sm:items-stretch",
        className,
      )}
      {...props}
    />
  );
}

/** On the same level as the dialogs, so that a second dialog's overlay lies above the first dialog. */
export function DialogOverlay() {
  const { Dialog: Radix } = useParts();
  return <Radix.Overlay className={scrimClass} />;
}

/** Comes last, so that the first field of a dialog gets the focus. */
export function CloseButton({ className }: { className?: string }) {
  const { Dialog: Radix } = useParts();
  return (
    <Radix.Close
      aria-label="Close"
      className={cn(buttonVariants({ variant: "ghost", size: "icon-sm" }), className)}
    >
      <X className="size-4" />
    </Radix.Close>
  );
}
