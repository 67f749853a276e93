// The step inspector: equations that come out, terms one by one, and the calculator.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import {
  barOfAdam,
  button,
  cell,
  drawn,
  fingerprint,
  numberOf,
  onPlot,
  open,
  openAtStart,
  step,
} from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** Goes to a step and opens the inspector on an optimizer. */
async function inspect(/** @type {Page} */ page, at = 12, optimizer = 'Adam') {
  await openAtStart(page);
  await onPlot(page, (plot, to) => plot.seek(to), at);
  await page.getByRole('tab', { name: 'Step' }).click();
  await page.locator('.inspector select').selectOption({ label: optimizer });
  await drawn(page);
}

const term = (/** @type {Page} */ page, /** @type {string} */ name) =>
  page.locator(`.term[data-term="${name}"]`);

/**
 * What the numbers of a term read, taken from the MathML on the page as JavaScript, and the result
 * beside them.
 * @param {Page} page
 * @param {string} name
 * @param {'m' | 'b' | 'both'} of
 */
function equation(page, name, of) {
  return term(page, name)
    .locator(`.numbers [data-of="${of}"]`)
    .evaluate((line) => {
      /** @param {Element} element @returns {string} */
      const read = (element) => {
        const inner = [...element.children].map(read);
        const all = inner.join('');
        switch (element.localName) {
          case 'mfrac':
            return `((${inner[0]})/(${inner[1]}))`;
          case 'msqrt':
            return `Math.sqrt(${all})`;
          case 'msup':
            return `((${inner[0]})**(${inner[1]}))`;
          case 'mi':
            return `Math.${element.textContent}`;
          case 'mo':
            return (
              { '·': '*', '−': '-', '=': '', '|': '' }[element.textContent ?? ''] ??
              element.textContent ??
              ''
            );
          case 'mrow':
          case 'math':
            return element.firstElementChild?.textContent === '|' ? `Math.abs(${all})` : all;
          default:
            return element.textContent ?? '';
        }
      };
      return {
        text: [...line.querySelectorAll('math')].map(read).join(''),
        shown: line.querySelector('data')?.textContent ?? '',
        exact: line.querySelector('data')?.getAttribute('value') ?? '',
        title: line.getAttribute('title') ?? '',
      };
    });
}

/** Computes what is written as JavaScript. */
const computed = (/** @type {string} */ text) => Number(new Function(`return ${text};`)());

