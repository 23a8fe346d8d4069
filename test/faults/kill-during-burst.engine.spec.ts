/** The fault of the one process, told once, over every process of every service on real engines. */
import './kill-during-burst.e2e.spec.js';
