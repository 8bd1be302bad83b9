/** The position of the dragged card, kept outside React because it changes with every pointer move. */
let ghost: HTMLElement | null = null;
let grip = { x: 0, y: 0 };
let at = { x: 0, y: 0 };

/** Where on the card the pointer grabbed it. */
export function placeGhost(offset: { x: number; y: number }): void {
  grip = offset;
}

export function moveGhost(x: number, y: number): void {
  at = { x, y };
  draw();
}

/** The ref of the element that follows the pointer. */
export function ghostRef(element: HTMLElement | null): void {
  ghost = element;
  draw();
}

function draw(): void {
  if (ghost)
    ghost.style.transform = `translate(${at.x - grip.x}px, ${at.y - grip.y}px) rotate(1.5deg)`;
}
