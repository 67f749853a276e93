// The share dialog, and the text that it gives.

import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from '@playwright/test';
import { elementCode, gifts } from '../../www/share.js';
import { button, drawn, onPlot, openAtStart, raceStep } from './page.mjs';

/** @typedef {import('@playwright/test').Page} Page */

const dialog = (/** @type {Page} */ page) => page.getByRole('dialog', { name: 'Share this race' });

/** Opens the dialog on a race of its own. */
async function share(/** @type {Page} */ page) {
  await openAtStart(page);
  await onPlot(page, (plot) => {
    plot.configure({ seed: 7, racers: [{ optimizer: 'sgd' }, { optimizer: 'adam' }] });
    plot.seek(40);
  });
  await button(page, 'Share').click();
  await expect(dialog(page)).toBeVisible();
}

test('attributes say what they can, the link says the rest', () => {
  for (const [link, attributes] of [
    ['v=1', ''],
    ['seed=7&step=40&v=1', ' seed="7" step="40"'],
    [
      'landscape=linear&batchSize=null&start=-1,0.5&racers=sgd,adam&view=-1,2,0,1e-3&v=1',
      ' landscape="linear" batch-size="all" start="-1 0.5" optimizers="sgd adam" view="-1 2 0 1e-3"',
    ],
    [
      'racers=sgd~learningRate:0.5,adam~learningRate:0.5&v=1',
      ' optimizers="sgd adam" learning-rate="0.5"',
    ],
    ...['racers=sgd~learningRate:0.5,adam', 'racers=sgd~clip:null,adam~clip:null', 'epochs=3'].map(
      (link) => [`${link}&v=1`, ` link="${link}&amp;v=1"`],
    ),
    ['by=epoch&scene=0,30,4&v=1', ' link="by=epoch&amp;scene=0,30,4&amp;v=1"'],
    ['constructor=1&v=1', ' link="constructor=1&amp;v=1"'],
  ]) {
    expect(elementCode(link, 'full')).toBe(`<downhill-plot${attributes}></downhill-plot>`);
  }
  expect(elementCode('v=1', 'none')).toBe('<downhill-plot controls="none"></downhill-plot>');
});

test('whatever stands in an address stays within its quotes', async ({ page }) => {
  const home = 'https://example.org/a"b<c>&d/';
  const link = 'seed="><script>alert(1)</script>&v=1';
  for (const { id, text } of gifts(home, link, 'playback').slice(2)) {
    await page.setContent('<main></main>');
    const made = await page.evaluate((html) => {
      const { content } = Object.assign(document.createElement('template'), { innerHTML: html });
      const element = content.querySelector('iframe, downhill-plot');
      return {
        names: [...content.children].map(({ localName }) => localName),
        src: content.querySelector('[src]')?.getAttribute('src'),
        seed: element?.getAttribute('seed'),
      };
    }, text);
    expect(made.names).toEqual(id === 'frame' ? ['iframe'] : ['script', 'downhill-plot']);
    expect(made.src).toBe(
      id === 'frame' ? `${home}embed.html?controls=playback#${link}` : `${home}downhill-plot.js`,
    );
    if (id === 'element') expect(made.seed).toBe('"><script>alert(1)</script>');
  }
  // A file from disk has nothing beside it.
  expect(gifts('file:///home/a/downhill.html', 'v=1', 'full')).toEqual([
    expect.objectContaining({ id: 'link', text: 'file:///home/a/downhill.html#v=1' }),
  ]);
});

