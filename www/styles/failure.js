/** What is in place of the plot when it cannot run. */

import { css } from 'lit';

export const failure = css`
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

  @container (min-width: 60rem) {
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
`;
