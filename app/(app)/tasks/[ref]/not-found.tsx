import { NoSuchTask } from "@/components/tasks/page/no-such-task";
import { Keys } from "@/components/ui/display/keys";

export default function TaskNotFound() {
  return (
    <NoSuchTask href="/inbox" action="Go to the inbox">
      Find it by its words with <Keys keys="mod+k" />.
    </NoSuchTask>
  );
}
