import { NoSuchTask } from "@/components/tasks/page/no-such-task";

export default function NoSuchTaskOnCanvas() {
  return <NoSuchTask href="/canvas" action="Show the whole canvas" />;
}
