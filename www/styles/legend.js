/** Who is who. */

import { css } from 'lit';

export const legend = css`
  .legend {
    inline-size: 100%;
    max-inline-size: 48rem;
    /* Digits come and go at every step; the columns stay. */
    table-layout: fixed;
    border-collapse: collapse;
    font-variant-numeric: tabular-nums lining-nums;
  }

  .legend th,
  .legend td {
    padding: 0;
    font-weight: inherit;
    text-align: end;
    white-space: nowrap;
  }

  .legend thead th {
    color: var(--_muted);
    font-size: var(--_s);
  }

  .legend :is(th, td):first-child {
    text-align: start;
  }

  .legend thead tr:first-child th:first-child {
    inline-size: 37%;
  }

  .legend thead tr:last-child th {
    padding-block-end: 0.375rem;
  }

  .legend tbody {
    border-block-start: 1px solid var(--_line);
  }

  .legend tbody tr:first-child > * {
    padding-block-start: 0.5rem;
  }

  .legend td + td,
  .legend th + td {
    padding-inline-start: 0.5rem;
  }

  .legend .second td {
    padding-block: 0.0625rem 0.5rem;
    color: var(--_muted);
    font-size: var(--_s);
  }

  .line {
    max-inline-size: 48rem;
    margin: 0.25rem 0 0;
    padding-block-start: 0.5rem;
    border-block-start: 1px solid var(--_line);
    color: var(--_muted);
    font-size: var(--_s);
    font-variant-numeric: tabular-nums lining-nums;
  }

  .line span {
    white-space: nowrap;
  }

  .legend abbr {
    text-decoration: none;
  }

  .name {
    display: flex;
    gap: 0.625rem;
    align-items: center;
    font-weight: 600;
  }

  .swatch {
    flex: none;
    inline-size: 2.25rem;
    block-size: 0.875rem;
    overflow: visible;
    forced-color-adjust: none;
  }

  @container (max-width: 24rem) {
    .legend {
      font-size: var(--_s);
    }

    .legend .second td {
      font-size: 0.75rem;
    }

    .name {
      gap: 0.4rem;
    }

    /* Only the end of the trail has room. */
    .swatch {
      inline-size: 1.375rem;
      overflow: hidden;
    }
  }
`;
