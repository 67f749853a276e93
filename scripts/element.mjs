// Writes what is made from the element's description: docs/element.md and custom-elements.json.
//
//   npm run element

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ATTRIBUTES, CSS_PROPERTIES, EVENTS, METHODS, PARTS, PROPERTIES } from './api.mjs';
import { root } from './shell.mjs';

const summary = 'A race of optimizers down a loss surface: picture, legend and controls.';

/** The files and their texts. @returns {Record<string, string>} by path in the repository */
export function made() {
  return {
    'docs/element.md': page(),
    'custom-elements.json': `${JSON.stringify(manifest(), null, 2)}\n`,
  };
}

/** The manifest, as https://github.com/webcomponents/custom-elements-manifest has it. */
function manifest() {
  const described = (/** @type {string} */ name, /** @type {string} */ description) => ({
    name,
    description,
  });
  const typed = (/** @type {string} */ text) => ({ type: { text } });
  const path = 'dist/downhill-plot.js';
  return {
    schemaVersion: '2.1.0',
    readme: 'README.md',
    modules: [
      {
        kind: 'javascript-module',
        path,
        declarations: [
          {
            kind: 'class',
            customElement: true,
            ...described('DownhillPlot', summary),
            tagName: 'downhill-plot',
            superclass: { name: 'HTMLElement' },
            attributes: ATTRIBUTES.map(({ name, property, type, usual, help }) => ({
              ...described(name, help),
              ...typed(type),
              default: usual,
              fieldName: property,
            })),
            members: [
              ...ATTRIBUTES.map(({ name, property, type, help }) => ({
                kind: 'field',
                ...described(property, help),
                ...typed(type),
                attribute: name,
              })),
              ...PROPERTIES.map(({ name, type, help, readonly }) => ({
                kind: 'field',
                ...described(name, help),
                ...typed(type),
                ...(readonly && { readonly }),
              })),
              ...METHODS.map(({ name, parameters, type = 'void', help }) => ({
                kind: 'method',
                ...described(name, help),
                parameters: parameters.map(({ name, type, help, optional }) => ({
                  ...described(name, help),
                  ...typed(type),
                  ...(optional && { optional }),
                })),
                return: typed(type),
              })),
            ],
            events: EVENTS.map(({ name, type, help }) => ({
              ...described(name, help),
              ...typed(`CustomEvent<${type}>`),
            })),
            slots: [described('', 'Shown in place of the plot where it cannot run.')],
            cssParts: PARTS.map(({ name, help }) => described(name, help)),
            cssProperties: CSS_PROPERTIES.map(({ name, usual, help }) => ({
              ...described(name, help),
              default: usual,
            })),
          },
        ],
        exports: [
          {
            kind: 'js',
            name: 'DownhillPlot',
            declaration: { name: 'DownhillPlot', module: path },
          },
          {
            kind: 'custom-element-definition',
            name: 'downhill-plot',
            declaration: { name: 'DownhillPlot', module: path },
          },
        ],
      },
    ],
  };
}

/**
 * @param {string[]} head
 * @param {string[][]} rows
 */
function table(head, rows) {
  const line = (/** @type {string[]} */ cells) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const code = (/** @type {string} */ text) => (text ? `\`${text}\`` : '');

function page() {
  const methods = METHODS.map(({ name, parameters, type, help }) => {
    const list = parameters.map(({ name, optional }) => (optional ? `${name}?` : name)).join(', ');
    return [code(`${name}(${list})${type ? `: ${type}` : ''}`), help];
  });
  return `# The element

Everything that an author can say to \`<downhill-plot>\` and hear from it, made from its own
description by \`npm run element\`. How to get it onto a page stands in
[embedding.md](embedding.md), the settings of a race in [settings.md](settings.md).

\`\`\`html
<downhill-plot optimizers="sgd adam" learning-rate="0.05" step="120" controls="playback">
  <img src="descent.png" alt="Two trails lead down to the minimum." />
</downhill-plot>
\`\`\`

What stands in the tag is shown where the plot cannot run. The plot is loaded when it is scrolled
near, and rests while it is out of sight. Any number of them share one compiled engine and one clock.
Moved in the document it goes on as it is; removed, it frees its memory, and put back it is what it
was.

## Attributes and properties

Each attribute has a property, which always gives what holds now. Several that are set at the same
time are one change; properties can be set before the module is there, too. A value that is not taken
leaves the one before: the console warns once, and \`downhill-error\` says the attribute, the value
and what it takes. Without the attribute, what the link or \`config\` says
holds, or else the default; an attribute that is removed leaves the race as it was without it.

${table(
  ['attribute', 'property', 'takes', 'default', 'what it does'],
  ATTRIBUTES.map(({ name, property, legal, usual, help, example }) => [
    code(example ? `${name}="${example}"` : name),
    code(property),
    legal,
    usual,
    help,
  ]),
)}

Properties that no attribute has:

${table(
  ['property', 'type', 'what it is'],
  PROPERTIES.map(({ name, type, help, readonly }) => [
    code(name),
    code(type),
    readonly ? `${help} Read only.` : help,
  ]),
)}

## Links

\`link\` is a whole race as text, the same that the page keeps in its address behind the \`#\`:

\`\`\`
racers=sgd,adam~framework:keras~beta1:0.8&seed=7&step=120&view=-1,2.5,0,1&v=1
\`\`\`

Its names are those of the settings; what is left out is at its default. Racers stand between
commas, each with what differs from its optimizer's usual settings behind a \`~\`. Who sits out
stands in \`out=1.momentum,3.adam\`, with the place in the list of all. \`step\` is the step shown,
\`view\` the part of the map (lowest and highest m, then b), \`scene\` the eye in three dimensions, and
\`arrowsOf\`, \`batchBowl\`, \`squaresOf\`, \`by\`, \`scale\`, \`units\`, \`measure\`, \`ghosts\`, \`tab\`
\`styles\` (of the trails of all) and \`terms\` (of the step, where they are revealed one by one) are
choices of the views. \`v=1\`, the version, comes last: a link
without it was cut off. Numbers are written in as few digits as bring them back exactly. What a link
says wrongly is left out, and a notice says what and why.

## Methods

${table(['method', 'what it does'], methods)}

## Events

They bubble, and cross the borders of shadow roots.

${table(
  ['event', 'detail', 'when'],
  EVENTS.map(({ name, type, help }) => [code(name), code(type), help]),
)}

\`\`\`js
document.querySelector('downhill-plot').addEventListener('downhill-step', ({ detail }) => {
  console.log(detail.step);
});
\`\`\`

## Look

The plot takes the colours and the type of the page around it. These custom properties say
otherwise:

${table(
  ['property', 'default', 'what it is'],
  CSS_PROPERTIES.map(({ name, usual, help }) => [code(name), usual, help]),
)}

Its parts, for \`::part()\`:

${table(
  ['part', 'what it is'],
  PARTS.map(({ name, help }) => [code(name), help]),
)}

## What backs this

\`npm test\` compares this page and \`custom-elements.json\` with the description, and the
description with the code: every attribute, property, method, event, part and custom property. In a
browser it gives each attribute a right and a wrong value, sends 10,000 random races to a link and
back, opens links that are corrupt, cut off, too long or of another version, runs fifty plots on one
page, and mounts and unmounts 200 with the memory as before.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const [path, text] of Object.entries(made())) writeFileSync(join(root, path), text);
}
