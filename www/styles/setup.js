/** Optimizers and data: the rows of settings. */

import { css } from 'lit';

export const setup = css`
  .setup {
    display: grid;
    gap: 1rem;
    font-size: var(--_m);
  }

  .setup :is(select, .number) {
    min-block-size: var(--_target);
    min-inline-size: 0;
    padding: 0 0.5rem;
    border: 1px solid var(--_field, color-mix(in srgb, var(--_ink) 55%, var(--_paper)));
    border-radius: 0.4rem;
    background: var(--_paper);
    color: inherit;
    font: inherit;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .setup :is(select, input):disabled {
    color: var(--_muted);
  }

  .setup h2 {
    margin: 0;
    font-size: inherit;
    font-weight: 600;
  }

  .setup p {
    max-inline-size: 70ch;
    margin: 0;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .setup p b {
    color: var(--_ink);
    font-weight: 550;
  }

  .setup label {
    font-weight: 550;
  }

  .setup var {
    color: var(--_muted);
    font-family: var(--downhill-font-display, inherit);
    font-weight: 400;
  }

  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 2rem;
    align-items: start;
    justify-content: space-between;
  }

  .rule-choice {
    flex: 1 1 26rem;
    display: grid;
    grid-template-columns: auto minmax(0, 24rem) 1fr;
    gap: 0.25rem 0.75rem;
    align-items: center;
  }

  .rule-choice p {
    grid-column: 1 / -1;
  }

  /* As high with the longest help as with the shortest: nothing below it moves. */
  .rule-choice #fairness-help {
    min-block-size: 4.35em;
  }

  .entrants {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr));
    gap: 0.75rem;
    align-items: start;
  }

  .entrant {
    padding: 0.375rem 0.75rem 0.625rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }

  .entrant[data-off] {
    background: var(--_tint);
  }

  .entrant[data-off] .swatch {
    opacity: 0.35;
  }

  .entrant header {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    align-items: center;
  }

  .entrant h2 {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    padding-inline-start: 0.5rem;
  }

  .entrant h2 span {
    overflow-wrap: anywhere;
    line-height: 1.2;
  }

  .entrant[data-off] h2 span {
    color: var(--_muted);
  }

  .plain {
    inline-size: var(--_target);
    padding: 0;
    border-color: transparent;
    background: none;
    color: var(--_muted);
  }

  .plain:disabled {
    border-color: transparent;
    background: none;
  }

  .entrant footer {
    display: flex;
    gap: 0.25rem;
    margin-inline-start: -0.5rem;
  }

  .entrant footer button {
    padding-inline: 0.5rem;
    border-color: transparent;
    background: none;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .entrant footer button:not(:disabled):hover {
    background: var(--_tint);
    color: var(--_ink);
  }

  .fold[aria-expanded='true'] .icon {
    rotate: 180deg;
  }

  .joining {
    display: grid;
    grid-template-columns: auto minmax(0, 13rem);
    gap: 0.25rem 0.75rem;
    align-items: center;
  }

  /* Label and value above, the slider below; what is to be reset is beside the value. */
  .setting {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto auto var(--_target);
    gap: 0.125rem 0.25rem;
    align-items: center;
    padding-block: 0.125rem;
  }

  .setting > label {
    grid-area: 1 / 1;
    padding-block: 0.375rem;
    line-height: 1.2;
  }

  .setting > .flip {
    grid-area: 1 / 2;
  }

  .setting > .flip.alone {
    grid-column: 3 / span 2;
    justify-self: end;
  }

  .setting > :is(.number, .off) {
    grid-area: 1 / 3;
  }

  .setting > .number {
    inline-size: 5.5rem;
    text-align: end;
  }

  .setting > .number[aria-invalid='true'] {
    border-color: var(--_alarm);
    outline: 1px solid var(--_alarm);
  }

  .setting > .unit {
    grid-area: 1 / 4;
  }

  .unit,
  .off {
    color: var(--_muted);
    font-size: var(--_s);
  }

  .setting > select {
    grid-area: 1 / 2 / auto / span 3;
    inline-size: 8.5rem;
  }

  /* Nothing to reset: the choice takes that place, too. */
  .setting > select:not(:has(~ [data-action='undo'])) {
    grid-column-end: span 4;
    inline-size: auto;
  }

  .setting > [data-action='undo'] {
    grid-area: 1 / 5;
  }

  [data-action='undo'][hidden] {
    display: none;
  }

  .setting > input[type='range'] {
    grid-area: 2 / 1 / auto / span 5;
  }

  .setting > [data-action='draw'] {
    grid-area: 2 / 1 / auto / span 5;
    justify-self: end;
  }

  .setting > :is(.wrong, .about) {
    grid-column: 1 / -1;
    overflow-wrap: anywhere;
  }

  .setting > .wrong {
    /* Off the ring around the field above. */
    margin-block-start: 0.375rem;
    padding-inline-start: 0.5rem;
    border-inline-start: 0.1875rem solid var(--_alarm);
    color: var(--_ink);
  }

  .flip {
    inline-size: 2.5rem;
    block-size: 1.5rem;
    margin: calc((var(--_target) - 1.5rem) / 2) 0;
    border: 1px solid var(--_muted);
    border-radius: 99rem;
    background: var(--_paper);
    appearance: none;
    cursor: pointer;
  }

  .flip::before {
    content: '';
    display: block;
    inline-size: 1rem;
    block-size: 1rem;
    margin: 0.1875rem;
    border-radius: 50%;
    background: var(--_muted);
    transition: translate 0.12s;
  }

  .flip:checked {
    border-color: var(--_accent);
    background: var(--_accent);
  }

  .flip:checked::before {
    background: var(--_on-accent);
    translate: 1rem 0;
  }

  .flip[aria-disabled='true'] {
    cursor: default;
    opacity: 0.6;
  }

  .setup summary {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-block-size: var(--_target);
    color: var(--_muted);
    font-weight: 550;
    cursor: pointer;
  }

  .setup summary::before {
    content: '';
    inline-size: 0.45em;
    block-size: 0.45em;
    border: solid currentColor;
    border-width: 0 0.125rem 0.125rem 0;
    rotate: -45deg;
    transition: rotate 0.12s;
  }

  .setup details[open] > summary::before {
    rotate: 45deg;
  }

  .data-setup {
    grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr));
    gap: 0.75rem 2rem;
    align-items: start;
  }

  .condition {
    display: grid;
    gap: 0.25rem;
    padding: 0.625rem 0.75rem;
    border-radius: var(--_radius);
    background: var(--_tint);
  }

  /* What follows fills the room before it. */
  .data-setup {
    grid-auto-flow: dense;
  }

  .pace {
    grid-column: 1 / -1;
  }

  .pace p {
    max-inline-size: none;
    columns: 2 24rem;
    column-gap: 2rem;
  }

  .condition dl {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1.5rem;
    margin: 0;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .condition dl div {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
    color: var(--_muted);
  }

  .condition dd {
    margin: 0;
    font-size: 1.25rem;
  }

  .condition [data-current] {
    color: var(--_ink);
    font-weight: 600;
  }

  /* By which rule they race, over the picture: always there, never in the way. */
  .rule {
    grid-area: rule;
    display: flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
    min-block-size: 1.45em;
    margin: 0;
    font-size: var(--_s);
  }

  .rule strong {
    font-weight: 600;
  }

  .rule span {
    color: var(--_muted);
  }

  /* One line, as before it was there: of the usual surface nothing needs to be said. */
  @container (max-width: 26rem) {
    .rule [data-usual] {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }

  @container (max-width: 34rem) {
    .joining {
      flex: 1 0 100%;
      grid-template-columns: auto minmax(0, 1fr);
    }

    .rule-choice {
      grid-template-columns: auto minmax(0, 1fr);
    }

    .rule-choice #fairness-help {
      min-block-size: 7.25em;
    }
  }

  @media (forced-colors: active) {
    .flip {
      border-color: ButtonText;
      forced-color-adjust: none;
    }
  }
`;
