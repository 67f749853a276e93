/** Projector mode: to be read from the last row. */

import { css } from 'lit';

export const projector = css`
  :host([projector]) {
    --_s: 1.375rem;
    --_m: 1.5rem;
    --_xl: 2.5rem;
    --_target: 3.25rem;
    --_focus: 0.375rem solid var(--downhill-focus-color, Highlight);
    --_muted: var(--_ink);
    --_line: color-mix(in srgb, var(--_ink) 45%, var(--_paper));
  }
`;
