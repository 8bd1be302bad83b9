/** What a person does with a mouse, at the pace of one whose mouse reports 125 times a second. */
const pauseMs = 8;

const rest = () => new Promise((resolve) => setTimeout(resolve, pauseMs));

/** Drags the page to and fro for some seconds. @param {import("playwright").Page} page @param {number} seconds */
export async function pan(page, seconds) {
  const end = performance.now() + seconds * 1000;
  const { x, y } = await page.evaluate(findHold);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let n = 0; performance.now() < end; n++) {
    // A slow oval: new parts come into view on every side.
    await page.mouse.move(x + 380 * Math.sin(n / 40), y + 240 * Math.sin(n / 27));
    await rest();
  }
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
  const end = performance.now() + seconds * 1000;
  await page.mouse.move(800, 450);
  for (let n = 0; performance.now() < end; n++) {
    await page.mouse.wheel(0, 14 * Math.cos(n / 45));
    await rest();
  }
}
