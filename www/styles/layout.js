/** Where the parts are. */

import { css } from 'lit';

export const layout = css`
  .plot {
    display: grid;
    grid-template:
      'rule' auto
      'stage' auto
      'who' auto
      'readout' auto
      'data' auto
      'loss' auto
      'dock' auto / minmax(0, 1fr);
    gap: 0.75rem 1rem;
  }

  /* What changes in one part is painted without looking at the others. */
  .plot > *,
  .dock > * {
    isolation: isolate;
  }

  @container (min-width: 40rem) {
    .plot {
      grid-template:
        'rule rule' auto
        'stage stage' auto
        'timeline timeline' auto
        'who who' auto
        'readout readout' auto
        'controls controls' auto
        'looks looks' auto
        'data loss' auto
        'deck deck' auto / minmax(0, 1fr) minmax(0, 1fr);
    }
  }

  /* The surface, the data and the loss in one glance; what moves them below. */
  @container (min-width: 60rem) {
    .plot {
      grid-template:
        'rule rule' auto
        'stage data' auto
        'stage loss' auto
        'timeline controls' auto
        'who controls' auto
        'readout controls' auto
        'looks controls' 1fr
        'deck deck' auto / minmax(0, 1fr) var(--downhill-side-width, 23.5rem);
      gap: 0.625rem clamp(1.5rem, 3cqi, 3.5rem);
    }
  }

  @container (min-width: 100rem) {
    .plot {
      grid-template:
        'rule rule rule' auto
        'stage data deck' auto
        'stage loss deck' auto
        'timeline controls deck' auto
        'who controls deck' auto
        'readout controls deck' auto
        'looks controls deck' 1fr / minmax(0, 1fr) minmax(0, 21rem) minmax(0, 30rem);
    }
  }

  @container (max-width: 34rem) {
    .stage {
      /* The names below the map stand above the controls, at the end of the screen. */
      block-size: var(--downhill-plot-height, min(100cqi, 56svh, 100svh - 27rem));
    }
  }
`;
