/** `npm start`: makes the build current and runs the newsroom. */
import { runBuilt } from './run-built.mjs';

runBuilt('apps/newsroom/src/main.js', process.argv.slice(2));
