import { Avatar } from "@/components/ui/avatar";

/** Who judged: people are round, agents square. */
export function ReviewerName({ name, kind }: { name: string; kind: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <Avatar name={name} kind={kind === "user" ? "person" : "agent"} />
      <span className="truncate font-medium">{name}</span>
    </span>
  );
}
