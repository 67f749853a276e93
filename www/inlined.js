/** What the builds that are one file need of the browser: files that were packed into text. */

/**
 * @param {string} packed a file, deflated and in base 64
 * @param {string} type its media type, by which WebAssembly is recognized
 * @returns {Response} as if it had been fetched
 */
export function unpack(packed, type) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(inflated, { headers: { 'content-type': type } });
}
