/**
 * Where the engine's code and data come from: files beside this module. Builds that are one file
 * put a module of the same shape in its place, which has them inside (scripts/inline.mjs).
 */

/** @returns {Promise<Response>} the WebAssembly */
export const wasm = () => fetch(new URL('./pkg/downhill_bg.wasm', import.meta.url));

/** @returns {Promise<Response>} the packed diamonds */
export const diamonds = () => fetch(new URL('./pkg/diamonds.bin', import.meta.url));
