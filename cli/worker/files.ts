import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import path from "node:path";

/** A folder of small JSON files, each of which is there whole or not at all, also after a power failure. */
export class Records<T> {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  put(name: string, record: T): void {
    const file = this.#file(name);
    const fresh = `${file}.new`;
    const handle = openSync(fresh, "w", 0o600);
    try {
      writeSync(handle, JSON.stringify(record));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(fresh, file);
    this.#syncFolder();
  }

  remove(name: string): void {
    rmSync(this.#file(name), { force: true });
  }

  get(name: string): T | null {
    try {
      return JSON.parse(readFileSync(this.#file(name), "utf8")) as T;
    } catch {
      return null;
    }
  }

  /** Removes those that were written longer ago. */
  removeOlder(ms: number): void {
    const before = Date.now() - ms;
    for (const name of readdirSync(this.#folder)) {
      const file = path.join(this.#folder, name);
      const written = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? before;
      if (written < before) rmSync(file, { force: true });
    }
  }

  /** All of them by name. A file that cannot be read is left where it is. */
  all(): T[] {
    return readdirSync(this.#folder)
      .filter((name) => name.endsWith(".json"))
      .sort()
      .flatMap((name) => this.get(decodeURIComponent(name.slice(0, -".json".length))) ?? []);
  }

  /** A name may come from elsewhere: it never leads out of the folder. */
  #file(name: string): string {
    return path.join(this.#folder, `${encodeURIComponent(name)}.json`);
  }

  /** A name that was renamed is on the disk only once its folder is; Windows has no such thing. */
  #syncFolder(): void {
    if (process.platform === "win32") return;
    const handle = openSync(this.#folder, "r");
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }
}
