/**
 * Projector mode: to be read from the last row. Type grows with the screen, because what counts in
 * a hall is its share of the picture; what moves time comes first, and what only explains the
 * page steps back.
 */

import { css } from 'lit';

export const projector = css`
  /* The drawing's text, in all modes. */
  :is(.layers, .data-view, .loss-view) {
    font-size: var(--_s);
  }

  :host([projector]) {
    --_s: clamp(1rem, 0.85rem + 0.69vi, 2.25rem);
    --_m: clamp(1.0625rem, 0.9rem + 0.79vi, 2.5rem);
    --_xl: clamp(1.5rem, 0.9rem + 2vi, 4.5rem);
    --_target: max(2.75rem, 2.1em);
    --_ink: light-dark(#000000, #ffffff);
    --_paper: light-dark(#ffffff, #12171e);
    --_muted: var(--_ink);
    --_line: color-mix(in srgb, var(--_ink) 55%, var(--_paper));
    --_focus: var(--downhill-focus-strong, 0.375rem solid Highlight);

    line-height: 1.3;
  }

  :host([projector]) :is(kbd, h2, h3, .chart figcaption strong, .halves caption strong) {
    font-size: 1em;
  }

  :host([projector]) :is(.buttons, .looks, .classroom, .tabs, .halves) button {
    font-size: var(--_s);
  }

  :host([projector]) :is(.readout .hint, .keys, .line) {
    display: none;
  }

  :host([projector]) .condition dd {
    font-size: 1.15em;
  }

  :host([projector]) .readout {
    block-size: auto;
  }

  :host([projector]) .readout:not(:has([data-value])) {
    display: none;
  }

  :host([projector]) .chart input {
    inline-size: 0.9em;
    block-size: 0.9em;
  }

  :host([projector]) .chart select {
    inline-size: auto;
    max-inline-size: 9em;
  }

  :host([projector]) .swatch {
    inline-size: 2.6em;
    block-size: 1em;
  }

  :host([projector]) dialog {
    inline-size: min(100vi - 1.5rem, 84rem);
  }

  [data-brief] thead tr:first-child th:first-child {
    inline-size: 58%;
  }

  [data-brief] td[data-value='loss'] {
    font-size: 1.25em;
    font-weight: 600;
  }

  @container (min-width: 60rem) {
    :host([projector]) .plot {
      grid-template:
        'stage deck' auto
        'timeline deck' auto
        'who deck' auto
        'controls controls' auto
        'rule rule' auto
        'readout readout' auto
        'looks looks' auto
        'data loss' auto / minmax(0, 1.8fr) minmax(0, 1fr);
      gap: 0.5rem 1.5rem;
    }

    :host([projector]) .stage {
      /* With the page's heading above it and what moves time below it, one screenful. */
      block-size: max(20rem, 100svh - 8rem - 4.5em - var(--_target));
    }

    :host([projector]:fullscreen) .stage {
      block-size: max(20rem, 100svh - 5.5rem - 4.5em - var(--_target));
    }

    :host([projector]) :is(.data-view, .loss-view) {
      block-size: clamp(16rem, 60svh, 40rem);
    }

    :host([projector]) .timeline {
      grid-template-columns: auto minmax(0, 1fr) minmax(5em, max-content);
      white-space: nowrap;
    }

    :host([projector]) .deck {
      display: grid;
      grid-template-rows: auto minmax(0, 1fr);
      block-size: 0;
      min-block-size: 100%;
    }

    :host([projector]) .panel {
      padding-block-start: 0.5rem;
      overflow: auto;
    }

    :host([projector]) .tabs {
      gap: 0;
      justify-content: space-between;
    }

    :host([projector]) .tabs button {
      padding-inline: 0.2em;
    }

    :host([projector]) .tabs [aria-selected='true']::after {
      inset-inline: 0.2em;
    }

    /* Four names in one line, on small screens, too. */
    :host([projector]) .who {
      column-gap: 0.6em;
    }

    :host([projector]) .who li {
      gap: 0.2em;
    }

    /* One line: where we are, and what moves time. */
    :host([projector]) .step {
      flex: 0 0 auto;
      min-inline-size: 8.5em;
      margin: 0;
    }

    :host([projector]) .step span {
      display: none;
    }

    :host([projector]) .aside {
      order: 2;
    }

    :host([projector]) .buttons {
      flex: 1 1 auto;
      display: flex;
      flex-wrap: nowrap;
      inline-size: auto;
    }

    :host([projector]) .buttons button:not(.primary) {
      flex-direction: row;
      padding-inline: 0.75em;
    }

    :host([projector]) .buttons .icon,
    :host([projector]) .buttons :is([data-action='first'], [data-action='latest']) {
      display: none;
    }

    :host([projector]) .buttons .primary {
      min-inline-size: 7.5em;
    }

    :host([projector]) .buttons .primary .icon {
      display: block;
    }

    :host([projector]) .speed {
      order: 3;
      flex: 1 1 18em;
      grid-template-columns: auto minmax(6rem, 1fr) max-content;
      gap: 0.75rem;
    }

    :host([projector]) .speed input {
      grid-area: auto;
    }

    :host([projector]) .classroom {
      order: 3;
      flex: 0 0 auto;
    }
  }
`;