for (const optimizer of ['SGD', 'Momentum', 'RMSprop', 'Adam']) {
  test(`the shown equations of ${optimizer}, computed, give the shown step`, async ({ page }) => {
    await inspect(page, 12, optimizer);
    const names = await page
      .locator('.term')
      .evaluateAll((terms) => terms.map((each) => each.getAttribute('data-term') ?? ''));
    expect(names.slice(-2)).toEqual(['step', 'paramsAfter']);
    const index = ['SGD', 'Momentum', 'RMSprop', 'Adam'].indexOf(optimizer);
    const report = await onPlot(page, (plot, racer) => plot.race?.report(racer), index);
    let equations = 0;
    for (const name of names) {
      const shared = (await term(page, name).locator('[data-of="both"]').count()) > 0;
      for (const [i, of] of /** @type {('m' | 'b' | 'both')[]} */ (
        shared ? ['both'] : ['m', 'b']
      ).entries()) {
        const { text, shown, exact, title } = await equation(page, name, of);
        const told =
          name === 'gradient'
            ? report.gradient
            : name === 'paramsAfter'
              ? report.paramsAfter
              : (report.stateAfter[name] ?? report.terms[name]);
        expect(Number(exact)).toBe(shared ? told : told[i]);
        const [digits, power = '0'] = shown.replaceAll('−', '-').split('e');
        const rounded = Number(digits) * 10 ** Number(power);
        expect(Math.abs(rounded - Number(exact))).toBeLessThanOrEqual(
          1e-4 * Math.abs(Number(exact)),
        );
        if (text === '') continue;
        equations += 1;
        // Of five digits, one or two may go where numbers nearly cancel.
        expect(
          Math.abs(computed(text) - rounded),
          `${name}: ${text} = ${shown}`,
        ).toBeLessThanOrEqual(2e-3 * Math.max(Math.abs(rounded), 1e-3));
        const [all] = title.split(' = ');
        const exactly = computed(all.replaceAll(/(sqrt|max|min|abs)\(/g, 'Math.$1('));
        expect(Math.abs(exactly - Number(exact))).toBeLessThanOrEqual(
          1e-12 * Math.abs(Number(exact)),
        );
      }
    }
    expect(equations).toBeGreaterThanOrEqual(4);
  });
}

test('it follows time forwards and back', async ({ page }) => {
  await inspect(page, 12, 'Momentum');
  const read = () => page.locator('.inspector .terms').textContent();
  const at12 = await read();
  await button(page, 'Step').click();
  await expect(step(page)).toHaveText('Step 13');
  await expect.poll(read).not.toBe(at12);
  await button(page, 'Back').click();
  await expect.poll(read).toBe(at12);
  await onPlot(page, (plot) => plot.seek(0));
  await expect(page.locator('.inspector .empty')).toHaveText(
    'Take a step, and every number of it is explained here.',
  );
  await page.locator('[data-action="takeStep"]').click();
  await expect(page.locator('.term')).not.toHaveCount(0);
  await expect(step(page)).toHaveText('Step 1');
  // While it plays it keeps up, and at rest it shows the very step.
  await button(page, 'Play').click();
  await expect(page.locator('.inspector .idea').first()).not.toContainText('number 1.');
  await button(page, 'Pause').click();
  await drawn(page);
  const shown = numberOf((await step(page).textContent())?.replace('Step ', '') ?? '');
  await expect(page.locator('.inspector .idea').first()).toContainText(
    `number ${shown.toLocaleString('en-US')}.`,
  );
});

test('a key reveals one term after the other, then takes the next step', async ({ page }) => {
  await inspect(page, 12, 'Adam');
  const all = await page.locator('.term .title').allTextContents();
  await page.locator('h1').click();
  await page.keyboard.press('n');
  const titles = page.locator('.term .title');
  await expect(titles).toHaveCount(1);
  const status = page.locator('[role="status"]');
  for (let count = 2; count <= all.length; count += 1) {
    await page.keyboard.press('n');
    await expect(titles).toHaveCount(count);
  }
  expect(await titles.allTextContents()).toEqual(all);
  // The region says at most one sentence every two seconds; the newest is heard.
  await expect(status).toContainText('New parameters: for m,');
  await page.keyboard.press('n');
  await expect(step(page)).toHaveText('Step 13');
  await expect(titles).toHaveCount(1);
  await button(page, 'Next term').click();
  await expect(titles).toHaveCount(2);
  await expect(page.locator('.remaining')).toContainText(
    `${all.length - 2} terms are still to come`,
  );
  await page.getByRole('checkbox', { name: 'One by one' }).uncheck();
  await expect(titles).toHaveCount(all.length);
});

test('the gradient’s arrow comes with its first term, and turns with the next', async ({
  page,
}) => {
  await inspect(page, 1, 'SGD');
  await onPlot(page, (plot) => plot.change({ racers: [{ optimizer: 'sgd', ascend: true }] }));
  await page.locator('h1').click();
  await page.keyboard.press('n');
  await expect(page.locator('.term')).toHaveCount(1);
  const picture = async () => {
    await drawn(page);
    return (await fingerprint(page, 'overlay')).hash;
  };
  const first = await picture();
  await page.keyboard.press('n');
  await expect(term(page, 'clippedGradient')).toBeVisible();
  const second = await picture();
  await page.getByRole('tab', { name: 'Race' }).click();
  expect(new Set([first, second, await picture()]).size).toBe(3);
});

test('an arrow is on the map when its term is revealed, never before', async ({ page }) => {
  await inspect(page, 12, 'Adam');
  await page.locator('h1').click();
  // What each picture was drawn with, one that is seen for a single frame included.
  await onPlot(page, (plot) => {
    const race = /** @type {any} */ (plot.race);
    const drawn = /** @type {[number, string][]} */ ([]);
    const drawOverlay = race.drawOverlay.bind(race);
    race.drawOverlay = (/** @type {unknown} */ canvas, /** @type {any} */ options) => {
      drawn.push([race.step, options.arrowKinds?.join(' ') ?? 'all']);
      drawOverlay(canvas, options);
    };
    Object.assign(window, { drawn });
  });
  const kinds = async () => {
    await drawn(page);
    return page.evaluate(() => /** @type {any} */ (window).drawn);
  };
  const names = await page
    .locator('.term')
    .evaluateAll((terms) => terms.map((each) => each.getAttribute('data-term') ?? ''));
  /** @type {Record<string, string>} */
  const after = {
    gradient: 'gradient',
    correctedFirstMoment: 'gradient momentum',
    denominator: 'gradient momentum secondMoment',
    step: 'gradient momentum secondMoment step',
  };
  let expected = '';
  const pictures = new Set();
  for (const name of names) {
    await page.keyboard.press('n');
    await expect(page.locator('.term')).toHaveCount(names.indexOf(name) + 1);
    expected = after[name] ?? expected;
    expect((await kinds()).at(-1)).toEqual([12, expected]);
    pictures.add((await fingerprint(page, 'overlay')).hash);
  }
  expect(pictures.size).toBeGreaterThanOrEqual(4);
  // The next steps begin with the gradient alone, from their first picture on.
  await page.keyboard.press('n');
  await expect(step(page)).toHaveText('Step 13');
  for (let i = 0; i < 5; i += 1) await page.keyboard.press('ArrowRight');
  await expect(step(page)).toHaveText('Step 18');
  const later = (await kinds()).filter((/** @type {[number, string]} */ [at]) => at > 12);
  expect(later.length).toBeGreaterThan(1);
  expect(new Set(later.map((/** @type {[number, string]} */ [, shown]) => shown))).toEqual(
    new Set(['gradient']),
  );
  // An arrow that is not drawn is not found, either.
  await page.mouse.move(...(await barOfAdam(page)).end);
  await drawn(page);
  await expect(page.locator('.readout')).toContainText('loss');
  await expect(page.locator('.readout')).not.toContainText('second moment');
  await page.getByRole('checkbox', { name: 'One by one' }).focus();
  await page.keyboard.press('Space');
  expect((await kinds()).at(-1)).toEqual([18, 'all']);
  await page.mouse.move(...(await barOfAdam(page)).end);
  await expect(page.locator('.readout')).toContainText('second moment');
});

test('the calculator accepts numbers, and refuses in the engine’s words', async ({ page }) => {
  await inspect(page, 12, 'Adam');
  await page.locator('.calculator summary').click();
  const report = await onPlot(page, (plot) => plot.race?.report(3));
  const field = (/** @type {string} */ name) => page.getByRole('textbox', { name, exact: true });
  await expect(field('Gradient, m')).toHaveValue(String(report.gradient[0]));
  await expect(field('Learning rate')).toHaveValue('0.01');
  const cells = (/** @type {string} */ name) =>
    page
      .locator('.results tbody', { has: page.locator(`th:text-is("${name}")`) })
      .locator('td')
      .evaluateAll((all) => all.map((each) => Number(each.getAttribute('title'))));
  expect((await cells('Adam')).slice(2)).toEqual(report.paramsAfter);

  // No clipping is a legal value, and can be taken back.
  await field('Gradient clipping').fill('');
  await field('Gradient clipping').press('Enter');
  await expect(page.locator('.refusal')).toHaveCount(0);
  await expect(field('Gradient clipping')).toHaveValue('');
  await field('Gradient clipping').fill('0,5');
  await field('Gradient clipping').press('Enter');
  await expect(field('Gradient clipping')).toHaveValue('0.5');
  await button(page, 'Take this step’s numbers').click();

  // Plain SGD by hand.
  for (const [name, value] of [
    ['m', '1'],
    ['b', '−2'],
    ['Gradient, m', '0.5'],
    ['Gradient, b', '-0.25'],
  ]) {
    await field(name).fill(value);
    await field(name).press('Enter');
  }
  const [sgd] = [await cells('SGD')];
  expect(sgd[2]).toBeCloseTo(1 - 0.1 * 0.5, 12);
  expect(sgd[3]).toBeCloseTo(-2 + 0.1 * 0.25, 12);

  // They stay when the plot is moved.
  await onPlot(page, (plot) => document.querySelector('main')?.append(plot));
  await drawn(page);
  await expect(field('Gradient, m')).toHaveValue('0.5');
  expect(await cells('SGD')).toEqual(sgd);

  for (const [name, value, message, before] of [
    [
      'Gradient, m',
      'steep',
      'gradient.m is "steep", but it takes a number from -1e150 to 1e150',
      '0.5',
    ],
    ['First-moment decay', '1', 'beta1 is 1, but it takes a number from 0 to below 1', '0.9'],
    ['Step', '0', 'step is 0, but it takes a whole number from 1', '12'],
  ]) {
    await field(name).fill(value);
    await field(name).press('Enter');
    const alert = page.locator('.refusal');
    await expect(alert).toContainText(message);
    await expect(field(name)).toHaveValue(before);
    await expect(field(name)).toHaveAttribute('aria-invalid', 'true');
    expect(await cells('SGD')).toEqual(sgd);
  }
  await button(page, 'Take this step’s numbers').click();
  await expect(page.locator('.refusal')).toHaveCount(0);
  expect((await cells('Adam')).slice(2)).toEqual(report.paramsAfter);
  // Untouched, it follows the race; the numbers of a hand stay.
  await onPlot(page, (plot) => plot.step());
  await expect(field('Step')).toHaveValue('13');
  await field('m').fill('7');
  await field('m').press('Enter');
  await onPlot(page, (plot) => plot.step());
  await drawn(page);
  await expect(field('m')).toHaveValue('7');
  await expect(field('Step')).toHaveValue('13');
});

test('a race that diverges is drawn to its end', async ({ page }) => {
  await page.goto('./#racers=sgd~learningRate:10~clip:null&step=100&tab=step&v=1');
  await expect(step(page)).toHaveText('Step 100');
  await page.evaluate(() => {
    document.addEventListener('downhill-error', () => document.body.setAttribute('data-error', ''));
  });
  await page.locator('.calculator summary').click();
  await expect(page.locator('.results td')).toHaveCount(4);
  await onPlot(page, (plot) => plot.finish());
  await expect(step(page)).toHaveText('Step 121');
  await expect(page.locator('.results td')).toHaveText([
    'These numbers are too large to compute with.',
  ]);
  await expect(page.locator('.notice')).toHaveCount(0);
  await expect(page.locator('[data-error]')).toHaveCount(0);
  await page.getByRole('tab', { name: 'Race' }).click();
  await expect(cell(page, 'sgd', 'status')).toContainText('diverged');
});

test('a term lights its arrow on the map, and an arrow its terms', async ({ page }) => {
  await openAtStart(page);
  await onPlot(page, (plot) => plot.seek(20));
  await drawn(page);
  const bare = await fingerprint(page, 'overlay');
  await page.getByRole('tab', { name: 'Step' }).click();
  await page.locator('.inspector select').selectOption({ label: 'Adam' });
  await drawn(page);
  // Opening the inspector draws the arrows of its optimizer.
  expect(await onPlot(page, (plot) => plot.looks.arrowsOf)).toBe(3);
  const plain = await fingerprint(page, 'overlay');
  expect(plain).not.toEqual(bare);

  const seen = new Set([plain.hash]);
  for (const [name, others] of /** @type {[string, string[]][]} */ ([
    ['gradient', []],
    ['firstMoment', ['correctedFirstMoment']],
    ['denominator', ['secondMoment', 'correctedSecondMoment']],
    ['step', ['paramsAfter']],
  ])) {
    await term(page, name).hover();
    await drawn(page);
    const lit = await fingerprint(page, 'overlay');
    expect(seen.has(lit.hash)).toBe(false);
    seen.add(lit.hash);
    for (const other of others) {
      await term(page, other).locator('.title').focus();
      await page.mouse.move(0, 0);
      await drawn(page);
      expect(await fingerprint(page, 'overlay')).toEqual(lit);
      await page.keyboard.press('Shift+Tab');
    }
  }
  await page.locator('h1').click();
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).toEqual(plain);
  // A term of which there is no arrow lights none.
  await term(page, 'firstCorrection').hover();
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).toEqual(plain);
  // Pressed, it stays lit.
  await button(page, 'Second moment').click();
  await page.mouse.move(0, 0);
  await page.locator('h1').click();
  await drawn(page);
  expect(await fingerprint(page, 'overlay')).not.toEqual(plain);
  await button(page, 'Second moment').click();
  await page.locator('h1').click();

  // The bars of the second moment cross where the update began.
  await page.mouse.move(...(await barOfAdam(page)).end);
  await expect(term(page, 'secondMoment')).toHaveAttribute('data-lit');
  await expect(term(page, 'denominator')).toHaveAttribute('data-lit');
  await expect(term(page, 'gradient')).not.toHaveAttribute('data-lit');
  await page.mouse.move(0, 0);
  await expect(term(page, 'secondMoment')).not.toHaveAttribute('data-lit');
});

