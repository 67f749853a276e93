/** The slider of time. */

import { css } from 'lit';

export const timeline = css`
  .timeline {
    grid-area: timeline;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) minmax(6rem, auto);
    gap: 0.75rem;
    align-items: center;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .timeline label {
    font-weight: 550;
  }

  .timeline input {
    /* A finger along the slider is not a scroll. */
    touch-action: pan-y;
  }

  .timeline .end {
    color: var(--_muted);
    text-align: end;
    white-space: nowrap;
  }

  @container (max-width: 34rem) {
    .timeline {
      grid-template-columns: auto 1fr;
      gap: 0 0.75rem;
    }

    .timeline input {
      grid-column: 1 / -1;
      grid-row: 2;
    }
  }
`;
