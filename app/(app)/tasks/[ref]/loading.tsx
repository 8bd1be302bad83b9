import { TaskSkeleton } from "@/components/tasks/page/task-skeleton";

export default function TaskLoading() {
  return (
    <div className="mx-auto w-full max-w-3xl">
      <TaskSkeleton />
    </div>
  );
}
