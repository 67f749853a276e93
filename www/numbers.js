/** Numbers as text: counts, losses, dollars, and digits to compute with by hand. */

/**
 * Not by `Intl.NumberFormat`: the first one takes a browser longer to make than the first picture
 * takes to draw.
 * @param {string} digits with a point and a sign, or without
 * @returns {string} with thousands separators: `1,267,750.25`
 */
export function grouped(digits) {
  const [whole, ...part] = digits.split('.');
  return [whole.replace(/\B(?=(\d{3})+$)/g, ','), ...part].join('.');
}

/**
 * @param {number} count
 * @returns {string} with thousands separators: `1,267,750`
 */
export function formatCount(count) {
  return grouped(count.toFixed(0));
}

/**
 * A parameter or a loss, with thousands separators: four decimals while that is readable, else powers of ten, and
 * always a true minus sign, which is as wide as a digit.
 * @param {number} value
 * @param {number} [step] what differs by so much should look different
 * @returns {string}
 */
export function formatNumber(value, step = 0) {
  if (Number.isNaN(value)) return '–';
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return value > 0 ? '∞' : '−∞';
  const enough = (/** @type {number} */ usual, /** @type {number} */ first) =>
    Math.min(15, Math.max(usual, step > 0 ? Math.ceil(Math.log10(first / step)) : 0));
  const digits = enough(size >= 1000 ? 1 : size >= 100 ? 2 : 4, 1);
  const plain = grouped(value.toFixed(digits));
  if (size < 1e5 && /[1-9]/.test(plain)) return plain.replace('-', '−');
  // What is not zero does not look like it, unless it is only what rounding has left.
  if (size < 1e-15) return plain.replace('-', '');
  // A long exponent takes the room of digits that nobody needs any more.
  const usual = size < 1 || (size >= 1e10 && size < 1e100) ? 1 : size >= 1e100 ? 0 : 2;
  const power = value.toExponential(enough(usual, size));
  return power.replaceAll('-', '−').replace('e+', 'e');
}

/**
 * A number to compute with by hand: five significant digits, and a power of ten where that is
 * shorter.
 * @param {number} value
 * @returns {{digits: string, exponent: number}} `digits` times ten to the `exponent`
 */
export function significant(value) {
  const size = Math.abs(value);
  if (!Number.isFinite(value)) return { digits: formatNumber(value), exponent: 0 };
  const plain = size === 0 || (size >= 1e-3 && size < 1e5) || (size < 1e7 && size % 1 === 0);
  const [part, power] = plain
    ? [size % 1 === 0 ? value : Number(value.toPrecision(5)), '0']
    : value.toExponential(4).split('e');
  return { digits: String(Number(part)).replace('-', '−'), exponent: Number(power) };
}

/**
 * @param {number} value
 * @returns {string} {@link significant} in one line: `−1.2346e−8`
 */
export function formatSignificant(value) {
  const { digits, exponent } = significant(value);
  return exponent === 0 ? digits : `${digits}e${String(exponent).replace('-', '−')}`;
}

/**
 * @param {number | null} value
 * @returns {string} dollars and cents, or powers of ten above a million
 */
export function formatDollars(value) {
  if (value === null || Number.isNaN(value)) return '–';
  if (!Number.isFinite(value)) return '$∞';
  return value >= 1e6
    ? `$${value.toExponential(2).replace('e+', 'e')}`
    : `$${grouped(value.toFixed(2))}`;
}

/**
 * @param {number} value
 * @returns {string} its size in whole dollars, or in powers of ten
 */
export function formatWholeDollars(value) {
  const size = Math.abs(value);
  return size >= 1e6 ? formatDollars(size) : `$${formatCount(size)}`;
}
