/** Lines per block: what is looked through is the sums of blocks, and one block. */
const BLOCK = 512;

/** The heights of any number of lines in px, and where each stands. Adding and changing a line costs the same however many there are. */
export class LineHeights {
  readonly #heights: number[] = [];
  readonly #sums: number[] = [];
  #total = 0;

  get length(): number {
    return this.#heights.length;
  }

  get total(): number {
    return this.#total;
  }

  heightOf(index: number): number {
    return this.#heights[index] ?? 0;
  }

  add(height: number): void {
    const block = Math.floor(this.#heights.length / BLOCK);
    this.#heights.push(height);
    this.#sums[block] = (this.#sums[block] ?? 0) + height;
    this.#total += height;
  }

  set(index: number, height: number): void {
    const before = this.#heights[index];
    if (before === undefined || before === height) return;
    const block = Math.floor(index / BLOCK);
    this.#heights[index] = height;
    this.#sums[block] = (this.#sums[block] ?? 0) + height - before;
    this.#total += height - before;
  }

  /** Where the line begins. */
  topOf(index: number): number {
    const block = Math.min(Math.floor(index / BLOCK), this.#sums.length);
    let top = 0;
    for (let at = 0; at < block; at++) top += this.#sums[at] ?? 0;
    for (let at = block * BLOCK; at < index; at++) top += this.heightOf(at);
    return top;
  }

  /** The line that is drawn at this height; the last one below all of them. */
  indexAt(y: number): number {
    let top = 0;
    let block = 0;
    while (block < this.#sums.length - 1 && top + (this.#sums[block] ?? 0) <= y) {
      top += this.#sums[block] ?? 0;
      block += 1;
    }
    let index = block * BLOCK;
    while (index < this.#heights.length - 1 && top + this.heightOf(index) <= y) {
      top += this.heightOf(index);
      index += 1;
    }
    return index;
  }
}
