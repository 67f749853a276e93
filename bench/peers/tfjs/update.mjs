// One update of TensorFlow.js's SGD on its CPU backend, timed: node update.mjs TASK
//
// TASK is JSON: `x` and `y`, the batch; `start`, [m, b]; `learning_rate`; and how many updates to
// make: `first`, then `warm_up`, then `times` times `updates`. Prints, as its last line, m and b
// after the first ones, and the median of the milliseconds that `updates` took.

import { createRequire } from 'node:module';
import { typicalTime } from '../../measure.mjs';

// Not by an import, which the type checker would follow: it must pass where this is not installed.
const tf = createRequire(import.meta.url)('@tensorflow/tfjs');

// Without its checks of shapes and numbers it is faster.
tf.enableProdMode();
await tf.setBackend('cpu');

const task = JSON.parse(process.argv[2]);
const x = tf.tensor1d(task.x);
const y = tf.tensor1d(task.y);
const m = tf.variable(tf.scalar(task.start[0]));
const b = tf.variable(tf.scalar(task.start[1]));
const optimizer = tf.train.sgd(task.learning_rate);

const loss = () => tf.mean(tf.square(tf.sub(y, tf.add(tf.mul(m, x), b))));

/** @param {number} count */
function update(count) {
  for (let i = 0; i < count; i += 1) optimizer.minimize(loss);
}

update(task.first);
const end = { m: m.dataSync()[0], b: b.dataSync()[0] };
update(task.warm_up);
const milliseconds = typicalTime(task.times, () => update(task.updates));
console.log(JSON.stringify({ ...end, milliseconds }));