test('arrows come and go with the inspector, unless someone chose others', async ({ page }) => {
  const arrows = () => onPlot(page, (plot) => plot.looks.arrowsOf);
  await inspect(page, 20, 'Momentum');
  expect(await arrows()).toBe(1);
  await page.getByRole('tab', { name: 'Race' }).click();
  expect(await arrows()).toBe(null);
  await page.getByRole('tab', { name: 'Step' }).click();
  expect(await arrows()).toBe(1);
  await page.getByRole('combobox', { name: 'Arrows' }).selectOption({ label: 'none' });
  await page.getByRole('tab', { name: 'Race' }).click();
  await page.getByRole('tab', { name: 'Step' }).click();
  await page.locator('.inspector select').selectOption({ label: 'Adam' });
  expect(await arrows()).toBe(null);
});

test('the inspector stays with its optimizer where others sit out or leave', async ({ page }) => {
  await inspect(page, 20, 'Momentum');
  const chosen = () =>
    page
      .locator('.inspector select')
      .evaluate((/** @type {HTMLSelectElement} */ one) => one.selectedOptions[0].label);
  const leave = async (/** @type {string} */ name) => {
    await page.getByRole('tab', { name: 'Optimizers' }).click();
    await page.getByRole('switch', { name: `${name} takes part` }).click();
    await page.getByRole('tab', { name: 'Step' }).click();
    await drawn(page);
  };
  const velocity = await term(page, 'velocity').innerText();
  await leave('SGD');
  expect(await chosen()).toBe('Momentum');
  expect(await term(page, 'velocity').innerText()).toBe(velocity);
  expect(await onPlot(page, (plot) => plot.looks.arrowsOf)).toBe(0);
  await leave('SGD');
  expect(await chosen()).toBe('Momentum');
  expect(await onPlot(page, (plot) => plot.looks.arrowsOf)).toBe(1);
  // Without it, whoever is first is asked about.
  await leave('Momentum');
  expect(await chosen()).toBe('SGD');
  expect(await onPlot(page, (plot) => plot.looks.arrowsOf)).toBe(0);
});

