/** The data and the loss. */

import { css } from 'lit';

export const charts = css`
  .chart {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    min-inline-size: 0;
    margin: 0;
  }

  .chart[hidden] {
    display: none;
  }

  .chart.data {
    grid-area: data;
  }

  .chart.loss {
    grid-area: loss;
  }

  /* A surface without data has no chart of them: the loss takes its room. */
  @container (min-width: 40rem) {
    .chart.loss[data-alone] {
      grid-row-start: data;
      grid-column: data / loss;
    }
  }

  @container (min-width: 60rem) {
    .chart.loss[data-alone] {
      grid-row: data-start / loss-end;
      grid-column: loss;
    }
  }

  .chart figcaption {
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.625rem;
    align-items: center;
    min-block-size: var(--_target);
    font-size: var(--_s);
  }

  .chart figcaption strong {
    flex: 1;
    font-family: var(--downhill-font-display, inherit);
    font-size: 1.0625rem;
  }

  :is(.chart, .show) label[hidden] {
    display: none;
  }

  :is(.chart, .show) label {
    display: flex;
    gap: 0.4rem;
    white-space: nowrap;
    align-items: center;
    min-block-size: var(--_target);
  }

  :is(.chart, .show) select {
    /* As wide before the names are there as with them. */
    inline-size: 7.5rem;
    min-block-size: 2rem;
    border: 1px solid var(--_line);
    border-radius: 0.4rem;
    background: var(--_paper);
    color: inherit;
    font: inherit;
  }

  /* Four controls on a line, where one can be. */
  .chart.loss figcaption {
    column-gap: clamp(0.25rem, 1.2cqi, 0.4rem);
  }

  .chart.loss label {
    gap: 0.25rem;
  }

  .chart .measure {
    flex: 1;
  }

  .chart .measure strong {
    flex: none;
  }

  /* What can be chosen is known from the start. */
  .chart .measure select {
    inline-size: auto;
  }

  :is(.chart, .show) input {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--_accent);
  }

  .data-view,
  .loss-view {
    position: relative;
    min-block-size: 11rem;
  }

  .loss-view {
    cursor: ew-resize;
    touch-action: pan-y;
  }

  .data-view {
    cursor: crosshair;
  }

  .chart .row {
    position: absolute;
    z-index: 1;
    inset: 0 0 auto;
    margin: 0;
    padding: 0.15rem 0.4rem;
    border: 1px solid var(--_line);
    border-radius: 0.4rem;
    background: var(--_paper);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums lining-nums;
    line-height: 1.3;
    pointer-events: none;
  }

  /* It does not cover what it tells of. */
  .chart .row[data-low] {
    inset-block: auto 0;
  }

  .chart canvas {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    forced-color-adjust: none;
  }

  @container (max-width: 60rem) {
    .data-view,
    .loss-view {
      block-size: clamp(15rem, 60cqi, 20rem);
    }
  }

  @media (pointer: coarse) {
    :is(.chart, .show) select {
      min-block-size: var(--_target);
    }
  }
`;
