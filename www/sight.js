/** Watches whether an element can be seen, and whether it soon may be. */

export class Sight {
  /** @type {IntersectionObserver[]} */ #observers;

  /**
   * @param {Element} element
   * @param {() => void} onNear called once, when it is half a screen away or closer
   * @param {(seen: boolean) => void} onSeen called at first and with each change
   */
  constructor(element, onNear, onSeen) {
    const near = new IntersectionObserver(
      (entries) => {
        if (!latest(entries)) return;
        near.disconnect();
        onNear();
      },
      { rootMargin: '50%' },
    );
    near.observe(element);
    this.#observers = [near, watch(element, onSeen)];
  }

  dispose() {
    for (const observer of this.#observers) observer.disconnect();
  }
}

/**
 * @param {Element} element
 * @param {(seen: boolean) => void} onSeen called at first and with each change
 */
export function watch(element, onSeen) {
  const observer = new IntersectionObserver((entries) => onSeen(latest(entries)));
  observer.observe(element);
  return observer;
}

/** @param {IntersectionObserverEntry[]} entries */
function latest(entries) {
  return entries[entries.length - 1]?.isIntersecting ?? false;
}
