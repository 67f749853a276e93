/**
 * What an author says of one element, in attributes and properties: it is checked, collected
 * until it can be carried out, and where it is wrong, the author is told so once.
 */

import { ATTRIBUTES, attributeNamed } from './attributes.js';
import { shown } from './settle.js';

/** @typedef {import('./attributes.js').Attribute} Attribute */

/**
 * @typedef {object} Fault
 * @property {string} message
 * @property {string} attribute
 * @property {string} value
 * @property {string} legal
 */

/** The attributes whose properties are the element's own. */
const LOOKS = ['controls', 'theme', 'autoplay', 'projector'];

/** The attributes that become wishes. */
export const WISHES = ATTRIBUTES.filter(({ name }) => !LOOKS.includes(name));

/** Listens to one author. */
export class Author {
  /** @type {HTMLElement} */ #host;
  /** @type {() => void} */ #onWish;
  /** @type {(fault: Fault) => void} */ #onFault;
  /**
   * What is wished, and the attribute's text before, where it was wished by attribute.
   * @type {Map<Attribute, {value: unknown, before?: string | null}>}
   */
  #wishes = new Map();
  /** What was taken last, in case that it is refused. */
  #taken = new Map(this.#wishes);
  #restoring = false;

  /**
   * @param {HTMLElement} host
   * @param {() => void} onWish called once for all that is set at the same time
   * @param {(fault: Fault) => void} onFault
   */
  constructor(host, onWish, onFault) {
    this.#host = host;
    this.#onWish = onWish;
    this.#onFault = onFault;
  }

  /**
   * Takes note of an attribute.
   * @param {string} name
   * @param {string | null} before
   * @param {string | null} after
   * @returns {boolean} whether the element should see the change
   */
  attribute(name, before, after) {
    const attribute = attributeNamed(name);
    if (!attribute) return true;
    if (this.#restoring) return !WISHES.includes(attribute);
    const value = after === null ? undefined : attribute.read(after);
    if (after !== null && value === undefined) {
      this.#restore(name, before);
      this.#fault(attribute, JSON.stringify(after), attribute.legal);
      return false;
    }
    if (!WISHES.includes(attribute)) return true;
    if (before !== after) this.#wish(attribute, { value, before });
    return false;
  }

  /**
   * Takes note of a property.
   * @param {Attribute} attribute
   * @param {unknown} value
   */
  property(attribute, value) {
    const byDefault = value === undefined || (value === null && !attribute.takesNull);
    const checked = byDefault ? undefined : check(attribute, value);
    if (!byDefault && checked === undefined) {
      // What is no text in the tag is said in JavaScript.
      const legal = /[{[]/.test(attribute.type) ? attribute.type : attribute.legal;
      this.#fault(attribute, shown(value), legal, attribute.property);
    } else {
      this.#wish(attribute, { value: checked });
    }
  }

  /** @returns {import('./wishes.js').Wish[]} what is wished and not carried out yet */
  take() {
    this.#taken = new Map(this.#wishes);
    const wishes = [...this.#wishes].map(([attribute, { value }]) => {
      return /** @type {import('./wishes.js').Wish} */ ([attribute, value]);
    });
    this.#wishes.clear();
    return wishes;
  }

  /**
   * The race does not take it: the value before stays.
   * @param {Attribute} attribute
   * @param {string} value
   * @param {string} legal
   */
  refuse(attribute, value, legal) {
    const { name, property, spelled } = attribute;
    const before = this.#taken.get(attribute)?.before;
    if (before === undefined) {
      this.#fault(attribute, value, legal, property);
    } else {
      this.#restore(name, before);
      this.#fault(attribute, value, spelled?.(legal) ?? legal);
    }
  }

  /** @param {string} message what is refused, and why */
  warn(message) {
    console.warn(`<${this.#host.localName}> ${message}. The value before stays.`);
  }

  /**
   * @param {Attribute} attribute
   * @param {string} value
   * @param {string} legal
   * @param {string} [said] what it is called where it was set
   */
  #fault({ name }, value, legal, said = name) {
    const message = `${said} is ${value}, but it takes ${legal}`;
    this.warn(message);
    this.#onFault({ message, attribute: name, value, legal });
  }

  /**
   * @param {Attribute} attribute
   * @param {{value: unknown, before?: string | null}} wish
   */
  #wish(attribute, wish) {
    const first = this.#wishes.get(attribute) ?? wish;
    if (this.#wishes.size === 0) queueMicrotask(this.#onWish);
    this.#wishes.set(attribute, { ...wish, before: first.before });
  }

  /**
   * @param {string} name
   * @param {string | null} value
   */
  #restore(name, value) {
    this.#restoring = true;
    if (value === null) this.#host.removeAttribute(name);
    else this.#host.setAttribute(name, value);
    this.#restoring = false;
  }
}

/**
 * @param {Attribute} attribute
 * @param {unknown} value of the property
 * @returns {unknown} undefined where it says nothing
 */
function check({ type, setting, read, write }, value) {
  // What is no text is for the engine to refuse as it is.
  if (setting && /^(number|boolean)$/.test(typeof value) && type.startsWith('number')) return value;
  try {
    return read(write(value));
  } catch {
    return undefined;
  }
}
