import { cva, type VariantProps } from "class-variance-authority";
import { cn } from "@/components/ui/cn";
import { type Presence, PresenceDot } from "./presence-dot";

const avatarVariants = cva(
  "relative inline-flex shrink-0 select-none items-center justify-center border border-line-strong bg-sunken font-medium text-ink-2 uppercase before:content-[attr(data-initials)]",
  {
    variants: {
      kind: { person: "rounded-full", agent: "rounded-sm font-mono" },
      size: {
        xs: "size-4 text-[8px]",
        sm: "size-5 text-[9px]",
        md: "size-6 text-2xs",
        lg: "size-9 text-sm",
      },
    },
    defaultVariants: { kind: "agent", size: "sm" },
  },
);

type AvatarProps = VariantProps<typeof avatarVariants> & {
  name: string;
  presence?: Presence;
  className?: string;
};

/** Initials that are drawn and never read out: put the name in words beside them. Agents are square, people round. */
export function Avatar({ name, kind, size, presence, className }: AvatarProps) {
  return (
    <span
      data-initials={size === "xs" ? initials(name).slice(0, 1) : initials(name)}
      className={cn(avatarVariants({ kind, size }), className)}
    >
      {presence ? (
        <PresenceDot
          presence={presence}
          dotOnly
          className="-right-1 -bottom-1 absolute rounded-full bg-panel ring-2 ring-panel"
        />
      ) : null}
    </span>
  );
}

export function initials(name: string): string {
  const words = name
    .trim()
    .split(/[\s._@/-]+/)
    .filter(Boolean);
  const first = words[0] ?? "?";
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return last ? `${[...first][0]}${[...last][0]}` : [...first].slice(0, 2).join("");
}
