import { statfs } from "node:fs/promises";
import { freemem, totalmem } from "node:os";
import { config } from "@/lib/core/config";
import type { ProbeResult } from "./status-shapes";

/** Beyond these parts of the whole a disk or the memory is in danger. */
const WARN_AT_PERCENT = 85;
const FULL_AT_PERCENT = 95;
const MB = 1024 * 1024;

/** What a container's health probe reads: the database, and what of memory and disk is left. */
export async function probeResult({ db, ts }: { db: string; ts: string }): Promise<ProbeResult> {
  const checks = [databaseCheck(db), processCheck(), await diskCheck(), memoryCheck()];
  return {
    status: checks.some(({ status }) => status === "unhealthy") ? "unhealthy" : "healthy",
    version: config.version,
    uptime: process.uptime(),
    checks,
    timestamp: Date.parse(ts),
  };
}

type Check = ProbeResult["checks"][number];

function databaseCheck(db: string): Check {
  const isWell = db === "ok";
  const message = isWell ? "DB reachable" : `DB connectivity failed (${db})`;
  return { name: "Database", status: isWell ? "healthy" : "unhealthy", message };
}

function processCheck(): Check {
  const { rss, heapUsed, heapTotal } = process.memoryUsage();
  const mb = (bytes: number): number => Math.round(bytes / MB);
  return {
    name: "Process Memory",
    status: "healthy",
    message: `RSS: ${mb(rss)}MB, Heap: ${mb(heapUsed)}/${mb(heapTotal)}MB`,
    detail: { rss, heapUsed, heapTotal },
  };
}

async function diskCheck(): Promise<Check> {
  const { percent } = await diskUse();
  return { name: "Disk Space", status: gradeOf(percent), message: `Disk usage: ${percent}%` };
}

function memoryCheck(): Check {
  const percent = Math.round((100 * (totalmem() - freemem())) / totalmem());
  return { name: "Memory Usage", status: gradeOf(percent), message: `Memory usage: ${percent}%` };
}

const gradeOf = (percent: number): Check["status"] =>
  percent >= FULL_AT_PERCENT ? "critical" : percent >= WARN_AT_PERCENT ? "warning" : "healthy";

/** The disk that holds the data directory, in bytes. */
export async function diskUse(): Promise<{
  total: number;
  used: number;
  available: number;
  percent: number;
}> {
  const { bsize, blocks, bfree, bavail } = await statfs(config.dataDir).catch(() => statfs("/"));
  const [total, used, available] = [blocks * bsize, (blocks - bfree) * bsize, bavail * bsize];
  return { total, used, available, percent: total === 0 ? 0 : Math.round((100 * used) / total) };
}