test('link and code are copied, and give the same race', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await share(page);
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  const base = page.url().split('#')[0];
  const link = 'seed=7&racers=sgd,adam&step=40&v=1';
  const code = link.replaceAll('&', '&amp;');
  for (const [name, text] of [
    ['Link', `${base}#${link}`],
    ['Link without controls', `${base}embed.html?controls=none#${link}`],
    [
      'Code for a frame',
      `<iframe src="${base}embed.html?controls=playback#${code}" title="Downhill`,
    ],
    [
      'Code for an element',
      `<script type="module" src="${base}downhill-plot.js"></script>\n<downhill-plot ` +
        'seed="7" optimizers="sgd adam" step="40" controls="playback"></downhill-plot>',
    ],
  ]) {
    const field = dialog(page).getByRole('textbox', { name, exact: true });
    expect((await field.inputValue()).startsWith(text)).toBe(true);
    await expect(field).not.toBeEditable();
    const copy = dialog(page).getByRole('button', { name: `Copy: ${name}`, exact: true });
    await copy.click();
    await expect(copy).toHaveText('Copied');
    await expect(dialog(page).locator('.said')).toHaveText(`${name}: copied.`);
    expect(await copied()).toBe(await field.inputValue());
  }
  const preview = dialog(page).locator('.preview downhill-plot');
  await expect(preview).toHaveAttribute('controls', 'playback');
  // It is loaded when it is scrolled to.
  await preview.scrollIntoViewIfNeeded();
  await expect
    .poll(() =>
      preview.evaluate((plot) => {
        const { race, at } = /** @type {any} */ (plot);
        return [race?.config().seed, race?.racers, at];
      }),
    )
    .toEqual([7, 2, 40]);
  await dialog(page).getByLabel('Map alone').check();
  await expect(preview).toHaveAttribute('controls', 'none');
  await expect(dialog(page).getByLabel('Code for an element', { exact: true })).toHaveValue(
    /controls="none"/,
  );
  // The preview ends with the dialog.
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await expect(page.locator('downhill-plot')).toHaveCount(1);
  expect(await raceStep(page)).toBe(40);
});

test('without a clipboard the text is selected, to be copied by hand', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
    document.execCommand = () => false;
  });
  await share(page);
  await dialog(page).getByRole('button', { name: 'Copy: Link', exact: true }).click();
  await expect(dialog(page).locator('.said')).toHaveText(/^Link: selected\. Press Ctrl or ⌘ and C/);
  const chosen = await onPlot(page, (plot) => {
    const field = /** @type {HTMLTextAreaElement} */ (plot.renderRoot.querySelector('#share-link'));
    return field.value.slice(field.selectionStart, field.selectionEnd) === field.value;
  });
  expect(chosen).toBe(true);
});

test('by keyboard alone: open, choose, copy, close', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await openAtStart(page);
  await button(page, 'Share').focus();
  await page.keyboard.press('s');
  await expect(dialog(page)).toBeVisible();
  // The keys of the race rest meanwhile.
  await page.keyboard.press('ArrowRight');
  expect(await raceStep(page)).toBe(0);
  for (const name of ['Link', 'Copy: Link']) {
    await page.keyboard.press('Tab');
    await expect(
      dialog(page)
        .locator(':focus')
        .and(dialog(page).getByLabel(name, { exact: true })),
    ).toHaveCount(1);
  }
  await page.keyboard.press('Enter');
  await expect(dialog(page).locator('.said')).toHaveText('Link: copied.');
  for (let i = 0; i < 3; i += 1) await page.keyboard.press('Tab');
  await expect(dialog(page).getByLabel('Map and playback')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(dialog(page).getByLabel('Map alone')).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toBeHidden();
  await expect(button(page, 'Share')).toBeFocused();
});

for (const theme of /** @type {const} */ (['light', 'dark'])) {
  test(`axe finds nothing in the share dialog, ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await share(page);
    await drawn(page);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
    for (const width of [320, 360]) {
      await page.setViewportSize({ width, height: 740 });
      const wide = await onPlot(page, (plot) => {
        const sheet = plot.renderRoot.querySelector('dialog.share');
        return sheet ? sheet.scrollWidth - sheet.clientWidth : -1;
      });
      expect(wide).toBe(0);
    }
  });
}
