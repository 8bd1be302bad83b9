import { readFileSync, readlinkSync } from "node:fs";

/** A process as other processes of its machine can recognise it. */
export interface MachineProcess {
  /** What numbers of processes are unique within: a boot of a machine, and a namespace of it. */
  machine: string;
  pid: number;
  /** When it began, as the machine counts: another process may have its number by now. */
  began: string;
}

/** This process. Null where it cannot be told from others by its number, which is everywhere but on Linux. */
export function thisProcess(): MachineProcess | null {
  const began = fieldsOf(process.pid)?.began;
  if (!began) return null;
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return { machine: `${boot} ${readlinkSync("/proc/self/ns/pid")}`, pid: process.pid, began };
  } catch {
    return null;
  }
}

/** Whether it is certain that a process of this machine has ended. One that this user may not look at counts as there. */
export function hasEnded({ pid, began }: Pick<MachineProcess, "pid" | "began">): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ESRCH") return true;
  }
  const now = fieldsOf(pid);
  return now !== null && (now.isOver || now.began !== began);
}

/** The fields of /proc/PID/stat. One whose parent has not noticed that it ended is over. */
function fieldsOf(pid: number): { isOver: boolean; began: string | undefined } | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The name before them may hold spaces and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return { isOver: fields[0] === "Z" || fields[0] === "X", began: fields[19] };
  } catch {
    return null;
  }
}
