/** Who takes part, by which rule, and with which settings. */

import { html } from 'lit';
import { live } from 'lit/directives/live.js';
import { joinWords } from '../state.js';
import { counts } from '../values.js';
import { icons } from './icons.js';
import { settingRow } from './setting.js';
import { swatch } from './swatch.js';

/** @typedef {import('../setup.js').Setup} Setup */
/** @typedef {import('../values.js').Setting} Setting */
/** @typedef {import('../engine.js').Palette} Palette */

/** @param {Event} event */
const chosen = (event) => /** @type {HTMLSelectElement} */ (event.target).value;

/**
 * @param {Setup} setup
 * @param {Palette} palette
 * @param {ReadonlySet<number>} folded the styles of those whose settings are folded away
 * @param {(style: number) => void} fold
 */
export function optimizers(setup, palette, folded, fold) {
  const { entrants } = setup.roster;
  return html`<div class="setup">
    <div class="chosen">${rule(setup)} ${joining(setup)}</div>
    <div class="entrants">
      ${entrants.map((_, i) => entrant(setup, palette, i, folded, fold))}
    </div>
  </div>`;
}

/** @param {Setup} setup */
function rule(setup) {
  const { fairness, heading } = setup.summary;
  const known = setup.settings.fairness;
  const help = known.find(({ name }) => name === fairness)?.help;
  return html`<div class="rule-choice">
    <label for="fairness">Settings</label>
    <select
      id="fairness"
      title="The rule by which everyone’s settings are chosen"
      aria-describedby="fairness-help"
      @change=${(/** @type {Event} */ event) => setup.choose(chosen(event))}
    >
      ${known.map(
        ({ name, label }) =>
          html`<option value=${name} .selected=${live(name === fairness)}>${label}</option>`,
      )}
      ${help === undefined ? html`<option .selected=${live(true)} disabled>${heading}</option>` : ''}
    </select>
    <p id="fairness-help">
      ${help ?? 'These settings follow none of the rules. Choose one to come back to it.'}
      ${help !== undefined && heading.includes('(') ? html`<b>${heading}.</b>` : ''}
    </p>
    <p role="status">${[alike(setup), twins(setup)].filter(Boolean).join(' ')}</p>
  </div>`;
}

/**
 * Whoever chooses another rule with the same outcome reads why the name does not change.
 * @param {Setup} setup
 * @returns {string} which other rules give the same settings, or ''
 */
function alike({ alike }) {
  if (alike.length === 0) return '';
  return `${joinWords(alike.map((label) => `“${label}”`))} would give these optimizers the same settings.`;
}

/**
 * A rule sets everyone's settings, also those that two of a kind were to be compared by.
 * @param {Setup} setup
 * @returns {string} who comes twice with the same settings, or ''
 */
function twins({ roster, settings }) {
  const all = roster.entrants.map(({ values }) => JSON.stringify(values));
  const twice = roster.entrants.filter((_, i) => all.indexOf(all[i]) < i);
  const names = new Set(twice.map(({ values }) => values.optimizer));
  const titles = settings.optimizers.filter(({ name }) => names.has(name));
  if (titles.length === 0) return '';
  const who = joinWords(titles.map(({ title }) => title));
  return `${who} ${titles.length > 1 ? 'are' : 'is'} there more than once with the same settings, which a rule gives to all of a kind. Change one to compare them.`;
}

/**
 * @param {Setup} setup
 * @param {Palette} palette
 * @param {number} i
 * @param {ReadonlySet<number>} folded
 * @param {(style: number) => void} fold
 */
