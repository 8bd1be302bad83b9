/** A mouse reports more often than a screen shows: no frame is without something new to show. */
const everyMs = 8;

/** Drags the page to and fro for some seconds. @param {import("playwright").Page} page @param {number} seconds */
export async function pan(page, seconds) {
  const { x, y } = await page.evaluate(findHold);
  await page.mouse.move(x, y);
  await page.mouse.down();
  // Ovals that end where they began: new parts come into view on every side, and the next gesture finds the same.
  await keepSending(page, seconds, (share) => ({
    type: "mouseMoved",
    buttons: 1,
    x: x + 330 * Math.sin(share * turns(seconds)),
    y: y + 200 * Math.sin(2 * share * turns(seconds)),
  }));
  await page.mouse.up();
}

/** A place where a drag moves the canvas and not one of its steps: the head of a container. */
function findHold() {
  for (const container of document.querySelectorAll(
    ".react-flow__node-container:not(.draggable)",
  )) {
    const { left, top, width } = container.getBoundingClientRect();
    const inside = left > 240 && left < 1100 && top > 140 && top < 700;
    if (inside && width > 30) return { x: left + 12, y: top + 3 };
  }
  return { x: 820, y: 460 };
}

/** Turns the wheel in and out for some seconds. @param {import("playwright").Page} page @param {number} seconds */
export async function zoom(page, seconds) {
  await page.mouse.move(800, 450);
  await keepSending(page, seconds, (share) => ({
    type: "mouseWheel",
    x: 800,
    y: 450,
    deltaX: 0,
    deltaY: 7 * Math.cos(share * turns(seconds)),
  }));
}

/**
 * Turns the wheel in the middle of the page for some seconds, up and down, or down and up where something opens at its top.
 * @param {import("playwright").Page} page @param {number} seconds @param {"end" | "top"} opensAt
 * @param {number} [y] how far down the page
 */
export async function scroll(page, seconds, opensAt = "end", y = 500) {
  await page.mouse.move(700, y);
  const first = opensAt === "end" ? -40 : 40;
  await keepSending(page, seconds, (share) => ({
    type: "mouseWheel",
    x: 700,
    y,
    deltaX: 0,
    deltaY: first * Math.cos(share * turns(seconds)),
  }));
}

/** One turn in three seconds, as an angle. @param {number} seconds */
const turns = (seconds) => 2 * Math.PI * Math.max(1, Math.round(seconds / 3));

/**
 * Sends mouse events without waiting until the page has dealt with the one before, as a mouse does.
 * @param {import("playwright").Page} page
 * @param {number} seconds
 * @param {(share: number) => object} eventAt what to send when this share of the time is over
 */
async function keepSending(page, seconds, eventAt) {
  const session = await page.context().newCDPSession(page);
  const begun = performance.now();
  const over = () => Math.min(1, (performance.now() - begun) / (seconds * 1000));
  let last = Promise.resolve({});
  for (let n = 0; over() < 1; n++) {
    last = session.send(
      "Input.dispatchMouseEvent",
      /** @type {never} */ ({ button: "left", modifiers: 0, ...eventAt(over()) }),
    );
    last.catch(() => {});
    // By the clock: a pause that took longer is made up for.
    const rest = begun + (n + 1) * everyMs - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
  }
  await last;
  await session.detach();
}