test('a step is copied with all its digits', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await inspect(page, 12, 'Adam');
  await button(page, 'Copy all digits').click();
  await expect(button(page, 'Copied')).toBeVisible();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  const [m] = await onPlot(page, (plot) => plot.race?.report(3).paramsAfter);
  expect(text).toMatch(/^Adam, step 12\n/);
  expect(text).toContain(` = ${m}\n`);
  await expect(button(page, 'Copy all digits')).toBeVisible();
  // A page that did not come over a safe way has no clipboard, and says so.
  await page.evaluate(() => Object.defineProperty(navigator, 'clipboard', { value: undefined }));
  await button(page, 'Copy all digits').click();
  await expect(page.getByRole('alert')).toContainText('does not let this page copy');
  await expect(button(page, 'Copied')).toHaveCount(0);
});

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in the inspector, ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await inspect(page, 30, 'Adam');
    await page.locator('.calculator summary').click();
    await page.getByRole('textbox', { name: 'Step', exact: true }).fill('x');
    await page.getByRole('textbox', { name: 'Step', exact: true }).press('Enter');
    await page.locator('[data-term="firstMoment"]').hover();
    // The whole page with all these equations would take long.
    const { violations, passes } = await new AxeBuilder({ page })
      .include({ fromShadowDom: ['downhill-plot', '.inspector'] })
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'label']));
  });
}

test('the longest equations stay in their boxes on the smallest screens', async ({ page }) => {
  for (const width of [320, 360]) {
    await page.setViewportSize({ width, height: 640 });
    await open(page);
    await onPlot(page, (plot) => {
      plot.configure({ racers: [{ optimizer: 'nadam' }, { optimizer: 'radam' }] });
      plot.seek(40);
      plot.tab = 'step';
    });
    await button(page, 'More controls').click();
    for (const racer of ['NAdam', 'RAdam']) {
      await page.locator('.inspector select').selectOption({ label: racer });
      await page.locator('.calculator summary').click();
      await drawn(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
      const wide = await onPlot(page, (plot) => {
        const boxes = [
          ...plot.renderRoot.querySelectorAll(
            '.inspector :is(.choices, .rule, .term, .idea, .calculator, .calculator *)',
          ),
        ];
        return boxes
          .filter((box) => box.getBoundingClientRect().right > innerWidth + 0.5)
          .map((box) => box.className);
      });
      expect(wide).toEqual([]);
      await page.locator('.calculator summary').click();
    }
  }
});
