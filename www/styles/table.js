/** The tutorial's table, its bars and its story. */

import { css } from 'lit';

export const table = css`
  /* On the upper edge of the map, where its own title is not. */
  .detour {
    z-index: 1;
    grid-area: stage;
    align-self: start;
    justify-self: end;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.75rem;
    align-items: center;
    justify-content: end;
    max-inline-size: 100%;
    margin: 0.5rem;
    padding: 0.25rem 0.25rem 0.25rem 1rem;
    border: 1px solid var(--_line);
    border-radius: 1.625rem;
    background: var(--_paper);
  }

  .comparison {
    container-type: inline-size;
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 1.25rem;
  }

  .comparison :is(p, h2, figure, dl, dd) {
    margin: 0;
  }

  .comparison .about {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem 2rem;
    align-items: center;
  }

  .comparison .about p {
    flex: 1 1 24rem;
    max-inline-size: 65ch;
    text-wrap: pretty;
  }

  .compute {
    flex: 1 1 15rem;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 0.75rem;
    align-items: center;
    min-block-size: var(--_target);
    color: var(--_muted);
    font-variant-numeric: tabular-nums;
  }

  .compute progress {
    position: static;
    flex: 1 1 6rem;
    max-inline-size: 20rem;
  }

  .compute .percent {
    min-inline-size: 3rem;
    text-align: end;
  }

  .halves,
  .reading {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 27rem), 1fr));
    gap: 1.25rem 3rem;
    align-items: start;
  }

  .halves table {
    inline-size: 100%;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .halves caption,
  .bars figcaption {
    padding-block-end: 0.5rem;
    text-align: start;
  }

  .halves caption span,
  .bars figcaption span {
    display: block;
    color: var(--_muted);
    font-size: var(--_s);
  }

  :is(.halves caption, .bars figcaption) strong,
  .story h2 {
    font-family: var(--downhill-font-display, inherit);
    font-size: 1.0625em;
    font-weight: 600;
  }

  .halves :is(th, td) {
    padding: 0.125rem 0 0.125rem 0.5rem;
    border-block-start: 1px solid var(--_line);
    font-weight: inherit;
    text-align: end;
    white-space: nowrap;
  }

  .halves thead th {
    border: 0;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .halves abbr {
    text-decoration: none;
  }

  .halves :is(th, td):first-child {
    padding-inline-start: 0;
    text-align: start;
  }

  .halves tbody th {
    font-weight: 600;
  }

  .halves tr:not([data-done]) td {
    color: var(--_muted);
  }

  .halves button {
    padding-inline: 0.75rem;
    font-size: var(--_s);
  }

  .bars {
    display: grid;
    grid-template-columns: max-content minmax(4rem, 1fr) max-content;
    gap: 0 0.625rem;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .bars :is(dl, .pair, dd) {
    display: grid;
    grid-template-columns: subgrid;
    grid-column: 1 / -1;
    align-items: center;
  }

  .bars :is(figcaption, dt) {
    grid-column: 1 / -1;
  }

  .bars .pair + .pair {
    margin-block-start: 0.5rem;
  }

  .bars dt {
    font-weight: 600;
  }

  .bars dd {
    color: var(--_muted);
    font-size: var(--_s);
  }

  .bars .amount {
    color: var(--_ink);
    text-align: end;
    white-space: nowrap;
  }

  .bars svg {
    inline-size: 100%;
    overflow: visible;
  }

  .bar {
    block-size: 1.5em;
    forced-color-adjust: none;
  }

  .bar line {
    stroke: var(--_line);
  }

  .bar rect {
    fill: var(--_accent);
  }

  /* What went wrong is only an outline, so that the two differ without their colours. */
  [data-half='published'] .bar rect {
    fill: color-mix(in srgb, var(--_alarm) 28%, var(--_paper));
    stroke: var(--_alarm);
    stroke-width: 1.5;
  }

  .axis {
    grid-column: 2;
    block-size: 1.6em;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .axis text {
    fill: currentColor;
    text-anchor: middle;
  }

  .story {
    display: grid;
    gap: 0.375rem;
    max-inline-size: 65ch;
  }

  .story p + h2 {
    margin-block-start: 0.5rem;
  }

  .story p {
    text-wrap: pretty;
  }

  .story .note {
    margin-block-start: 0.5rem;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .halves small {
    display: none;
  }

  /* In a narrow place, measured by the size of its text, epochs and runtime stand below the error. */
  @container (max-width: 28em) {
    .halves :is(th, td):is(:nth-child(3), :nth-child(4)) {
      display: none;
    }

    .halves small {
      display: block;
      color: var(--_muted);
      font-size: var(--_s);
      white-space: normal;
    }

    .halves :is(th, td) {
      padding-block: 0.375rem;
    }

    .axis text:nth-of-type(even) {
      display: none;
    }
  }

  @container (max-width: 21em) {
    .halves tbody :is(th, td) {
      padding-inline-start: 0.25rem;
      font-size: var(--_s);
    }

    .halves button {
      padding-inline: 0.3rem;
    }
  }
`;
