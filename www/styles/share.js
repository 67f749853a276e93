/** The share dialog. */

import { css } from 'lit';

export const share = css`
  .controls .step {
    flex: 1 0 calc(100% - 13rem);
  }

  .aside {
    display: flex;
    gap: 0.5rem;
  }

  .share .gifts {
    display: grid;
    gap: 1.125rem;
  }

  .gift {
    display: grid;
    grid-template:
      'label about' auto
      'field copy' auto / minmax(0, 1fr) auto;
    gap: 0.25rem 0.75rem;
    align-items: start;
  }

  .gift label {
    grid-area: label;
    font-weight: 600;
  }

  .gift .about {
    grid-area: label;
    justify-self: end;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .gift textarea {
    grid-area: field;
    inline-size: 100%;
    min-inline-size: 0;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_tint);
    color: inherit;
    font: 0.8125rem/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace;
    overflow-wrap: anywhere;
    resize: vertical;
    field-sizing: content;
  }

  .gift button {
    grid-area: copy;
    min-inline-size: 5.5rem;
  }

  .share .shown {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1.25rem;
    margin: 0;
    padding: 0.75rem 0 0;
    border: 0;
    border-block-start: 1px solid var(--_line);
  }

  .share .shown legend {
    float: inline-start;
    padding: 0;
    margin-inline-end: 0.75rem;
    font-weight: 600;
    line-height: var(--_target);
  }

  .share .shown label {
    display: inline-flex;
    gap: 0.4375rem;
    align-items: center;
    min-block-size: var(--_target);
    cursor: pointer;
  }

  .share .shown input {
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0;
    accent-color: var(--_accent);
  }

  .preview {
    margin: 1.125rem 0 0;
  }

  .preview figcaption {
    margin-block-end: 0.375rem;
    font-weight: 600;
  }

  .preview > div {
    --downhill-plot-height: 14rem;

    max-block-size: 37rem;
    padding: 0.75rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    overflow: hidden;
  }

  .said {
    min-block-size: 1.5em;
    margin-block-start: 0.5rem;
    color: var(--_muted);
  }

  @media (max-width: 40rem) {
    .gift {
      grid-template: 'label' auto 'about' auto 'field' auto 'copy' auto / minmax(0, 1fr);
    }

    .gift .about {
      grid-area: about;
      justify-self: start;
    }

    .gift button {
      justify-self: start;
    }

    .share .shown {
      padding: 0;
      border: 0;
    }

    .share .shown legend {
      float: none;
      line-height: 1.5;
    }
  }
`;
