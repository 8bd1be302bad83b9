import { cva, type VariantProps } from "class-variance-authority";

/** The look of a button, for `Button` and for links that act as one: `<Link className={buttonVariants({ variant: "primary" })}>`. */
export const buttonVariants = cva(
  [
    "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium text-sm",
    "transition-colors duration-100 [&_svg]:shrink-0",
    "disabled:cursor-not-allowed disabled:opacity-50 aria-disabled:cursor-not-allowed aria-disabled:opacity-50",
  ],
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary:
          "border border-line-strong bg-raised text-ink hover:bg-[color-mix(in_oklch,var(--raised),var(--ink)_5%)]",
        ghost: "text-ink-2 hover:bg-hover hover:text-ink aria-expanded:bg-hover",
        danger: "bg-danger-fill text-on-danger hover:bg-danger-fill-hover",
        "danger-ghost": "text-danger hover:bg-danger/10",
        link: "h-auto! px-0! text-accent-ink underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2 text-xs pointer-coarse:h-9 pointer-coarse:px-3",
        md: "h-8 px-3 pointer-coarse:h-10",
        lg: "h-10 px-4 text-base pointer-coarse:h-11",
        icon: "size-8 px-0 pointer-coarse:size-10",
        "icon-sm": "size-7 px-0 pointer-coarse:size-9",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export type ButtonVariants = VariantProps<typeof buttonVariants>;
