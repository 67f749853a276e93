/** Buttons, sliders and keys, wherever they are. */

import { css } from 'lit';

export const knobs = css`
  button {
    display: inline-flex;
    gap: 0.5em;
    align-items: center;
    justify-content: center;
    min-block-size: var(--_target);
    padding: 0.25rem 0.9375rem;
    border: 1px solid var(--_line);
    border-radius: 99rem;
    background: var(--_paper);
    color: inherit;
    font: inherit;
    font-weight: 550;
    white-space: nowrap;
    cursor: pointer;
    transition:
      background-color 0.12s,
      border-color 0.12s;
  }

  button:hover {
    border-color: var(--_muted);
    background: var(--_tint);
  }

  button:active {
    background: var(--_line);
  }

  button.primary {
    border-color: var(--_accent);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  button.primary:hover {
    border-color: var(--_accent);
    background: color-mix(in srgb, var(--_accent) 86%, var(--_paper));
  }

  button:is(:disabled, [aria-disabled='true']) {
    border-color: var(--_line);
    background: var(--_paper);
    color: color-mix(in srgb, var(--_muted) 62%, var(--_paper));
    cursor: default;
  }

  button.primary:disabled {
    border-color: var(--_line);
    background: var(--_tint);
  }

  .icon {
    flex: none;
    inline-size: 1.125em;
    block-size: 1.125em;
    fill: currentColor;
  }

  input[type='range'] {
    inline-size: 100%;
    min-block-size: var(--_target);
    margin: 0;
    accent-color: var(--_accent);
    cursor: pointer;
  }

  kbd {
    display: inline-block;
    min-inline-size: 1.75em;
    padding: 0 0.4em;
    border: 1px solid var(--_line);
    border-block-end-width: 2px;
    border-radius: 0.3em;
    color: var(--_ink);
    font: inherit;
    font-size: 0.9375em;
    text-align: center;
  }

  @media (forced-colors: active) {
    button,
    button.primary {
      border-color: ButtonText;
    }

    button:is(:disabled, [aria-disabled='true']) {
      border-color: GrayText;
      color: GrayText;
    }
  }
`;
