import { Avatar } from "@/components/ui/avatar";

/** The reviewer's name: people have round avatars, agents square ones. */
export function ReviewerName({ name, kind }: { name: string; kind: string }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-2">
      <Avatar name={name} kind={kind === "user" ? "person" : "agent"} />
      <span className="truncate font-medium">{name}</span>
    </span>
  );
}
