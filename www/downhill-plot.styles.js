/**
 * The look of the element. Colours and sizes come from the page's custom properties; alone
 * on a foreign page it takes the colours of that page.
 */

import { css } from 'lit';

export const styles = css`
  :host {
    --_ink: var(--downhill-ink, CanvasText);
    --_paper: var(--downhill-paper, Canvas);
    --_muted: var(--downhill-muted, color-mix(in srgb, var(--_ink) 70%, var(--_paper)));
    --_line: var(--downhill-line, color-mix(in srgb, var(--_ink) 16%, var(--_paper)));
    --_tint: var(--downhill-tint, color-mix(in srgb, var(--_ink) 5%, var(--_paper)));
    --_accent: var(--downhill-accent, var(--_ink));
    --_on-accent: var(--downhill-on-accent, var(--_paper));
    --_alarm: var(--downhill-alarm, var(--_ink));
    --_radius: var(--downhill-radius, 0.625rem);
    --_focus: var(--downhill-focus, 0.1875rem solid Highlight);
    --_s: var(--downhill-text-s, 0.8125rem);
    --_m: var(--downhill-text-m, 0.9375rem);
    --_xl: var(--downhill-text-xl, 1.75rem);
    --_target: 2.5rem;

    display: block;
    container-type: inline-size;
    color: var(--_ink);
    font-size: var(--_m);
    line-height: 1.45;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :focus-visible {
    outline: var(--_focus);
    outline-offset: 0.125rem;
  }

  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .plot {
    display: grid;
    grid-template: 'stage' auto 'controls' auto 'side' auto / minmax(0, 1fr);
    gap: 1rem;
  }

  /* The picture */

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
    inset: auto 0.75rem 0.75rem;
    display: flex;
    gap: 0.75rem;
    align-items: center;
    justify-content: space-between;
    padding: 0.5rem 0.5rem 0.5rem 1rem;
    border: 1px solid var(--_line);
    border-inline-start: 0.25rem solid var(--_alarm);
    border-radius: var(--_radius);
    background: var(--_paper);
  }

  .notice p {
    margin: 0;
    overflow-wrap: anywhere;
  }

  /* Buttons and speed */

  .controls {
    grid-area: controls;
    display: flex;
    flex-wrap: wrap;
    gap: 0.625rem 1.5rem;
    align-items: center;
    align-content: start;
  }

  .step {
    flex: 1 0 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.6rem;
    align-items: baseline;
    margin: 0 0 0.25rem;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .step strong {
    font-family: var(--downhill-font-display, inherit);
    font-size: var(--_xl);
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.01em;
  }

  .step span {
    min-block-size: 1.45em;
    color: var(--_muted);
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  button {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    justify-content: center;
    min-block-size: var(--_target);
    padding: 0.25rem 0.9375rem;
    border: 1px solid var(--_line);
    border-radius: 99rem;
    background: var(--_paper);
    color: inherit;
    font: inherit;
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }

  button:hover {
    border-color: var(--_muted);
    background: var(--_tint);
  }

  button:active {
    background: var(--_line);
  }

  button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button.primary:hover {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 86%, var(--_paper));
  }

  button:is(:disabled, [aria-disabled='true']) {
    border-color: var(--_line);
    background: var(--_paper);
    color: color-mix(in srgb, var(--_muted) 62%, var(--_paper));
    cursor: default;
  }

  button.primary:disabled {
    border-color: var(--_line);
    background: var(--_tint);
  }

  /* Play, Pause and Replay take turns: the widest of them sets the width. */
  [data-action='toggle'] {
    min-inline-size: 7.125rem;
  }

  .icon {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    fill: currentColor;
  }

  .speed {
    flex: 1 1 17rem;
    display: grid;
    grid-template-columns: auto minmax(6rem, 1fr) 8.75rem;
    gap: 0.75rem;
    align-items: center;
    max-inline-size: 32rem;
    font-variant-numeric: tabular-nums;
  }

  .speed label {
    font-weight: 550;
  }

  .speed .words {
    color: var(--_muted);
    white-space: nowrap;
  }

  input[type='range'] {
    inline-size: 100%;
    min-block-size: var(--_target);
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }

  .keys {
    flex: 1 0 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.25rem;
    margin: 0;
    color: var(--_muted);
    font-size: var(--_s);
  }

  kbd {
    display: inline-block;
    min-inline-size: 1.75em;
    padding: 0 0.4em;
    border: 1px solid var(--_line);
    border-block-end-width: 2px;
    border-radius: 0.3em;
    color: var(--_ink);
    font: inherit;
    font-size: 0.9375em;
    text-align: center;
  }

  /* Legend */

  .side {
    grid-area: side;
    min-inline-size: 0;
  }

  .legend {
    inline-size: 100%;
    /* Digits come and go at every step; the columns stay. */
    table-layout: fixed;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .legend th,
  .legend td {
    padding: 0;
    font-weight: inherit;
    text-align: end;
    white-space: nowrap;
  }

  .legend thead th {
    color: var(--_muted);
    font-size: var(--_s);
  }

  .legend :is(th, td):first-child {
    text-align: start;
  }

  .legend thead tr:first-child th:first-child {
    inline-size: 37%;
  }

  .legend thead tr:last-child th {
    padding-block-end: 0.375rem;
  }

  .legend tbody {
    border-block-start: 1px solid var(--_line);
  }

  .legend tbody tr:first-child > * {
    padding-block-start: 0.5rem;
  }

  .legend td + td,
  .legend th + td {
    padding-inline-start: 0.5rem;
  }

  .legend .second td {
    padding-block: 0.0625rem 0.5rem;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .line {
    margin: 0.25rem 0 0;
    padding-block-start: 0.5rem;
    border-block-start: 1px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums lining-nums;
  }

  .line span {
    white-space: nowrap;
  }

  .legend abbr {
    text-decoration: none;
  }

  .name {
    display: flex;
    gap: 0.625rem;
    align-items: center;
    font-weight: 600;
  }

  .swatch {
    flex: none;
    inline-size: 2.25rem;
    block-size: 0.875rem;
    overflow: visible;
    forced-color-adjust: none;
  }

  /* When it cannot run */

  .failure {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.75rem;
    padding: clamp(1rem, 4cqi, 2.5rem);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  .failure :is(h2, p, figure) {
    margin: 0;
  }

  .failure h2 {
    margin-block-end: 0.5rem;
    font-family: var(--downhill-font-display, inherit);
    font-size: var(--_xl);
    font-weight: 600;
    line-height: 1.2;
  }

  .failure p {
    max-inline-size: 60ch;
  }

  .failure .detail {
    color: var(--_muted);
    font-size: var(--_s);
    overflow-wrap: anywhere;
  }

  .failure figure {
    margin-block-start: 0.5rem;
  }

  .failure img {
    display: block;
    max-inline-size: 100%;
    block-size: auto;
    border-radius: var(--_radius);
  }

  .failure figcaption {
    margin-block-start: 0.5rem;
    color: var(--_muted);
    font-size: var(--_s);
  }

  /* Beside the picture and on a phone there is one column for the controls. */
  @container (min-width: 60rem) or (max-width: 34rem) {
    .buttons {
      display: grid;
      grid-template-columns: 1fr 1fr;
      inline-size: 100%;
    }

    .buttons button {
      padding-inline: 0.5rem;
    }

    .speed {
      grid-template-columns: auto 1fr;
      gap: 0 0.75rem;
      max-inline-size: none;
    }

    .speed .words {
      text-align: end;
    }

    .speed input {
      grid-column: 1 / -1;
      grid-row: 2;
    }
  }

  @container (min-width: 60rem) {
    .plot {
      grid-template:
        'stage controls' auto
        'stage side' 1fr / minmax(0, 1fr) var(--downhill-side-width, 23.5rem);
      gap: 1.75rem clamp(1.5rem, 3cqi, 3.5rem);
    }

    .failure {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      grid-auto-rows: min-content;
      gap: 0.75rem 2.5rem;
    }

    .failure figure {
      grid-area: 1 / 2 / span 4;
      margin: 0;
    }
  }

  @container (max-width: 34rem) {
    .stage {
      block-size: var(--downhill-plot-height, min(100cqi, 56svh));
    }
  }

  @container (max-width: 24rem) {
    .legend {
      font-size: var(--_s);
    }

    .legend .second td {
      font-size: 0.75rem;
    }

    .name {
      gap: 0.4rem;
    }

    /* Only the end of the trail has room. */
    .swatch {
      inline-size: 1.375rem;
      overflow: hidden;
    }
  }

  @media (pointer: coarse) {
    :host {
      --_target: 2.75rem;
    }
  }

  /* Without a keyboard at hand the keys are only noise. */
  @media (hover: none) and (pointer: coarse) {
    .keys {
      display: none;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 1ms !important;
      animation-delay: 0s !important;
      transition: none !important;
    }
  }

  @media (forced-colors: active) {
    button,
    button.primary {
      border-color: ButtonText;
    }

    button:is(:disabled, [aria-disabled='true']) {
      border-color: GrayText;
      color: GrayText;
    }

    .stage {
      border: 1px solid CanvasText;
    }
  }
`;
