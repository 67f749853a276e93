/** Step, buttons and speed. */

import { css } from 'lit';

export const controls = css`
  .controls {
    grid-area: controls;
    display: flex;
    flex-wrap: wrap;
    gap: 0.625rem 1.5rem;
    align-items: center;
    align-content: start;
  }

  .step {
    /* Beside it is only the help. */
    flex: 1 0 calc(100% - 7rem);
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.6rem;
    align-content: center;
    align-items: baseline;
    /* Beside the buttons a long race takes two lines, which are kept for it. */
    min-block-size: 3.375rem;
    margin: 0;
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

  .buttons button {
    padding-inline: 0.7rem;
  }

  /* Play, Pause and Replay take turns: the widest of them sets the width. */
  [data-action='toggle'] {
    min-inline-size: 7.125rem;
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

  /* Beside the picture and on a narrow screen there is one column for the controls. */
  @container (min-width: 60rem) or (max-width: 45rem) {
    .buttons {
      display: grid;
      grid-template: 'toggle toggle reset finish' 'first back step latest' / 1fr 1fr 1fr minmax(max-content, 1fr);
      inline-size: 100%;
    }

    .buttons button {
      min-inline-size: 0;
      padding-inline: 0.125rem;
    }

    /* Four beside each other leave no room for a picture beside the word. */
    .buttons button:not(.primary) {
      flex-direction: column;
      gap: 0.125rem;
      padding-block: 0.3125rem;
      border-radius: var(--_radius);
      font-size: var(--_s);
      line-height: 1.2;
    }

    .buttons .primary {
      grid-area: toggle;
      border-radius: var(--_radius);
    }

    [data-action='reset'] {
      grid-area: reset;
    }

    [data-action='finish'] {
      grid-area: finish;
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
`;
