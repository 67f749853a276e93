/** What is under the pointer, and the buttons of the view. */

import { css } from 'lit';

export const view = css`
  /* Its place is kept, whatever there is to read. */
  .readout {
    grid-area: readout;
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    block-size: 1.45em;
    margin: 0;
    overflow: hidden;
    color: var(--_muted);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums lining-nums;
    white-space: nowrap;
  }

  .readout .hint {
    white-space: normal;
  }

  .readout [data-value] {
    min-inline-size: 4.75rem;
  }

  .readout [data-value='nearest'] {
    color: var(--_ink);
    font-weight: 550;
  }

  .readout var {
    font-family: var(--downhill-font-display, inherit);
  }

  .looks {
    grid-area: looks;
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    align-items: center;
    align-content: start;
  }

  .zooms {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
  }

  .zooms button {
    padding-inline: 0.75rem;
    font-size: var(--_s);
  }

  .show {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
    align-items: center;
    font-size: var(--_s);
  }

  @container (max-width: 34rem) {
    .readout {
      block-size: 2.9em;
    }

    .zooms {
      display: grid;
      grid-template-columns: repeat(3, minmax(0, 1fr));
      inline-size: 100%;
    }

    .zooms button {
      padding-inline: 0.25rem;
      white-space: normal;
      border-radius: var(--_radius);
    }
  }

  @container (max-width: 24rem) {
    .readout {
      block-size: 4.35em;
    }
  }
`;
