/**
 * What all parts share. Colours and sizes come from the page's custom properties; alone on a
 * foreign page the element takes the colours of that page.
 */

import { css } from 'lit';

export const host = css`
  :host {
    --_ink: var(--downhill-ink, CanvasText);
    --_paper: var(--downhill-paper, Canvas);
    --_muted: var(--downhill-muted, color-mix(in srgb, var(--_ink) 70%, var(--_paper)));
    --_line: var(--downhill-line, color-mix(in srgb, var(--_ink) 16%, var(--_paper)));
    --_tint: var(--downhill-tint, color-mix(in srgb, var(--_ink) 5%, var(--_paper)));
    --_accent: var(--downhill-accent, var(--_ink));
    --_on-accent: var(--downhill-on-accent, var(--_paper));
    --_alarm: var(--downhill-alarm, var(--_ink));
    --_radius: var(--downhill-radius, 0.625rem);
    --_focus: var(--downhill-focus, 0.1875rem solid Highlight);
    /* On many pages a rem is 10 pixels, for which this text would be too small. */
    --_s: var(--downhill-text-s, max(0.8125rem, 12px));
    --_m: var(--downhill-text-m, max(0.9375rem, 13px));
    --_xl: var(--downhill-text-xl, 1.75rem);
    --_target: max(2.5rem, 40px);

    display: block;
    container-type: inline-size;
    color: var(--_ink);
    /* A page that is dark without saying so by its color-scheme, and a theme that is not the page's. */
    background: var(--_paper);
    font-size: var(--_m);
    line-height: 1.45;
    /* How a page sets its text is no matter of labels; in capitals, m and η would be other letters. */
    text-align: start;
    text-indent: 0;
    text-transform: none;
    white-space: normal;
  }

  :host([theme='light']) {
    color-scheme: light;
  }

  :host([theme='dark']) {
    color-scheme: dark;
  }

  :host([hidden]) {
    display: none;
  }

  :host(:fullscreen) {
    padding: 1rem;
    background: var(--_paper);
    overflow: auto;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  :focus-visible {
    outline: var(--_focus);
    outline-offset: 0.125rem;
  }

  /* A change of the colours around, however a page makes it, is noticed by its transition. */
  :is(.layers, .data-view, .loss-view) {
    transition: color 1ms;
  }

  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (pointer: coarse) {
    :host {
      --_target: max(2.75rem, 44px);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    * {
      animation-duration: 1ms !important;
      animation-delay: 0s !important;
      transition: none !important;
    }
  }
`;
