/** The scenarios that `npm test` runs in one process, told again to separate processes on real engines. */
import './scenarios/article-to-inbox.e2e.spec.js';
import './scenarios/embargo.e2e.spec.js';
import './scenarios/hostile-markup.e2e.spec.js';
import './scenarios/withdrawal.e2e.spec.js';
import './faults/kill-during-burst.e2e.spec.js';
import './faults/kill-during-rebuild.e2e.spec.js';
import './faults/smtp-misbehaves.e2e.spec.js';
