/** The picture and what lies on it. */

import { css } from 'lit';

export const stage = css`
  .stage {
    grid-area: stage;
    position: relative;
    block-size: var(--downhill-plot-height, min(78cqi, 82svh));
    min-block-size: 19rem;
    overflow: hidden;
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  .layers,
  .layers canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
  }

  .layers canvas {
    forced-color-adjust: none;
  }

  /* One finger scrolls the page past the whole map; a part of it is there to be moved. */
  .layers {
    touch-action: pan-y;
    cursor: grab;
    user-select: none;
    -webkit-user-select: none;
  }

  .layers:is([data-zoomed], [data-scene]) {
    touch-action: none;
  }

  .layers[data-dragging] {
    cursor: grabbing;
  }

  .start {
    position: absolute;
    inset: -1.375rem auto auto -1.375rem;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    padding: 0;
    border: 2px solid transparent;
    background: none;
    cursor: move;
    touch-action: none;
  }

  .start[hidden] {
    display: none;
  }

  .start:is(:hover, :focus-visible, [data-held]) {
    border-color: var(--_ink);
    background: none;
  }

  /* Two hair lines with a rim, open in the middle. */
  .cursor {
    position: absolute;
    inset: -1.25rem auto auto -1.25rem;
    inline-size: 2.5rem;
    block-size: 2.5rem;
    border-radius: 50%;
    pointer-events: none;
  }

  .cursor:not(:focus) {
    opacity: 0;
  }

  .cursor::before,
  .cursor::after {
    content: '';
    position: absolute;
    inset: calc(50% - 2px) 0;
    background: linear-gradient(
        to right,
        var(--_ink) 0 40%,
        transparent 40% 60%,
        var(--_ink) 60%
      )
      center / 100% 2px no-repeat;
    filter: drop-shadow(0 0 1px var(--_paper)) drop-shadow(0 0 1px var(--_paper));
    forced-color-adjust: none;
  }

  .cursor::after {
    rotate: 90deg;
  }

  .waiting {
    position: absolute;
    inset: 0;
    display: grid;
    place-items: center;
    margin: 0;
    color: var(--_muted);
    /* What is there within half a second needs no word. */
    animation: appear 0.3s 0.5s both;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  progress {
    position: absolute;
    inset: 0 0 auto;
    inline-size: 100%;
    block-size: 0.25rem;
    border: 0;
    background: var(--_line);
    appearance: none;
  }

  progress::-webkit-progress-bar {
    background: var(--_line);
  }

  progress::-webkit-progress-value {
    background: var(--_accent);
  }

  progress::-moz-progress-bar {
    background: var(--_accent);
  }

  .notice {
    position: absolute;
    inset: auto 0.75rem 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    justify-content: end;
    padding: 0.5rem 0.5rem 0.5rem 1rem;
    border: 1px solid var(--_line);
    border-inline-start: 0.25rem solid var(--_alarm);
    border-radius: var(--_radius);
    background: var(--_paper);
  }

  .notice p {
    /* On a phone all of the width: beside the button a sentence would hide the map. */
    flex: 1 1 14rem;
    margin: 0;
    font-size: var(--_s);
    overflow-wrap: anywhere;
  }

  @media (forced-colors: active) {
    .stage {
      border: 1px solid CanvasText;
    }
  }
`;
