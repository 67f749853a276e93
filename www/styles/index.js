/** The look of the element, room by room; what comes later overrides what was before. */

import { bare } from './bare.js';
import { charts } from './charts.js';
import { classroom } from './classroom.js';
import { controls } from './controls.js';
import { deck } from './deck.js';
import { failure } from './failure.js';
import { host } from './host.js';
import { inspector } from './inspector.js';
import { knobs } from './knobs.js';
import { layout } from './layout.js';
import { legend } from './legend.js';
import { projector } from './projector.js';
import { setup } from './setup.js';
import { share } from './share.js';
import { stage } from './stage.js';
import { table } from './table.js';
import { timeline } from './timeline.js';
import { view } from './view.js';

export const styles = [
  host,
  knobs,
  stage,
  view,
  timeline,
  charts,
  controls,
  classroom,
  legend,
  table,
  failure,
  layout,
  deck,
  inspector,
  setup,
  projector,
  share,
  bare,
];
