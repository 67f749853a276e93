// A Vite plugin that makes the texts of Lit's templates small. Minifiers leave them alone, since
// only their tags know what they mean.

/** @typedef {{type: string, start: number, end: number}} Node */

const tagged = /\b(?:css|html|svg|mathml)`/;

/** Where a line break is not the same as a space. */
const verbatim = /<(?:pre|textarea)\b/;

/**
 * What makes the parts of a template between its values small.
 *
 * @param {string} tag
 * @param {string} template
 * @returns {((text: string) => string) | undefined}
 */
function smallerBy(tag, template) {
  if (tag === 'css') return smallerCss;
  return tagged.test(`${tag}\``) && !verbatim.test(template) ? smallerMarkup : undefined;
}

/** Without comments, and with the spaces alone that separate something. Texts stay as they are. */
function smallerCss(/** @type {string} */ text) {
  return text.replaceAll(
    /("[^"\n]*"|'[^'\n]*')|(?:\s|\/\*[\s\S]*?\*\/)*([{};,])(?:\s|\/\*[\s\S]*?\*\/)*|(?:\s|\/\*[\s\S]*?\*\/)+/g,
    (_, string, mark) => string ?? mark ?? ' ',
  );
}

/** With one space in the place of line breaks and what indents the lines. */
function smallerMarkup(/** @type {string} */ text) {
  return text.replaceAll(/[ \t]*\n\s*/g, ' ');
}

/**
 * The tagged templates at and below a node of a syntax tree.
 *
 * @param {any} node
 * @param {any[]} [found]
 * @returns {any[]}
 */
function templates(node, found = []) {
  if (node.type === 'TaggedTemplateExpression') found.push(node);
  for (const key in node) {
    if (typeof node[key] === 'object' && node[key] !== null) templates(node[key], found);
  }
  return found;
}

/**
 * Makes the templates of the page's own modules small, in what is built only.
 *
 * @returns {import('vite').Plugin}
 */
export function smallTemplates() {
  return {
    name: 'small-templates',
    apply: 'build',
    transform: {
      filter: { id: { include: /\/www\/[^?]*\.js$/, exclude: /node_modules/ }, code: tagged },
      handler(code) {
        const parts = templates(this.parse(code)).flatMap(({ tag, quasi }) => {
          const smaller = smallerBy(tag.name, code.slice(quasi.start, quasi.end));
          return smaller ? quasi.quasis.map((/** @type {Node} */ part) => ({ part, smaller })) : [];
        });
        // From the last to the first, so that the places of those before stay true.
        parts.sort((a, b) => b.part.start - a.part.start);
        for (const { part, smaller } of parts) {
          const text = code.slice(part.start, part.end);
          code = code.slice(0, part.start) + smaller(text) + code.slice(part.end);
        }
        return { code, map: null };
      },
    },
  };
}
