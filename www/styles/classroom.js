/** The buttons for a classroom, and the help dialog. */

import { css } from 'lit';

export const classroom = css`
  .classroom {
    flex: 1 0 100%;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
  }

  .classroom button {
    padding-inline: 0.75rem;
    font-size: var(--_s);
  }

  .classroom [aria-pressed='true'] {
    border-color: var(--_accent);
    background: var(--_tint);
  }

  .keys {
    margin: 0 0 0 0.25rem;
    color: var(--_muted);
    font-size: var(--_s);
  }

  /* Without a keyboard at hand the keys are only noise. */
  @media (hover: none) and (pointer: coarse) {
    .keys {
      display: none;
    }
  }

  dialog {
    inline-size: min(60rem, 100vi - 1.5rem);
    max-inline-size: none;
    max-block-size: calc(100vb - 1.5rem);
    padding: 0;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_paper);
    color: var(--_ink);
    overscroll-behavior: contain;
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .sheet {
    padding: clamp(1rem, 4vi, 1.75rem);
  }

  .sheet header {
    display: flex;
    gap: 1rem;
    align-items: center;
    justify-content: space-between;
  }

  .sheet :is(h2, h3, p, dl, dd) {
    margin: 0;
  }

  .sheet :is(h2, h3) {
    font-family: var(--downhill-font-display, inherit);
    font-weight: 600;
    line-height: 1.2;
  }

  .sheet h2 {
    font-size: var(--_xl);
  }

  .sheet h3 {
    margin-block-end: 0.25rem;
    font-size: 1.0625rem;
  }

  .sheet > p {
    max-inline-size: 80ch;
    margin-block: 0.625rem 1.25rem;
    text-wrap: pretty;
  }

  .letters {
    display: inline-flex;
    gap: 0.5rem;
    align-items: center;
    min-block-size: var(--_target);
    margin-block-start: 0.75rem;
  }

  .groups {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(100%, 15.5rem), 1fr));
    gap: 1.25rem 2rem;
  }

  .groups dl > div {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0.125rem;
    padding-block: 0.4375rem;
    border-block-start: 1px solid var(--_line);
  }

  .groups dt span {
    color: var(--_muted);
  }

  .groups dd {
    color: var(--_muted);
  }
`;
