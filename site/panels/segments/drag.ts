/** A chart along which a pointer is dragged. */

interface Press {
  pointer: number;
  x: number;
  y: number;
  /** a finger may also be about to scroll the page */
  drags: boolean;
}

/**
 * Calls back with the pointer's place, in CSS pixels from the left of the screen: of a mouse or a pen from
 * where it is pressed, of a finger once it goes sideways, or where it is lifted. A second finger is ignored.
 */
export function onDrag(host: HTMLElement, moved: (clientX: number) => void): void {
  let press: Press | undefined;
  const pressed = ({ pointerId }: PointerEvent) =>
    press?.pointer === pointerId ? press : undefined;

  host.addEventListener("pointerdown", (event) => {
    const { button, isPrimary, pointerId, pointerType, clientX, clientY } = event;
    if (button !== 0 || !isPrimary) return;
    host.setPointerCapture(pointerId);
    press = { pointer: pointerId, x: clientX, y: clientY, drags: pointerType !== "touch" };
    if (press.drags) moved(clientX);
  });
  host.addEventListener("pointermove", (event) => {
    const from = pressed(event);
    if (!from) return;
    const { clientX, clientY } = event;
    from.drags ||= Math.abs(clientX - from.x) > Math.abs(clientY - from.y);
    if (from.drags) moved(clientX);
  });
  host.addEventListener("pointerup", (event) => {
    if (pressed(event)) moved(event.clientX);
  });
  // The end of every press, also of one that the browser takes over to scroll.
  host.addEventListener("lostpointercapture", (event) => {
    if (pressed(event)) press = undefined;
  });
}
