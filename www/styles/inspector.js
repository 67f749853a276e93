/** The step inspector: much to read, so quiet. */

import { css } from 'lit';

export const inspector = css`
  .inspector {
    container-type: inline-size;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .inspector p {
    margin: 0;
  }

  .inspector .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem 1rem;
    align-items: center;
    margin-block-end: 0.75rem;
  }

  .inspector .choices label {
    display: flex;
    gap: 0.5rem;
    align-items: center;
    min-block-size: var(--_target);
  }

  .inspector .choices label span {
    color: var(--_muted);
    font-size: var(--_s);
  }

  .inspector .choices button {
    margin-inline-start: auto;
  }

  .inspector select,
  .inspector .field input {
    min-block-size: var(--_target);
    padding-inline: 0.625rem;
    border: 1px solid color-mix(in srgb, var(--_muted) 70%, var(--_paper));
    border-radius: calc(var(--_radius) * 0.6);
    background: var(--_paper);
    color: inherit;
    font: inherit;
  }

  .inspector [type='checkbox'] {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--_accent);
  }

  /* Equations break between summands, and scroll only where one of these is too long. */
  .inspector .equation {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 0.3em;
    align-items: baseline;
  }

  .inspector math {
    font-size: 1.0625em;
  }

  .inspector .accented {
    font-style: italic;
  }

  .inspector .rule {
    padding: 0.75rem 1rem;
    overflow-x: auto;
    border-radius: var(--_radius);
    background: var(--_tint);
    font-size: 1.125em;
  }

  .inspector .idea,
  .inspector .remaining,
  .inspector .empty {
    max-inline-size: 44rem;
    margin-block: 0.625rem 0;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .inspector .empty {
    margin-block: 0.25rem 0.75rem;
    font-size: inherit;
  }

  .inspector .remaining {
    padding-block: 0.75rem;
    border-block-start: 1px dashed var(--_line);
  }

  .inspector .terms {
    margin: 0.75rem 0 0;
    padding: 0;
    list-style: none;
  }

  .inspector .term {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25rem 2rem;
    padding: 0.625rem 0.75rem 0.75rem;
    overflow-x: auto;
    border-block-start: 1px solid var(--_line);
    border-inline-start: 0.1875rem solid transparent;
    transition: background-color 0.12s;
  }

  .inspector .term[data-lit] {
    border-inline-start-color: var(--_accent);
    background: var(--_tint);
  }

  .inspector .title {
    justify-content: start;
    justify-self: start;
    min-block-size: 1.75rem;
    padding: 0;
    border: 0;
    border-radius: 0.25rem;
    background: none;
    font-weight: 600;
    text-align: start;
    white-space: normal;
  }

  .inspector .title:hover {
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .inspector .title[aria-pressed='true'] {
    color: var(--_accent);
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .inspector .numbers {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.25rem 1.5rem;
  }

  /* What goes on to a second line begins below the first, not below the letter before it. */
  .inspector .numbers p {
    display: grid;
    grid-template-columns: 1.5em minmax(0, 1fr);
    align-items: baseline;
    font-size: var(--_s);
  }

  .inspector .of {
    color: var(--_muted);
    font-family: var(--downhill-font-display, inherit);
    font-size: 1.125em;
    font-style: italic;
  }

  .inspector .result {
    font-weight: 650;
    white-space: nowrap;
  }

  .inspector .sentence {
    max-inline-size: 44rem;
    font-size: var(--_s);
  }

  /* Room for letters beside numbers, and for m beside b. */
  @container (min-width: 34rem) {
    .inspector .numbers:not([data-shared]) {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }

  @container (min-width: 52rem) {
    .inspector .term {
      grid-template:
        'title numbers' auto
        'letters numbers' auto
        'letters sentence' 1fr / minmax(0, 2fr) minmax(0, 5fr);
    }

    .inspector .term .title {
      grid-area: title;
    }

    .inspector .term .letters {
      grid-area: letters;
      align-self: start;
    }

    .inspector .term .numbers {
      grid-area: numbers;
    }

    .inspector .term .sentence {
      grid-area: sentence;
    }
  }

  .inspector .calculator {
    margin-block-start: 1rem;
    border-block-start: 1px solid var(--_line);
  }

  .inspector summary {
    display: flex;
    align-items: center;
    min-block-size: var(--_target);
    font-weight: 600;
    cursor: pointer;
  }

  .inspector summary::before {
    content: '+';
    inline-size: 1.25em;
    color: var(--_muted);
  }

  .inspector [open] > summary::before {
    content: '−';
  }

  .inspector summary::-webkit-details-marker {
    display: none;
  }

  .inspector fieldset {
    min-inline-size: 0;
    margin: 0.75rem 0;
    padding: 0;
    border: 0;
  }

  .inspector legend {
    padding: 0;
    font-weight: 600;
  }

  .inspector .fields {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(min(9.5rem, 100%), 1fr));
    gap: 0.5rem 0.75rem;
    align-items: end;
    margin-block-start: 0.375rem;
  }

  .inspector .field {
    display: grid;
    gap: 0.125rem;
  }

  .inspector .field label {
    color: var(--_muted);
    font-size: var(--_s);
  }

  .inspector .field input {
    inline-size: 100%;
    font-variant-numeric: inherit;
  }

  .inspector .field input[aria-invalid='true'] {
    border-color: var(--_alarm);
  }

  .inspector .refusal {
    grid-row: 3;
    margin-block-start: 0.375rem;
    color: var(--_alarm);
    font-size: var(--_s);
  }

  .inspector .field:has(.refusal) {
    grid-column: 1 / -1;
  }

  .inspector .results {
    inline-size: min(100%, 36rem);
    margin-block: 1rem 0.5rem;
    border-collapse: collapse;
  }

  .inspector .results caption {
    padding-block-end: 0.25rem;
    font-weight: 600;
    text-align: start;
  }

  .inspector .results :is(th, td) {
    padding: 0.1875rem 0 0.1875rem 0.75rem;
    font-weight: inherit;
    text-align: end;
  }

  .inspector .results thead th,
  .inspector .results [scope='row'] {
    color: var(--_muted);
    font-size: var(--_s);
  }

  .inspector .results tr:first-child > th:first-child {
    padding-inline-start: 0;
    text-align: start;
    vertical-align: top;
  }

  .inspector .results [colspan='3'] {
    text-align: start;
  }

  .inspector .results tbody {
    border-block-start: 1px solid var(--_line);
  }

  .inspector .results [data-chosen] [scope='rowgroup'] {
    font-weight: 600;
  }

  @media (forced-colors: active) {
    .inspector .term[data-lit] {
      border-inline-start-color: Highlight;
    }
  }
`;
