// A canvas for tests in Node: it draws nothing and writes down what it is asked for.

/** @typedef {[string, ...unknown[]]} Call */

class Context {
  /** @type {Call[]} */ calls = [];
  measureText = (/** @type {string} */ text) => ({ width: 7 * text.length });
}

for (const name of [
  ...['beginPath', 'moveTo', 'lineTo', 'stroke', 'fill', 'closePath', 'arc', 'rect'],
  ...['clearRect', 'fillRect', 'strokeRect', 'fillText', 'save', 'restore', 'translate'],
  ...['rotate', 'setLineDash', 'putImageData', 'drawImage'],
]) {
  /** @type {(this: Context, ...args: unknown[]) => void} */
  const note = function (...args) {
    this.calls.push([name, ...args]);
  };
  Reflect.set(Context.prototype, name, note);
}

class Canvas {
  width = 0;
  height = 0;
  context = new Context();
  getContext = () => this.context;
}

Object.assign(globalThis, {
  CanvasRenderingContext2D: Context,
  OffscreenCanvasRenderingContext2D: Context,
  HTMLCanvasElement: Canvas,
  OffscreenCanvas: Canvas,
  ImageData: class {},
});

/**
 * What is drawn on a canvas.
 * @param {(canvas: HTMLCanvasElement) => unknown} draw
 * @returns {Call[]}
 */
export function drawnBy(draw) {
  const canvas = new Canvas();
  draw(/** @type {any} */ (canvas));
  return canvas.context.calls;
}
