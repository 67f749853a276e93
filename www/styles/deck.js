/**
 * The tabs, and on a phone the sheet that holds them with all other controls: closed, it is a
 * bar at the lower edge of the screen; open, it covers half of it and the picture stays in sight.
 */

import { css } from 'lit';

export const deck = css`
  .dock {
    display: contents;
  }

  .handle {
    display: none;
  }

  .deck {
    grid-area: deck;
    min-inline-size: 0;
  }

  .tabs {
    display: flex;
    /* Every tab in sight: a strip that scrolls hides its last ones. */
    flex-wrap: wrap;
    gap: 0.25rem;
    border-block-end: 1px solid var(--_line);
  }

  .tabs button {
    position: relative;
    flex: none;
    padding-inline: 0.875rem;
    border: 0;
    border-radius: var(--_radius) var(--_radius) 0 0;
    background: none;
    color: var(--_muted);
    outline-offset: -0.1875rem;
  }

  .tabs button:hover {
    background: var(--_tint);
    color: var(--_ink);
  }

  .tabs [aria-selected='true'] {
    color: var(--_ink);
  }

  .tabs [aria-selected='true']::after {
    content: '';
    position: absolute;
    inset: auto 0.875rem 0;
    border-block-end: 0.1875rem solid var(--_accent);
    border-radius: 99rem;
  }

  .panel {
    padding-block: 1rem 0.25rem;
  }

  .who {
    grid-area: who;
    display: flex;
    flex-wrap: wrap;
    gap: 0.125rem 1.25rem;
    align-items: center;
    min-block-size: 1.5rem;
    margin: 0;
    padding: 0;
    font-size: var(--_s);
    list-style: none;
  }

  .who li {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    font-weight: 550;
  }

  /* Four names take two lines there; they are kept for them from the beginning. */
  @container (max-width: 34rem) {
    .who {
      min-block-size: 3rem;
    }
  }

  /* Wide enough for three columns: the panel stands beside the picture and scrolls by itself. */
  @container (min-width: 100rem) {
    .deck {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      block-size: 0;
      min-block-size: 100%;
    }

    .panel {
      overflow: auto;
    }
  }

  @container (max-width: 40rem) {
    .dock {
      position: sticky;
      inset-block-end: 0;
      z-index: 2;
      grid-area: dock;
      display: grid;
      grid-template:
        'handle handle' auto
        'timeline timeline' auto
        'step aside' auto
        'buttons buttons' auto
        'speed speed' auto
        'classroom classroom' auto
        'looks looks' auto
        'deck deck' auto / minmax(0, 1fr) auto;
      gap: 0.5rem;
      max-block-size: 52svh;
      padding-block-end: 0.5rem;
      overflow: auto;
      overscroll-behavior: contain;
      border-block-start: 1px solid var(--_line);
      background: var(--_paper);
    }

    .handle {
      position: sticky;
      inset-block-start: 0;
      z-index: 1;
      grid-area: handle;
      display: flex;
      min-block-size: 2.25rem;
      margin-block-end: -0.5rem;
      border: 0;
      border-radius: 0;
      background: var(--_paper);
      color: var(--_muted);
      font-size: var(--_s);
    }

    .controls {
      display: contents;
    }

    .step {
      grid-area: step;
      align-self: center;
    }

    .aside {
      grid-area: aside;
      align-self: center;
    }

    .buttons {
      grid-area: buttons;
    }

    .speed {
      grid-area: speed;
    }

    .classroom {
      grid-area: classroom;
    }

    /* Folded, it holds only what moves time. */
    .dock:not([data-open]) :is(.looks, .deck, .speed, .keys, .classroom),
    .dock:not([data-open]) :is([data-action='first'], [data-action='latest'], [data-action='finish']) {
      display: none;
    }

    .dock:not([data-open]) .step strong {
      font-size: 1.25rem;
    }

    .dock:not([data-open]) .buttons {
      grid-template: 'toggle back step reset' / 1.4fr 1fr 1fr 1fr;
    }

    .dock:not([data-open]) .timeline {
      grid-template-columns: auto minmax(0, 1fr) minmax(6rem, auto);
    }

    .dock:not([data-open]) .timeline input {
      grid-area: auto;
    }

    .tabs {
      gap: 0;
    }

    .tabs button {
      padding-inline: 0.625rem;
      font-size: var(--_s);
    }

    .tabs [aria-selected='true']::after {
      inset-inline: 0.625rem;
    }
  }

  @media (pointer: coarse) {
    .handle {
      min-block-size: var(--_target);
    }
  }

  @media (forced-colors: active) {
    .tabs button,
    .handle {
      border: 1px solid ButtonText;
    }

    .tabs [aria-selected='true']::after {
      border-color: Highlight;
    }
  }
`;
