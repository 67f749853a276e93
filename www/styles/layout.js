/** Where the parts are. */

import { css } from 'lit';

export const layout = css`
  .plot {
    display: grid;
    grid-template:
      'stage' auto
      'readout' auto
      'timeline' auto
      'controls' auto
      'looks' auto
      'data' auto
      'loss' auto
      'side' auto / minmax(0, 1fr);
    gap: 0.75rem 1rem;
  }

  /* The surface, the data and the loss in one glance; what moves them below. */
  @container (min-width: 60rem) {
    .plot {
      grid-template:
        'stage data' minmax(0, 1fr)
        'stage loss' minmax(0, 1fr)
        'readout controls' auto
        'looks controls' auto
        'timeline controls' auto
        'side controls' auto / minmax(0, 1fr) var(--downhill-side-width, 23.5rem);
      gap: 0.75rem clamp(1.5rem, 3cqi, 3.5rem);
    }
  }

  @container (min-width: 100rem) {
    .plot {
      grid-template:
        'stage data controls' minmax(0, 1fr)
        'stage loss side' minmax(0, 1fr)
        'readout readout side' auto
        'looks looks side' auto
        'timeline timeline side' auto / minmax(0, 1fr) minmax(0, 24rem) var(
          --downhill-side-width,
          23.5rem
        );
    }
  }

  @container (min-width: 40rem) and (max-width: 60rem) {
    .plot {
      grid-template:
        'stage stage' auto
        'readout readout' auto
        'timeline timeline' auto
        'controls controls' auto
        'looks looks' auto
        'data loss' auto
        'side side' auto / minmax(0, 1fr) minmax(0, 1fr);
    }
  }

  @container (max-width: 34rem) {
    .stage {
      block-size: var(--downhill-plot-height, min(100cqi, 56svh));
    }
  }
`;
