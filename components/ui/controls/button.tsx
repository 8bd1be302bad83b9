import * as Slot from "radix-ui/slot";
import type { ComponentProps } from "react";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/feedback/spinner";
import { type ButtonVariants, buttonVariants } from "./button-variants";

export type ButtonProps = ComponentProps<"button"> &
  ButtonVariants & {
    /** Renders the only child with the look of a button. Ignores `pending`. */
    asChild?: boolean;
    /** Shows a spinner and refuses clicks, keeping focus where it is. */
    pending?: boolean;
  };

export function Button({
  asChild,
  pending = false,
  variant,
  size,
  className,
  children,
  onClick,
  type,
  ...props
}: ButtonProps) {
  const classes = cn(buttonVariants({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} onClick={onClick} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      className={classes}
      type={pending ? "button" : (type ?? "button")}
      aria-busy={pending || undefined}
      aria-disabled={pending || undefined}
      onClick={pending ? undefined : onClick}
      {...props}
    >
      {pending ? <Spinner label="Working" /> : null}
      {children}
    </button>
  );
}