function entrant(setup, palette, i, folded, fold) {
  const { on, style, values } = setup.roster.entrants[i];
  const label = setup.labels[i];
  const info = setup.infoOf(i);
  const last = on && setup.styles.length === 1;
  const full = setup.roster.entrants.length >= setup.settings.maxRacers;
  const open = !folded.has(style);
  const why = 'A race needs at least one optimizer';
  return html`<section class="entrant" data-entrant=${info.name} ?data-off=${!on} aria-label=${label}>
    <header>
      <input
        class="flip"
        type="checkbox"
        role="switch"
        aria-label="${label} takes part"
        title=${last ? why : on ? 'Let it sit out; its settings are kept' : 'Let it take part'}
        aria-disabled=${last}
        .checked=${on}
        @click=${(/** @type {Event} */ event) => last && event.preventDefault()}
        @change=${() => setup.toggle(i)}
      />
      <h2 title=${info.idea}>${swatch(palette.trails[style], palette.lineWidth)}<span>${label}</span></h2>
      <button
        class="plain fold"
        data-action="fold"
        title=${open ? 'Fold its settings away' : 'Show its settings'}
        aria-label="Settings of ${label}"
        aria-expanded=${open}
        @click=${() => fold(style)}
      >
        ${icons.fold}
      </button>
    </header>
    ${open ? settingsOf(setup, i, values, label) : ''}
    <footer>
      <button
        data-action="duplicate"
        title="One more of it, with the same settings"
        aria-label="Duplicate ${label}"
        ?disabled=${full}
        @click=${() => setup.duplicate(i)}
      >
        ${icons.duplicate}Duplicate
      </button>
      <button
        data-action="remove"
        title=${last ? why : 'Take it off the list'}
        aria-label="Remove ${label}"
        ?disabled=${last}
        @click=${() => setup.remove(i)}
      >
        ${icons.remove}Remove
      </button>
    </footer>
  </section>`;
}

/**
 * @param {Setup} setup
 * @param {number} i
 * @param {Record<string, any>} values
 * @param {string} label
 */
function settingsOf(setup, i, values, label) {
  const info = setup.infoOf(i);
  const { framework } = setup.settings;
  /** @param {Setting} setting */
  const row = (setting) => {
    const place = `${i}.${setting.name}`;
    return settingRow({
      setting,
      value: values[setting.name],
      usual: setup.usual(i, setting.name),
      id: `set-${i}-${setting.name}`,
      refusal: setup.refusal?.place === place ? setup.refusal : null,
      set: (value) => setup.set(i, setting.name, value),
      of: label,
    });
  };
  const shown = info.settings.filter((setting) => counts(setting, values));
  const [usual, rare] = [false, true].map((more) => shown.filter((one) => one.more === more));
  const changed = rare.filter(({ name }) => values[name] !== setup.usual(i, name)).length;
  return html`${conventions(setup, i, framework)} ${usual.map(row)}
    <details>
      <summary title="Settings that matter less often">
        More${changed ? html` <span class="unit">${changed} changed</span>` : ''}
      </summary>
      ${rare.map(row)}
    </details>`;
}

/**
 * Whose defaults it follows; what does not have it cannot be chosen.
 * @param {Setup} setup
 * @param {number} i
 * @param {Setting} framework
 */
function conventions(setup, i, framework) {
  if (framework.kind.type !== 'choice') return '';
  const { of, labels } = framework.kind;
  const info = setup.infoOf(i);
  const value = setup.roster.entrants[i].values[framework.name];
  const id = `set-${i}-${framework.name}`;
  return html`<div class="setting" data-setting=${framework.name} title="${framework.help} Choosing one replaces all settings below.">
    <label for=${id}>${framework.label}</label>
    <select
      id=${id}
      aria-describedby="${id}-help"
      @change=${(/** @type {Event} */ event) => setup.follow(i, chosen(event))}
    >
      ${of.map(
        (name, k) =>
          html`<option value=${name} .selected=${live(name === value)} ?disabled=${!(name in info.defaults)}>
            ${labels[k]}${name in info.defaults ? '' : ` has no ${info.title}`}
          </option>`,
      )}
    </select>
    <span class="hidden" id="${id}-help">${framework.help} Choosing one replaces all settings below.</span>
  </div>`;
}

/** @param {Setup} setup */
function joining(setup) {
  const { maxRacers, optimizers: all } = setup.settings;
  const full = setup.roster.entrants.length >= maxRacers;
  return html`<div class="joining">
    <label for="joining">Add an optimizer</label>
    <select
      id="joining"
      title=${full ? `A race has room for ${maxRacers}` : 'It starts where all others start, and comes to the same step'}
      ?disabled=${full}
      @change=${(/** @type {Event} */ event) => {
        const select = /** @type {HTMLSelectElement} */ (event.target);
        const optimizer = select.value;
        select.value = '';
        if (optimizer) setup.add(optimizer);
      }}
    >
      <option value="">${full ? `All ${maxRacers} places are taken` : 'Choose …'}</option>
      ${all.map(({ name, title }) => html`<option value=${name}>${title}</option>`)}
    </select>
  </div>`;
}
