import { createHash } from "node:crypto";

/**
 * A backup is a tar file (`tar tf` lists it), so its format is no secret of this program: first `backup.json`, which says what will
 * follow, then the rows of each table in compressed parts, the pictures, the definitions, `manifest.json`, and last `checksum`, the
 * SHA-256 of every byte before it. Also used by the command line, so it runs on Node 18 and imports nothing but Node.
 */
export const FORMAT = 1;
export const HEAD = "backup.json";
export const MANIFEST = "manifest.json";
export const DEFINITIONS = "definitions.sql.gz";
const CHECKSUM = "checksum";

const BLOCK = 512;
/** No entry is larger; what says so is not a backup of ours. */
const MOST_BYTES = 1024 ** 3;

/** A file that is not a whole and unaltered backup. */
export class DamagedBackup extends Error {
  name = "DamagedBackup";
}

/** Writes the entries of an archive one after the other. */
export class ArchiveWriter {
  #hash = createHash("sha256");
  #bytes = 0;
  #write;
  #seconds;

  /** @param {(bytes: Buffer) => Promise<void>} write @param {Date} at the time that the entries get */
  constructor(write, at) {
    this.#write = write;
    this.#seconds = Math.floor(at.getTime() / 1000);
  }

  /** @param {string} name @param {Buffer} content */
  async add(name, content) {
    for (const bytes of [
      headerOf(name, content.length, this.#seconds),
      content,
      paddingOf(content.length),
    ]) {
      if (bytes.length === 0) continue;
      this.#hash.update(bytes);
      await this.#put(bytes);
    }
  }

  /** Ends the archive. @returns {Promise<{ sha256: string, bytes: number }>} the checksum, and the size of the whole file */
  async finish() {
    const sha256 = this.#hash.digest("hex");
    const content = Buffer.from(`${sha256}\n`);
    await this.#put(headerOf(CHECKSUM, content.length, this.#seconds));
    await this.#put(Buffer.concat([content, paddingOf(content.length), Buffer.alloc(2 * BLOCK)]));
    return { sha256, bytes: this.#bytes };
  }

  /** @param {Buffer} bytes */
  async #put(bytes) {
    this.#bytes += bytes.length;
    await this.#write(bytes);
  }
}

/**
 * The entries of an archive in their order, each with its whole content. Only after the last one is it sure that the archive is whole
 * and unaltered; until then an entry may be false. Throws `DamagedBackup` otherwise.
 * @param {AsyncIterable<Uint8Array>} chunks
 * @returns {AsyncGenerator<{ name: string, content: Buffer }>}
 */
export async function* readArchive(chunks) {
  const source = new ByteSource(chunks);
  const hash = createHash("sha256");
  for (;;) {
    const header = await source.take(BLOCK);
    const { name, size } = readHeader(header);
    const content = await source.take(size);
    const padding = await source.take(paddingOf(size).length);
    if (name === CHECKSUM) {
      const isRight = content.toString("latin1") === `${hash.digest("hex")}\n`;
      if (!isRight || padding.some((byte) => byte !== 0)) throw altered();
      await source.assertEnd();
      return;
    }
    hash.update(header).update(content).update(padding);
    yield { name, content };
  }
}

const truncated = () => new DamagedBackup("the file ends too early: it was cut off");
const altered = () => new DamagedBackup("the file is not as it was written: its checksum differs");
const foreign = () => new DamagedBackup("the file is no backup of Baton, or it was altered");

/** Reads exactly so many bytes at a time from chunks of any size. */
class ByteSource {
  /** @type {Buffer[]} */
  #queue = [];
  #length = 0;
  #chunks;

  /** @param {AsyncIterable<Uint8Array>} chunks */
  constructor(chunks) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** @param {number} count */
  async take(count) {
    if (!(await this.#has(count))) throw truncated();
    const all = this.#queue.length === 1 ? this.#queue[0] : Buffer.concat(this.#queue);
    this.#queue = [all.subarray(count)];
    this.#length -= count;
    return all.subarray(0, count);
  }

  /** Two blocks of zeros end a tar file, and nothing may follow. */
  async assertEnd() {
    const end = await this.take(2 * BLOCK);
    if (end.some((byte) => byte !== 0) || (await this.#has(1))) throw altered();
  }

  /** @param {number} count */
  async #has(count) {
    while (this.#length < count) {
      const { done, value } = await this.#chunks.next();
      if (done) return false;
      this.#queue.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
      this.#length += value.byteLength;
    }
    return true;
  }
}

/** The header of a file in the ustar format. @param {string} name @param {number} size @param {number} seconds */
function headerOf(name, size, seconds) {
  if (Buffer.byteLength(name) > 100) throw new Error(`the name ${name} is too long for an archive`);
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0);
  header.write("0000600\0", 100);
  header.write("0000000\0", 108);
  header.write("0000000\0", 116);
  header.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  header.write(`${seconds.toString(8).padStart(11, "0")}\0`, 136);
  header.write("0", 156);
  header.write("ustar\x0000", 257);
  header.write(`${sumOf(header).toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

/** @param {Buffer} header @returns {{ name: string, size: number }} */
function readHeader(header) {
  const text = (/** @type {number} */ from, /** @type {number} */ to) =>
    header.toString("utf8", from, to).replace(/[\0 ].*$/s, "");
  const size = Number.parseInt(text(124, 136), 8);
  const isOurs = header.toString("latin1", 257, 262) === "ustar";
  if (!isOurs || Number.parseInt(text(148, 156), 8) !== sumOf(header)) throw foreign();
  if (!(size >= 0 && size <= MOST_BYTES)) throw foreign();
  return { name: text(0, 100), size };
}

/** The sum of a header's bytes, with its own field taken as spaces. @param {Buffer} header */
function sumOf(header) {
  let sum = 8 * 32;
  for (let n = 0; n < BLOCK; n++) if (n < 148 || n >= 156) sum += header[n];
  return sum;
}

/** @param {number} size */
function paddingOf(size) {
  return Buffer.alloc((BLOCK - (size % BLOCK)) % BLOCK);
}
