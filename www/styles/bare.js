/** What is left of the plot where its author wants fewer controls. */

import { css } from 'lit';

export const bare = css`
  :host([controls='playback'])
    :is(.readout, .chart, .looks, .show, .deck, .classroom, .handle, .aside),
  :host([controls='none']) .plot > :not(.stage, .detour, dialog, .hidden) {
    display: none;
  }

  :host([controls='playback']) .plot {
    grid-template: 'rule' auto 'stage' auto 'who' auto 'timeline' auto 'controls' auto / minmax(0, 1fr);
  }

  /* Where it is narrow, the parts of the controls have rows of their own, as in the sheet. */
  @container (max-width: 40rem) {
    :host([controls='playback']) .plot {
      grid-template:
        'rule' auto 'stage' auto 'who' auto 'timeline' auto 'step' auto 'buttons' auto 'speed' auto
        / minmax(0, 1fr);
    }
  }

  :host([controls='none']) .plot {
    grid-template: 'stage' auto / minmax(0, 1fr);
  }

  /* There is nothing that a sheet could unfold. */
  :host([controls='playback']) .dock {
    display: contents;
  }
`;
